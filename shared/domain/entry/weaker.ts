/** Whether a change weakens a block: what a desk of a shared list may only do where its login is a lead's (docs/hub.md). */
import type { Instant } from '../time/instant.ts';
import type { Entry } from './entry.ts';
import { coversScope, isInForce, type Target, type TargetId } from './scope.ts';

type Blocking = Pick<Entry, 'removed' | 'holds'>;

/**
 * Whether `after` leaves open at `at` or later what `before` blocks then: it is released, or holds at fewer places or for
 * less long. A hold that has ended may go. `targets`: as for `coversScope`.
 */
export function isWeaker(
  before: Blocking,
  after: Blocking,
  at: Instant,
  targets: ReadonlyMap<TargetId, Target>,
): boolean {
  const holds = before.removed === null ? before.holds.filter((hold) => isInForce(hold, at)) : [];
  if (holds.length === 0) return false;
  return after.removed !== null || !coversScope(after.holds, holds, targets);
}
