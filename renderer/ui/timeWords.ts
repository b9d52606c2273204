/**
 * Times in words, as the desk's zone shows them: days, how long ago, exact to the second, and ends of blocks. Days are written as
 * the reader does; the time of day has 24 hours for everybody, as on paper and where it is typed. Pure.
 */
import { type Instant, toInstant } from '../../shared/domain/time/instant.ts';
import type { Day } from '../../shared/domain/time/moment.ts';
import { toDayWords } from '../../shared/domain/time/dayWriter.ts';
import { toWallEnd, type Zone } from '../../shared/domain/time/zone.ts';
import { createDays } from '../../shared/words/locale.ts';
import { once } from '../../shared/words/once.ts';
import { timeWords as say } from '../../shared/words/page/ui.ts';

const dayMs = 86_400_000;
const days = once(() => createDays({ day: 'numeric', month: 'short' }));
const daysWithYear = once(() => createDays({ day: 'numeric', month: 'short', year: 'numeric' }));
const longDays = once(() => createDays({ dateStyle: 'long' }));

const toAt = (text: string): Instant => toInstant(Date.parse(text));

/** The day of an instant in the zone. */
export function toToday(now: Date, zone: Zone): Day {
  return zone.dayOf(toInstant(now.getTime()));
}

/** "3 May 2026", and without the year in the year of `now`. */
export function toDay(instant: string, now: Date, zone: Zone): string {
  return toShortDay(zone.dayOf(toAt(instant)), toToday(now, zone));
}

const toNoon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/** A day in full: "3 May 2026". */
export function toLongDay(day: Day): string {
  return longDays()(toNoon(day));
}

function toShortDay(day: Day, today: Day): string {
  const write = day.slice(0, 4) === today.slice(0, 4) ? days() : daysWithYear();
  return write(toNoon(day));
}

/** "just now", "2 min ago", "in 3 h", "yesterday", then the day. */
export function toRelative(instant: string, now: Date, zone: Zone): string {
  const seconds = Math.round((now.getTime() - Date.parse(instant)) / 1000);
  const size = Math.abs(seconds);
  // The screen's clock advances every half minute, so something that just happened can seem to lie ahead.
  if (size < 45) return seconds > -35 ? say.justNow : say.inAMoment;
  const amount = size < 3600 ? say.min(Math.round(size / 60)) : `${Math.round(size / 3600)} h`;
  if (size < 22 * 3600) return seconds > 0 ? say.ago(amount) : say.in(amount);
  const far = daysBetween(zone.dayOf(toAt(instant)), toToday(now, zone));
  if (far === 1) return say.yesterday;
  if (far === -1) return say.tomorrow;
  return toDay(instant, now, zone);
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** "today" and "yesterday", else the day. */
export function toDayWord(instant: string, now: Date, zone: Zone): string {
  const far = daysBetween(zone.dayOf(toAt(instant)), toToday(now, zone));
  return far === 0 ? say.today : far === 1 ? say.yesterday : toDay(instant, now, zone);
}

/** "3 May 2026, 14:02:07 GMT+3 (Asia/Jerusalem)". */
export function toExact(instant: string, zone: Zone): string {
  return `${toLongDay(zone.dayOf(toAt(instant)))}, ${toZonedTime(instant, zone)}`;
}

/** The same, the same for every reader: for a text that is handed on. */
export function toExactOnPaper(instant: string, zone: Zone): string {
  return `${toDayWords(zone.dayOf(toAt(instant)))}, ${toZonedTime(instant, zone)}`;
}

function toZonedTime(instant: string, zone: Zone): string {
  const date = new Date(instant);
  const time = date.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone: zone.name,
  });
  return `${time} (${zone.name})`;
}

/** "14:02:07". */
export function toClockTime(instant: string, zone: Zone): string {
  return zone.localOf(toAt(instant)).slice(11, 19);
}

/** Until when a block holds: its last day, "31 Dec 2026", with the time where it ends before that day does. */
export function toEndDay(end: string, now: Date, zone: Zone): string {
  const { day, time } = toWallEnd(toAt(end), zone);
  const words = toShortDay(day, toToday(now, zone));
  return time === null ? words : `${words}, ${time}`;
}

/** "Through 31 December 2026; over from 1 January 2027, 00:00:00 EST (America/New_York) on". */
export function toExactEnd(end: string, zone: Zone): string {
  const { day, time } = toWallEnd(toAt(end), zone);
  const through = time === null ? say.through(toLongDay(day)) : say.until(toLongDay(day), time);
  return say.overFromOn(through, toExact(end, zone));
}
