// Rows of files, read by a mapping: what is usable, what is rejected and what is only noted.
import { describe, expect, it } from 'vitest';
import { createRowReader, type RowMapping } from '../../../shared/domain/columns/importRow.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createCellReaders } from '../../../shared/domain/numbers/cellReader.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';

const now = toInstant(Date.UTC(2026, 4, 3));
const createReader = (mapping: RowMapping, zone = 'UTC') =>
  createRowReader(mapping, createCellReaders({ region: 'US' }), now, createZone(zone));
const read = (mapping: RowMapping, cells: readonly string[]) => createReader(mapping)(cells);
const phone = [{ column: 0, field: 'phone' }] as const;

describe('a row of a file', () => {
  it('gives the number and its details', () => {
    const reading = read(
      [...phone, { column: 1, field: 'reason' }, { column: 2, field: 'date' }, { column: 3, field: 'expiry' }],
      ['(212) 555-1234', 'asked', '2026-05-01', '2027-01-31'],
    );
    expect(reading.numbers.map(({ number }) => number)).toEqual([12125551234]);
    expect(reading).toMatchObject({
      reason: 'asked',
      requestedAt: '2026-05-01T00:00:00.000Z',
      until: '2027-02-01T00:00:00.000Z',
      problems: [],
    });
  });

  it('takes every phone column, once', () => {
    const mapping = [0, 1, 2].map((column) => ({ column, field: 'phone' as const }));
    const reading = read(mapping, ['212-555-1234', '', '+1 212 555 1234']);
    expect(reading.numbers).toHaveLength(1);
    expect(reading.problems).toEqual([]);
  });

  it('joins an area code column with seven digits, and a country code with a national number', () => {
    expect(
      read(
        [
          { column: 0, field: 'areaCode' },
          { column: 1, field: 'phone' },
        ],
        ['212', '5551234'],
      ).numbers[0]?.number,
    ).toBe(12125551234);
    expect(
      read(
        [
          { column: 0, field: 'countryCode' },
          { column: 1, field: 'phone' },
        ],
        ['972', '50-123-4567'],
      ).numbers[0]?.number,
    ).toBe(972501234567);
  });

  it.each<[string, string, string, string[]]>([
    // Germany by name, and the USA by its dialling code; and the other way round.
    ['3012345678', 'Germany', '1', ['+493012345678', '+13012345678']],
    ['3012345678', 'US', '+49', ['+13012345678', '+493012345678']],
    ['3012345678', 'US', 'DE', ['+13012345678', '+493012345678']],
    ['502345678', 'Israel', '001', ['+972502345678']],
    // No dialling code: in front of the digits it would make a number of Tajikistan.
    ['2125550108', '', '99', ['+12125550108']],
    ['72501234567', '', '9', ['+72501234567']],
  ])('is sure of no number where the row contradicts itself: %s, %s, %s', (cell, country, code, may) => {
    const mapping = (['phone', 'country', 'countryCode'] as const).map((field, column) => ({ column, field }));
    const { numbers, doubts } = read(mapping, [cell, country, code]);
    expect(numbers).toEqual([]);
    expect(doubts.flatMap(({ readings }) => readings.map(({ number }) => `+${number}`))).toEqual(may);
  });

  it.each<[string, string, string, number]>([
    ['3012345678', 'Germany', '49', 493012345678],
    ['3012345678', 'Deutschland', '0049', 493012345678],
    ['2125550108', 'Canada', '1', 12125550108],
    ['2125550108', '', '001', 12125550108],
    ['2125550108', '', 'USA', 12125550108],
    ['3012345678', '', 'DE', 493012345678],
    ['+493012345678', 'US', '1', 493012345678],
    ['2423551234', '', '1-242', 12423551234],
  ])('reads %s by its country "%s" and its code "%s"', (cell, country, code, number) => {
    const mapping = (['phone', 'country', 'countryCode'] as const).map((field, column) => ({ column, field }));
    expect(read(mapping, [cell, country, code])).toMatchObject({ numbers: [{ number, valid: true }], doubts: [] });
  });

  it('says why a row without a usable number is rejected', () => {
    expect(read(phone, ['']).problems[0]?.code).toBe('empty');
    expect(read(phone, ['12']).problems).toHaveLength(1);
    expect(read(phone, []).problems[0]?.code).toBe('empty');
  });

  it('blocks all the same when a date cannot be read, and says that it was left out', () => {
    const reading = read([...phone, { column: 1, field: 'expiry' }], ['212 555 1234', 'soon']);
    expect(reading.numbers).toHaveLength(1);
    expect(reading.until).toBeNull();
    expect(reading.notes[0]).toContain('no end');
  });

  it('blocks to the later day when day and month could be swapped, and says which', () => {
    const reading = read([...phone, { column: 1, field: 'expiry' }], ['212 555 1234', '03/04/2027']);
    expect(reading.until).toBe('2027-04-04T00:00:00.000Z');
    expect(reading.notes).toEqual([expect.stringMatching(/4 March 2027 or 3 April 2027.*the later is taken/)]);
  });

  it('takes the later date of a request too, but never one that lies in the future', () => {
    const mapping = [...phone, { column: 1, field: 'date' }] as const;
    expect(read(mapping, ['212 555 1234', '03/04/2026'])).toMatchObject({
      requestedAt: '2026-04-03T00:00:00.000Z',
      notes: [expect.stringContaining('the later is taken')],
    });
    expect(read(mapping, ['212 555 1234', '03/05/2026'])).toMatchObject({
      requestedAt: '2026-05-03T00:00:00.000Z',
    });
    expect(read(mapping, ['212 555 1234', '03/06/2026'])).toMatchObject({
      requestedAt: '2026-03-06T00:00:00.000Z',
      notes: [],
    });
    expect(read(mapping, ['212 555 1234', '2026-05-04'])).toMatchObject({
      requestedAt: null,
      notes: [expect.stringContaining('lies in the future')],
    });
  });

  it('counts days to expiry from today in the zone of the desk, to the end of the last', () => {
    const mapping = [...phone, { column: 1, field: 'expiryDays' }] as const;
    // On 2 May in New York it is 3 May in UTC.
    expect(createReader(mapping, 'America/New_York')(['212 555 1234', '10']).until).toBe('2026-05-13T04:00:00.000Z');
    expect(createReader(mapping, 'Asia/Kolkata')(['212 555 1234', '10']).until).toBe('2026-05-13T18:30:00.000Z');
    expect(createReader(mapping)(['212 555 1234', '0'])).toMatchObject({ until: null, notes: [expect.any(String)] });
  });

  it('blocks through the whole of today, and not a day that is over', () => {
    const mapping = [...phone, { column: 1, field: 'expiry' }] as const;
    const inNewYork = createReader(mapping, 'America/New_York');
    expect(inNewYork(['212 555 1234', '2026-05-02']).until).toBe('2026-05-03T04:00:00.000Z');
    expect(inNewYork(['212 555 1234', '2026-05-01'])).toMatchObject({
      numbers: [],
      problems: [{ code: 'expired', message: "The row's block ended on 2026-05-01." }],
    });
  });

  it('rejects a block that is over', () => {
    const reading = read([...phone, { column: 1, field: 'expiry' }], ['212 555 1234', '2020-01-01']);
    expect(reading.numbers).toEqual([]);
    expect(reading.problems[0]?.message).toContain('2020-01-01');
  });
});
