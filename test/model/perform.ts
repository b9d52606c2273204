/**
 * Carries out commands on a world and judges each by what it may do to the list: a person's command what it says, all
 * others nothing that weakens.
 */
import { ORPCError } from '@orpc/client';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { assertNever } from '../../shared/assertNever.ts';
import { isLie } from './faults.ts';
import { checkClaims, checkDisagreements, listClaims, listLost } from './disagreements.ts';
import { loadGrid, loadTargets } from './grid.ts';
import { performRemote } from './performRemote.ts';
import {
  type Command,
  type Interruption,
  type PersonCommand,
  type PlaceSpec,
  type PlannedFault,
  reasons,
  toNumber,
  type Until,
} from './scenario.ts';
import {
  findWeakened,
  type Holds,
  loadSnapshot,
  sameHolds,
  show,
  type Snapshot,
  type TargetRow,
} from './statements.ts';
import { type Account, callReferences, type World } from './world.ts';

/** The answer, or undefined when the desk refused in words. Anything else that it throws is a violation. */
async function ask<T>(world: World, call: (client: DeskClient) => Promise<T>): Promise<T | undefined> {
  try {
    return await call(world.life.client);
  } catch (error) {
    if (error instanceof ORPCError && error.defined) return undefined;
    world.violate(
      `a call failed unexpectedly: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return undefined;
  }
}

/** Looks at the list again; whatever got weaker since the last look is a violation. */
export async function observe(world: World, during: string): Promise<Snapshot> {
  const seen = await loadSnapshot(world.life.client);
  // Most of the time nothing moved at all, and then nobody has to know what covers what.
  const targets = findWeakened(world.known, seen, []).length === 0 ? [] : await loadTargets(world);
  for (const weaker of findWeakened(world.known, seen, targets)) world.violate(`${weaker} (${during})`);
  world.known = seen;
  return seen;
}

export async function perform(world: World, command: Command): Promise<void> {
  switch (command.do) {
    case 'sync':
      return performSync(world, command.account, command.faults, command.interruption);
    case 'syncAll':
      return performSyncAll(world, command.faults);
    case 'checkNow':
    case 'testAccount':
      return performAside(world, command);
    case 'kill':
      world.killedInto = world.life.kill(0, world.commitsBefore);
      await world.reopen();
      return void (await observe(world, 'a kill'));
    case 'jump':
      world.clock.advance(command.ms);
      return void (await observe(world, 'a jump of the clock'));
    case 'add':
    case 'edit':
    case 'remove':
    case 'import':
    case 'undo':
    case 'resolve':
    case 'answerSuspicion':
      return performPerson(world, command);
    case 'remoteAdd':
    case 'remoteChange':
    case 'remoteRemove':
    case 'remoteClear':
    case 'remoteExpire':
    case 'agentAppears':
    case 'agentGoes':
    case 'agentRests':
    case 'revokeToken':
    case 'restoreToken':
      return performRemote(world, command);
    default:
      return assertNever(command);
  }
}

function pick<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}

function toHolds(world: World, places: readonly PlaceSpec[], until: Until, targets: readonly TargetRow[]) {
  const end = until === null ? null : new Date(world.clock.now() + until).toISOString();
  const ids = places.map((place): 'everywhere' | number => {
    if (place.kind === 'everywhere') return 'everywhere';
    const account = pick(world.accounts, place.account);
    const own = targets.filter((target) => target.account === account?.id);
    const agents = own.filter(({ kind }) => kind !== 'account');
    const whole = own.find(({ kind }) => kind === 'account');
    return (place.kind === 'agent' ? (pick(agents, place.agent) ?? whole) : whole)?.id ?? 'everywhere';
  });
  return [...new Set(ids)].map((place) => ({ place, until: end }));
}

function toNumbers(indexes: readonly number[]): string[] {
  return [...new Set(indexes.map(toNumber))];
}

async function performPerson(world: World, command: PersonCommand): Promise<void> {
  const before = await observe(world, `before ${command.do}`);
  noteReleases(world, command);
  const targets = await loadTargets(world);
  const batch = await actPerson(world, command, before, targets);
  const after = await loadSnapshot(world.life.client);
  world.known = after;
  if (batch !== undefined && batch !== null) world.batches.push({ batch, before, after });
}

/** Numbers that this command may release, now or when an expiry comes. */
function noteReleases(world: World, command: PersonCommand): void {
  const note = (numbers: Iterable<string>): void => {
    for (const number of numbers) world.released.add(number);
  };
  switch (command.do) {
    case 'add':
    case 'import':
      return command.until === null ? undefined : note(toNumbers(command.numbers));
    case 'edit':
    case 'remove':
      return note(toNumbers(command.numbers));
    case 'undo':
      return note(world.batches.flatMap(({ after }) => [...after.keys()]));
    case 'resolve':
    case 'answerSuspicion':
      return undefined;
    default:
      return assertNever(command);
  }
}

/** Does it, and compares what became of the list with what was asked. Answers the batch. */
async function actPerson(
  world: World,
  command: PersonCommand,
  before: Snapshot,
  targets: readonly TargetRow[],
): Promise<number | null | undefined> {
  const reference = (of: { reference: boolean }) =>
    of.reference
      ? { batchId: callReferences[0]?.batchId ?? '', requestUuid: callReferences[0]?.requestUUID ?? '' }
      : undefined;
  const others = (touched: readonly string[], after: Snapshot): void => {
    const untouched = (of: Snapshot): Snapshot => new Map([...of].filter(([number]) => !touched.includes(number)));
    const [was, is] = [untouched(before), untouched(after)];
    for (const weaker of findWeakened(was, is, targets)) world.violate(`${weaker} (${command.do} of other numbers)`);
  };
  switch (command.do) {
    case 'add': {
      const numbers = toNumbers(command.numbers);
      const holds = toHolds(world, command.places, command.until, targets);
      const done = await ask(world, (client) =>
        client.entries.add({
          numbers,
          holds,
          reason: command.reason === null ? null : pick(reasons, command.reason),
          callReference: reference(command),
          confirmInvalid: true,
          onDuplicate: command.update ? 'update' : 'keep',
        }),
      );
      const after = await loadSnapshot(world.life.client);
      if (done !== undefined) mustHold(world, numbers, toMap(holds), after, targets, 'add');
      for (const weaker of findWeakened(before, after, targets)) world.violate(`${weaker} (add)`);
      return done?.batch;
    }
    case 'import': {
      const numbers = toNumbers(command.numbers);
      const holds = toHolds(world, command.places, command.until, targets);
      const batch = await importNumbers(world, command.numbers.map(toNumber), holds, command.update);
      const after = await loadSnapshot(world.life.client);
      if (batch !== undefined) mustHold(world, numbers, toMap(holds), after, targets, 'import');
      for (const weaker of findWeakened(before, after, targets)) world.violate(`${weaker} (import)`);
      return batch;
    }
    case 'edit': {
      const numbers = toNumbers(command.numbers).filter((number) => before.has(number));
      if (numbers.length === 0) return undefined;
      const holds = command.places === null ? undefined : toHolds(world, command.places, command.until, targets);
      const patch = {
        holds,
        ...(command.reason === null ? {} : { reason: pick(reasons, command.reason) }),
        ...(command.reference ? { callReference: reference(command) } : {}),
      };
      const done = await ask(world, (client) => client.entries.edit({ numbers, patch }));
      const after = await loadSnapshot(world.life.client);
      others(numbers, after);
      for (const number of done === undefined || holds === undefined ? [] : numbers) {
        const is = after.get(number);
        if (is !== undefined && !is.isRemoved && !sameHolds(is.holds, toMap(holds ?? [])))
          world.violate(`${number} was edited to ${show(toMap(holds ?? []))} and holds ${show(is.holds)}`);
      }
      return done?.batch;
    }
    case 'remove': {
      const numbers = toNumbers(command.numbers).filter((number) => before.has(number));
      if (numbers.length === 0) return undefined;
      const done = await ask(world, (client) => client.entries.remove({ numbers, why: 'asked to be called again' }));
      const after = await loadSnapshot(world.life.client);
      others(numbers, after);
      for (const number of done === undefined ? [] : numbers)
        if (after.get(number)?.isRemoved === false) world.violate(`${number} was removed and is still on the list`);
      return done?.batch;
    }
    case 'undo': {
      const note = world.batches[world.batches.length - 1 - (command.back % Math.max(1, world.batches.length))];
      if (note === undefined) return undefined;
      const done = await ask(world, (client) => client.batches.undo({ batch: note.batch }));
      const after = await loadSnapshot(world.life.client);
      if (done !== undefined)
        judgeUndo(
          world,
          note.before,
          note.after,
          before,
          after,
          done.left.map(({ number }) => number),
        );
      return done?.batch;
    }
    case 'resolve': {
      const { conflicts } = await world.life.client.conflicts.list({ limit: 1000 });
      const conflict = pick(conflicts, command.conflict);
      if (conflict === undefined) return undefined;
      world.released.add(conflict.number);
      const patch = command.choice === 'edit' ? { reason: reasons[1] } : undefined;
      const done = await ask(world, (client) =>
        client.conflicts.resolve({ ids: [conflict.id], choice: command.choice, patch }),
      );
      const after = await loadSnapshot(world.life.client);
      others([conflict.number], after);
      if (done === undefined) return undefined;
      const is = after.get(conflict.number);
      const isBlocked = is !== undefined && !is.isRemoved;
      const kept = command.choice === 'takeTheirs' ? conflict.theirs : conflict.ours;
      if (kept !== null && !isBlocked && command.choice !== 'edit')
        world.violate(`${conflict.number} was kept as ${command.choice} says, and is not on the list`);
      const was = before.get(conflict.number);
      const isLess =
        was !== undefined &&
        is !== undefined &&
        findWeakened(new Map([[conflict.number, was]]), new Map([[conflict.number, is]]), targets).length > 0;
      if (command.choice === 'keepOurs' && isLess) world.violate(`${conflict.number} got weaker by keeping ours`);
      return done.batch;
    }
    case 'answerSuspicion': {
      const account = pick(world.accounts, command.account);
      const rows = await world.life.client.accounts.list();
      const suspicion = rows.find(({ id }) => id === account?.id)?.suspicion;
      if (account === undefined || suspicion === undefined || suspicion === null) return undefined;
      await ask(world, (client) =>
        client.sync.answerSuspicion({ account: account.id, run: suspicion.run, confirm: command.confirm }),
      );
      const after = await loadSnapshot(world.life.client);
      for (const weaker of findWeakened(before, after, targets)) world.violate(`${weaker} (answer to a suspicion)`);
      return undefined;
    }
    default:
      return assertNever(command);
  }
}

function toMap(holds: readonly { place: 'everywhere' | number; until: string | null }[]): Holds {
  return new Map(holds.map(({ place, until }) => [place, until]));
}

/** What was acknowledged is on the list. */
function mustHold(
  world: World,
  numbers: readonly string[],
  holds: Holds,
  after: Snapshot,
  targets: readonly TargetRow[],
  how: string,
): void {
  const asked: Snapshot = new Map(numbers.map((number) => [number, { holds, isRemoved: false, reason: null }]));
  for (const weaker of findWeakened(asked, after, targets)) world.violate(`${weaker} (${how})`);
}

function judgeUndo(
  world: World,
  batchBefore: Snapshot,
  batchAfter: Snapshot,
  before: Snapshot,
  after: Snapshot,
  left: readonly string[],
): void {
  for (const [number, is] of after) {
    const [was, became, stood] = [batchBefore.get(number), batchAfter.get(number), before.get(number)];
    const isOf =
      became !== undefined &&
      (was === undefined || was.isRemoved !== became.isRemoved || !sameHolds(was.holds, became.holds));
    if (!isOf || left.includes(number) || stood === undefined) continue;
    const isBack = was === undefined || was.isRemoved ? is.isRemoved : !is.isRemoved && sameHolds(is.holds, was.holds);
    const isChangedSince = stood.isRemoved !== became.isRemoved || !sameHolds(stood.holds, became.holds);
    const isUntouched = is.isRemoved === stood.isRemoved && sameHolds(is.holds, stood.holds);
    if (isChangedSince && !isUntouched)
      world.violate(`${number} was changed since the batch, and its undo took that back too: ${show(is.holds)}`);
    if (!isBack && !isUntouched)
      world.violate(`${number} is neither as before its batch nor as before the undo: ${show(is.holds)}`);
  }
  for (const number of left) {
    const [was, is] = [before.get(number), after.get(number)];
    if (was !== undefined && is !== undefined && !sameHolds(was.holds, is.holds))
      world.violate(`${number} was left alone by the undo and changed all the same`);
  }
}

async function importNumbers(
  world: World,
  numbers: readonly string[],
  holds: ReturnType<typeof toHolds>,
  update: boolean,
): Promise<number | undefined> {
  const lines = ['phone,reason', ...numbers.map((number, at) => `${number},${reasons[at % 3]}`), 'not a number,oops'];
  const { client } = world.life;
  const found = await client.intake.open({ from: { kind: 'text', text: `${lines.join('\n')}\n`, name: 'calls.csv' } });
  const mapping = [
    { column: 0, field: 'phone' as const },
    { column: 1, field: 'reason' as const },
  ];
  const options = {
    mapping,
    holds,
    onDuplicate: update ? ('update' as const) : ('keep' as const),
    confirmInvalid: true,
    // A person who brings a list means every line of it, also a number that was released before.
    revive: true,
  };
  const preview = await client.intake.preview({ intake: found.intake, options });
  await client.jobs.wait({ job: preview.job });
  const apply = await client.intake.apply({ intake: found.intake });
  await client.jobs.wait({ job: apply.job });
  const result = await client.intake.result({ intake: found.intake });
  const { lines: read, added, changed, alreadyThere, rejected } = result;
  if (read !== added + changed + alreadyThere + rejected)
    world.violate(`an import lost lines: ${JSON.stringify(result)}`);
  await client.intake.discard({ intake: found.intake });
  return result.state === 'applied' ? result.batch : undefined;
}

function setFaults(world: World, account: Account, faults: readonly PlannedFault[]): void {
  const { control } = world.arena.sandbox;
  if (faults.some(({ action }) => isLie(action))) account.lied = true;
  const rules = faults.map(({ nth, on, only, action }) => ({
    ...(on ? { from: nth } : { nth }),
    ...(only === null ? {} : { method: only === 'reads' ? 'GET' : ['POST', 'PATCH', 'DELETE'] }),
    action,
  }));
  control.setFaults({
    tenant: account.tenant,
    plan: faults.length === 0 ? null : { seed: world.scenario.seed, rules },
  });
}

async function performSync(
  world: World,
  index: number,
  faults: readonly PlannedFault[],
  interruption: Interruption | null,
): Promise<void> {
  const account = pick(world.accounts, index);
  if (account === undefined) return;
  setFaults(world, account, faults);
  const isClean = faults.length === 0 && interruption === null;
  const grid = await loadGrid(world);
  const expected = isClean ? listLost(world, account, grid) : undefined;
  const claims = await listClaims(world, account, grid);
  const result = await runSync(world, account, interruption);
  // Whoever was at the dashboard in the middle of the run may have put it back since.
  if (result !== undefined && interruption === null) await checkClaims(world, account, claims, faults);
  if (expected !== undefined && result !== undefined)
    await checkDisagreements(world, account, expected, result.outcome);
  world.lastOutcome = result?.outcome;
  world.requestsOfRuns.push(world.life.gate.count);
  setFaults(world, account, []);
}

/** One run to its end, whatever happens in its middle. Answers its result, unless the core was killed. */
export async function runSync(world: World, account: Account, interruption: Interruption | null = null) {
  const { life } = world;
  await observe(world, 'before a run');
  const had = listRecords(world, account);
  const { seq } = world.arena.sandbox.control.lastSeq();
  life.gate.restart();
  world.dropsCommits = interruption?.what.do === 'kill' && interruption.what.drop > 0;
  if (world.dropsCommits) world.commitsBefore = life.commits();
  const { job } = await world.clock.inForeground(() => life.client.sync.run({ account: account.id }));
  let isDone = false;
  world.atBoundary = async ({ n, when }) => {
    if (interruption === null || isDone || n !== interruption.nth || when !== interruption.when) return;
    isDone = true;
    await interrupt(world, job, interruption.what);
  };
  const ended = await life.client.jobs.wait({ job });
  world.atBoundary = () => Promise.resolve();
  if (world.killedInto !== undefined) {
    await world.reopen();
    await observe(world, 'a kill in the middle of a run');
    checkRemovals(world, account, had, interruption);
    return undefined;
  }
  if (ended.state === 'failed') world.violate(`a run broke: ${ended.message}`);
  const [result] =
    ended.state === 'cancelled' ? [] : ((await ask(world, (client) => client.sync.results({ job }))) ?? []);
  await observe(world, `a run of ${account.vendor} (${result?.outcome ?? ended.state})`);
  countTries(world, account, seq);
  checkRemovals(world, account, had, interruption);
  return result;
}

async function interrupt(world: World, job: string, what: Interruption['what']): Promise<void> {
  if (what.do === 'cancel') return void (await ask(world, (client) => client.jobs.cancel({ job })));
  if (what.do === 'kill') return void (world.killedInto = world.life.kill(what.drop, world.commitsBefore));
  // It waits for its turn, which comes after the run that it would interrupt.
  if (what.do === 'answerSuspicion') return;
  if (what.do === 'remoteAdd') pick(world.accounts, what.account)?.raced.add(toNumber(what.number));
  await perform(world, what);
}

/** What a person asks the vendor outside of a run: it may find something new, and releases nothing. */
async function performAside(
  world: World,
  command: Extract<Command, { do: 'checkNow' | 'testAccount' }>,
): Promise<void> {
  const account = pick(world.accounts, command.account);
  if (account === undefined) return;
  await observe(world, `before ${command.do}`);
  setFaults(world, account, command.faults);
  if (command.do === 'testAccount') await ask(world, (client) => client.accounts.test({ account: account.id }));
  else {
    const number = toNumber(command.number);
    const { vendors } = await world.life.client.entries.get({ number });
    const scope = vendors.find((row) => row.account === account.id)?.scope ?? '';
    await ask(world, (client) => client.sync.checkNow({ account: account.id, scope, number }));
  }
  setFaults(world, account, []);
  await observe(world, command.do);
}

async function performSyncAll(world: World, faults: readonly PlannedFault[]): Promise<void> {
  for (const account of world.accounts) setFaults(world, account, faults);
  const { client } = world.life;
  await observe(world, 'before a run of all');
  const { job } = await world.clock.inForeground(() => client.sync.run({}));
  const ended = await client.jobs.wait({ job });
  if (ended.state === 'failed') world.violate(`a run of all broke: ${ended.message}`);
  await observe(world, 'a run of all accounts');
  for (const account of world.accounts) setFaults(world, account, []);
}

function listRecords(world: World, { tenant }: Account): ReadonlyMap<string, string> {
  return new Map(world.arena.sandbox.control.records({ tenant }).map(({ id, number }) => [id, number]));
}

/** The desk takes nothing off a vendor's list that no person released and no expiry ended. */
function checkRemovals(
  world: World,
  account: Account,
  had: ReadonlyMap<string, string>,
  interruption: Interruption | null,
): void {
  // Somebody at the dashboard took it off meanwhile.
  if (interruption !== null && /^(remote|agent)/.test(interruption.what.do)) return;
  const has = listRecords(world, account);
  for (const [id, number] of had)
    if (!has.has(id) && !world.released.has(number))
      world.violate(`the desk removed ${number} at ${account.vendor}, and nobody had released it`);
}

/** Never more than four tries of one operation in a run. */
function countTries(world: World, account: Account, sinceSeq: number): void {
  const tries = new Map<string, number>();
  for (const line of world.arena.sandbox.control.requests({ tenant: account.tenant, sinceSeq })) {
    if (!line.isWrite) continue;
    const key = `${line.method} ${line.path} ${JSON.stringify(line.body)}`;
    const count = (tries.get(key) ?? 0) + 1;
    tries.set(key, count);
    if (count === 5) world.violate(`more than four tries in one run: ${key}`);
  }
}
