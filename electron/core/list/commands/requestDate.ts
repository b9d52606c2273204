/** When the person asked. This is evidence, so it may not lie in the future. Adding, editing and imports ask here. */
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { isInstant, type Moment } from '../../../../shared/domain/time/moment.ts';
import { toStart } from '../../../../shared/domain/time/zone.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { AskedAt } from './requestedScope.ts';

/** Machines write a day as midnight UTC; east of Greenwich that day began up to fourteen hours earlier. */
const earliestZoneMs = 14 * 60 * 60 * 1000;

/** Reads when the person asked: a day is its start in the desk's zone. Refuses a time that has not begun anywhere. */
export function parseRequestedAt<Nothing extends null | undefined>(
  given: Moment | Nothing,
  { now, zone }: AskedAt,
): Answer<Instant | Nothing> {
  if (given === null || given === undefined) return { ok: true, value: given };
  const at = toStart(given, zone, 'later');
  if (toEpochMs(at) > toEpochMs(now) + (isInstant(given) ? earliestZoneMs : 0))
    return refuse(
      `The date of the request, ${zone.dayOf(at)}, lies in the future. Give the day on which the person asked, or none.`,
      'requestedAt',
    );
  return { ok: true, value: at };
}
