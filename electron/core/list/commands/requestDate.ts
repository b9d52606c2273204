/** When the person asked: evidence, so it may not lie in the future. Adding and editing ask here. */
import { type Instant, toEpochMs } from '../../../../shared/domain/instant.ts';
import { type Answer, refuse } from './listDeps.ts';

/** A day without a time is midnight UTC; east of Greenwich that day has begun up to fourteen hours earlier. */
const earliestZoneMs = 14 * 60 * 60 * 1000;

/** Refuses a date that no zone has reached yet. */
export function checkRequestedAt(requestedAt: Instant | null | undefined, now: Instant): Answer<undefined> {
  if (requestedAt && toEpochMs(requestedAt) > toEpochMs(now) + earliestZoneMs)
    return refuse(
      `The date of the request, ${requestedAt.slice(0, 10)}, lies in the future. Give the day on which the person asked, or none.`,
      'requestedAt',
    );
  return { ok: true, value: undefined };
}
