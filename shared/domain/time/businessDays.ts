/**
 * Days on which a business is expected to work: Monday to Friday without the holidays of a country. For deadlines that a rule
 * counts in business days.
 */
import { addDays, type Day } from './moment.ts';

export const holidayCalendars = ['US', 'none'] as const;
/** `none`: every weekday is a business day. */
export type HolidayCalendar = (typeof holidayCalendars)[number];

const [saturday, sunday] = [6, 0];

function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function toDay(year: number, month: number, date: number): Day {
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10) as Day;
}

/** The nth such weekday of a month; -1: the last. */
function nthWeekday(year: number, month: number, weekday: number, nth: number): Day {
  if (nth < 0) {
    const last = toDay(year, month + 1, 0);
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7));
  }
  const first = toDay(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

/** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after (5 U.S.C. 6103). */
function observed(day: Day): Day {
  const weekday = weekdayOf(day);
  return weekday === saturday ? addDays(day, -1) : weekday === sunday ? addDays(day, 1) : day;
}

/** The federal holidays of the United States that are kept in a year (5 U.S.C. 6103), in order. */
export function federalHolidays(year: number): readonly Day[] {
  return [
    observed(toDay(year, 1, 1)),
    nthWeekday(year, 1, 1, 3),
    nthWeekday(year, 2, 1, 3),
    nthWeekday(year, 5, 1, -1),
    observed(toDay(year, 6, 19)),
    observed(toDay(year, 7, 4)),
    nthWeekday(year, 9, 1, 1),
    nthWeekday(year, 10, 1, 2),
    observed(toDay(year, 11, 11)),
    nthWeekday(year, 11, 4, 4),
    observed(toDay(year, 12, 25)),
    // New Year's Day of the next year, where it is kept on the last day of this one.
    observed(toDay(year + 1, 1, 1)),
  ].filter((day) => day.startsWith(`${year}-`));
}

/** Whether a business is expected to work on this day. */
export function isBusinessDay(day: Day, calendar: HolidayCalendar): boolean {
  const weekday = weekdayOf(day);
  if (weekday === saturday || weekday === sunday) return false;
  return calendar === 'none' || !federalHolidays(Number(day.slice(0, 4))).includes(day);
}

/** The day that is `count` business days after a day, which itself does not count. */
export function addBusinessDays(day: Day, count: number, calendar: HolidayCalendar): Day {
  let at = day;
  for (let left = count; left > 0;) {
    at = addDays(at, 1);
    if (isBusinessDay(at, calendar)) left -= 1;
  }
  return at;
}
