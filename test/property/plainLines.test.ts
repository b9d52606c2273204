// Lines that are staged from their bytes end as the rows that the record reader makes of them, whatever the pieces of the file are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dialect, Row } from '../../electron/core/files/text/dialect.ts';
import { createPieceReader, type RowTaker } from '../../electron/core/files/text/plainLines.ts';
import { createRecordReader } from '../../electron/core/files/text/recordReader.ts';
import { createStager, type Stager } from '../../electron/core/intake/staging/stageFile.ts';
import { createStaging, type Staging } from '../../electron/core/intake/staging/staging.ts';
import { toStagerOptions } from '../support/stagerOptions.ts';
import { runs } from '../support/runs.ts';

const phone = fc.constantFrom(
  '(212) 555-0123',
  '2125550199',
  '+12125550123',
  '+972501234567',
  ' 2125550123 ',
  '١٢٣',
  '',
  'x',
  '555-0199',
  '2125550123\0',
);
const reason = fc.constantFrom('', 'asked', ' asked', 'é', 'call 212-555-0144');
const date = fc.constantFrom('', '2026-01-02', '2026-01-02', 'some day');
const detail = fc.constantFrom(
  '',
  'asked',
  'asked',
  ' asked',
  'é',
  'call 212-555-0144',
  '2026-01-02',
  '"so',
  'a "b"',
  '\0',
);
const end = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\n\n', '\r\r\n', '\n   \n', '\n\u00a0\n');
const record = fc
  .tuple(
    fc.array(fc.oneof({ weight: 4, arbitrary: phone }, detail), { minLength: 1, maxLength: 1 }),
    fc.array(detail, { maxLength: 3 }),
    end,
  )
  .map(([front, rest, stop]) => ({ cells: [...front, ...rest], stop }));
const whole = fc.record({ phone, first: reason, second: date, stop: end });

const contentOf = (staging: Staging, stager: Pick<Stager, 'noticed'>) => ({
  lines: Array.from({ length: staging.lines() }, (_, at) => [
    staging.line(at),
    staging.outcome(at),
    staging.details(at),
  ]),
  numbers: Array.from({ length: staging.numbers() }, (_, at) => [staging.numberAt(at), staging.rowAt(at)]),
  rejects: staging.rejects,
  notes: [...staging.notes],
  doubts: staging.doubts,
  noticed: stager.noticed(),
});

const dialectOf = (encoding: Dialect['encoding'], quote: Dialect['quote'], headerRow: number | null): Dialect => ({
  encoding,
  delimiter: ',',
  quote,
  headerRow,
  columns: 3,
});

/** The rows of the file, as its record reader alone has them. */
function readAll(bytes: Uint8Array, dialect: Dialect): { rows: Row[]; blankLines: number } {
  const reader = createRecordReader(dialect, dialect.columns);
  const rows = [...reader.push(new TextDecoder(dialect.encoding).decode(bytes)), ...reader.end()];
  return { rows: rows.filter(({ line }) => line > (dialect.headerRow ?? 0)), blankLines: reader.blankLines };
}

const anyLine = fc.oneof(
  { weight: 1, arbitrary: record.map(({ cells, stop }) => cells.join(',') + stop) },
  { weight: 8, arbitrary: whole.map((row) => `${row.phone},${row.first},${row.second}${row.stop}`) },
);
const file = fc
  .tuple(fc.boolean(), fc.array(anyLine, { minLength: 20, maxLength: 50 }))
  .map(([hasMark, lines]) => `${hasMark ? '\ufeff' : ''}Phone,Reason,Notes\n${lines.join('')}`);
const dialect = fc
  .tuple(
    fc.constantFrom('utf-8' as const, 'windows-1252' as const, 'utf-16le' as const),
    fc.constantFrom('"' as const, '"' as const, 'none' as const),
    fc.constantFrom(1, 1, null, 3),
  )
  .map(([encoding, quote, headerRow]) => dialectOf(encoding, quote, headerRow));
const sizes = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 40 });

function pushAll(bytes: Uint8Array, some: readonly number[], written: Dialect, to: RowTaker): number {
  const reader = createPieceReader(written);
  // The buffer is the reader's only until it returns.
  const buffer = new Uint8Array(120);
  let at = 0;
  for (const size of [...some, ...Array.from({ length: Math.ceil(bytes.length / 120) }, () => 120)]) {
    const piece = bytes.subarray(at, at + size);
    buffer.set(piece);
    reader.push(buffer.subarray(0, piece.length), to);
    buffer.fill(0);
    at += piece.length;
  }
  reader.end(to);
  return reader.blankLines;
}

test('lines staged from their bytes are staged as the rows of the record reader', () => {
  let taken = 0;
  fc.assert(
    fc.property(
      file,
      dialect,
      sizes,
      fc.constantFrom('US' as const, 'GB' as const, undefined),
      (text, written, some, region) => {
        const bytes = Buffer.from(text, written.encoding === 'utf-16le' ? 'utf16le' : 'utf8');
        const options = toStagerOptions({
          mapping: [
            { column: 0, field: 'phone' },
            { column: 1, field: 'reason' },
            { column: 2, field: 'date' },
          ],
          region,
        });
        const [direct, byRows] = [createStaging(), createStaging()];
        const [lineStager, rowStager] = [createStager(direct, options, written), createStager(byRows, options)];
        const { rows, blankLines } = readAll(bytes, written);
        for (const row of rows) rowStager.stage(row);
        const blank = pushAll(bytes, some, written, {
          row: lineStager.stage,
          line(...line) {
            const next = lineStager.stageLine?.(...line) ?? 0;
            if (next > 0) taken += 1;
            return next;
          },
        });
        expect(contentOf(direct, lineStager)).toEqual(contentOf(byRows, rowStager));
        expect(blank).toBe(blankLines);
      },
    ),
    { numRuns: runs(25) },
  );
  expect(taken).toBeGreaterThan(50);
});
