/**
 * Dates as files write them. Only what can be read in one way is read: 3/5/2026 is March or May, so it is not a date here,
 * and the import says so. A date that is not read never keeps a number from being blocked.
 */
import { type Instant, parseInstant } from '../instant.ts';

const isoStart =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ].*)?$/;
const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;

/**
 * Reads a date of a file as midnight UTC, or with its time where a zone is given (a time without a zone keeps only its
 * day). Undefined when it is no date, or when day and month could be swapped.
 */
export function parseFileDate(text: string): Instant | undefined {
  const trimmed = text.trim();
  const iso = isoStart.exec(trimmed);
  if (iso) {
    const day = toDay(iso[1], iso[2], iso[3]);
    const [time, zone] = [iso[4], iso[5]];
    if (day === undefined || time === undefined || zone === undefined) return day;
    const padded = time.length === 4 || time[1] === ':' ? `0${time}` : time;
    return parseInstant(`${day.slice(0, 10)}T${padded}${/^(z|utc)$/i.test(zone) ? 'Z' : zone}`) ?? day;
  }
  const ordered = yearFirst.exec(trimmed) ?? compact.exec(trimmed);
  if (ordered) return toDay(ordered[1], ordered[2], ordered[3]);
  const loose = slashed.exec(trimmed);
  if (!loose) return undefined;
  const [first, second] = [Number(loose[1]), Number(loose[2])];
  if (first > 12 && second <= 12) return toDay(loose[3], loose[2], loose[1]);
  if (second > 12 && first <= 12) return toDay(loose[3], loose[1], loose[2]);
  return first === second ? toDay(loose[3], loose[1], loose[2]) : undefined;
}

function toDay(year: string | undefined, month: string | undefined, day: string | undefined): Instant | undefined {
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return parseInstant(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
