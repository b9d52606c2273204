/** What a person says of a new block, checked before anything is written: where, until when, and all its fields. */
import { noDetails, orElse } from '../../../../shared/domain/entry/details.ts';
import type { Statement } from '../../../../shared/domain/entry/entry.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Answer } from '../../answer.ts';
import { type GivenDetails, parseDetails } from './givenDetails.ts';
import { type AskedAt, parseNewScope, type ScopeRequest } from './requestedScope.ts';

/**
 * Reads it for adding and importing alike. Refuses unknown places, ends that have passed, and requests in the future.
 */
export function parseNewBlock(
  request: ScopeRequest & GivenDetails,
  targets: TargetIndex,
  asked: AskedAt,
): Answer<Statement> {
  const holds = parseNewScope(request, targets, asked);
  if (!holds.ok) return holds;
  const details = parseDetails(request, asked);
  if (!details.ok) return details;
  return { ok: true, value: { ...orElse(details.value, noDetails), holds: holds.value } };
}
