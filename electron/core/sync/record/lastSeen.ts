/** What the planner gets of the facts that are kept about a record. */
import { keepsLess, readThrough } from '../../../../shared/domain/vendor/echo.ts';
import type { Seen } from '../../../../shared/domain/vendor/planRecord.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { callOf, claimOf, currentOf } from './knownRecords.ts';

/** What the planner has to know of the last sight; `at`: now. */
export function lastSeen(facts: RemoteFacts | undefined, at: Instant): Seen {
  if (facts === undefined)
    return { fields: null, remoteId: null, claim: 'none', call: null, keepsLess: false, isPartly: false };
  const { seen, base, echo, named, records, remoteId, assumed } = facts;
  const fields = seen === null ? null : readThrough(seen, echo, at);
  const claim = claimOf({
    named,
    current: currentOf(records, remoteId),
    theirs: seen,
    base,
    told: echo?.reason?.sent ?? null,
  });
  return {
    fields,
    remoteId,
    claim,
    call: callOf(records),
    keepsLess: seen !== null && keepsLess(seen, echo),
    isPartly: assumed.length > 0,
  };
}
