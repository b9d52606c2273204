/**
 * The oracle: what the desk has acknowledged, seen through its own list and judged by rules that share no code with it.
 * Nothing but a person weakens a statement; whatever it says blocks, for whom it says, for as long as it says.
 */
import type { DeskClient, DeskOutputs } from '../../shared/contract/contract.ts';

export type TargetRow = DeskOutputs['accounts']['list'][number]['targets'][number];

/** Where and until when (ISO, null: for ever), by place: `everywhere` or a target's id. */
export type Holds = ReadonlyMap<'everywhere' | number, string | null>;

export type SeenEntry = { readonly holds: Holds; readonly isRemoved: boolean; readonly reason: string | null };

/** The whole list as it is shown, by number. */
export type Snapshot = ReadonlyMap<string, SeenEntry>;

export async function loadSnapshot(client: DeskClient): Promise<Snapshot> {
  const { entries } = await client.entries.list({
    filter: { states: ['blocked', 'expired', 'removed', 'conflict'] },
    limit: 1000,
  });
  return new Map(
    entries.map(({ number, holds, removed, reason }) => [
      number,
      { holds: new Map(holds.map(({ place, until }) => [place, until])), isRemoved: removed !== null, reason },
    ]),
  );
}

export function isLater(a: string | null, b: string | null): boolean {
  return a === null || (b !== null && a >= b);
}

export function isInForce(until: string | null, now: string): boolean {
  return until === null || until > now;
}

/** The places whose hold covers this target: itself, its account, everywhere. */
function coveringPlaces(target: TargetRow, targets: readonly TargetRow[]): readonly ('everywhere' | number)[] {
  const account = targets.find(({ kind, account: of }) => kind === 'account' && of === target.account);
  return ['everywhere', target.id, ...(account === undefined ? [] : [account.id])];
}

/** Whether `outer` holds wherever and as long as `inner` does. */
export function covers(outer: Holds, inner: Holds, targets: readonly TargetRow[]): boolean {
  return [...inner].every(([place, until]) => {
    const target = targets.find(({ id }) => id === place);
    const places = target === undefined ? [place] : coveringPlaces(target, targets);
    return places.some((one) => {
      const other = outer.get(one);
      return other !== undefined && isLater(other, until);
    });
  });
}

/** What got weaker between two sights of the list, although nobody released anything. */
export function findWeakened(before: Snapshot, after: Snapshot, targets: readonly TargetRow[]): readonly string[] {
  return [...before].flatMap(([number, was]) => {
    if (was.isRemoved) return [];
    const is = after.get(number);
    if (is === undefined) return [`${number} disappeared from the list`];
    if (is.isRemoved) return [`${number} was released, and nobody asked for it`];
    if (!covers(is.holds, was.holds, targets))
      return [`${number} holds less than before: ${show(was.holds)} became ${show(is.holds)}`];
    if (was.reason !== null && is.reason === null) return [`${number} lost its reason`];
    return [];
  });
}

/** Whether a statement blocks for a target (undefined: for anybody at all) at a time. */
export function mustBlock(
  entry: SeenEntry,
  target: TargetRow | undefined,
  targets: readonly TargetRow[],
  now: string,
): boolean {
  if (entry.isRemoved) return false;
  return [...entry.holds].some(([place, until]) => {
    if (!isInForce(until, now)) return false;
    if (target === undefined || place === 'everywhere' || place === target.id) return true;
    const held = targets.find(({ id }) => id === place);
    if (held === undefined || held.account !== target.account) return false;
    // Nobody knows which agent of an account will call: a hold on one of them blocks the account.
    return held.kind === 'account' || target.kind === 'account';
  });
}

export function sameHolds(a: Holds, b: Holds): boolean {
  return a.size === b.size && [...a].every(([place, until]) => b.has(place) && b.get(place) === until);
}

export function show(holds: Holds): string {
  return JSON.stringify([...holds]);
}
