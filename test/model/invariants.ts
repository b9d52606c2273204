/**
 * What must be true of a world, whatever happened to it: here (what is acknowledged blocks), at the vendors (every block
 * is there, or visibly not), and on the way (no add is repeated blindly, no record is made twice).
 */
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';
import type { SandboxRecord } from '../../electron/sandbox/sandboxRecord.ts';
import { type Grid, type GridRow, loadTargets } from './grid.ts';
import { agentIdOf, checkOpenCases, nameOf } from './openCases.ts';
import { numberPool } from './scenario.ts';
import { endFor, isInForce, isLater, mustBlock, type SeenEntry, type TargetRow } from './statements.ts';
import { mayBe, noteApart, twinsOf } from './twins.ts';
import type { Account, World } from './world.ts';

/** The list blocks whatever it says, for everybody it says; what waits for a person's decision blocks too. */
export async function checkBlocks(world: World, during: string): Promise<void> {
  const { client } = world.life;
  const targets = await loadTargets(world);
  const now = world.now();
  noteApart(world, targets);
  const listed = [...world.known].flatMap(([number, entry]) => (entry.isRemoved ? [] : [number]));
  // A retired agent can no longer be asked for by name.
  const named = targets.filter(({ state }) => state !== 'retired');
  for (const target of listed.length === 0 ? [] : [undefined, ...named]) {
    const answers = await client.entries.check({
      numbers: listed,
      ...(target === undefined ? {} : { target: nameOf(target) }),
    });
    const twins = target === undefined ? [] : twinsOf(world, target, targets);
    for (const { number, blocked } of answers) {
      const entry = world.known.get(number);
      const isHeldFor = [target, ...twins].some((one) => entry !== undefined && mustBlock(entry, one, targets, now));
      if (!blocked && isHeldFor)
        world.violate(`${number} is callable for ${target?.label ?? 'anybody'} although it is blocked (${during})`);
    }
  }
  await checkOpenCases(world, targets, during);
}

/** A number that a person removed, and that nothing at all speaks for, is callable again. */
export async function checkReleased(world: World): Promise<void> {
  const { client } = world.life;
  const { conflicts } = await client.conflicts.list({ limit: 1000 });
  const answers = await client.entries.check({ numbers: [...numberPool] });
  for (const { number, blocked } of answers) {
    const entry = world.known.get(number);
    const isFree = entry === undefined || entry.isRemoved;
    if (blocked && isFree && !conflicts.some((conflict) => conflict.number === number))
      world.violate(`${number} is not on the list and is blocked all the same`);
  }
}

/** The vendor's records that block, as it shows them: one that drops deleted agents shows none as "every agent". */
export function livingRecords(world: World, { tenant, model }: Account): readonly SandboxRecord[] {
  const { control } = world.arena.sandbox;
  const now = world.clock.now();
  const { agents, settings } = control.tenant({ tenant });
  const drops = model.agents === 'set' && settings.deletedAgents === 'dropped';
  const isShown = (id: string): boolean => !drops || agents.find((agent) => agent.id === id)?.deleted === false;
  return control
    .records({ tenant })
    .filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    .map((record) => ({ ...record, agents: record.agents.filter(isShown) }));
}

/** The end of the entry's holds in force for one caller; undefined when none is. */
export function endNow(
  entry: SeenEntry,
  caller: TargetRow,
  own: readonly TargetRow[],
  now: string,
): string | null | undefined {
  const inForce = entry.holds.filter(({ until }) => isInForce(until, now));
  return entry.isRemoved ? undefined : endFor(inForce, caller, own);
}

/** States that say openly that the vendor does not have the block as it should. */
const openly: ReadonlySet<string> = new Set([
  'conflict',
  'needsCallReference',
  'parked',
  'gone',
  'removeByHand',
  'cannotVerify',
]);
/** The same while something is still on its way. */
const onItsWay: ReadonlySet<string> = new Set([...openly, 'waiting', 'unconfirmed', 'missingThere', 'lessThere']);

/**
 * Every block is at every vendor in its scope, or visibly not. Of one account that was just read in full, or of all when
 * they are settled: then nothing may be on its way any more.
 */
export async function checkVendors(
  world: World,
  grid: Grid,
  { settled, accounts }: { settled: boolean; accounts: readonly Account[] },
): Promise<void> {
  const targets = await loadTargets(world);
  const now = world.now();
  const visible = settled ? openly : onItsWay;
  const asked = new Set((await world.life.client.accounts.sameQuestions()).map(({ target }) => target));
  for (const account of accounts) {
    const own = targets.filter((target) => target.account === account.id);
    const whole = own.find(({ kind }) => kind === 'account');
    if (whole === undefined) continue;
    const records = livingRecords(world, account);
    for (const number of numberPool) {
      const entry = world.known.get(number);
      const rows = (grid.get(number) ?? []).filter((row) => row.account === account.id);
      if (entry !== undefined)
        checkWanted(world, account, { number, entry, rows, own, whole, records, now, visible, asked });
      checkUnwanted(world, account, { number, entry, rows, own, whole, records, now, visible, asked });
    }
  }
}

