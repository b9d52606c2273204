/**
 * What a person took off a vendor's list after both sides had agreed on it: the next whole reading must make a case of it,
 * or stop as suspicious when it is too much. It must never be taken for a release, nor be put back in silence.
 */
import type { SyncResult } from '../../shared/contract/sync.ts';
import { isLie } from './faults.ts';
import type { Grid } from './grid.ts';
import type { Interruption, PlannedFault } from './scenario.ts';
import type { Account, World } from './world.ts';

export type Lost = {
  /** Rows that were in step and are no longer there. */
  readonly rows: readonly { readonly number: string; readonly scope: string }[];
  /** Whether nothing at all is left there. */
  readonly isEmpty: boolean;
  /** How many rows of the account, in whatever state, have no record there: what a reading may find suspicious. */
  readonly absent: number;
};

/** Before a run: what it must find gone. */
export function listLost(world: World, account: Account, grid: Grid): Lost {
  const { control } = world.arena.sandbox;
  const records = control.records({ tenant: account.tenant });
  const { agents } = control.tenant({ tenant: account.tenant });
  const rows: { number: string; scope: string }[] = [];
  let absent = 0;
  for (const [number, vendors] of grid)
    for (const row of vendors) {
      if (row.account !== account.id) continue;
      const isThere = records.some((one) => one.number === number && (row.scope === '' || one.agents[0] === row.scope));
      if (isThere) continue;
      absent += 1;
      // The list of a deleted agent is gone as a whole, and no case.
      const isGone = row.scope !== '' && agents.find(({ id }) => id === row.scope)?.deleted !== false;
      if (row.state === 'inStep' && !isGone) rows.push({ number, scope: row.scope });
    }
  return { rows, isEmpty: records.length === 0, absent };
}

/** After the run. */
export async function checkDisagreements(
  world: World,
  account: Account,
  { rows, isEmpty, absent }: Lost,
  outcome: SyncResult['outcome'],
): Promise<void> {
  if (outcome === 'suspicious' && absent === 0)
    world.violate(`a reading of ${account.vendor} was found suspicious, and nothing was missing there`);
  if (rows.length === 0) return;
  if (outcome === 'done' && (isEmpty || rows.length > 5))
    world.violate(
      `${rows.length} records were gone at ${account.vendor} at once, and the reading counted all the same`,
    );
  if (outcome !== 'done') return;
  const { conflicts } = await world.life.client.conflicts.list({ limit: 1000 });
  for (const { number, scope } of rows) {
    const isCase = conflicts.some(
      (one) =>
        one.number === number && one.account === account.id && one.scopes.includes(scope) && one.kind === 'goneThere',
    );
    if (!isCase) world.violate(`${number} was taken off ${account.vendor}'s list, and nobody is asked about it`);
  }
}

/**
 * What the desk says before a run: which cases are open, which records are in step, and when each was last seen and sent.
 */
export type Claims = {
  readonly cases: ReadonlySet<string>;
  readonly inStep: ReadonlySet<string>;
  readonly sights: ReadonlyMap<string, string>;
  /** The last request before the run. */
  readonly seq: number;
};

export async function listClaims(world: World, account: Account, grid: Grid): Promise<Claims> {
  const cases = await listCases(world, account);
  const inStep = new Set<string>();
  const sights = new Map<string, string>();
  for (const [number, vendors] of grid)
    for (const row of vendors) {
      if (row.account !== account.id) continue;
      const record = `${number} ${row.scope}`;
      sights.set(record, `${row.lastSeenAt} ${row.lastSentAt}`);
      if (row.state === 'inStep') inStep.add(record);
    }
  const { seq } = world.arena.sandbox.control.lastSeq();
  return { cases: new Set(cases.map(({ key }) => key)), inStep, sights, seq };
}

