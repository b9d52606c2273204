/** Phones that have area codes, dialling codes or countries of their own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseColumns, toMapping } from '../../../shared/domain/columns/columns.ts';
import { checkMapping } from '../../../shared/domain/columns/columnMapping.ts';
import { createRowNumbers, type RowMapping } from '../../../shared/domain/columns/rowNumbers.ts';
import { createCellReaders } from '../../../shared/domain/numbers/cellReader.ts';

const readers = createCellReaders({ region: 'US' });

function readFile(text: string): { readonly fields: string; readonly numbers: readonly (readonly number[])[] } {
  const [header = [], ...samples] = text.split('\n').map((line) => line.split(','));
  const guesses = recogniseColumns({ header, samples, region: 'US' });
  const mapping = toMapping(guesses);
  expect(checkMapping(mapping, header.length)).toMatchObject({ ok: true });
  const read = createRowNumbers(mapping, readers);
  return {
    fields: guesses.map(({ field }) => field).join(' '),
    numbers: samples.map((row) => read(row).numbers.map(({ number }) => number)),
  };
}

describe('each phone is read with the code beside it', () => {
  test.each<[string, string, readonly number[]]>([
    [
      'Name,Area Code,Phone,Alt Area Code,Alt Phone\nAnn,303,5550101,212,5550102\nBob,303,5550103,,5550104',
      'name areaCode phone areaCode phone',
      [13_035_550_101, 12_125_550_102],
    ],
    [
      'Name,Phone Country,Phone,Mobile Country,Mobile\nAnn,US,2125550101,GB,2079460958\nBob,US,2125550103,US,2125550104',
      'name country phone country phone',
      [12_125_550_101, 442_079_460_958],
    ],
    [
      'Phone,Country Code,Phone 2,Country Code 2\n2125550101,1,2079460958,44\n2125550103,1,,',
      'phone countryCode phone countryCode',
      [12_125_550_101, 442_079_460_958],
    ],
    [
      'phone_code,phone_number,alt_phone_code,alt_phone\n1,2125550101,44,2079460958',
      'countryCode phone countryCode phone',
      [12_125_550_101, 442_079_460_958],
    ],
    [
      'Phone Country 1,Phone 1,Phone Country 2,Phone 2\nUS,2125550101,United Kingdom,2079460958',
      'country phone country phone',
      [12_125_550_101, 442_079_460_958],
    ],
  ])('%s', (text, fields, first) => {
    const read = readFile(text);
    expect(read.fields).toBe(fields);
    expect(read.numbers[0]).toEqual(first);
  });

  test('an area code that is missing is not taken from another phone', () => {
    const { numbers } = readFile(
      'Area Code,Phone,Alt Area Code,Alt Phone\n303,5550101,212,5550102\n303,5550103,,5550104',
    );
    expect(numbers[1]).toEqual([13_035_550_103]);
  });

  test('countries of two addresses are none of two phones: one decides, as ever', () => {
    const text = 'Mailing Country,Phone,Other Country,Mobile\nGB,2079460957,,2079460958\nGB,2079460959,US,2079460955';
    expect(readFile(text)).toEqual({
      fields: 'country phone ignore phone',
      numbers: [
        [442_079_460_957, 442_079_460_958],
        [442_079_460_959, 442_079_460_955],
      ],
    });
  });

  test('a country beside one phone alone is meant for the others too', () => {
    const text =
      'Home Country,Home Phone,Work Country,Work Phone\nGB,2079460957,,2079460958\nUS,2125550101,GB,2079460955';
    expect(readFile(text).numbers).toEqual([
      [442_079_460_957, 442_079_460_958],
      [12_125_550_101, 442_079_460_955],
    ]);
  });
});

test('there are no more columns of codes than phones', () => {
  const two = [
    { column: 0, field: 'phone' },
    { column: 1, field: 'country' },
    { column: 2, field: 'country' },
  ] as const;
  expect(checkMapping(two, 3)).toMatchObject({ ok: false, code: 'usedTwice' });
  expect(checkMapping([...two, { column: 3, field: 'phone' }], 4)).toMatchObject({ ok: true });
});

test('pairs in one row are read as each by itself', () => {
  const pair = fc.tuple(
    fc.constantFrom('1', '44', '49', '972', '52'),
    fc.constantFrom('2125550101', '2079460958', '3012345678', '502345678', '5512345678', ''),
  );
  const alone = createRowNumbers(
    [
      { column: 0, field: 'countryCode' },
      { column: 1, field: 'phone' },
    ],
    readers,
  );
  fc.assert(
    fc.property(fc.array(pair, { minLength: 2, maxLength: 5 }), fc.boolean(), (pairs, codesFirst) => {
      const mapping: RowMapping = pairs.flatMap((_, at) => [
        { column: 2 * at, field: codesFirst ? ('countryCode' as const) : ('phone' as const) },
        { column: 2 * at + 1, field: codesFirst ? ('phone' as const) : ('countryCode' as const) },
      ]);
      const row = pairs.flatMap(([code, number]) => (codesFirst ? [code, number] : [number, code]));
      const together = createRowNumbers(mapping, readers)(row);
      const each = pairs.map((cells) => alone(cells));
      const numbersOf = (read: typeof together) => read.numbers.map(({ number }) => number);
      expect(numbersOf(together)).toEqual([...new Set(each.flatMap(numbersOf))]);
      expect(together.doubts.length).toBe(each.reduce((sum, { doubts }) => sum + doubts.length, 0));
    }),
  );
});
