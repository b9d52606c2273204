// Laws of reading over generated files: what was written comes back, every physical line is accounted for, and where
// the pieces of the text are cut makes no difference.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Delimiter, Row } from '../../electron/core/files/text/dialect.ts';
import { openText } from '../../electron/core/files/openRows.ts';
import { createRecordReader } from '../../electron/core/files/text/recordReader.ts';
import { streamRows } from '../../electron/core/files/streamRows.ts';

const delimiters = [',', ';', '\t', '|'] as const satisfies readonly Delimiter[];
const character = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...',;\t|"\n\' ='.split('')) },
  { weight: 3, arbitrary: fc.constantFrom(...'0123456789abcאע'.split('')) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((text) => !/[\r\n]/.test(text)),
  },
);
const cell = fc.string({ unit: character, maxLength: 8 });
const record = fc.array(cell, { minLength: 1, maxLength: 5 });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const delimiter = fc.constantFrom(...delimiters);

/** `blanks`: one for each cell, in front of it; then those of the cell itself are kept by quotation marks. */
function write(cells: readonly string[], separator: string, quoteAll: boolean, blanks: readonly string[] = []): string {
  return cells
    .map((text, at) => {
      const isQuoted = quoteAll || /["\r\n]/.test(text) || text.includes(separator);
      const isKept = blanks.length > 0 && /^[ \t]/.test(text);
      return `${blanks[at] ?? ''}${isQuoted || isKept ? `"${text.replaceAll('"', '""')}"` : text}`;
    })
    .join(separator);
}

function readPieces(
  pieces: readonly string[],
  separator: Delimiter,
  columns: number | null = null,
  isSpaced = false,
): { rows: Row[]; blankLines: number } {
  const reader = createRecordReader({ delimiter: separator, quote: '"', isSpaced }, columns);
  const rows = [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
  return { rows, blankLines: reader.blankLines };
}

function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let start = 0;
  for (const size of sizes) {
    pieces.push(text.slice(start, start + size));
    start += size;
  }
  return [...pieces, text.slice(start)];
}

/** A tab that separates is no blank. */
const toBlank = (separator: string) => (blank: string) => (separator === '\t' ? blank.replaceAll('\t', ' ') : blank);
const isBlank = (cells: readonly string[]) => cells.length === 1 && cells[0]?.trim() === '';

test('well-formed records come back as they were, each with the line it starts on', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          cells: record,
          end: lineEnd,
          quoteAll: fc.boolean(),
          blanks: fc.array(fc.constantFrom('', ' ', '  ', ' \t'), { minLength: 5, maxLength: 5 }),
        }),
        { maxLength: 12 },
      ),
      delimiter,
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 20 }),
      (written, separator, isSpaced, endsOpen, sizes) => {
        // An empty record without quotes between CR and LF would not be there at all: CRLF is one line break.
        const lines = written.map(({ cells, end, quoteAll, blanks }) => ({
          cells,
          text: write(cells, separator, quoteAll || isBlank(cells), isSpaced ? blanks.map(toBlank(separator)) : []),
          end,
        }));
        const text = lines
          .map((line, place) => line.text + (endsOpen && place === lines.length - 1 ? '' : line.end))
          .join('');
        const { rows, blankLines } = readPieces(cut(text, sizes), separator, null, isSpaced);

        let line = 1;
        const expected: Row[] = [];
        let blank = 0;
        for (const { cells } of lines) {
          if (isBlank(cells)) blank += cells.join('').split('\n').length;
          else expected.push({ line, cells, problem: null });
          line += 1 + cells.join('').split('\n').length - 1;
        }
        expect(rows).toEqual(expected);
        expect(blankLines).toBe(blank);
      },
    ),
    { numRuns: 2000 },
  );
});

const anyText = fc.string({ unit: fc.constantFrom(...'",;\n\n\r a1"'.split('')), maxLength: 120 });

/** Rows of a number and a word, some with stray marks at the edge of a cell, where they would open and close one. */
const rowsWithMarks = fc
  .array(
    fc.record({ before: fc.constantFrom('', '', '', '"'), after: fc.constantFrom('', '', '', '"'), own: fc.boolean() }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) => rows.map(({ before, after, own }, at) => `${toNumber(at)},${before}w${at}${after}${own ? '\n"' : ''}`))
  .map((rows) => rows.join('\n'));
const toNumber = (at: number) => `21255501${String(at).padStart(2, '0')}`;

test('stray marks swallow no row: its number stands in a cell of its own, or the row that it is in is marked', () => {
  fc.assert(
    fc.property(rowsWithMarks, (text) => {
      const { rows } = readPieces([text], ',', 2);
      for (const at of text
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .keys()) {
        const isThere = rows.some(({ cells }) => cells[0] === toNumber(at));
        const isMarked = rows.some(({ cells, problem }) => problem !== null && cells.join().includes(toNumber(at)));
        expect(isThere || isMarked).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('every physical line of any text is in a row or blank, however damaged the quoting', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, isSpaced) => {
      const { rows, blankLines } = readPieces([text], ',', null, isSpaced);
      const lines = text === '' ? 0 : text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n').length;
      const inRows = rows.reduce((sum, row) => sum + row.cells.join('').split('\n').length, 0);
      expect(inRows + blankLines).toBe(lines);
      const starts = rows.map((row) => row.line);
      expect(starts).toEqual(starts.toSorted((a, b) => a - b));
      expect(new Set(starts).size).toBe(starts.length);
    }),
    { numRuns: 5000 },
  );
});

test('where the text is cut into pieces makes no difference', () => {
  fc.assert(
    fc.property(
      fc.oneof(anyText, rowsWithMarks),
      fc.array(fc.integer({ min: 0, max: 10 }), { maxLength: 40 }),
      fc.constantFrom(null, 1, 2, 3),
      fc.boolean(),
      (text, sizes, columns, isSpaced) => {
        expect(readPieces(cut(text, sizes), ',', columns, isSpaced)).toEqual(
          readPieces([text], ',', columns, isSpaced),
        );
      },
    ),
    { numRuns: 5000 },
  );
});

test('a row without a problem is as wide as the header, and nothing of the text is lost', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 4 }), fc.boolean(), (text, columns, isSpaced) => {
      const { rows } = readPieces([text], ',', columns, isSpaced);
      for (const row of rows) {
        if (row.problem === null) expect(row.cells.slice(columns).join('').trim()).toBe('');
      }
      const kept = rows
        .flatMap((row) => row.cells)
        .join('')
        .replace(/[^a1;]/g, '');
      expect(kept).toBe(text.replace(/[^a1;]/g, ''));
    }),
    { numRuns: 3000 },
  );
});

test('any pasted text opens or is refused with a sentence, and streams what it showed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, fc.string({ unit: 'binary', maxLength: 200 })), async (text) => {
      const result = openText(text, { region: 'US' });
      if (!result.ok) {
        expect(result.message).toMatch(/\.$/);
        return;
      }
      const rows: Row[] = [];
      for await (const chunk of streamRows(result.source, result.dialect, { chunkRows: 3 })) rows.push(...chunk.rows);
      expect(rows.slice(0, result.samples.length)).toEqual(result.samples);
    }),
    { numRuns: 1000 },
  );
});
