/**
 * The second way through a lead file. Where the scanner cannot be sure of the cells (damaged quotes, huge records), the
 * reader of imports decides. Its rows are brought back to positions in the file by counting lines.
 */
import type { Dialect, Row } from '../../files/text/dialect.ts';
import { createRecordReader } from '../../files/text/recordReader.ts';
import type { LeadBatch } from './leadScanner.ts';
import type { UnitDecoder, Units } from './units.ts';

const firstWindow = 1024;
const LF = 0x0a;
const CR = 0x0d;

/** Only damage keeps the careful reader going; at the first row without damage the scanner takes over again. */
const isDamage: Readonly<Record<string, boolean>> = { quotes: true, tooLong: true, tooWide: true };

/**
 * Reads the record at `from`, and the damaged ones right after it, into the batch.
 * @returns where the next record starts, or undefined if the block ends before that can be known
 */
export function readDamaged(
  block: { readonly units: Units; readonly from: number; readonly end: number; readonly isEnd: boolean },
  dialect: Dialect,
  decoder: UnitDecoder,
  batch: LeadBatch,
  capacity: number,
): number | undefined {
  const rows = readRows(block, dialect, decoder);
  if (rows === undefined) return undefined;
  let line = 1;
  let at = block.from;
  const skipTo = (wanted: number): void => {
    for (; line < wanted && at < block.end; line += 1) at = afterLine(block.units, at, block.end);
  };
  for (const [index, row] of rows.entries()) {
    if ((index > 0 && isDamage[row.problem ?? ''] !== true) || batch.count === capacity) return at;
    skipTo(row.line);
    const start = at;
    // A row that was cut to the greatest width does not tell how many lines it had.
    if (row.problem === 'tooWide') skipTo(rows[index + 1]?.line ?? Infinity);
    else skipTo(row.line + 1 + countBreaks(row.cells));
    // The line break may lie in the next block.
    if (at === block.end && !block.isEnd) return index === 0 ? undefined : start;
    batch.starts[batch.count] = start;
    batch.stops[batch.count] = beforeBreak(block.units, start, at);
    batch.nexts[batch.count] = at;
    batch.widths[batch.count] = row.cells.length;
    batch.careful.set(batch.count, { cells: row.cells, problem: row.problem });
    batch.count += 1;
  }
  return at;

  function countBreaks(cells: readonly string[]): number {
    return cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
  }
}

/** Reads the first rows from there on: at least one, and one more where that tells how far the first one reaches. */
function readRows(
  { units, from, end, isEnd }: Parameters<typeof readDamaged>[0],
  dialect: Dialect,
  decoder: UnitDecoder,
): readonly Row[] | undefined {
  const reader = createRecordReader(dialect, dialect.columns);
  const rows: Row[] = [];
  let fed = from;
  let window = firstWindow;
  while (rows.length === 0 || (rows.length === 1 && rows[0]?.problem === 'tooWide')) {
    if (fed === end) {
      if (!isEnd) {
        decoder.decode();
        return undefined;
      }
      rows.push(...reader.push(decoder.decode()), ...reader.end());
      return rows;
    }
    const to = Math.min(end, fed + window);
    rows.push(...reader.push(decoder.decode(units.subarray(fed, to), { stream: true })));
    fed = to;
    window *= 2;
  }
  // Ends the stream, so that the decoder starts afresh next time.
  decoder.decode();
  return rows;
}

/** The position after the line break of the line that starts at `from`; `end` if it has none. */
function afterLine(units: Units, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (units[at] === LF) return at + 1;
    if (units[at] === CR) return at + 1 < end && units[at + 1] === LF ? at + 2 : at + 1;
  }
  return end;
}

function beforeBreak(units: Units, start: number, next: number): number {
  let stop = next;
  if (stop > start && units[stop - 1] === LF) stop -= 1;
  if (stop > start && units[stop - 1] === CR) stop -= 1;
  return stop;
}
