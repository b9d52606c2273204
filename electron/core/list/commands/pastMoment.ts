/** When something was, such as the request: evidence, so it may not lie in the future. Adding, editing and imports ask here. */
import { type Field, fields } from '../../../../shared/fields.ts';
import { firstPlausible, type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { isInstant, type Moment } from '../../../../shared/domain/time/moment.ts';
import { toStart } from '../../../../shared/domain/time/zone.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { AskedAt } from './requestedScope.ts';
import { pastMomentWords as say } from '../../../../shared/words/core/list.ts';

/** Machines write a day as midnight UTC; east of Greenwich that day began up to fourteen hours earlier. */
const earliestZoneMs = 14 * 60 * 60 * 1000;

/**
 * Reads a field that says when something was: a day is its start in the desk's zone. Refuses a time that has not begun
 * anywhere, and one before 1990.
 */
export function parsePast(field: Field, given: Moment, { now, zone }: AskedAt): Answer<Instant> {
  const at = toStart(given, zone, 'later');
  if (toEpochMs(at) > toEpochMs(now) + (isInstant(given) ? earliestZoneMs : 0))
    return refuse(say.theLiesInTheFuture(fields[field].word, zone.dayOf(at)), field);
  if (toEpochMs(at) < toEpochMs(firstPlausible))
    return refuse(say.theLiesBefore(fields[field].word, zone.dayOf(at)), field);
  return { ok: true, value: at };
}