/** What is asked about the account's records: one question may be about many of them. */
async function listCases(world: World, account: Account) {
  const { conflicts } = await world.life.client.conflicts.list({ limit: 1000 });
  return conflicts
    .filter((one) => one.account === account.id)
    .flatMap(({ number, scopes, kind, theirs }) =>
      scopes.map((scope) => ({ key: `${number} ${scope} ${kind}`, number, scope, kind, theirs })),
    );
}

/** What went on beside the run: the faults of its requests, and what somebody did in its middle. */
export type Troubles = { readonly faults: readonly PlannedFault[]; readonly interruption: Interruption | null };

/** Items that change pages in one reading are found by the second look; in both, nobody can tell. */
export function movesTwice({ faults, interruption }: Troubles): boolean {
  const moves = faults.filter(({ action }) => action.do === 'shiftPages');
  const isRemote = interruption !== null && interruption.what.do.startsWith('remote');
  return moves.length + (isRemote ? 1 : 0) > 1 || moves.some(({ on }) => on);
}

/** Whoever adds, changes, or brings agents in the middle of the run may have put back what was rightly taken for gone. */
function mayPutBack(interruption: Interruption | null): boolean {
  return interruption !== null && /^(remoteAdd|remoteChange|agent)/.test(interruption.what.do);
}

/** Whether the desk asked the vendor after this request to add the number, or to let a record of it that was over block again. */
function isAddedSince({ arena }: World, { tenant }: Account, seq: number, number: string): boolean {
  const digits = number.slice(1);
  const ids = arena.sandbox.control.records({ tenant, number }).map(({ id }) => id);
  return arena.sandbox.control
    .requests({ tenant, sinceSeq: seq })
    .some(({ method, path, body }) =>
      method === 'PATCH'
        ? ids.some((id) => path.includes(id))
        : method === 'POST' && JSON.stringify(body ?? null).includes(digits),
    );
}

/**
 * After a run: every question that it asks is true, and what it calls confirmed is there; unless the vendor itself said
 * otherwise. What somebody takes off the list meanwhile moves all that follows it: no reason to miss what stayed.
 */

export async function checkClaims(
  world: World,
  account: Account,
  before: Claims,
  troubles: Troubles,
  grid: Grid,
): Promise<void> {
  const { faults, interruption } = troubles;
  if (faults.some(({ action }) => isLie(action)) || movesTwice(troubles) || mayPutBack(interruption)) return;
  const now = world.clock.now();
  const records = world.arena.sandbox.control.records({ tenant: account.tenant }).map((record) => ({
    key: `${record.number} ${account.model.agents === 'one' ? (record.agents[0] ?? '') : ''}`,
    isOver: record.expiresAt !== null && record.expiresAt <= now,
  }));
  const held = new Set(records.map(({ key }) => key));
  const there = new Set(records.flatMap(({ key, isOver }) => (isOver ? [] : [key])));
  const asked = (await listCases(world, account)).filter(({ key }) => !before.cases.has(key));
  for (const { number, scope, kind } of asked)
    // What the run itself put back there, once, while it asks, was gone when it was read.
    if (kind === 'goneThere' && there.has(`${number} ${scope}`) && !isAddedSince(world, account, before.seq, number))
      world.violate(`${number} was taken for gone at ${account.vendor}, where it is`);
  // What was there when it was read may be gone by now.
  if (interruption !== null) return;
  for (const { number, scope, kind, theirs } of asked)
    if (theirs !== null && !held.has(`${number} ${scope}`))
      world.violate(`${account.vendor} is said to block ${number} (${kind}), which it does not have`);
  const { inStep, sights } = await listClaims(world, account, grid);
  for (const record of inStep)
    // What was taken back here before it was sent is as it was last seen: a run that saw nothing new claims nothing new.
    if (!before.inStep.has(record) && !there.has(record) && sights.get(record) !== before.sights.get(record))
      world.violate(`${record} is called in step with ${account.vendor}, which never had it`);
}
