/** Days in sentences, as the desk's zone counts them. */
import { once } from '../../words/once.ts';
import type { Instant } from './instant.ts';
import type { Day } from './moment.ts';
import { toWallEnd, type Zone } from './zone.ts';

export type DayWriter = {
  /** The day of an instant: "3 May 2026". */
  (instant: Instant): string;
  /** The end of a block: its last blocked day, "31 December 2026"; with the time where it ends before the day does. */
  readonly end: (end: Instant) => string;
};

/** Writes days of the calendar: "3 May 2026". */
const calendar = once(() => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }));

/** A day in words, the same everywhere: "3 May 2026". */
export function toDayWords(day: Day): string {
  return calendar().format(Date.parse(`${day}T12:00:00Z`));
}

/** @param zone the desk's zone, asked for every day that is written, because a person may change it */
export function createDayWriter(zone: () => Zone): DayWriter {
  return Object.assign((instant: Instant) => toDayWords(zone().dayOf(instant)), {
    end(end: Instant) {
      const { day, time } = toWallEnd(end, zone());
      return time === null ? toDayWords(day) : `${toDayWords(day)}, ${time}`;
    },
  });
}
