/**
 * Where and until when an entry blocks. A scope is a canonical set of holds: sorted, one hold per place, never empty.
 * `unionScopes` only adds strength: re-adding, adopting and open conflicts use it, so that none of them can narrow a
 * block.
 */
import type { Instant } from '../time/instant.ts';

/** The database's id of a target. */
export type TargetId = number;
/** The database's id of an account. */
export type AccountId = number;

/** The place of a hold: everywhere, or one target (a whole account or one agent / user of it). */
export type Place = 'everywhere' | TargetId;

/** Where and until when an entry blocks. `until: null` never expires; a hold is over from the instant `until` on. */
export type Hold = { readonly place: Place; readonly until: Instant | null };

/** The holds of an entry taken together: sorted (everywhere first, then by target id), one per place. */
export type Scope = readonly Hold[];

/**
 * One place where a block can hold. `remoteId` is the vendor's id of the agent or user, null for the whole account.
 * `gone`: the vendor no longer knows it; `retired`: a person has acknowledged that.
 */
export type Target = {
  readonly id: TargetId;
  readonly accountId: AccountId;
  readonly kind: 'account' | 'agent' | 'user';
  readonly remoteId: string | null;
  readonly name: string;
  readonly state: 'active' | 'inactive' | 'gone' | 'retired';
};

/** The scope that blocks for every target, for ever. */
export const everywhere: Scope = [{ place: 'everywhere', until: null }];

/** The later of two expiries; null (never) is the latest. */
export function laterUntil(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? null : a > b ? a : b;
}

function comparePlaces(a: Hold, b: Hold): number {
  if (a.place === b.place) return 0;
  if (a.place === 'everywhere') return -1;
  if (b.place === 'everywhere') return 1;
  return a.place - b.place;
}

/** Puts holds into canonical form; when two are for one place, the later expiry stays. */
export function toScope(holds: readonly Hold[]): Scope {
  const byPlace = new Map<Place, Hold>();
  for (const { place, until } of holds) {
    const known = byPlace.get(place);
    byPlace.set(place, { place, until: known ? laterUntil(known.until, until) : until });
  }
  return [...byPlace.values()].toSorted(comparePlaces);
}

/** Every hold of both; the later expiry where both have one for the same place. */
export function unionScopes(a: Scope, b: Scope): Scope {
  return toScope([...a, ...b]);
}

/** Whether two canonical scopes are equal. */
export function sameScope(a: Scope, b: Scope): boolean {
  return a.length === b.length && a.every((hold, i) => hold.place === b[i]?.place && hold.until === b[i]?.until);
}

/** Whether the hold still blocks at this time. */
export function isInForce(hold: Hold, at: Instant): boolean {
  return hold.until === null || hold.until > at;
}

/**
 * The hold that blocks for this target at this time (the latest expiry if several do), or undefined.
 *
 * Without a target, any hold in force decides: blocked anywhere is blocked. For a whole account the same rule holds one
 * level down: it is not known which agent will place the call, so a hold on one agent of it blocks (rule 2 of the
 * design).
 */
export function decidingHold(
  scope: Scope,
  at: Instant,
  target: Target | undefined,
  targets: ReadonlyMap<TargetId, Target>,
): Hold | undefined {
  let found: Hold | undefined;
  for (const hold of scope) {
    if (!isInForce(hold, at)) continue;
    if (target !== undefined && !coversTarget(hold.place, target, targets)) continue;
    if (found === undefined || laterUntil(found.until, hold.until) !== found.until) found = hold;
  }
  return found;
}

function coversTarget(place: Place, target: Target, targets: ReadonlyMap<TargetId, Target>): boolean {
  if (place === 'everywhere' || place === target.id) return true;
  const held = targets.get(place);
  if (held === undefined || held.accountId !== target.accountId) return false;
  return held.kind === 'account' || target.kind === 'account';
}

/** Whether `a` blocks at least wherever and as long as `b` does. Pure over holds: an account's hold covers its agents. */
export function coversScope(a: Scope, b: Scope, targets: ReadonlyMap<TargetId, Target>): boolean {
  return b.every((wanted) =>
    a.some(
      (hold) => laterUntil(hold.until, wanted.until) === hold.until && coversPlace(hold.place, wanted.place, targets),
    ),
  );
}

function coversPlace(outer: Place, inner: Place, targets: ReadonlyMap<TargetId, Target>): boolean {
  if (outer === 'everywhere' || outer === inner) return true;
  if (inner === 'everywhere') return false;
  const held = targets.get(outer);
  return held?.kind === 'account' && targets.get(inner)?.accountId === held.accountId;
}
