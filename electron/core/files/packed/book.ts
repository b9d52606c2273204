/**
 * What the readers of XLSX, ODS and the older formats have in common: a workbook has sheets, and a sheet has its rows
 * in order.
 */
import { MAX_COLUMNS, MAX_RECORD_LENGTH, type Row } from '../text/dialect.ts';
import type { Budget } from './budget.ts';

export type Sheet = {
  readonly name: string;
  /** Hidden by its author. */
  readonly isHidden: boolean;
  /** Whether the sheet has any text, and how many rows it has, where that is known without reading them all. */
  readonly look: () => Promise<{ readonly isEmpty: boolean; readonly rows: number | null }>;
  /** Rows with text, in order, in handfuls. Every row is as long as its last cell with text. */
  readonly rows: () => AsyncGenerator<Row[], void, undefined>;
  /** What is known only after looking at the whole sheet. */
  readonly survey: () => Promise<SheetSurvey>;
};

/** How many rows are hidden, and how many cells the widest row has, which may be far down. */
export type SheetSurvey = { readonly hiddenRows: number; readonly columns: number };

export type Book = { readonly sheets: readonly Sheet[] };

const cutLength = 200;

/** Puts the cells of one sheet into rows, within the caps. */
export type RowGatherer = {
  /** Adds a cell at its column, counted from 0. Empty text is no cell. */
  readonly addCell: (column: number, text: string) => void;
  /** Ends a row; `line` is its number in the sheet. Answers whether it had any text. */
  readonly endRow: (line: number, isHidden: boolean) => boolean;
  /** The rows since the last call. */
  readonly take: () => Row[];
};

/**
 * Gathers the cells of a sheet to rows within the budget.
 * @throws ReadingError when there are more rows, columns or cells than are read
 */
export function createRowGatherer(budget: Budget): RowGatherer {
  let cells: string[] = [];
  let rows: Row[] = [];
  let rowCount = 0;
  let cellCount = 0;
  return {
    addCell(column, text) {
      if (text === '') return;
      if (column >= MAX_COLUMNS) throw budget.refuse('tooManyColumns');
      while (cells.length < column) cells.push('');
      cells[column] = text;
    },
    endRow(line, isHidden) {
      if (!(line >= 1 && line <= budget.caps.rows)) throw budget.refuse('tooLarge');
      if (cells.every((cell) => cell.trim() === '')) {
        cells = [];
        return false;
      }
      rowCount++;
      cellCount += cells.length;
      if (rowCount > budget.caps.rows || cellCount > budget.caps.cells) throw budget.refuse('tooLarge');
      rows.push(toRow(line, cells, isHidden));
      cells = [];
      return true;
    },
    take() {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
}

function toRow(line: number, cells: readonly string[], isHidden: boolean): Row {
  const hidden = isHidden ? { isHidden } : {};
  const length = cells.reduce((sum, cell) => sum + cell.length, cells.length);
  return length > MAX_RECORD_LENGTH
    ? { line, cells: [cells.join(' ').slice(0, cutLength)], problem: 'tooLong', ...hidden }
    : { line, cells, problem: null, ...hidden };
}
