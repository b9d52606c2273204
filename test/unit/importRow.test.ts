// Rows of files, read by a mapping: what is usable, what is rejected and what is only noted.
import { describe, expect, it } from 'vitest';
import { parseFileDate } from '../../shared/domain/columns/fileDate.ts';
import { createRowReader, type RowMapping } from '../../shared/domain/columns/importRow.ts';
import { toInstant } from '../../shared/domain/instant.ts';
import { createCellReaders } from '../../shared/domain/numbers/cellReader.ts';

const now = toInstant(Date.UTC(2026, 4, 3));
const read = (mapping: RowMapping, cells: readonly string[]) =>
  createRowReader(mapping, createCellReaders({ region: 'US' }), now)(cells);
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
      until: '2027-01-31T00:00:00.000Z',
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

  it('says why a row without a usable number is rejected', () => {
    expect(read(phone, ['']).problems[0]?.code).toBe('empty');
    expect(read(phone, ['12']).problems).toHaveLength(1);
    expect(read(phone, []).problems[0]?.code).toBe('empty');
  });

  it('blocks all the same when a date cannot be read, and says that it was left out', () => {
    const reading = read([...phone, { column: 1, field: 'expiry' }], ['212 555 1234', '3/5/2027']);
    expect(reading.numbers).toHaveLength(1);
    expect(reading.until).toBeNull();
    expect(reading.notes[0]).toContain('no end');
  });

  it('rejects a block that is over', () => {
    const reading = read([...phone, { column: 1, field: 'expiry' }], ['212 555 1234', '2020-01-01']);
    expect(reading.numbers).toEqual([]);
    expect(reading.problems[0]?.message).toContain('2020-01-01');
  });
});

describe('a date of a file', () => {
  it.each([
    ['2026-05-03', '2026-05-03T00:00:00.000Z'],
    ['2026-5-3', '2026-05-03T00:00:00.000Z'],
    ['2026-05-03 14:01:00', '2026-05-03T00:00:00.000Z'],
    ['2026-05-03T14:01Z', '2026-05-03T14:01:00.000Z'],
    ['2026-05-03T14:01+0300', '2026-05-03T11:01:00.000Z'],
    ['20260503', '2026-05-03T00:00:00.000Z'],
    ['31/12/2026', '2026-12-31T00:00:00.000Z'],
    ['12/31/2026', '2026-12-31T00:00:00.000Z'],
    ['05.05.2026', '2026-05-05T00:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseFileDate(text)).toBe(instant);
  });

  it.each(['3/5/2026', '2026-02-31', '31/31/2026', 'yesterday', '45000', ''])('does not guess %s', (text) => {
    expect(parseFileDate(text)).toBeUndefined();
  });
});
