/** The laws of days and local times, in every zone that the machine knows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Instant, toEpochMs, toInstant } from '../../shared/domain/time/instant.ts';
import { addDays, type Day, type LocalTime } from '../../shared/domain/time/moment.ts';
import { createZone, toEnd, toStart, toWallEnd, type Zone } from '../../shared/domain/time/zone.ts';

const names = Intl.supportedValuesOf('timeZone');
const zone: fc.Arbitrary<Zone> = fc.constantFrom(...names).map((name) => createZone(name));
const day: fc.Arbitrary<Day> = fc
  .integer({ min: Date.UTC(1971, 0, 1) / 86_400_000, max: Date.UTC(2037, 0, 1) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10) as Day);
const runs = { numRuns: 3000 };

/** What the wall of a zone shows, by Intl alone. */
function readWall(name: string, at: Instant): string {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' }).format(
    toEpochMs(at),
  );
  return text.replace(' ', 'T');
}

const shift = (at: Instant, ms: number) => toInstant(toEpochMs(at) + ms);

test('no time of a day, as its place reads the clock, lies at or after its end, or before its start', () => {
  fc.assert(
    fc.property(zone, day, fc.integer({ min: -36 * 60, max: 36 * 60 }), (place, today, minutes) => {
      const at = shift(toInstant(Date.parse(`${today}T12:00:00Z`)), minutes * 60_000);
      const shown = readWall(place.name, at).slice(0, 10);
      const [start, end] = [place.startOfDay(today), place.endOfDay(today)];
      expect(start <= end).toBe(true);
      if (shown === today) expect(at >= start && at < end).toBe(true);
      // And nothing of another day lies inside, but for the minutes of a midnight that comes twice.
      else if (at >= start && at < end)
        expect(
          Math.abs(toEpochMs(at) - toEpochMs(start)) < 2 * 3_600_000 ||
            Math.abs(toEpochMs(end) - toEpochMs(at)) < 2 * 3_600_000,
        ).toBe(true);
    }),
    runs,
  );
});

test('the end of a day is where the next begins: a moment before it is still that day, and it is not', () => {
  fc.assert(
    fc.property(zone, day, (place, today) => {
      const end = place.endOfDay(today);
      expect(readWall(place.name, end).slice(0, 10) > today).toBe(true);
      // Of a day that the place skipped, the day before it.
      expect(readWall(place.name, shift(end, -1)).slice(0, 10) <= today).toBe(true);
      expect(end >= place.startOfDay(addDays(today, 1))).toBe(true);
    }),
    runs,
  );
});

test('a local time is the instant at which the wall shows it, the later of two, and beyond the jump where it never does', () => {
  fc.assert(
    fc.property(zone, day, fc.integer({ min: 0, max: 1439 }), (place, today, minute) => {
      const clock = new Date(minute * 60_000).toISOString().slice(11, 19);
      const local = `${today}T${clock}.000` as LocalTime;
      const [earlier, later] = [place.toInstant(local, 'earlier'), place.toInstant(local, 'later')];
      expect(earlier <= later).toBe(true);
      const shown = readWall(place.name, later);
      if (earlier === later) expect(shown).toBe(`${today}T${clock}`);
      else if (shown === `${today}T${clock}`) expect(readWall(place.name, earlier)).toBe(shown);
      else {
        expect(shown > `${today}T${clock}`).toBe(true);
        expect(readWall(place.name, earlier) < `${today}T${clock}`).toBe(true);
      }
    }),
    runs,
  );
});

test('an end that was given as a day, and a start, are told as that day again', () => {
  fc.assert(
    fc.property(zone, day, (place, today) => {
      fc.pre(place.startOfDay(today) < place.endOfDay(today));
      expect(toWallEnd(toEnd(today, place), place)).toEqual({ day: today, time: null });
      expect(place.dayOf(toStart(today, place, 'earlier'))).toBe(today);
    }),
    runs,
  );
});
