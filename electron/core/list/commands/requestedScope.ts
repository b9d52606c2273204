/**
 * Where a person wants a block to hold, given as holds or as target texts with one expiry for all. The command line,
 * the page, the import and bulk edits all ask here, so that a past expiry or an unknown target reads the same
 * everywhere. An expiry that is given as a day or a local time becomes an instant of the desk's zone here: a day ends
 * with its last moment.
 */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import {
  everywhere,
  type Hold,
  isInside,
  type Place,
  sameHold,
  type Scope,
  type TargetId,
  toHold,
  toScope,
} from '../../../../shared/domain/entry/scope.ts';
import { parseHoldText } from '../../../../shared/domain/entry/scopeText.ts';
import type { Moment } from '../../../../shared/domain/time/moment.ts';
import { toEnd, toWallEnd, type Zone } from '../../../../shared/domain/time/zone.ts';
import { namePlace, type TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { type Answer, refuse } from '../../answer.ts';
import { requestedScopeWords as say } from '../../../../shared/words/core/list.ts';

/** A hold as it is given: its end may be a day, or a time in the desk's zone. */
export type GivenHold = {
  readonly place: Place;
  readonly until: Moment | null;
  readonly except?: readonly TargetId[] | undefined;
};

export type ScopeRequest = {
  readonly holds?: readonly GivenHold[] | undefined;
  readonly targets?: readonly string[] | undefined;
  readonly expires?: Moment | null | undefined;
};

/** When a request is made, and in which zone its days and hours are meant. */
export type AskedAt = { readonly now: Instant; readonly zone: Zone };

/** The scope asked for; `undefined` when the request says nothing about it. Every expiry lies after `now`. */
export function parseRequestedScope(
  request: ScopeRequest,
  targets: TargetIndex,
  asked: AskedAt,
): Answer<Scope | undefined> {
  const named = parseHolds(request, targets);
  if (!named.ok) return named;
  if (named.value === undefined) return { ok: true, value: undefined };
  return checkHolds(toHolds(named.value, asked.zone), [], targets, asked);
}

/** Holds as they are kept. */
export function toHolds(given: readonly GivenHold[], zone: Zone): Hold[] {
  return given.map(({ place, until, except }) => toHold(place, toUntil(until, zone), except));
}

/** An expiry as it is kept. */
export function toUntil(given: Moment | null, zone: Zone): Instant | null {
  return given === null ? null : toEnd(given, zone);
}

/** The same for a new entry, which holds everywhere unless the request says otherwise. */
export function parseNewScope(request: ScopeRequest, targets: TargetIndex, asked: AskedAt): Answer<Scope> {
  const parsed = parseRequestedScope(request, targets, asked);
  if (!parsed.ok) return parsed;
  if (parsed.value !== undefined) return { ok: true, value: parsed.value };
  if (request.expires === undefined || request.expires === null) return { ok: true, value: everywhere };
  return checkHolds([{ place: 'everywhere', until: toUntil(request.expires, asked.zone) }], [], targets, asked);
}

/**
 * Refuses holds on unknown targets, exceptions that are no part of their place, and expiries that have passed, except
 * those that `kept` has already.
 */
export function checkHolds(
  holds: readonly Hold[],
  kept: Scope,
  targets: TargetIndex,
  { now, zone }: AskedAt,
): Answer<Scope> {
  for (const hold of holds) {
    const { place, until, except = [] } = hold;
    if (kept.some((other) => sameHold(hold, other))) continue;
    const unknown = [place, ...except].find((id) => id !== 'everywhere' && !targets.has(id));
    if (unknown !== undefined) return refuse(say.thereIsNoTargetWith(unknown), 'holds');
    const outside = except.find((id) => !isInside(id, place, targets));
    if (outside !== undefined)
      return refuse(say.isNoPartOfSo(namePlace(outside, targets), namePlace(place, targets)), 'holds');
    if (until !== null && until <= now) return refuse(say.theExpiryHasPassed(describeEnd(until, zone)), 'expires');
  }
  return { ok: true, value: toScope(holds) };
}

function describeEnd(until: Instant, zone: Zone): string {
  const { day, time } = toWallEnd(until, zone);
  return time === null ? day : `${day} ${time}`;
}

function parseHolds(request: ScopeRequest, targets: TargetIndex): Answer<readonly GivenHold[] | undefined> {
  if (request.targets === undefined || request.targets.length === 0) return { ok: true, value: request.holds };
  if (request.holds !== undefined) return refuse(say.sayWhereItHoldsOnce, 'targets');
  const holds: GivenHold[] = [];
  for (const text of request.targets) {
    const parsed = parseHoldText(text, targets);
    if (!parsed.ok) return refuse(parsed.message, 'targets');
    holds.push({ place: parsed.place, until: request.expires ?? null, except: parsed.except });
  }
  return { ok: true, value: holds };
}
