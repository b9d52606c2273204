/**
 * Whose record it is, judged from the sandbox's own record of what happened and from what people did, never from what the
 * desk believes: what others made or changed at a vendor is not taken off or weakened there without a person's act about
 * it, and a number that a vendor has is not added again.
 */
import type { RecordChange } from '../../electron/sandbox/recordTable.ts';
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';
import type { SandboxRecord } from '../../electron/sandbox/sandboxRecord.ts';
import type { OmittedField } from '../../electron/sandbox/temperament.ts';
import { isHeld } from './beyond.ts';
import { addedKeys, isInDoubt } from './invariants.ts';
import type { Account, World } from './world.ts';

const day = 86_400_000;

/** What somebody else than the desk last made of a record, after so many requests. */
type Floor = { readonly state: SandboxRecord; readonly seq: number };

type Removed = Floor & { readonly floor: Floor | undefined };

/** Notes that a person ended or narrowed what is said of these numbers. */
export function noteActs(world: World, numbers: Iterable<string>): void {
  const { seq } = world.arena.sandbox.control.lastSeq();
  for (const number of numbers) world.acts.push({ number, seq });
}

/** What others made of a record is taken off or weakened only after a person, who could see it, said so. */
export function checkOwners(world: World, account: Account): void {
  if (!isHeld('rule: owners')) return;
  const { control } = world.arena.sandbox;
  const requests = control.requests({ tenant: account.tenant });
  const floors = new Map<string, Floor>();
  const removed = new Map<string, Removed>();
  for (const change of control.changes({ tenant: account.tenant })) {
    const { before, after, by, seq } = change;
    const id = (after ?? before)?.id ?? '';
    const floor = floors.get(id);
    if (after === null && before !== null) removed.set(id, { state: before, floor, seq });
    const former = before === null && after !== null ? removed.get(id) : undefined;
    if (by === 'control' && after !== null) {
      // What looks as it did before, and was never seen to be gone, nobody can tell from what was there before.
      const isEcho =
        former !== undefined && isAlike(account, former.state, after) && !wasSeenGone(account, former, seq);
      if (!isEcho && isLikeOurs(account, after, requests, seq)) floors.delete(id);
      else if (!isEcho) floors.set(id, { state: after, seq });
      else if (former.floor !== undefined) floors.set(id, former.floor);
    } else if (floor === undefined) continue;
    else if (by === 'control' || before === null) floors.delete(id);
    else if (isWeaker(after, floor.state, account)) {
      floors.delete(id);
      // A request takes active agents alone: one that blocks for somebody more takes those at rest off the record.
      if (isUnsaid(account, before, after, floor.state)) continue;
      judge(world, account, floor, change, requests);
    }
  }
}

function isAlike({ setup, model }: Account, one: SandboxRecord, other: SandboxRecord): boolean {
  const { listsLeaveOut = [], answersLeaveOut = [] } = setup.settings;
  const hides = (field: OmittedField): boolean => listsLeaveOut.includes(field) || answersLeaveOut.includes(field);
  const toSeconds = (at: number): number => Math.floor(at / 1000);
  return (
    (hides('createdAt') || toSeconds(one.createdAt) === toSeconds(other.createdAt)) &&
    (hides('reason') || !model.keeps.includes('reason') || one.reason === other.reason)
  );
}

/**
 * Whether somebody has made what an add of ours asked for that nobody answered, and soon after it: nobody can tell the one from the other.
 */
function isLikeOurs(
  { model }: Account,
  { number, agents, reason, createdAt }: SandboxRecord,
  requests: readonly LoggedRequest[],
  seq: number,
): boolean {
  const key = model.agents === 'one' ? `${number} ${agents[0] ?? ''}` : number;
  const named = new Set(model.agents === 'one' ? agents : []);
  return requests.some(
    (one) =>
      one.method === 'POST' &&
      one.seq < seq &&
      isInDoubt(one) &&
      createdAt - one.at < day &&
      addedKeys(one, named).some((asked) => asked.replace(/^\+?/, '+') === key) &&
      (!model.keeps.includes('reason') || reason === null || JSON.stringify(one.body).includes(JSON.stringify(reason))),
  );
}

function wasSeenGone({ reads }: Account, former: Removed, until: number): boolean {
  return reads.some(({ start, end }) => start >= former.seq && end <= until);
}

function judge(
  world: World,
  account: Account,
  floor: Floor,
  { seq, after }: RecordChange,
  requests: readonly LoggedRequest[],
): void {
  const { number, expiresAt, agents } = floor.state;
  const request = requests.find((one) => one.seq === seq);
  if (expiresAt !== null && request !== undefined && expiresAt <= request.at) return;
  // Who looks right before the request cannot know what happens after the look.
  const look = requests.findLast((one) => one.seq < seq && isLookUp(account, floor.state, one, seq));
  if (look !== undefined && floor.seq >= look.seq) return;
  const isNamed = world.acts.some(
    (act) => act.number === number && act.seq < seq && hasShown(account, floor, act.seq, requests),
  );
  if (isNamed || account.lied) return;
  world.violate(
    `the desk ${after === null ? 'removed' : 'narrowed'} ${number} ${agents.join()} at ${account.vendor}, which others made, and no person's act was about that record`,
  );
}

