/**
 * What the dates of one column mean. A cell with a day above 12 shows the order of day and month, and decides it for
 * the cells after it. Until such a cell comes, and where a file uses both orders, the later reading counts: a block
 * that lasts too long calls nobody. The same text means the same all through a file.
 */
import { type Instant, toEpochMs, toInstant } from '../time/instant.ts';
import { type Day, isDay, isInstant, type Moment } from '../time/moment.ts';
import { toDayWords } from '../time/dayWriter.ts';
import { toEnd, toStart, type Zone } from '../time/zone.ts';
import { createFileDateReader } from './fileDate.ts';
import { dateColumnWords as say } from '../../words/domain/columns.ts';

/** An instant, and a sentence about what had to be decided to get it (or null). */
export type FileMoment = { readonly at: Instant; readonly note: string | null };

/** One meaning, or two between which nothing in the file decides. */
type Readings = readonly [Moment] | readonly [Moment, Moment];

export type DateColumn = {
  /** The end of a block. Undefined: no date. */
  readonly readEnd: (cell: string) => FileMoment | undefined;
  /** The time of something that cannot be after `now`. Undefined: no date. `future`: a date after `now`. */
  readonly readPast: (cell: string) => FileMoment | 'future' | undefined;
  /** Whether a cell is surely a date, and nothing else. */
  readonly isDate: (cell: string) => boolean;
};

/** At most this many different texts are remembered; a file has few different dates and repeats them. */
const mostTexts = 10_000;

/**
 * Reads the dates of one column as days of `zone`, and remembers whether the day or the month comes first. `now` bounds
 * what is believed.
 */
export function createDateColumn(zone: Zone, now: Instant): DateColumn {
  const read = createFileDateReader();
  const order = { dayFirst: false, monthFirst: false };

  function findReadings(cell: string): Readings | undefined {
    const date = read(cell);
    if (date === undefined) return undefined;
    const { dayFirst, monthFirst } = date;
    if (dayFirst === undefined) order.monthFirst = true;
    if (monthFirst === undefined) order.dayFirst = true;
    const only = dayFirst ?? monthFirst;
    if (only === undefined) return undefined;
    if (dayFirst === undefined || monthFirst === undefined || dayFirst === monthFirst) return [only];
    if (order.dayFirst !== order.monthFirst) return [order.dayFirst ? dayFirst : monthFirst];
    return [dayFirst, monthFirst];
  }
  const readings = remember(findReadings);

  const readEnd = remember((cell: string): FileMoment | undefined => {
    const found = readings(cell);
    if (found === undefined) return undefined;
    const ends = found.map((moment) => toFileEnd(moment, zone)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
    const [last, other] = [ends.at(-1), ends.length > 1 ? ends[0] : undefined];
    if (last === undefined) return undefined;
    const lastDay = (end: Instant) => zone.dayOf(toInstant(toEpochMs(end) - 1));
    if (other !== undefined) return { at: last.at, note: describeDoubt(cell, lastDay(other.at), lastDay(last.at)) };
    const note = say.isMidnightAsFiles(cell, toDayWords(lastDay(last.at)));
    return { at: last.at, note: last.isMidnight ? note : null };
  });

  const readPast = remember((cell: string): FileMoment | 'future' | undefined => {
    const found = readings(cell);
    if (found === undefined) return undefined;
    const starts = found.map((moment) => toStart(moment, zone, 'later')).toSorted();
    const past = starts.filter((at) => at <= now);
    const [last, first] = [past.at(-1), starts[0]];
    if (last === undefined || first === undefined) return 'future';
    if (past.length < starts.length) return { at: last, note: null };
    return { at: last, note: first === last ? null : describeDoubt(cell, zone.dayOf(first), zone.dayOf(last)) };
  });

  return {
    readEnd,
    readPast,
    isDate: (cell) => readings(cell)?.length === 1 && !/^\d{10,}/.test(cell),
  };
}

/** The end that a file means. Exports write a day as midnight without a zone, so midnight counts as the whole day. */
function toFileEnd(moment: Moment, zone: Zone): { readonly at: Instant; readonly isMidnight: boolean } {
  const isMidnight = !isDay(moment) && !isInstant(moment) && moment.endsWith('T00:00:00.000');
  return { at: isMidnight ? zone.endOfDay(moment.slice(0, 10) as Day) : toEnd(moment, zone), isMidnight };
}

function describeDoubt(cell: string, earlier: Day, later: Day): string {
  return say.canBeOrAndNo(cell, toDayWords(earlier), toDayWords(later));
}

/** Answers once per text; the memory is bounded. */
function remember<T>(answer: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found.value;
    if (known.size >= mostTexts) known.clear();
    const value = answer(cell);
    known.set(cell, { value });
    return value;
  };
}
