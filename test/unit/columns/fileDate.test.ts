// Until when a file says that a number is blocked: every way in which files write it, for desks in three zones.
import { describe, expect, it } from 'vitest';
import { createDateColumn } from '../../../shared/domain/columns/dateColumn.ts';
import { createFileDateReader } from '../../../shared/domain/columns/fileDate.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';

const now = toInstant(Date.parse('2026-11-28T15:00:00Z'));
const columnIn = (zone: string) => createDateColumn(createZone(zone), now);
const newYork = () => columnIn('America/New_York');

describe('an expiry of a file', () => {
  const endOfYear = {
    'America/New_York': '2027-01-01T05:00:00.000Z',
    'Asia/Kolkata': '2026-12-31T18:30:00.000Z',
    'Pacific/Auckland': '2026-12-31T11:00:00.000Z',
  };
  const spellings = [
    '2026-12-31',
    '2026/12/31',
    '2026.12.31',
    '20261231',
    '12/31/2026',
    '31/12/2026',
    '31.12.2026',
    '31-12-2026',
    '31. 12. 2026',
    '31.12.26',
    '12/31/26',
    '31-Dec-26',
    '31 Dec 2026',
    'Dec 31, 2026',
    'Thursday, December 31st, 2026',
    '31. Dezember 2026',
    '31 de diciembre de 2026',
    '31 décembre 2026',
    '31 декабря 2026 г.',
    '31 בדצמבר 2026',
    '31 दिसंबर 2026',
    '٣١ ديسمبر ٢٠٢٦',
    '2026年12月31日',
    '１２／３１／２０２６',
    '2026-12-31T24:00',
  ];
  for (const [zone, end] of Object.entries(endOfYear))
    it.each(spellings)(`that says %s lasts to the end of that day in ${zone}`, (cell) => {
      expect(columnIn(zone).readEnd(cell)).toEqual({ at: end, note: null });
    });

  it.each([
    ['2026-12-31 23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31T23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31T23:59:59.250', '2027-01-01T04:59:59.250Z'],
    ['12/31/2026 11:59 PM', '2027-01-01T04:59:00.000Z'],
    ['12/31/2026 11:59pm', '2027-01-01T04:59:00.000Z'],
    ['12/31/2026 11:59:30 p.m.', '2027-01-01T04:59:30.000Z'],
    ['12/31/2026 12:30 AM', '2026-12-31T05:30:00.000Z'],
    ['December 31, 2026 at 5 PM', '2026-12-31T22:00:00.000Z'],
    ['31.12.2026 14:30', '2026-12-31T19:30:00.000Z'],
    ['31.12.26, 14:30', '2026-12-31T19:30:00.000Z'],
    ['20261231143000', '2026-12-31T19:30:00.000Z'],
    ['Thu Dec 31 14:30:00 2026', '2026-12-31T19:30:00.000Z'],
  ])('that says %s ends at that time in the zone of the desk', (cell, end) => {
    expect(newYork().readEnd(cell)).toEqual({ at: end, note: null });
  });

  it.each([
    ['2026-12-31T23:59Z', '2026-12-31T23:59:00.000Z'],
    ['2026-12-31T00:00:00Z', '2026-12-31T00:00:00.000Z'],
    ['2026-12-31T23:59+0530', '2026-12-31T18:29:00.000Z'],
    ['2026-12-31 23:59:59 UTC', '2026-12-31T23:59:59.000Z'],
    ['2026-12-31 11:59 PM -05', '2027-01-01T04:59:00.000Z'],
    ['Thu, 31 Dec 2026 23:59:59 -0800', '2027-01-01T07:59:59.000Z'],
    ['Thu Dec 31 2026 23:59:59 GMT-0500 (Eastern Standard Time)', '2027-01-01T04:59:59.000Z'],
    ['1798761599', '2026-12-31T23:59:59.000Z'],
    ['1798761599000', '2026-12-31T23:59:59.000Z'],
    ['1798761599.0', '2026-12-31T23:59:59.000Z'],
  ])('that says %s is that instant, wherever the desk is', (cell, end) => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'])
      expect(columnIn(zone).readEnd(cell)).toEqual({ at: end, note: null });
  });

  it.each(['2026-12-31T00:00:00', '2026-12-31 00:00:00.000', '12/31/2026 12:00 AM', '31.12.2026 00:00'])(
    'that says %s, as exports write a day, lasts to the end of it, and that is said',
    (cell) => {
      expect(newYork().readEnd(cell)).toEqual({
        at: '2027-01-01T05:00:00.000Z',
        note: expect.stringContaining('to the end of 31 December 2026'),
      });
    },
  );

  it('that comes twice when the clock is put back is the later, and one that it jumps over too', () => {
    expect(newYork().readEnd('2027-11-07 01:30')?.at).toBe('2027-11-07T06:30:00.000Z');
    expect(newYork().readEnd('2027-03-14 02:30')?.at).toBe('2027-03-14T07:30:00.000Z');
  });

  it('still blocks today', () => {
    expect(newYork().readEnd('2026-11-28')?.at).toBe('2026-11-29T05:00:00.000Z');
  });

  it.each([
    'soon',
    '',
    '46387',
    '1900-01-01',
    '1970-01-01',
    '2027-02-29',
    '31/31/2027',
    'Dec 2027',
    '2026-12-31 23:59 EST',
    '2026-12-31 25:00',
    '2026-12-31 13:00 AM',
    '31/12/2026 '.repeat(20_000),
  ])('that says %s is no date', (cell) => {
    expect(newYork().readEnd(cell)).toBeUndefined();
  });

  it('never goes beyond what instants can be compared with', () => {
    expect(newYork().readEnd('9999-12-31')?.at).toBe('9999-12-31T23:59:59.999Z');
  });
});

