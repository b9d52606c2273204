// Text in pieces -> rows with line numbers. PapaParse splits the cells; this module feeds it piece by piece, counts the
// physical lines, and keeps damaged quoting from swallowing lines that follow.

import Papa from 'papaparse';
import { dropBlanks } from './spacedCells.ts';
import { countSwallowed } from './swallowedRows.ts';
import { type Dialect, MAX_COLUMNS, MAX_RECORD_LENGTH, type Row, type RowProblem } from './dialect.ts';

/** Takes decoded text in order and returns the rows that are complete. One reader reads one file once. */
export interface RecordReader {
  /** Appends text. Line breaks may be CR, LF, CRLF or mixed, and may be cut between two pieces. */
  push(text: string): Row[];
  /** Ends the text and returns what was still open. */
  end(): Row[];
  /**
   * Lines without any text so far, including those of the header and the titles. They are counted, not returned as
   * rows.
   */
  readonly blankLines: number;
  /** Whether all text so far is read, so that the next piece begins with a line of its own: `line`, from 1. */
  readonly isResting: boolean;
  readonly line: number;
  /** Counts lines of a reader that rests, each a record, that somebody else has read. */
  skipLines(count: number): void;
}

/**
 * After damage, the next records are tried in small pieces, so that a file with damage on every line still takes linear
 * time.
 */
const SMALL_WINDOW = 1024;

/** Stands for "no delimiter" and "no quote": a noncharacter that no text contains (Unicode, section 23.7). */
const NEVER = '\uFFFE';

const CUT_CELL_LENGTH = 200;

