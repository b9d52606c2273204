/** What the reading worker is asked and what it answers. Rows travel as columns: one list of texts, and numbers beside it. */
import type { Encoding, Dialect, Delimiter, Row, RowProblem } from '../text/dialect.ts';
import type { RowsFound } from '../text/describeText.ts';
import type { ReadingRefusal } from '../readingError.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { FileTask } from './askWorker.ts';
import type { PartLevel } from './readParts.ts';

/** The worker's data. */
export type ReadingTask = FileTask & { readonly picks: readonly string[] } & (
    | { readonly kind: 'describe'; readonly choices: DescribeChoices }
    | { readonly kind: 'rows'; readonly dialect: Dialect; readonly chunkRows: number }
    /** The bytes of a text, unchanged. */
    | { readonly kind: 'bytes' }
  );

export type DescribeChoices = {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly hasHeader?: boolean | undefined;
  readonly region?: Region | undefined;
};

/** What is in the part that is read, and which other parts could be chosen. */
export type PartDescription = RowsFound & {
  readonly format: 'text' | 'sheet';
  readonly levels: readonly PartLevel[];
  /** Why this part is no list of rows although others could be chosen; it then has neither header nor rows. */
  readonly refused: ReadingRefusal | null;
};

export type FromReader =
  /** Still working; `inflated` bytes are unpacked so far. */
  | { readonly type: 'alive'; readonly inflated: number }
  | { readonly type: 'described'; readonly description: PartDescription }
  | {
      readonly type: 'rows';
      readonly waits: true;
      readonly rows: PackedRows;
      readonly blankLines: number;
      readonly inflated: number;
    }
  | { readonly type: 'bytes'; readonly waits: true; readonly bytes: Uint8Array }
  | { readonly type: 'end' }
  | { readonly type: 'refused'; readonly refusal: ReadingRefusal };

export type PackedRows = {
  readonly lines: Float64Array;
  readonly widths: Uint16Array;
  /** Index of the problem, and the hidden mark. */
  readonly marks: Uint8Array;
  readonly cells: readonly string[];
};

const problems = [
  null,
  'fewCells',
  'manyCells',
  'quotes',
  'tooLong',
  'tooWide',
] as const satisfies (RowProblem | null)[];
const hiddenMark = 16;

/** Packs rows into a few arrays: a message between threads copies each in one piece. */
export function packRows(rows: readonly Row[]): PackedRows {
  return {
    lines: Float64Array.from(rows, ({ line }) => line),
    widths: Uint16Array.from(rows, ({ cells }) => cells.length),
    marks: Uint8Array.from(rows, ({ problem, isHidden }) => problems.indexOf(problem) + (isHidden ? hiddenMark : 0)),
    cells: rows.flatMap(({ cells }) => cells),
  };
}

/** Unpacks what `packRows` packed, with problems and marks. */
export function unpackRows({ lines, widths, marks, cells }: PackedRows): Row[] {
  const rows: Row[] = [];
  let start = 0;
  for (const [at, line] of lines.entries()) {
    const end = start + (widths[at] ?? 0);
    const mark = marks[at] ?? 0;
    const row = { line, cells: cells.slice(start, end), problem: problems[mark % hiddenMark] ?? null };
    rows.push(mark >= hiddenMark ? { ...row, isHidden: true } : row);
    start = end;
  }
  return rows;
}
