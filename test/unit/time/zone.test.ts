// Days and local times of a place as instants, also where the clock jumps over midnight or a whole day.
import { describe, expect, it } from 'vitest';
import { parseInstant, toInstant } from '../../../shared/domain/time/instant.ts';
import { addDays, type Day, type LocalTime, parseMoment } from '../../../shared/domain/time/moment.ts';
import {
  createZone,
  isZone,
  nameZone,
  toEnd,
  toOffsetText,
  toStart,
  toWallEnd,
  toWallStart,
} from '../../../shared/domain/time/zone.ts';

const day = (text: string) => text as Day;
const local = (text: string) => `${text}.000` as LocalTime;
const instant = (text: string) => parseInstant(text) ?? toInstant(Number.NaN);
const newYork = createZone('America/New_York');

describe('a day', () => {
  it.each([
    ['America/New_York', '2026-12-31', '2026-12-31T05:00:00.000Z', '2027-01-01T05:00:00.000Z'],
    ['Asia/Kolkata', '2026-12-31', '2026-12-30T18:30:00.000Z', '2026-12-31T18:30:00.000Z'],
    ['Pacific/Auckland', '2026-12-31', '2026-12-30T11:00:00.000Z', '2026-12-31T11:00:00.000Z'],
    ['UTC', '2026-12-31', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    // Days without a midnight: the clock jumps from 0:00 to 1:00.
    ['America/Sao_Paulo', '2018-11-03', '2018-11-03T03:00:00.000Z', '2018-11-04T03:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    ['Asia/Beirut', '2026-03-28', '2026-03-27T22:00:00.000Z', '2026-03-28T22:00:00.000Z'],
    // A midnight that came twice: the clock was put back from 0:01 to 23:01 of the day before.
    ['America/St_Johns', '2006-10-28', '2006-10-28T02:30:00.000Z', '2006-10-29T03:30:00.000Z'],
    ['America/St_Johns', '2006-10-29', '2006-10-29T02:30:00.000Z', '2006-10-30T03:30:00.000Z'],
    // A day that never was: Samoa went over the date line.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'],
  ])('in %s, %s, begins at %s and ends at %s', (zone, text, start, end) => {
    expect(createZone(zone).startOfDay(day(text))).toBe(start);
    expect(createZone(zone).endOfDay(day(text))).toBe(end);
  });

  it('at the end of all days has an end that compares', () => {
    expect(newYork.endOfDay(day('9999-12-31'))).toBe('9999-12-31T23:59:59.999Z');
    expect(createZone('Pacific/Auckland').endOfDay(day('9999-12-31'))).toBe('9999-12-31T11:00:00.000Z');
    expect(addDays(day('9999-12-31'), 1)).toBe('9999-12-31');
    expect(parseInstant('9999-12-31T23:59:59-05:00')).toBe('9999-12-31T23:59:59.999Z');
  });
});

describe('a local time', () => {
  it('that comes twice has an earlier and a later reading', () => {
    expect(newYork.toInstant(local('2026-11-01T01:30:00'), 'earlier')).toBe('2026-11-01T05:30:00.000Z');
    expect(newYork.toInstant(local('2026-11-01T01:30:00'), 'later')).toBe('2026-11-01T06:30:00.000Z');
  });

  it('that never comes has the readings of the clock before and after the jump', () => {
    expect(newYork.toInstant(local('2026-03-08T02:30:00'), 'earlier')).toBe('2026-03-08T06:30:00.000Z');
    expect(newYork.toInstant(local('2026-03-08T02:30:00'), 'later')).toBe('2026-03-08T07:30:00.000Z');
  });
});

describe('what a person gives', () => {
  it('is a day, a time of the desk, or an instant', () => {
    expect(parseMoment(' 2026-12-31 ')).toBe('2026-12-31');
    expect(parseMoment('2026-12-31 14:30')).toBe('2026-12-31T14:30:00.000');
    expect(parseMoment('2026-12-31T14:30:15.5')).toBe('2026-12-31T14:30:15.500');
    expect(parseMoment('2026-12-31T14:30-05:00')).toBe('2026-12-31T19:30:00.000Z');
    for (const text of ['2026-02-30', '2026-02-30T10:00', '2026-02-30T10:00Z', '2026-12-31T25:00', 'tomorrow', ''])
      expect(parseMoment(text)).toBeUndefined();
  });

  it('ends with a day, or begins with it', () => {
    const moments = ['2026-12-31', '2026-12-31T14:30', '2026-12-31T14:30Z'].map((text) => parseMoment(text) ?? day(''));
    expect(moments.map((moment) => toEnd(moment, newYork))).toEqual([
      '2027-01-01T05:00:00.000Z',
      '2026-12-31T19:30:00.000Z',
      '2026-12-31T14:30:00.000Z',
    ]);
    expect(moments.map((moment) => toStart(moment, newYork, 'earlier'))).toEqual([
      '2026-12-31T05:00:00.000Z',
      '2026-12-31T19:30:00.000Z',
      '2026-12-31T14:30:00.000Z',
    ]);
  });
});

describe('an end on the wall', () => {
  it.each([
    ['2027-01-01T05:00:00.000Z', '2026-12-31', null],
    ['2027-01-01T04:59:59.999Z', '2026-12-31', null],
    ['2027-01-01T04:59:00.000Z', '2026-12-31', null],
    ['2027-01-01T04:58:00.000Z', '2026-12-31', '23:58'],
    ['2026-12-31T19:30:00.000Z', '2026-12-31', '14:30'],
    ['2026-12-31T19:30:05.000Z', '2026-12-31', '14:30:05'],
    ['2026-12-31T05:00:00.000Z', '2026-12-30', null],
  ])('of %s is %s %s', (end, lastDay, time) => {
    expect(toWallEnd(instant(end), newYork)).toEqual({ day: lastDay, time });
  });

  it('and a start have a time only where they are not those of the day', () => {
    expect(toWallStart(instant('2026-12-31T05:00:00.000Z'), newYork)).toEqual({ day: '2026-12-31', time: null });
    expect(toWallStart(instant('2026-12-31T05:01:00.000Z'), newYork)).toEqual({ day: '2026-12-31', time: '00:01' });
  });
});

describe('a zone', () => {
  it('is one that the tables know by a name', () => {
    for (const name of ['America/New_York', 'Asia/Kolkata', 'UTC']) expect(isZone(name)).toBe(true);
    for (const name of ['Mars/Olympus', '+05:00', '', 'New York']) expect(isZone(name)).toBe(false);
  });

  it('is named by its place, and says how far it is from UTC', () => {
    expect(nameZone(newYork)).toBe('New York time');
    expect(nameZone({ name: 'America/Argentina/Buenos_Aires' })).toBe('Buenos Aires time');
    expect(nameZone({ name: 'UTC' })).toBe('UTC');
    expect(toOffsetText(newYork, instant('2026-12-31T00:00:00Z'))).toBe('UTC-05:00');
    expect(toOffsetText(newYork, instant('2026-06-30T00:00:00Z'))).toBe('UTC-04:00');
    expect(toOffsetText(createZone('Asia/Kolkata'), instant('2026-06-30T00:00:00Z'))).toBe('UTC+05:30');
  });
});
