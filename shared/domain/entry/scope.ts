/**
 * Where and until when an entry blocks. A scope is a canonical set of holds: sorted, one hold per place and exceptions,
 * never empty. `unionScopes` only adds strength: re-adding, adopting and open conflicts use it, so that none of them can
 * narrow a block.
 */
import type { Instant } from '../time/instant.ts';

/** The database's id of a target. */
export type TargetId = number;
/** The database's id of an account. */
export type AccountId = number;

/** The place of a hold: everywhere, or one target (a whole account or one agent / user of it). */
export type Place = 'everywhere' | TargetId;

/**
 * Where and until when an entry blocks. `until: null` never expires; a hold is over from the instant `until` on.
 *
 * `except`: targets inside the place for which this hold does not block (another may): accounts and agents where the place
 * is everywhere, agents where it is a whole account. It stands beside the place, so that code which does not know of it
 * blocks too much and never too little. Absent, and never empty, where there is none.
 */
export type Hold = {
  readonly place: Place;
  readonly until: Instant | null;
  readonly except?: readonly TargetId[] | undefined;
};

/**
 * The holds of an entry taken together: sorted (everywhere first, then by target id, then by exceptions). Of one place
 * none is kept that another covers: one with the same exceptions or fewer, and the same end or a later one.
 */
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
  /** The targets that this one is, or may be, under another id: what holds for them holds for it too (standIns.ts). */
  readonly standsFor?: readonly StandIn[] | undefined;
};

/** A target for which another one stands. `account`: the whole account that it is of, as a target. */
export type StandIn = {
  readonly id: TargetId;
  readonly account: TargetId;
  /** Whether they are one is an open question. */
  readonly isOpen: boolean;
};

/** The scope that blocks for every target, for ever. */
export const everywhere: Scope = [{ place: 'everywhere', until: null }];

/** The later of two expiries; null (never) is the latest. */
export function laterUntil(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? null : a > b ? a : b;
}

function comparePlaces(a: Place, b: Place): number {
  if (a === b) return 0;
  if (a === 'everywhere') return -1;
  if (b === 'everywhere') return 1;
  return a - b;
}

function compareHolds(a: Hold, b: Hold): number {
  const [left, right] = [a.except ?? [], b.except ?? []];
  const at = left.findIndex((id, index) => id !== right[index]);
  const byExcept = at === -1 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1);
  return comparePlaces(a.place, b.place) || byExcept;
}

/** A hold at a place, without some targets: each once, sorted, and left out where there is none. */
export function toHold(place: Place, until: Instant | null, except: readonly TargetId[] = []): Hold {
  if (except.length === 0) return { place, until };
  return { place, until, except: [...new Set(except)].toSorted((a, b) => a - b) };
}

/** Puts holds into canonical form; when one covers another of the same place, the stronger stays. */
export function toScope(holds: readonly Hold[]): Scope {
  const kept: Hold[] = [];
  for (const given of holds) {
    const hold = toHold(given.place, given.until, given.except);
    if (kept.some((other) => outdoes(other, hold))) continue;
    const left = kept.filter((other) => !outdoes(hold, other));
    kept.splice(0, kept.length, ...left, hold);
  }
  return kept.toSorted(compareHolds);
}

/** Whether `a` covers `b` by what they say alone: the same place, no further exception, and no earlier end. */
function outdoes(a: Hold, b: Hold): boolean {
  if (a.place !== b.place || laterUntil(a.until, b.until) !== a.until) return false;
  return a.except === undefined || a.except.every((id) => b.except?.includes(id) === true);
}

/** Every hold of both; of two for the same place and exceptions, the one that ends later. */
export function unionScopes(a: Scope, b: Scope): Scope {
  return toScope([...a, ...b]);
}

/** Whether two canonical scopes are equal. */
export function sameScope(a: Scope, b: Scope): boolean {
  return a.length === b.length && a.every((hold, i) => sameHold(hold, b[i]));
}

/** Whether two canonical holds are equal. */
export function sameHold(a: Hold, b: Hold | undefined): boolean {
  return b !== undefined && a.until === b.until && compareHolds(a, b) === 0;
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
    if (target !== undefined && !coversTarget(hold, target, targets)) continue;
    if (found === undefined || laterUntil(found.until, hold.until) !== found.until) found = hold;
  }
  return found;
}

function coversTarget(hold: Hold, target: Target, targets: ReadonlyMap<TargetId, Target>): boolean {
  if (coversAlone(hold, target, targets)) return true;
  const isCoveredAs = ({ id }: StandIn): boolean => {
    const other = targets.get(id);
    if (other === undefined || !coversAlone(hold, other, targets)) return false;
    // An agent that stands for a whole account is none of the agents that this one had.
    const isForWhole = hold.place === 'everywhere' || hold.place === id;
    return isForWhole || target.kind === 'account' || other.kind !== 'account';
  };
  return target.standsFor?.some(isCoveredAs) === true;
}

/** Whether the hold covers the target, whatever it stands for. */
function coversAlone(hold: Hold, target: Target, targets: ReadonlyMap<TargetId, Target>): boolean {
  const { place, except = [] } = hold;
  if (place === target.id) return true;
  const held = place === 'everywhere' ? undefined : targets.get(place);
  if (place !== 'everywhere' && held?.accountId !== target.accountId) return false;
  if (held !== undefined && held.kind !== 'account') return target.kind === 'account';
  return !except.some((id) => id === target.id || isAccountOf(targets.get(id), target));
}

/** Whether a place lies inside another: any target inside everywhere, an agent inside its whole account. */
export function isInside(inner: Place, outer: Place, targets: ReadonlyMap<TargetId, Target>): boolean {
  if (inner === 'everywhere' || inner === outer) return false;
  return outer === 'everywhere' || isAccountOf(targets.get(outer), targets.get(inner));
}

/** Whether `outer` is the whole account of the target. */
function isAccountOf(outer: Target | undefined, target: Target | undefined): boolean {
  return outer?.kind === 'account' && outer.accountId === target?.accountId;
}

/**
 * Whether `a` blocks at least wherever and as long as `b` does. Pure over holds: an account's hold covers its agents, and
 * what one hold excepts another may cover. `targets` know all of an account, or nothing of it.
 */
export function coversScope(a: Scope, b: Scope, targets: ReadonlyMap<TargetId, Target>): boolean {
  return b.every((wanted) => coversHold(a, wanted, targets));
}

function coversHold(a: Scope, wanted: Hold, targets: ReadonlyMap<TargetId, Target>): boolean {
  const isIn = (inner: Place, outer: Place): boolean => inner === outer || isInside(inner, outer, targets);
  /** What one hold leaves open of the wanted place is left open there too, or another hold covers it. */
  const isFilled = (gap: TargetId): boolean =>
    wanted.except?.some((id) => isIn(gap, id)) === true ||
    (isInside(gap, wanted.place, targets) &&
      coversHold(a, { place: gap, until: wanted.until, except: wanted.except }, targets));
  return a.some(({ place, until, except = [] }) => {
    if (laterUntil(until, wanted.until) !== until) return false;
    if (place === wanted.place) return except.every(isFilled);
    if (!isIn(wanted.place, place) || except.some((id) => isIn(wanted.place, id))) return false;
    return except.filter((id) => isIn(id, wanted.place)).every(isFilled);
  });
}
