// A removal by file releases a number only where its cell was written so that it can mean nothing else, in a row that was
// written to say so, and where no other row speaks against it. What a cell and a word mean is known from how they were made.
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnField } from '../../shared/domain/columns/columns.ts';
import { type FileDesk, openFileDesk } from '../support/fileDesk.ts';
import { runs } from '../support/runs.ts';

/**
 * `sure`: the one number of a cell that can mean nothing else beside its country, and `home` where no column says one.
 * `may`: whatever a reader could take it for.
 */
type Cell = {
  readonly text: string;
  readonly country: string;
  readonly sure: string | null;
  readonly home: string | null;
  readonly may: readonly string[];
};

const fresh = Array.from({ length: 12 }, (_, at) => `55501${at + 10}`);
const plainSpellings: readonly ((last: string) => string)[] = [
  (last) => `+1212${last}`,
  (last) => `212${last}`,
  (last) => `(212) ${last.slice(0, 3)}-${last.slice(3)}`,
  (last) => `1-212-${last.slice(0, 3)}-${last.slice(3)}`,
  (last) => `tel:+1212${last}`,
  (last) => `p:+1212${last}`,
  (last) => `+1 212 ${last.slice(0, 3)} ${last.slice(3)} (cell)`,
  (last) => `'+1212${last}`,
  (last) => `+1212${last} ext. 12`,
];
const plainCell = fc
  .tuple(fc.constantFrom(...fresh), fc.constantFrom(...plainSpellings), fc.constantFrom('', 'US', 'us'))
  .map(([last, spell, country]): Cell => ({
    text: spell(last),
    country,
    sure: `+1212${last}`,
    home: `+1212${last}`,
    may: [],
  }));

const one = (text: string, country: string, sure: string, home: string | null, ...may: readonly string[]): Cell => ({
  text,
  country,
  sure,
  home,
  may: [sure, ...may],
});
/** Of a country that its row names; the same digits may be others at home. */
const foreignCells: readonly Cell[] = [
  one('+44 20 7946 0958', '', '+442079460958', '+442079460958'),
  one('2079460958', 'GB', '+442079460958', '+12079460958', '+12079460958'),
  one('2079460958', '', '+12079460958', '+12079460958', '+442079460958'),
  one('3012345678', 'DE', '+493012345678', '+13012345678', '+13012345678'),
  one('050-234-5678', 'IL', '+972502345678', null, '+10502345678'),
  one('+39 02 1234 5678', 'US', '+390212345678', '+390212345678'),
];

const two = (text: string, country: string, ...may: readonly string[]): Cell => ({
  text,
  country,
  sure: null,
  home: null,
  may,
});
const doubtfulCells: readonly Cell[] = [
  two('912125550101', '', '+12125550101', '+912125550101'),
  two('91 212 555 0102', '', '+12125550102', '+912125550102'),
  two('972-502-3456/78', '', '+19725023456', '+19725023478'),
  two('212-661-2345/67', '', '+12126612345', '+12126612367'),
  two('503-712-3456/7', '', '+15037123456', '+15037123457'),
  two('030 12345678/79', 'DE', '+493012345678', '+493012345679'),
  two('0502345678', '', '+972502345678', '+33502345678'),
  two('06 12 34 56 78', '', '+33612345678'),
  two('0412 345 678', '', '+61412345678'),
  two('331123456', 'IT', '+39331123456', '+390331123456'),
  two('212345678', 'IT', '+390212345678', '+39212345678'),
  { ...two('2125550110', 'Ruritania', '+12125550110'), home: '+12125550110' },
  two('+12125550110 ::: +12125550111', '', '+12125550110', '+12125550111'),
  two('2125550112 or +12125550113', '', '+12125550112', '+12125550113'),
  two('212-555-0114; 212-555-0115', '', '+12125550114', '+12125550115'),
  two('call 212-555-0116 after six', '', '+12125550116'),
  two('2125550117_1_work!2125550118_61_sister', '', '+12125550117', '+12125550118'),
  two('2.12555E+09', '', '+12125550000'),
  two('555-0119', '', '+12125550119'),
  two('nobody', ''),
  two('', ''),
];

/** What the digits of a cell would be if they were joined over a `/`: no reading of it, and on the list all the same. */
const joined = ['+972502345678', '+9725023456', '+212661234567', '+50371234567', '+49301234567879'];

const cell = fc.oneof(
  { weight: 3, arbitrary: plainCell },
  { weight: 1, arbitrary: fc.constantFrom(...foreignCells) },
  { weight: 2, arbitrary: fc.constantFrom(...doubtfulCells) },
);

type Says = 'release' | 'block' | 'nothing' | 'unknown';
const words: Readonly<Record<string, Readonly<Record<Says, readonly string[]>>>> = {
  action: { release: ['delete', 'Remove', 'D'], block: ['add', 'A'], nothing: [''], unknown: ['Q7'] },
  flag: { release: ['0', 'no', 'FALSE', 'n'], block: ['1', 'Yes', 'TRUE'], nothing: [''], unknown: ['zzyzx'] },
  suspended: { release: ['Y', 'yes', '1'], block: ['N', 'no', ''], nothing: [], unknown: ['zzyzx'] },
  disposition: { release: [], block: ['DNC'], nothing: [''], unknown: ['zzyzx'] },
};
const names: Partial<Record<ColumnField, string>> = {
  phone: 'Phone',
  country: 'Country',
  action: 'Action',
  flag: 'Do not call',
  suspended: 'Suspended',
  disposition: 'Disposition',
};
/** Rare, as one of them keeps the whole file waiting. */
const says = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom<Says>('release', 'block', 'nothing') },
  { weight: 1, arbitrary: fc.constant<Says>('unknown') },
);
const said = fc.tuple(says, fc.nat());

