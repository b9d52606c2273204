// What a row says of the country of its numbers, in a column of countries, in one of dialling codes, or in both: an import and a
// scrub read it alike, a number is sure only where nothing in the row speaks against it, and no digits run over from a code.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nowhere } from '../../electron/core/scrub/ask/elsewhere.ts';
import { createCellText } from '../../electron/core/scrub/leads/cellText.ts';
import { createLeadNumbers, startBlock } from '../../electron/core/scrub/leads/leadNumbers.ts';
import { createNumberReaders, createReaderShelf } from '../../electron/core/scrub/leads/numberReaders.ts';
import { createPhoneCells } from '../../electron/core/scrub/leads/phoneCells.ts';
import { createRowCountries } from '../../electron/core/scrub/leads/rowCountries.ts';
import { createSaidCountry } from '../../shared/domain/columns/rowCountry.ts';
import { createRowNumbers } from '../../shared/domain/columns/rowNumbers.ts';
import { createCellReaders } from '../../shared/domain/numbers/cellReader.ts';
import { callingCodeOf, callingCodeOfNumber, type Region } from '../../shared/domain/numbers/numberValue.ts';
import { runs } from '../support/runs.ts';

/** As they are dialled at home, without a country code; each is valid in several of the countries below. */
const cells = [
  '2125550102',
  '3012345678',
  '2079460958',
  '502345678',
  '612345678',
  '5512345678',
  '+4930123456',
  '7123456789',
];
const named: readonly (readonly [string, Region | null])[] = [
  ['', null],
  ['US', 'US'],
  ['Germany', 'DE'],
  ['United Kingdom', 'GB'],
  ['Israel', 'IL'],
  ['Mexico', 'MX'],
];
const coded: readonly (readonly [string, string | null])[] = [
  ['', null],
  ['1', '1'],
  ['+49', '49'],
  ['0044', '44'],
  ['972', '972'],
  ['MX', '52'],
];
const noCodes = ['99', '0', '9', '210', 'zz'];

const shelf = createReaderShelf(createNumberReaders('US'));
const countries = createRowCountries({ region: 'US', shelf, listed: [], mayBeListed: () => true });
const readSaid = createSaidCountry('US');
const readers = createCellReaders({ region: 'US' });
const readRow = createRowNumbers(
  [
    { column: 0, field: 'phone' },
    { column: 1, field: 'country' },
    { column: 2, field: 'countryCode' },
  ],
  readers,
);

/** Every number that a scrub looks up for a phone cell. */
function lookUp(cell: string, country: string, code: string): { asked: readonly number[]; doubtful: boolean } {
  const into = createLeadNumbers();
  startBlock(into, 1, 1);
  const units = Buffer.from(cell);
  const row = { units, record: 0, country: countries.of(readSaid(country, code)), area: '', into, slow: 0 };
  expect(row.country.elsewhere).toBe(nowhere);
  createPhoneCells(createCellText('utf-8')).read(row, 0, 0, 0, units.length);
  const extras = Array.from({ length: into.extras }, (_, at) => into.numbers[into.places + at] ?? 0);
  return {
    asked: [into.numbers[0] ?? 0, ...extras].filter((number) => number > 0),
    doubtful: (into.doubts[0] ?? 0) > 0,
  };
}

test('an import and a scrub read the country of a row alike, and are sure only where it does not contradict itself', () => {
  const seen = { sure: 0, contradicted: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...cells),
      fc.constantFrom(...named),
      fc.oneof(fc.constantFrom(...coded), fc.constantFrom(...noCodes.map((text) => [text, null] as const))),
      (cell, [country, region], [code, calling]) => {
        const { numbers, doubts } = readRow([cell, country, code]);
        const mayBe = [
          ...numbers.map(({ number }) => number),
          ...doubts.flatMap(({ readings }) => readings.map(({ number }) => number)),
        ];
        const { asked, doubtful } = lookUp(cell, country, code);
        expect(asked).toEqual(expect.arrayContaining(mayBe));

        const said = [region === null ? null : callingCodeOf(region), calling].filter((each) => each !== null);
        const isOpen = !cell.startsWith('+') && (new Set(said).size > 1 || (noCodes.includes(code) && region === null));
        for (const { number } of numbers) {
          if (cell.startsWith('+')) continue;
          expect(callingCodeOfNumber(number)).toBe(said[0] ?? '1');
          seen.sure += 1;
        }
        if (!isOpen) return;
        seen.contradicted += 1;
        expect(numbers).toEqual([]);
        if (doubts.length > 0) expect(doubtful).toBe(true);
        // A number of either country is among what may be meant.
        for (const each of said) {
          const whole = readers.home.readAll(`+${each}${cell}`).flatMap(({ readings: [first] }) => first ?? []);
          for (const { number, valid } of whole) if (valid) expect(mayBe).toContain(number);
        }
      },
    ),
    { numRuns: runs(600) },
  );
  expect(Math.min(seen.sure, seen.contradicted)).toBeGreaterThan(50);
});