/** Answers that are late, or in another order, show what is there all the same. */
const showing: ReadonlySet<string | null> = new Set([null, 'hang', 'shiftPages']);

/** Whether anything has shown the desk this state of the record between then and the request `until`. */
function hasShown(
  { exports, model }: Account,
  { state, seq }: Floor,
  until: number,
  requests: readonly LoggedRequest[],
) {
  const isAbout = ({ path }: LoggedRequest): boolean => model.agents !== 'one' || path.includes(state.agents[0] ?? '');
  const named = new Set(model.agents === 'one' ? state.agents : []);
  const key = model.agents === 'one' ? `${state.number} ${state.agents[0] ?? ''}` : state.number;
  /** The vendor refused our add, as it has the number, or answered it with what it has: that tells of the record as well as a list does. */
  const isAlreadyThere = (one: LoggedRequest): boolean =>
    one.method === 'POST' &&
    (one.status === 409 || one.status === 422 || (one.status === 200 && model.repeatedAdd === 'answered')) &&
    addedKeys(one, named).some((asked) => asked.replace(/^\+?/, '+') === key);
  return (
    exports.some((at) => at >= seq && at <= until) ||
    requests.some(
      (one) =>
        one.seq > seq &&
        one.seq <= until &&
        (isAlreadyThere(one) || (one.method === 'GET' && one.status === 200 && showing.has(one.fault) && isAbout(one))),
    )
  );
}

/** Whether this request has looked that one record up, in the run to which the request `before` belongs. */
function isLookUp({ runs }: Account, { number, id }: SandboxRecord, one: LoggedRequest, before: number): boolean {
  const start = runs.findLast((at) => at < before) ?? 0;
  return (
    one.method === 'GET' &&
    one.seq > start &&
    one.fault === null &&
    (one.status === 200 || one.status === 404) &&
    (one.path.includes(number.slice(1)) || one.path.includes(id))
  );
}

/** Whether only agents that have rested were taken off, by a request that put others on. */
function isUnsaid(account: Account, before: SandboxRecord, after: SandboxRecord | null, floor: SandboxRecord) {
  if (after === null || !after.agents.some((id) => !before.agents.includes(id))) return false;
  return !isWeaker({ ...after, agents: [...after.agents, ...account.rested] }, floor, account);
}

/** An agent that was deleted is in no request, because the vendor takes none with it, and nobody calls with it. */
function isWeaker(after: SandboxRecord | null, floor: SandboxRecord, { deleted }: Account): boolean {
  if (after === null) return true;
  const isShorter = after.expiresAt !== null && (floor.expiresAt === null || after.expiresAt < floor.expiresAt);
  const isNarrower =
    after.agents.length > 0 &&
    (floor.agents.length === 0 || floor.agents.some((id) => !deleted.has(id) && !after.agents.includes(id)));
  return isShorter || isNarrower;
}

/** Notes what a whole reading without trouble has shown: these records the vendor has. */
export function noteRead(world: World, account: Account, had: ReadonlyMap<string, string>): void {
  const { control } = world.arena.sandbox;
  const { agents } = control.tenant({ tenant: account.tenant });
  const isRunning = (id: string): boolean => agents.find((one) => one.id === id)?.deleted === false;
  const { seq } = control.lastSeq();
  account.reads.push({ start: account.runs.at(-1) ?? 0, end: seq });
  const held = control
    .records({ tenant: account.tenant })
    .filter(({ id, expiresAt, agents: of }) => had.has(id) && expiresAt === null && of.every(isRunning))
    .filter(({ number }) => isReadable(world, account, number));
  account.read = {
    seq,
    version: control.changes({ tenant: account.tenant }).length,
    keys: new Map(held.flatMap((record) => keysOf(account, record).map((key) => [key, record.id]))),
  };
}

/** Digits without a plus are a number of the account's country, or one that the desk has heard of; others nobody reads. */
function isReadable({ known }: World, { setup }: Account, number: string): boolean {
  return (setup.settings.numbersAs ?? 'e164') === 'e164' || number.startsWith('+1') || known.has(number);
}

/** No add for a number that the last whole reading has shown and that is there still. */
export function checkNoSecondAdd(world: World, account: Account): void {
  const { read, lied, tenant, vendor } = account;
  if (read === undefined || lied || !isHeld('rule: second adds')) return;
  const { control } = world.arena.sandbox;
  const changed = new Set(
    control
      .changes({ tenant })
      .slice(read.version)
      .flatMap(({ before, after }) => [before?.id, after?.id]),
  );
  const agents = new Set(control.tenant({ tenant }).agents.map(({ id }) => id));
  for (const line of control.requests({ tenant, sinceSeq: read.seq })) {
    if (line.method !== 'POST') continue;
    for (const key of addedKeys(line, agents)) {
      const plain = account.model.agents === 'one' ? key : (key.split(' ')[0] ?? '');
      const id = read.keys.get(plain.replace(/^\+?/, '+'));
      if (id !== undefined && !changed.has(id))
        world.violate(`an add of ${plain} was sent to ${vendor}, which has it and whose list has just shown it`);
    }
  }
}

function keysOf({ model }: Account, { number, agents }: SandboxRecord): readonly string[] {
  return [model.agents === 'one' ? `${number} ${agents[0] ?? ''}` : number];
}