const file = fc.record({
  fields: fc.subarray(['action', 'flag', 'suspended', 'disposition']),
  hasCountry: fc.boolean(),
  phones: fc.integer({ min: 1, max: 2 }),
  rows: fc.array(fc.record({ cells: fc.tuple(cell, cell), said: fc.array(said, { minLength: 4, maxLength: 4 }) }), {
    minLength: 1,
    maxLength: 12,
  }),
});

type File = typeof file extends fc.Arbitrary<infer T> ? T : never;
type MadeRow = { readonly texts: readonly string[]; readonly cells: readonly Cell[]; readonly says: Says };

/** A word that says so in its column; where none does, what the first words say. */
function pickWord(
  field: string,
  [wanted, at]: readonly [Says, number],
): { readonly word: string; readonly means: Says } {
  const known = words[field];
  const means = known?.[wanted].length === 0 ? 'block' : wanted;
  const choices = known?.[means] ?? [''];
  return { word: choices[at % choices.length] ?? '', means };
}

function makeRow({ fields, hasCountry, phones }: File, { cells, said: answers }: File['rows'][number]): MadeRow {
  // A row has one country: a second number of another is written so that it needs none.
  const [first, second] = cells;
  const other = second.country === first.country ? second : two('', first.country);
  const used = (phones === 1 ? [first] : [first, other]).map((each) =>
    hasCountry ? each : { ...each, sure: each.home },
  );
  const picked = fields.map((field, at) => pickWord(field, answers[at] ?? ['unknown', 0]));
  const means = picked.map((pick) => pick.means);
  const deciding = means.filter((_, at) => fields[at] !== 'disposition');
  const isSaid = deciding.length === 0 || deciding.includes('release');
  return {
    cells: used,
    texts: [...used.map(({ text }) => text), ...(hasCountry ? [first.country] : []), ...picked.map(({ word }) => word)],
    says: means.includes('block') ? 'block' : means.includes('unknown') ? 'unknown' : isSaid ? 'release' : 'nothing',
  };
}

let desk: FileDesk;
const onList = [
  ...new Set([
    ...fresh.map((last) => `+1212${last}`),
    ...joined,
    ...[...foreignCells, ...doubtfulCells].flatMap(({ may }) => may),
  ]),
];
beforeAll(async () => {
  desk = await openFileDesk('UTC');
  await desk.block(...onList);
  // A number that nobody can have is on no list.
  expect(await desk.blocked()).toHaveLength(onList.length);
});
afterAll(() => desk.close());

const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('nothing is released that a reader could take for another number, or whose row does not say so', async () => {
  const total = { released: 0, waiting: 0 };
  await fc.assert(
    fc.asyncProperty(file, async (made) => {
      await desk.block(...onList);
      const rows = made.rows.map((each) => makeRow(made, each));
      const fields: readonly ColumnField[] = [
        ...Array.from({ length: made.phones }, () => 'phone' as const),
        ...(made.hasCountry ? (['country'] as const) : []),
        ...(made.fields as ColumnField[]),
      ];
      const header = fields.map((field, at) => (at === 1 && field === 'phone' ? 'Mobile' : names[field]));
      // The last column keeps lines from being blank, which are none.
      const text = [[...header, 'Batch'], ...rows.map(({ texts }) => [...texts, 'May'])]
        .map((cells) => cells.map((each) => quote(each ?? '')).join(','))
        .join('\r\n');
      const mapping = fields.map((field, column) => ({ column, field }));
      const { summary, released } = await desk.release('changes.csv', text, { mapping });

      const isWaiting = rows.some((row) => row.says === 'unknown');
      const against = new Set(
        rows
          .filter((row) => row.says === 'block' || row.says === 'unknown')
          .flatMap(({ cells }) => cells.flatMap(toMay)),
      );
      const meant = rows
        .filter((row) => row.says === 'release')
        .flatMap(({ cells }) => cells.flatMap(({ sure }) => sure ?? []))
        .filter((number) => !against.has(number));
      expect(released.toSorted()).toEqual(isWaiting ? [] : [...new Set(meant)].toSorted());
      expect(await desk.blocked()).toHaveLength(onList.length - released.length);
      expect(summary.question !== null).toBe(isWaiting);
      const { total: lines, ...ends } = summary.lines ?? { total: -1 };
      expect([lines, Object.values(ends).reduce((sum, count) => sum + count, 0)]).toEqual([rows.length, rows.length]);

      total.released += released.length;
      total.waiting += isWaiting ? 1 : 0;
    }),
    { numRuns: runs(70) },
  );
  // The files are such that there is something to release, and something to ask.
  expect(total.released).toBeGreaterThan(20);
  expect(total.waiting).toBeGreaterThan(5);
}, 120_000);

const toMay = ({ sure, may }: Cell): readonly string[] => (sure === null ? may : [sure, ...may]);
