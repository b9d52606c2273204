/**
 * Dates as files write them: what one cell says, with the time if it has one. When day and month could be swapped, both
 * readings are given; the column decides which one counts (dateColumn.ts).
 */
import { parseInstant, toInstant } from '../time/instant.ts';
import { type Day, type Moment, parseDay, parseLocalTime } from '../time/moment.ts';
import { createDateWords, type DateWords, foldDate, splitDateWords } from './monthNames.ts';

/**
 * What a cell says. Both readings are the same unless day and month could be swapped; a reading that is no date is
 * undefined.
 */
export type FileDate = { readonly dayFirst: Moment | undefined; readonly monthFirst: Moment | undefined };

/** Earlier dates are the zero of some system (1900, 1970), not days on which a block ends or was asked for. */
const firstYear = 1990;
/** The length of the longest date with its time and the name of its zone, and some more. */
const longestDate = 100;
/** Plausible epoch seconds: from 2001, when they got ten digits, to 2100. */
const epochSeconds = { from: 1_000_000_000, to: 4_102_444_800 };

const isoForm = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;
const epochForm = /^(\d{10})(\d{3})?(?:\.\d+)?$/;
const compactForm = /^(\d{4})(\d{2})(\d{2})(?:[t ]?(\d{2})(\d{2})(\d{2})?(z)?)?$/;
const yearFirst = /^(\d{4})(?: ?[-/.] ?|年)(\d{1,2})(?: ?[-/.] ?|月)(\d{1,2})(?:日.*|\.)?$/;
const yearLast = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})\.?$/;
/** A time, and what follows it. Twelve-hour times are marked in Latin letters, or as in Arabic. */
const clock =
  /(?:^|[t\s,])(\d{1,2})(?:[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(?: ?(?:([ap])\.? ?m\b\.?|([مص])))?(?: ?(z|utc|gmt|(?:utc|gmt)? ?[+-]\d{2}:?(?:\d{2})?)(?![\d:]))?(?: \([^)]*\))?(?=$|[\s,])/g;
/** What may stand between a date and its time: "at" in the languages of the product. */
const beforeClock = /(?:[\s,،-]|\b(?:at|um|a las|a|as|alle ore|alle|om)$|בשעה$|в$|في$|को$)+$/;

/** Makes the reader of cells. Undefined: the cell is no date, or not one in a plausible time. */
export function createFileDateReader(): (text: string) => FileDate | undefined {
  let known: DateWords | undefined;
  const words = () => (known ??= createDateWords());

  return (text) => {
    if (text.length > longestDate) return undefined;
    const plain = isoForm.exec(text);
    if (plain) return toFileDate(readDay(plain[1]), plain[2], plain[3]);
    const folded = foldDate(text);
    const epoch = epochForm.exec(folded);
    if (epoch) return readEpoch(epoch[1] ?? '', epoch[2] ?? '000');
    const compact = compactForm.exec(folded);
    if (compact) {
      const [, year = '', month = '', day = '', hours, minutes = '', seconds = '00', zone] = compact;
      return toFileDate(
        readDay(`${year}-${month}-${day}`),
        hours === undefined ? undefined : `${hours}:${minutes}:${seconds}`,
        zone,
      );
    }
    const { rest, time, zone, isClock } = takeClock(folded);
    const days = isClock ? (readDigits(rest) ?? readWords(rest, words())) : undefined;
    return days === undefined ? undefined : toFileDate(days, time, zone);
  };
}

/** The days that a cell can mean, by the order of day and month. */
type Days = { readonly dayFirst: Day | undefined; readonly monthFirst: Day | undefined };

function readDay(text: string | undefined): Days | undefined {
  const day = text === undefined || Number(text.slice(0, 4)) < firstYear ? undefined : parseDay(text);
  return day && { dayFirst: day, monthFirst: day };
}

const toDayText = (year: string, month: string | number, day: string) =>
  `${year.length === 2 ? `20${year}` : year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Reads a date that has only digits: the year, with four digits, is first or last. */
function readDigits(text: string): Days | undefined {
  const [, year = '', month = '', day = ''] = yearFirst.exec(text) ?? [];
  if (year !== '') return readDay(toDayText(year, month, day));
  const [, first = '', second = '', last = ''] = yearLast.exec(text) ?? [];
  if (last === '') return undefined;
  const dayFirst = readDay(toDayText(last, second, first))?.dayFirst;
  const monthFirst = readDay(toDayText(last, first, second))?.monthFirst;
  return dayFirst === undefined && monthFirst === undefined ? undefined : { dayFirst, monthFirst };
}

/** Reads a date with its month in words: one month, a day, a year, and nothing else with a meaning. */
function readWords(text: string, { monthOf, isWeekday, isFiller }: DateWords): Days | undefined {
  const parts = splitDateWords(text).map((part) => part.replace(/^(\d{1,2})(?:st|nd|rd|th|er|[oa])$/, '$1'));
  const digits = parts.filter((part) => /^\d+$/.test(part));
  const others = parts.filter((part) => !/^\d+$/.test(part) && !isFiller(part));
  const months = others.filter((part) => monthOf(part) !== undefined);
  // In languages where March is "mars", "mar." is Tuesday.
  const named = months.length > 1 ? months.filter((part) => !isWeekday(part)) : months;
  const [name, another] = named;
  if (name === undefined || another !== undefined || digits.length !== 2) return undefined;
  if (others.some((part) => part !== name && !isWeekday(part))) return undefined;
  const year = digits.find((part) => part.length === 4) ?? digits[1] ?? '';
  const day = digits.find((part) => part !== year) ?? digits[0] ?? '';
  return day.length > 2 || year.length === 3 ? undefined : readDay(toDayText(year, monthOf(name) ?? 0, day));
}

type Clock = {
  readonly rest: string;
  readonly time: string | undefined;
  readonly zone: string | undefined;
  /** False: what looks like a time is no time. */
  readonly isClock: boolean;
};

/** Takes the time out of a folded text, wherever it is in it. */
function takeClock(text: string): Clock {
  // A bare number is part of the date: a time has minutes, or says am or pm.
  const found = [...text.matchAll(clock)].filter((match) => (match[2] ?? match[5] ?? match[6]) !== undefined);
  const [match, another] = found;
  if (match === undefined) return { rest: text, time: undefined, zone: undefined, isClock: true };
  const [whole, hours = '', minutes = '00', seconds = '00', fraction = '', latin, arabic, zone] = match;
  const hour = toHour(Number(hours), latin ?? (arabic === undefined ? undefined : arabic === 'م' ? 'p' : 'a'));
  const before = text.slice(0, match.index).replace(beforeClock, '');
  const rest = `${before} ${text.slice(match.index + whole.length)}`.trim();
  const time = `${String(hour).padStart(2, '0')}:${minutes}:${seconds}${fraction === '' ? '' : `.${fraction}`}`;
  return { rest, time, zone, isClock: another === undefined && hour !== undefined };
}

/** The hour of the day; 24 is the end of the day. */
function toHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 24 ? hour : undefined;
  if (hour > 12) return half === 'p' && hour < 24 ? hour : undefined;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function readEpoch(seconds: string, millis: string): FileDate | undefined {
  const isPlausible = Number(seconds) >= epochSeconds.from && Number(seconds) <= epochSeconds.to;
  const at = isPlausible ? toInstant(Number(seconds + millis)) : undefined;
  return at && { dayFirst: at, monthFirst: at };
}

/** The days with their time and zone; undefined when the time is invalid. */
function toFileDate(days: Days | undefined, time: string | undefined, zone: string | undefined): FileDate | undefined {
  if (days === undefined || time === undefined) return days;
  const offset = zone?.replace(/utc|gmt|\s/g, '').toUpperCase();
  const toMoment = (day: Day | undefined): Moment | undefined => {
    if (day === undefined) return undefined;
    if (offset !== undefined) return parseInstant(`${day}T${time}${offset.length < 2 ? 'Z' : offset.padEnd(5, '0')}`);
    return /^24:00(?::00(?:\.0+)?)?$/.test(time) ? day : parseLocalTime(`${day}T${time}`);
  };
  const read = { dayFirst: toMoment(days.dayFirst), monthFirst: toMoment(days.monthFirst) };
  return read.dayFirst === undefined && read.monthFirst === undefined ? undefined : read;
}