/** A reader from line 1, `columns` cells wide (null: any width is right). The header row comes as a row like any other. */
export function createRecordReader(
  { delimiter, quote, isSpaced = false }: Pick<Dialect, 'delimiter' | 'quote' | 'isSpaced'>,
  columns: number | null = null,
): RecordReader {
  const separator = delimiter === 'none' ? NEVER : delimiter;
  const mark = quote === 'none' ? NEVER : quote;
  const parser = new Papa.Parser({ delimiter: separator, newline: '\n', quoteChar: mark, escapeChar: mark });
  let open = '';
  let line = 1;
  let blankLines = 0;
  let heldReturn = false;
  let isSkipping = false;

  function toRow(cells: string[], lines: number, damaged: boolean): Row | undefined {
    if (cells.length === 1 && cells[0]?.trim() === '') {
      blankLines += lines;
      return undefined;
    }
    if (cells.length > MAX_COLUMNS) return { line, cells: cells.slice(0, MAX_COLUMNS), problem: 'tooWide' };
    return { line, cells, problem: damaged ? 'quotes' : judgeWidth(cells, columns) };
  }

  /** Reads the line that starts at `start` as it stands, quotation marks and all. Returns where the next line starts. */
  function takeLiteralLine(rows: Row[], start: number): number {
    const stop = open.indexOf('\n', start);
    const row = toRow(open.slice(start, stop).split(separator), 1, true);
    if (row !== undefined) rows.push(row);
    line += 1;
    return stop + 1;
  }

  /** Emits complete records of `piece`; returns how far they reach and whether damage stopped them. */
  function takeRecords(rows: Row[], piece: string): { taken: number; isDamaged: boolean } {
    const text = isSpaced ? dropBlanks(piece, separator, mark) : piece;
    const result: Papa.ParseResult<string[]> = parser.parse(text, 0, true);
    const marked = new Set(result.errors.map((error) => error.row ?? -1));
    const mayHoldBreaks = piece.includes(mark);
    const mayBeLong = piece.length > MAX_RECORD_LENGTH;
    const firstLine = line;
    for (const [index, cells] of result.data.entries()) {
      const breaks = mayHoldBreaks ? countBreaks(cells) : 0;
      const isMarked = marked.has(index);
      const length = mayBeLong ? cells.reduce((sum, cell) => sum + cell.length, cells.length) : 0;
      const swallowed = breaks > 0 && columns !== null ? countSwallowed(cells, separator, columns) : 0;
      // One such line may be part of a note, if the record is otherwise whole.
      const isSwallowing = swallowed > (columns !== null && cells.length < columns ? 0 : 1);
      if (breaks > 0 && (isMarked || length > MAX_RECORD_LENGTH || isSwallowing)) {
        return { taken: offsetOfLine(piece, line - firstLine), isDamaged: true };
      }
      const row =
        length > MAX_RECORD_LENGTH
          ? cutRow(line, cells.join(separator))
          : toRow(cells, 1 + breaks, isMarked || swallowed > 0);
      if (row !== undefined) rows.push(row);
      line += 1 + breaks;
    }
    // Without its blanks the text is shorter, but has the same lines.
    const taken = isSpaced ? offsetOfLine(piece, line - firstLine) : result.meta.cursor;
    // A mark that closes nothing, in a record that already runs on to another line. A mark at the very end of the piece
    // proves nothing: its delimiter may be in the next piece.
    const runsOn = marked.has(result.data.length) && piece.includes('\n', taken) && !piece.trimEnd().endsWith(mark);
    return { taken, isDamaged: runsOn };
  }

  /** Reads all complete records of `open`. At the end of the text, what is left stands in quotes that never close. */
  function takeAll(isEnd: boolean): Row[] {
    const rows: Row[] = [];
    let start = 0;
    let window = Infinity;
    while (start < open.length) {
      const stop = Math.min(open.length, start + window);
      const { taken, isDamaged } = takeRecords(rows, open.slice(start, stop));
      start += taken;
      if (isDamaged) {
        start = takeLiteralLine(rows, start);
        window = SMALL_WINDOW;
      } else if (stop < open.length) {
        window *= 2;
      } else if (start < open.length && (isEnd || open.length - start > MAX_RECORD_LENGTH)) {
        if (!open.includes('\n', start)) break;
        start = takeLiteralLine(rows, start);
        window = SMALL_WINDOW;
      } else {
        break;
      }
    }
    open = open.slice(start);
    if (open.length > MAX_RECORD_LENGTH) {
      rows.push(cutRow(line, open));
      open = '';
      isSkipping = true;
    }
    return rows;
  }

  /** Makes all line breaks the same; a CR at the end of a piece waits for the LF that may follow. */
  function unifyBreaks(text: string): string {
    let whole = heldReturn ? `\r${text}` : text;
    heldReturn = whole.endsWith('\r');
    if (heldReturn) whole = whole.slice(0, -1);
    return whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole;
  }

  function append(text: string): void {
    let rest = text;
    if (isSkipping) {
      const stop = rest.indexOf('\n');
      rest = stop === -1 ? '' : rest.slice(stop + 1);
      if (stop === -1) return;
      isSkipping = false;
      line += 1;
    }
    open += rest;
  }

  return {
    push(text) {
      append(unifyBreaks(text));
      return takeAll(false);
    },
    end() {
      append(heldReturn ? '\n' : '');
      heldReturn = false;
      if (open !== '' && !open.endsWith('\n')) open += '\n';
      return takeAll(true);
    },
    get blankLines() {
      return blankLines;
    },
    get isResting() {
      return open === '' && !heldReturn && !isSkipping;
    },
    get line() {
      return line;
    },
    skipLines(count) {
      line += count;
    },
  };
}

function judgeWidth(cells: readonly string[], columns: number | null): RowProblem | null {
  if (columns === null || cells.length === columns) return null;
  if (cells.length < columns) return 'fewCells';
  return cells.slice(columns).some((cell) => cell.trim() !== '') ? 'manyCells' : null;
}

function countBreaks(cells: readonly string[]): number {
  let breaks = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) breaks += 1;
  }
  return breaks;
}

function offsetOfLine(text: string, lines: number): number {
  let offset = 0;
  for (let passed = 0; passed < lines; passed += 1) offset = text.indexOf('\n', offset) + 1;
  return offset;
}

function cutRow(line: number, text: string): Row {
  return { line, cells: [text.slice(0, CUT_CELL_LENGTH)], problem: 'tooLong' };
}
