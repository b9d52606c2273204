// What was written to a workbook is what is read from it, cell by cell and row by row; and a workbook that was damaged
// anywhere is read to its end or refused with one sentence. Without the worker, whose caps have tests of their own.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createBudget } from '../../electron/core/files/packed/budget.ts';
import { readingCaps } from '../../electron/core/files/packed/caps.ts';
import { reachPart } from '../../electron/core/files/packed/readParts.ts';
import type { Row } from '../../electron/core/files/text/dialect.ts';
import { ReadingError } from '../../electron/core/files/readingError.ts';
import { toBook, toOds, toXlsx, toZip } from '../support/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dnc-books-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rows of the first sheet that has any; lines of text are not split here. */
async function readSheet(bytes: Uint8Array): Promise<Row[]> {
  const path = join(folder, 'book');
  writeFileSync(path, bytes);
  const fd = openSync(path, 'r');
  try {
    const budget = createBudget({ ...readingCaps, cells: 1_000_000 }, 'book', bytes.length, () => {});
    const { leaf } = await reachPart(fd, [], budget);
    const rows: Row[] = [];
    if (leaf.kind === 'sheet') for await (const some of leaf.sheet.rows()) rows.push(...some);
    else if (leaf.kind === 'text') for await (const piece of await leaf.open()) expect(piece.length).toBeGreaterThan(0);
    return rows;
  } finally {
    closeSync(fd);
  }
}

// What XML 1.0 can hold, and what is not changed by trimming or by reading line breaks as a cell's writer means them.
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((cell) => /^[^\p{C}\s]*$/u.test(cell) && !cell.includes('_x')),
  fc.constantFrom('__proto__', 'constructor', '=1+1', "'+972501234567", '  a  b ', '<b>&amp;</b>', '\u05D0\u200F1'),
);
const cell = fc.oneof(text, fc.integer({ min: 0, max: 999_999_999_999_999 }), fc.boolean(), fc.constant(null));
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });

const shown = (value: string | number | boolean | null) =>
  typeof value === 'boolean' ? String(value).toUpperCase() : String(value ?? '');

test.each([
  ['XLSX', (cells: Cells) => toXlsx({ name: 'A', rows: cells })],
  ['ODS', (cells: Cells) => toOds({ name: 'A', rows: cells })],
  ['XLSX of another writer', async (cells: Cells) => toBook('xlsx', [{ name: 'A', rows: cells }])],
  ['XLSB', async (cells: Cells) => toBook('xlsb', [{ name: 'A', rows: cells }])],
  ['XLS', async (cells: Cells) => toBook('xls', [{ name: 'A', rows: cells }])],
] as const)('rows written to an %s are the rows read', async (_kind, make) => {
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      const expected = cells
        .map((row, at) => ({ line: at + 1, cells: row.map(shown), problem: null }))
        .filter((row) => row.cells.some((cell_) => cell_.trim() !== ''))
        .map((row) => ({ ...row, cells: row.cells.slice(0, row.cells.findLastIndex((one) => one !== '') + 1) }));
      fc.pre(expected.length > 0);
      expect(await readSheet(await make(cells))).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

type Cells = (string | number | boolean | null)[][];

test('a file that was damaged anywhere is read to its end or refused with a sentence', async () => {
  const cells = Array.from({ length: 30 }, (_, at) => [2_125_550_100 + at, `asked ${at}`]);
  const sheet = { name: 'A', rows: cells };
  const whole = [
    await toXlsx(sheet),
    await toOds(sheet),
    toBook('xlsx', [sheet]),
    toZip({ 'a.csv': 'Phone\n2125551234\n'.repeat(50), 'b.xlsx': await toXlsx(sheet) }),
  ];
  const damage = fc.oneof(
    fc.record({ kind: fc.constant('flip' as const), bits: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ kind: fc.constant('cut' as const), bits: fc.constant(0) }),
    fc.record({ kind: fc.constant('drop' as const), bits: fc.integer({ min: 1, max: 40 }) }),
    fc.record({ kind: fc.constant('double' as const), bits: fc.integer({ min: 1, max: 400 }) }),
  );
  let read = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), damage, fc.nat(), async (bytes, { kind, bits }, place) => {
      const at = place % bytes.length;
      const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
      const damaged = {
        flip: () => bytes.map((byte, index) => (index === at ? byte ^ bits : byte)),
        cut: () => before,
        drop: () => Buffer.concat([before, after.subarray(bits)]),
        double: () => Buffer.concat([before, after.subarray(0, bits), after]),
      }[kind]();
      try {
        const found = await readSheet(damaged);
        read++;
        // Whatever is read after all is no row that was never written.
        for (const row of found) expect(row.cells.every((one) => cells.flat().map(String).includes(one))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ReadingError);
        expect((error as Error).message).toMatch(/^"book" .*\.$/);
      }
    }),
    { numRuns: 400 },
  );
  expect(read).toBeGreaterThan(0);
});
