/**
 * The oracle: what the desk has acknowledged, seen through its own list and judged by rules that share no code with it.
 * Nothing but a person weakens a statement; whatever it says blocks, for whom it says, for as long as it says.
 */
import type { DeskClient, DeskOutputs } from '../../shared/contract/contract.ts';

export type TargetRow = DeskOutputs['accounts']['list'][number]['targets'][number];

/** A place (`everywhere` or a target's id) without some targets inside it, and until when (ISO, null: for ever). */
export type Hold = {
  readonly place: 'everywhere' | number;
  readonly until: string | null;
  readonly except: readonly number[];
};
export type Holds = readonly Hold[];

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
      { holds: toHolds(holds), isRemoved: removed !== null, reason },
    ]),
  );
}

/** Holds as the desk tells or takes them. */
function toHolds(
  holds: readonly (Omit<Hold, 'except'> & { readonly except?: readonly number[] | undefined })[],
): Holds {
  return holds.map(({ place, until, except = [] }) => ({ place, until, except }));
}

export function isLater(a: string | null, b: string | null): boolean {
  return a === null || (b !== null && a >= b);
}

export function isInForce(until: string | null, now: string): boolean {
  return until === null || until > now;
}

/**
 * Who may place a call: an agent; an agent of an account that nobody knows yet (the account's own target); or one of an
 * account that nobody has connected yet (null).
 */
type Caller = TargetRow | null;

/** Whether the hold speaks of this caller: it is inside the place, and inside nothing that is excepted. */
function reaches({ place, except }: Hold, caller: Caller, targets: readonly TargetRow[]): boolean {
  const account = caller && targets.find(({ kind, account: of }) => kind === 'account' && of === caller.account);
  const own = [caller?.id, account?.id];
  return (place === 'everywhere' || own.includes(place)) && !except.some((id) => own.includes(id));
}

/** The latest end of the holds that speak of this caller; undefined: none does. */
export function endFor(holds: Holds, caller: Caller, targets: readonly TargetRow[]): string | null | undefined {
  const ends = holds.filter((hold) => reaches(hold, caller, targets)).map(({ until }) => until);
  return ends.length === 0 ? undefined : ends.reduce((a, b) => (isLater(a, b) ? a : b));
}

/** Whether `outer` holds for whomever and as long as `inner` does. */
function covers(outer: Holds, inner: Holds, targets: readonly TargetRow[]): boolean {
  const isKept = (was: string | null | undefined, is: string | null | undefined): boolean =>
    was === undefined || (is !== undefined && isLater(is, was));
  // What is left of an account that was removed is known by its number alone.
  const lost = inner.filter(({ place }) => place !== 'everywhere' && !targets.some(({ id }) => id === place));
  return (
    [null, ...targets].every((caller) => isKept(endFor(inner, caller, targets), endFor(outer, caller, targets))) &&
    lost.every(({ place, until }) =>
      outer.some((hold) => (hold.place === place || hold.place === 'everywhere') && isLater(hold.until, until)),
    )
  );
}

/** Whether both hold for the same callers and as long, however it is written. */
export function sayTheSame(a: Holds, b: Holds, targets: readonly TargetRow[]): boolean {
  return covers(a, b, targets) && covers(b, a, targets);
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
  const inForce = entry.holds.filter(({ until }) => isInForce(until, now));
  if (target === undefined) return inForce.length > 0;
  // Nobody knows which agent of an account will call: a hold on one of them blocks the account.
  const callers = target.kind === 'account' ? targets.filter(({ account }) => account === target.account) : [target];
  return callers.some((caller) => endFor(inForce, caller, targets) !== undefined);
}

export function sameHolds(a: Holds, b: Holds): boolean {
  return show(a) === show(b);
}

/** Holds as a text, the same whatever their order. */
export function show(holds: Holds): string {
  const texts = holds.map(({ place, until, except }) =>
    JSON.stringify([place, until, except.toSorted((a, b) => a - b)]),
  );
  return `[${[...new Set(texts)].toSorted().join()}]`;
}
