/** Phones that have area codes, dialling codes or countries of their own. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recogniseColumns, toMapping } from '../../../shared/domain/columns/columns.ts';
import { checkMapping } from '../../../shared/domain/columns/columnMapping.ts';
import { createRowNumbers, type RowMapping } from '../../../shared/domain/columns/rowNumbers.ts';
import { createCellReaders } from '../../../shared/domain/numbers/cellReader.ts';

const readers = createCellReaders({ region: 'US' });

function readFile(text: string): {
  readonly fields: string;
  readonly numbers: readonly (readonly number[])[];
  readonly doubts: readonly (readonly (readonly number[])[])[];
} {
  const [header = [], ...samples] = text.split('\n').map((line) => line.split(','));
  const guesses = recogniseColumns({ header, samples, region: 'US' });
  const mapping = toMapping(guesses);
  expect(checkMapping(mapping, header.length)).toMatchObject({ ok: true });
  const read = createRowNumbers(mapping, readers, header);
  return {
    fields: guesses.map(({ field }) => field).join(' '),
    numbers: samples.map((row) => read(row).numbers.map(({ number }) => number)),
    doubts: samples.map((row) => read(row).doubts.map(({ readings }) => readings.map(({ number }) => number))),
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
    expect(readFile(text)).toMatchObject({
      fields: 'country phone ignore phone',
      numbers: [
        [442_079_460_957, 442_079_460_958],
        [442_079_460_959, 442_079_460_955],
      ],
    });
  });

  test.each([
    ['Home Country,Home Phone,Work Country,Work Phone', 'GB', ['US', 'GB']],
    ['Country Code,Phone,Country Code 2,Phone 2', '44', ['1', '44']],
    ['Home Phone,Home Country,Work Phone,Work Country', 'GB', ['US', 'GB']],
    ['Phone,Country Code,Phone 2,Country Code 2', '44', ['1', '44']],
  ])('what is said beside one phone alone may be meant for the others too: %s', (names, british, [first, second]) => {
    const pairs = (...each: readonly (readonly string[])[]) =>
      each.flatMap((pair) => (names.startsWith('Home P') || names.startsWith('Phone') ? pair.toReversed() : pair));
    const rows = [
      pairs([british, '2079460957'], ['', '2079460958']),
      pairs([first ?? '', '2125550101'], ['', '2125550102']),
    ];
    const { numbers, doubts } = readFile(
      [names, ...rows, pairs(['', '2125550101'], [second ?? '', '2079460955'])].join('\n'),
    );
    expect(numbers).toEqual([[442_079_460_957], [12_125_550_101, 12_125_550_102], [442_079_460_955]]);
    expect(doubts[0]).toEqual([[442_079_460_958, 12_079_460_958]]);
    expect(doubts[1]).toEqual([]);
    expect(doubts[2]?.[0]).toContain(12_125_550_101);
  });

  test('phones of two countries leave that of a third in doubt', () => {
    const { numbers, doubts } = readFile(
      'Country Code,Phone,Country Code 2,Phone 2,Phone 3\n44,2079460957,49,3012345678,2125550101\n,,,,2125550102',
    );
    expect(numbers).toEqual([[442_079_460_957, 493_012_345_678], [12_125_550_102]]);
    expect(doubts).toEqual([[[12_125_550_101]], []]);
  });

  test.each<[string, string, readonly number[]]>([
    [
      'Home Area Code,Work Area Code,Home Phone,Work Phone',
      '303,212,5550101,5550102',
      [13_035_550_101, 12_125_550_102],
    ],
    [
      'Home Phone,Work Phone,Work Area Code,Home Area Code',
      '5550101,5550102,212,303',
      [13_035_550_101, 12_125_550_102],
    ],
    ['Area Code,Alt Area Code,Phone,Alt Phone', '303,212,5550101,5550102', [13_035_550_101, 12_125_550_102]],
    [
      'Home Area Code,Home Phone,Work Area Code,Work Phone,Other Phone',
      '303,5550101,212,5550102,5550103',
      [13_035_550_101, 12_125_550_102],
    ],
    [
      'Home Area Code,Home Phone,Work Area Code,Work Phone,Other Phone',
      '303,5550101,212,5550102,2125550103',
      [13_035_550_101, 12_125_550_102, 12_125_550_103],
    ],
    [
      'Other Phone,Home Area Code,Home Phone,Work Area Code,Work Phone',
      '5550103,303,5550101,212,5550102',
      [13_035_550_101, 12_125_550_102],
    ],
    [
      'Area Code,Phone,Alt Area Code,Alt Phone,Other Phone',
      '303,5550101,212,5550102,5550103',
      [13_035_550_101, 12_125_550_102],
    ],
    ['Home Area Code,Home Phone,Mobile', '303,5550101,5550103', [13_035_550_101]],
    [
      'Alt Area Code 2,Alt Area Code 1,Alt Phone 1,Alt Phone 2',
      '212,303,5550101,5550102',
      [13_035_550_101, 12_125_550_102],
    ],
    [
      'Home Country,Work Country,Home Phone,Work Phone',
      'US,GB,2125550101,2079460958',
      [12_125_550_101, 442_079_460_958],
    ],
    ['Country Code 2,Country Code 1,Phone 1,Phone 2', '44,1,2125550101,2079460958', [12_125_550_101, 442_079_460_958]],
    // One column for all.
    ['Area Code,Phone,Alt Phone', '303,5550101,5550102', [13_035_550_101, 13_035_550_102]],
    ['phone_code,phone_number,alt_phone', '44,2079460957,2079460958', [442_079_460_957, 442_079_460_958]],
    ['Home Country,Home Phone,Mobile', 'GB,2079460957,2079460958', [442_079_460_957, 442_079_460_958]],
  ])('whose a code is says its name, before its place: %s (%s)', (names, row, numbers) => {
    const read = readFile(`${names}\n${row}`);
    expect(read.numbers[0]).toEqual(numbers);
    expect(read.doubts[0]).toEqual([]);
  });

  test('countries of addresses that are called like phones are none of these', () => {
    const text = 'Home City,Home Country,Work City,Work Country,Home Phone,Work Phone\nYork,GB,,,2079460957,2079460958';
    expect(readFile(text)).toMatchObject({
      fields: 'ignore country ignore ignore phone phone',
      numbers: [[442_079_460_957, 442_079_460_958]],
    });
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

test('whose a code is says its name, in whatever order the columns stand', () => {
  const kinds = ['Home', 'Work', 'Other', 'Alt'].map((kind, at) => ({
    kind,
    area: `${303 + at * 100}`,
    local: `555010${at}`,
  }));
  const phones = kinds.map(({ kind, local }) => ({ name: `${kind} Phone`, cell: local, field: 'phone' as const }));
  const areas = kinds.map(({ kind, area }) => ({ name: `${kind} Area Code`, cell: area, field: 'areaCode' as const }));
  const files = fc
    .subarray(areas)
    .chain((some) => fc.shuffledSubarray([...phones, ...some], { minLength: phones.length + some.length }));
  fc.assert(
    fc.property(files, (columns) => {
      const mapping = columns.map(({ field }, column) => ({ column, field }));
      const names = columns.map(({ name }) => name);
      const { numbers } = createRowNumbers(mapping, readers, names)(columns.map(({ cell }) => cell));
      const whole = kinds.filter(({ kind }) => names.includes(`${kind} Area Code`));
      expect(numbers.map(({ number }) => `${number}`).toSorted()).toEqual(
        whole.map(({ area, local }) => `1${area}${local}`),
      );
    }),
  );
});
