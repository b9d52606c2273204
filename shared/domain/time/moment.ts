/**
 * When something is, as a person gives it: an instant, a day of the calendar, or a time on a wall clock. Only a zone
 * turns the last two into instants (zone.ts). Until then they stay what they are, so that no deadline is rounded on the
 * way.
 */
import { type Instant, parseInstant } from './instant.ts';

/** A day of the calendar, without a place: `2026-12-31`. */
export type Day = string & { readonly __brand: 'Day' };

/** A time on the wall clock of some zone, to the millisecond: `2026-12-31T23:59:59.000`. */
export type LocalTime = string & { readonly __brand: 'LocalTime' };

/** The three differ in form; two of the same kind compare as text. */
export type Moment = Instant | Day | LocalTime;

const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const localForm = /^(\d{4}-\d{2}-\d{2})[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/;

const dayMs = 86_400_000;

/** Reads `2026-12-31`; undefined for anything else, such as a day that its month does not have. */
export function parseDay(text: string): Day | undefined {
  if (!dayForm.test(text)) return undefined;
  const epochMs = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(epochMs) || new Date(epochMs).toISOString().slice(0, 10) !== text ? undefined : (text as Day);
}

/** Reads `2026-12-31T14:30`, with seconds or without, with a T or a blank; undefined for anything else. */
export function parseLocalTime(text: string): LocalTime | undefined {
  const [, day = '', minutes = '', seconds = '00', fraction = ''] = localForm.exec(text) ?? [];
  if (parseDay(day) === undefined) return undefined;
  return `${day}T${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}` as LocalTime;
}

/** Reads a day, a time without a zone, or a time with `Z` or an offset (ISO 8601); undefined for anything else. */
export function parseMoment(text: string): Moment | undefined {
  const trimmed = text.trim();
  return parseDay(trimmed) ?? parseLocalTime(trimmed) ?? parseInstant(trimmed);
}

/** Whether it is a day without a time. */
export function isDay(moment: Moment): moment is Day {
  return dayForm.test(moment);
}

/** Whether it says its zone: it ends with Z. */
export function isInstant(moment: Moment): moment is Instant {
  return moment.endsWith('Z');
}

/** The day that is this many days later (earlier below zero), but never beyond the year 9999. */
export function addDays(day: Day, days: number): Day {
  const epochMs = Date.parse(`${day}T00:00:00.000Z`) + days * dayMs;
  return epochMs > Date.parse('9999-12-31T00:00:00.000Z')
    ? ('9999-12-31' as Day)
    : (new Date(epochMs).toISOString().slice(0, 10) as Day);
}