describe('a day and a month that could be swapped', () => {
  const fourth = '2027-03-05T05:00:00.000Z';
  const third = '2027-04-04T04:00:00.000Z';

  it('are the later of both while nothing in the file tells', () => {
    const column = newYork();
    for (const cell of ['03/04/2027', '04/03/2027'])
      expect(column.readEnd(cell)).toEqual({
        at: third,
        note: `"${cell}" can be 4 March 2027 or 3 April 2027, and no date before it in the column tells which: the later is taken.`,
      });
  });

  it('are told by a cell before them with a day above 12', () => {
    const [dayFirst, monthFirst] = [newYork(), newYork()];
    dayFirst.readEnd('31/12/2026');
    monthFirst.readEnd('12/31/2026');
    expect(dayFirst.readEnd('03/04/2027')).toEqual({ at: third, note: null });
    expect(dayFirst.readEnd('04.03.27')).toEqual({ at: fourth, note: null });
    expect(monthFirst.readEnd('03/04/2027')).toEqual({ at: fourth, note: null });
  });

  it('stay the later where the file writes both ways', () => {
    const column = newYork();
    column.readEnd('31/12/2026');
    column.readEnd('12/31/2026');
    expect(column.readEnd('04/03/2027')).toMatchObject({ at: third, note: expect.any(String) });
  });

  it('mean the same all through the file, also where a cell after them tells', () => {
    const column = newYork();
    column.readEnd('04/03/2027');
    column.readEnd('31/12/2026');
    expect(column.readEnd('04/03/2027')?.at).toBe(third);
    expect(column.readEnd('05/03/2027')?.at).toBe('2027-03-06T05:00:00.000Z');
  });

  it('are one and the same when they are equal', () => {
    expect(newYork().readEnd('05.05.2027')).toEqual({ at: '2027-05-06T04:00:00.000Z', note: null });
  });
});

describe('when somebody asked, as a file says it', () => {
  it('is the start of a day, or the time', () => {
    expect(newYork().readPast('2026-11-01')).toEqual({ at: '2026-11-01T04:00:00.000Z', note: null });
    expect(newYork().readPast('11/27/2026 3:15 PM')?.at).toBeDefined();
    expect(newYork().readPast('2026-11-28')).toEqual({ at: '2026-11-28T05:00:00.000Z', note: null });
  });

  it('is never in the future: a day that is leaves the other reading', () => {
    expect(newYork().readPast('2026-11-29')).toBe('future');
    expect(newYork().readPast('03/04/2026')).toMatchObject({
      at: '2026-04-03T04:00:00.000Z',
      note: expect.any(String),
    });
    expect(newYork().readPast('03/12/2026')).toEqual({ at: '2026-03-12T04:00:00.000Z', note: null });
  });
});

describe('every language of the product', () => {
  const languages = ['en', 'en-GB', 'es', 'fr', 'de', 'de-AT', 'it', 'pt', 'nl', 'he', 'hi', 'ru', 'ar', 'ar-EG', 'ja'];
  it.each(languages)('is read as it writes dates: %s', (language) => {
    const read = createFileDateReader();
    for (const dateStyle of ['full', 'long', 'medium', 'short'] as const)
      for (const timeStyle of [undefined, 'short'] as const)
        for (let month = 0; month < 12; month++)
          for (const day of [1, 9, 28]) {
            const at = Date.UTC(2027, month, day, timeStyle === undefined ? 0 : 21);
            const text = new Intl.DateTimeFormat(language, { dateStyle, timeStyle, timeZone: 'UTC' }).format(at);
            const said = read(text);
            const meant = new Date(at).toISOString().slice(0, timeStyle === undefined ? 10 : 23);
            expect([said?.dayFirst, said?.monthFirst], text).toContain(meant);
          }
  });
});
