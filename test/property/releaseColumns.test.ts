// In a release no row is released while one of its cells stands in a column that differs and that nobody has explained,
// whatever the column is called; what is answered is then followed cell by cell.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnField } from '../../shared/domain/columns/columns.ts';
import { createStager } from '../../electron/core/intake/staging/stageFile.ts';
import { createStaging } from '../../electron/core/intake/staging/staging.ts';
import { runs } from '../support/runs.ts';
import { toStagerOptions } from '../support/stagerOptions.ts';

const names = [
  'Release',
  'Approved',
  'Keep?',
  'Verdict',
  'Zzyzx',
  'Freigabe',
  'OK',
  'Grumpf 2',
  'Can call again',
  'לשחרר',
  'Status',
];
const pools: readonly (readonly string[])[] = [
  ['Y', 'N', ''],
  ['yes', 'no'],
  ['approve', 'reject', 'later'],
  ['1', '0'],
  ['ja', 'nein'],
  ['✓', ''],
  ['open', 'closed', 'active'],
  ['blue', 'green'],
];
const column = fc.record({ name: fc.constantFrom(...names), pool: fc.constantFrom(...pools) });
const file = fc.record({
  columns: fc.uniqueArray(column, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
  rows: fc.array(fc.array(fc.nat(), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 30 }),
  answered: fc.nat(),
});

const numberOf = (row: number) => `+1212555${String(1000 + row)}`;

/** The numbers that a release names, and whether it waits. */
function release(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  answer: {
    readonly decides?: number;
    readonly leftOut?: readonly number[];
    readonly releaseValues?: readonly string[];
  },
) {
  const { decides, leftOut = [], releaseValues } = answer;
  const staging = createStaging();
  const mapping: { column: number; field: ColumnField }[] = [{ column: 0, field: 'phone' }];
  if (decides !== undefined) mapping.push({ column: decides, field: 'disposition' });
  const options = toStagerOptions({
    mapping,
    names: header,
    leftOut,
    purpose: 'release',
    isRelease: true,
    meanings: { requestValues: releaseValues, columnAnswers: [] },
  });
  const { stage, noticed } = createStager(staging, options);
  for (const [at, cells] of rows.entries()) stage({ line: at + 2, cells, problem: null });
  const { waits, objected, meanings } = noticed();
  const named = Array.from({ length: staging.numbers() }, (_, index) => staging.numberAt(index))
    .filter((number) => !objected.has(number))
    .map((number) => `+${number}`);
  const isAsked = waits || meanings.some(({ values }) => values.some(({ means }) => means === 'unknown'));
  return { isAsked, named: waits ? [] : named };
}

test('a row whose cell in a differing column was not answered is never released', () => {
  const total = { asked: 0, released: 0 };
  fc.assert(
    fc.property(file, ({ columns, rows, answered }) => {
      const header = ['Phone', ...columns.map(({ name }) => name)];
      const texts = rows.map((cells, row) => [
        numberOf(row),
        ...columns.map(({ pool }, at) => pool[(cells[at] ?? 0) % pool.length] ?? ''),
      ]);
      const differs = columns.map((_, at) => new Set(texts.map((cells) => cells[at + 1])).size > 1);
      const asked = release(header, texts, {});
      if (differs.includes(true)) expect(asked).toEqual({ isAsked: true, named: [] });
      total.asked += asked.isAsked ? 1 : 0;

      const decides = 1 + (answered % columns.length);
      const releaseValues = [columns[decides - 1]?.pool[0] ?? ''];
      const others = columns.map((_, at) => at + 1).filter((at) => at !== decides);
      // An answer for one column is none for the others, as far as they differ among the rows that it releases.
      const released = texts.filter((cells) => cells[decides] === releaseValues[0]);
      const openOthers = others.some((at) => new Set(released.map((cells) => cells[at])).size > 1);
      const part = release(header, texts, { decides, releaseValues });
      const wanted = released.map(([number]) => number ?? '');
      const whole = release(header, texts, { decides, releaseValues, leftOut: others });
      expect(whole).toEqual({ isAsked: false, named: wanted });
      if (openOthers) expect(part).toEqual({ isAsked: true, named: [] });
      total.released += whole.named.length;
    }),
    { numRuns: runs(200) },
  );
  expect(total.asked).toBeGreaterThan(50);
  expect(total.released).toBeGreaterThan(50);
});
