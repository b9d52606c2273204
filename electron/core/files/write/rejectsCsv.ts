/** The parts of a file that could not be used, as a CSV file: line, column, reason, text. */
import { toCsv } from './csvCells.ts';

/** One cell, or the line as a whole (`column` ''), in the order of the file. */
export type RejectCells = {
  readonly line: number;
  readonly column: string;
  readonly message: string;
  readonly text: string;
};

const rowsAtOnce = 1000;

/** The CSV in chunks of a thousand rows, its header first. */
export function* toRejectsCsv(rejects: Iterable<RejectCells>): Generator<string> {
  yield 'line,column,reason,text\r\n';
  let rows: (string | number)[][] = [];
  for (const { line, column, message, text } of rejects) {
    if (rows.push([line, column, message, text]) < rowsAtOnce) continue;
    yield `${toCsv(rows)}\r\n`;
    rows = [];
  }
  if (rows.length > 0) yield `${toCsv(rows)}\r\n`;
}
