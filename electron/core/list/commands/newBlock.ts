/** What a person says of a block that is new, checked before anything is written: where, until when, and since when it is asked for. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { Moment } from '../../../../shared/domain/time/moment.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Answer } from '../../answer.ts';
import { parseRequestedAt } from './requestDate.ts';
import { type AskedAt, parseNewScope, type ScopeRequest } from './requestedScope.ts';

export type NewBlock = { readonly holds: Scope; readonly requestedAt: Instant | null };

/** Reads it for adding and importing alike. */
export function parseNewBlock(
  request: ScopeRequest & { readonly requestedAt?: Moment | null | undefined },
  targets: TargetIndex,
  asked: AskedAt,
): Answer<NewBlock> {
  const holds = parseNewScope(request, targets, asked);
  if (!holds.ok) return holds;
  const requestedAt = parseRequestedAt(request.requestedAt ?? null, asked);
  if (!requestedAt.ok) return requestedAt;
  return { ok: true, value: { holds: holds.value, requestedAt: requestedAt.value } };
}