type Case = {
  readonly number: string;
  readonly rows: readonly GridRow[];
  readonly own: readonly TargetRow[];
  readonly whole: TargetRow;
  readonly records: readonly SandboxRecord[];
  readonly now: string;
  readonly visible: ReadonlySet<string>;
  /** The agents of which nobody has said yet whether they were made again. */
  readonly asked: ReadonlySet<number>;
};

function checkWanted(world: World, account: Account, { entry, ...at }: Case & { entry: SeenEntry }): void {
  const { number, rows, own, whole, records, now, visible } = at;
  const say = (where: string, row: GridRow | undefined, what: string): void =>
    world.violate(
      `${number} ${what} at ${account.vendor}${where}, and the grid says ${row?.state ?? 'nothing'} (${row?.sentence ?? ''})`,
    );
  const isVisible = (row: GridRow | undefined): boolean => row !== undefined && visible.has(row.state);
  // Strangers that a person took for the account's agents are none of this vendor's.
  const agentsOf = own.filter(
    (target) =>
      target.kind !== 'account' &&
      (target.state === 'active' || target.state === 'inactive') &&
      agentIdOf(world, account, target) !== '',
  );
  switch (account.model.agents) {
    case 'none': {
      const end = endNow(entry, whole, own, now);
      const [row] = rows;
      if (end !== undefined && !records.some((record) => record.number === number) && !isVisible(row))
        say('', row, 'is missing');
      return;
    }
    case 'one':
      for (const agent of agentsOf) {
        const end = endNow(entry, agent, own, now);
        const id = agentIdOf(world, account, agent);
        const row = rows.find(({ scope }) => scope === id);
        const isThere = records.some((record) => record.number === number && record.agents.includes(id));
        if (end !== undefined && !isThere && !isVisible(row)) say(` for ${agent.name}`, row, 'is missing');
      }
      return;
    case 'set': {
      const [row] = rows;
      // A vendor may have several records of the number: what one of them blocks is blocked.
      const there = records.filter((one) => one.number === number);
      const all = endNow(entry, whole, own, now);
      const { expiryStepMs, listsLeaveOut } = world.arena.sandbox.control.tenant({ tenant: account.tenant }).settings;
      // What a vendor makes of an expiry in its own steps is no difference.
      const latest = (end: number | null): number | null => (end === null ? null : end + expiryStepMs - 1);
      // What its lists do not show, nobody can put right; but then the grid says that they do not.
      const isUnshown =
        (listsLeaveOut.includes('agents') || listsLeaveOut.includes('expiresAt')) &&
        /does not say/.test(row?.sentence ?? '');
      if (isUnshown && row !== undefined) return;
      const isForAll = all !== undefined && agentsOf.every((agent) => endNow(entry, agent, own, now) !== undefined);
      if (isForAll && !there.some((record) => record.agents.length === 0) && !isVisible(row))
        say('', row, 'is missing');
      for (const agent of agentsOf) {
        const end = endNow(entry, agent, own, now);
        if (end === undefined) continue;
        const id = agentIdOf(world, account, agent);
        const blocking = there.filter((record) => record.agents.length === 0 || record.agents.includes(id));
        if (agent.state !== 'active') {
          if (blocking.length === 0 && row?.state === 'inStep')
            say(` for ${agent.name}, which is at rest,`, row, 'is missing');
          continue;
        }
        const lasts = blocking.some((record) => isLater(toIso(latest(record.expiresAt)), end));
        if (blocking.length === 0 && !isVisible(row)) say(` for ${agent.name}`, row, 'is missing');
        else if (!lasts && !isVisible(row)) say(` for ${agent.name}`, row, 'ends too early');
      }
      return;
    }
  }
}

/**
 * A number of another country than the desk's, which the vendor writes without its + though its documents show one: where
 * nobody here has asked for it, nobody can tell whose it is.
 */
export function isUnreadable({ model, setup }: Account, number: string): boolean {
  const { numbersAs } = setup.settings;
  return numbersAs === 'digits' && model.settings.numbersAs !== 'digits' && !number.startsWith('+1');
}

