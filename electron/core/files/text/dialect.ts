// The words of reading: how a file is written (dialect), what comes out of it (rows), and the caps that hold for any
// file. Files become rows only here; the import decides later what the rows mean.

/** A code page has one byte per letter. */
export type CodePage = 'windows-1251' | 'windows-1252' | 'windows-1255' | 'windows-1256';
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | CodePage;

/** `none`: one column; nothing separates cells. */
export type Delimiter = ',' | ';' | '\t' | '|' | 'none';

/** How a file is written, as `openRows` found it or the person chose it. Plain data. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly quote: '"' | 'none';
  /**
   * Blanks follow the separators. They are not part of the cells, and a quotation mark behind them opens a quoted cell.
   */
  readonly isSpaced?: boolean;
  /** Physical line (from 1) on which the header row starts, null without header. Lines above it are titles. */
  readonly headerRow: number | null;
  /** How many cells an ordinary row has. */
  readonly columns: number;
}

/**
 * Why a row cannot be taken as it stands:
 * - `fewCells`, `manyCells`: not as many cells as the header; an unquoted delimiter may have shifted them. Missing cells
 *   are at the end; surplus cells count only if one of them holds text.
 * - `quotes`: a quotation mark that is never closed, closed in the middle of a cell, or closed behind what looks like a row
 *   of its own. A record that such a mark would tie to following lines is read as the single line it starts on, so that no
 *   line is swallowed; a single row that may have been swallowed is left in its cell, and told.
 * - `tooLong`, `tooWide`: over the caps; the cells are cut.
 */
export type RowProblem = 'fewCells' | 'manyCells' | 'quotes' | 'tooLong' | 'tooWide';

/** One record. `line` is the physical line (from 1) on which it starts, or the number of the sheet's row; line breaks in cells are `\n`. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problem: RowProblem | null;
  /** The row of a sheet that its author hid, by hand or by a filter. */
  readonly isHidden?: boolean;
}

/** The longest record, in UTF-16 units. It bounds memory whatever the file holds. */
export const MAX_RECORD_LENGTH = 1_048_576;

/** The widest row. The widest export seen has some 300 columns. */
export const MAX_COLUMNS = 5000;
