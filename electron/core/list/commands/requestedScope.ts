/**
 * Where a person wants a block to hold: given as holds, or as target texts with one expiry for all. The command line, the
 * page, the import and bulk edits all ask here, so that a past expiry or an unknown target reads the same everywhere.
 */
import type { Instant } from '../../../../shared/domain/instant.ts';
import { everywhere, type Hold, type Scope, toScope } from '../../../../shared/domain/entry/scope.ts';
import { parsePlace, type TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { type Answer, refuse } from './listDeps.ts';

export type ScopeRequest = {
  readonly holds?: readonly Hold[] | undefined;
  readonly targets?: readonly string[] | undefined;
  readonly expires?: Instant | null | undefined;
};

/** The scope asked for; `undefined` when the request says nothing about it. Every expiry lies after `now`. */
export function parseRequestedScope(
  request: ScopeRequest,
  targets: TargetIndex,
  now: Instant,
): Answer<Scope | undefined> {
  const named = parseHolds(request, targets);
  if (!named.ok || named.value === undefined) return named;
  return checkHolds(named.value, [], targets, now);
}

/** The same for a new entry, which holds everywhere unless something else is asked for. */
export function parseNewScope(request: ScopeRequest, targets: TargetIndex, now: Instant): Answer<Scope> {
  const parsed = parseRequestedScope(request, targets, now);
  if (!parsed.ok) return parsed;
  if (parsed.value !== undefined) return { ok: true, value: parsed.value };
  if (request.expires === undefined || request.expires === null) return { ok: true, value: everywhere };
  return checkHolds([{ place: 'everywhere', until: request.expires }], [], targets, now);
}

/** Refuses holds on unknown targets and expiries that have passed, except those that `kept` has already. */
export function checkHolds(holds: readonly Hold[], kept: Scope, targets: TargetIndex, now: Instant): Answer<Scope> {
  for (const { place, until } of holds) {
    if (kept.some((hold) => hold.place === place && hold.until === until)) continue;
    if (place !== 'everywhere' && !targets.has(place))
      return refuse(`There is no target with the id ${place}. Choose one of the accounts or agents.`, 'holds');
    if (until !== null && until <= now)
      return refuse(`The expiry ${until} has passed. Choose a time in the future, or none.`, 'expires');
  }
  return { ok: true, value: toScope(holds) };
}

function parseHolds(request: ScopeRequest, targets: TargetIndex): Answer<readonly Hold[] | undefined> {
  if (request.targets === undefined || request.targets.length === 0) return { ok: true, value: request.holds };
  if (request.holds !== undefined) return refuse('Say where it holds once: by targets or by holds.', 'targets');
  const holds: Hold[] = [];
  for (const text of request.targets) {
    const parsed = parsePlace(text, targets);
    if (!parsed.ok) return refuse(parsed.message, 'targets');
    holds.push({ place: parsed.place, until: request.expires ?? null });
  }
  return { ok: true, value: holds };
}