/** What only the vendor blocks is shown as that, and as something that a person or the next run has to do with. */
function checkUnwanted(
  world: World,
  account: Account,
  { entry, ...at }: Case & { entry: SeenEntry | undefined },
): void {
  const { number, rows, own, whole, records, now, visible, asked } = at;
  for (const record of isUnreadable(account, number) ? [] : records.filter((one) => one.number === number)) {
    const agents = own.filter((target) => agentIdOf(world, account, target) === record.agents[0]);
    const twins = agents.flatMap((agent) => mayBe(world, agent, own, asked));
    const callers = account.model.agents === 'one' && agents.length > 0 ? [...agents, ...twins] : own;
    if (entry !== undefined && callers.some((caller) => endNow(entry, caller, own, now) !== undefined)) continue;
    const row = rows.find(({ scope }) => scope === '' || scope === record.agents[0]);
    if (isBackAtRest(world, account, record, own)) continue;
    // It may be a removed account, connected again: what holds for that is at the vendor until somebody has answered.
    if (asked.has(whole.id)) continue;
    // Where nothing tells the true time, what time alone has ended stays there, and the grid says why.
    const { saysDate } = world.arena.sandbox.control.tenant({ tenant: account.tenant }).settings;
    if (!saysDate && row?.state === 'waiting' && row.sentence.includes('clock may be wrong')) continue;
    if (row === undefined || !visible.has(row.state))
      world.violate(
        `${number} is blocked only at ${account.vendor}, and the grid says ${row?.state ?? 'nothing'} (${row?.sentence ?? ''})`,
      );
  }
}

/** The list of an agent that was gone, and is back at rest, is read once it is active: until then nobody calls with it. */
function isBackAtRest(
  world: World,
  account: Account,
  { agents: [id] }: SandboxRecord,
  own: readonly TargetRow[],
): boolean {
  if (account.model.agents !== 'one') return false;
  const agent = world.arena.sandbox.control.tenant({ tenant: account.tenant }).agents.find((one) => one.id === id);
  const known = own.filter((target) => agentIdOf(world, account, target) === id);
  return agent?.active === false && known.every(({ state }) => state === 'gone' || state === 'retired');
}

function toIso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** Every remote block that the desk has read is blocked here, or visibly on its way out. */
export async function checkTaken(
  world: World,
  account: Account,
  grid: Grid,
  shown: readonly SandboxRecord[] = livingRecords(world, account),
): Promise<void> {
  const answers = await world.life.client.entries.check({ numbers: [...numberPool] });
  const blocked = new Set(answers.filter((answer) => answer.blocked).map(({ number }) => number));
  const own = (await loadTargets(world)).filter((target) => target.account === account.id);
  for (const record of shown) {
    const { number, agents } = record;
    if (blocked.has(number) || isUnreadable(account, number) || isBackAtRest(world, account, record, own)) continue;
    const row = (grid.get(number) ?? []).find(
      (one) => one.account === account.id && (one.scope === '' || one.scope === agents[0]),
    );
    if (row === undefined || !onItsWay.has(row.state))
      world.violate(
        `${number} is blocked at ${account.vendor}, was read, and is callable here (${row?.state ?? 'no row'})`,
      );
  }
}

/** At most one record a number (and agent), and no add repeated before somebody looked. */
export function checkAdds(world: World, account: Account): void {
  const { control } = world.arena.sandbox;
  if (account.model.repeatedAdd === 'undocumented' && !account.lied) {
    const counts = Map.groupBy(control.records({ tenant: account.tenant }), ({ number }) => number);
    for (const [number, records] of counts)
      if (records.length > 1 && !account.raced.has(number))
        world.violate(`${number} was made ${records.length} times at ${account.vendor}`);
  }
  if (account.model.repeatedAdd === 'answered') return;
  const agents = new Set(control.tenant({ tenant: account.tenant }).agents.map(({ id }) => id));
  const doubtful = new Map<string, LoggedRequest>();
  for (const line of control.requests({ tenant: account.tenant })) {
    if (line.method !== 'POST') {
      doubtful.clear();
      continue;
    }
    for (const key of addedKeys(line, agents)) {
      const earlier = doubtful.get(key);
      if (earlier !== undefined)
        world.violate(`an add was repeated blindly at ${account.vendor}: ${key} (after ${earlier.fault ?? 'a cut'})`);
      if (isInDoubt(line)) doubtful.set(key, line);
      else doubtful.delete(key);
    }
  }
}

/** A plain no; or an answer to something else, which may have been one. */
const refusals: ReadonlySet<string> = new Set(['rateLimited', 'unauthorized', 'repeatPreviousAnswer']);

/** Whether nobody can tell from this answer what the request did. */
export function isInDoubt({ status, fault }: LoggedRequest): boolean {
  // A refusal is a no, even where the rest of it was cut off.
  if (status !== null && status >= 400 && status < 500) return false;
  if (fault === null) return status === null || status >= 500;
  return !refusals.has(fault);
}

/** What an add asks for, however the vendor calls its fields: each number, and the agent for whom. */
export function addedKeys({ body }: LoggedRequest, agents: ReadonlySet<string>): readonly string[] {
  const [many] = fieldsOf(body).filter(Array.isArray);
  return (many ?? [body]).flatMap((item: unknown) => {
    const texts = fieldsOf(item).filter((field) => typeof field === 'string');
    const number = texts.find((text) => /^\+?\d{7,15}$/.test(text));
    const agent = texts.find((text) => agents.has(text)) ?? '';
    return number === undefined ? [] : [`${number} ${agent}`.trim()];
  });
}

function fieldsOf(body: unknown): readonly unknown[] {
  return typeof body === 'object' && body !== null ? Object.values(body) : [];
}
