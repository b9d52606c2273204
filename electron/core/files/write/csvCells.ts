/** How the desk writes CSV (RFC 4180, CRLF), with no cell that a spreadsheet would calculate. */
import Papa from 'papaparse';
import { guardFormulas } from '../../../../shared/domain/columns/formulaGuard.ts';

type Cell = string | number | null;

/**
 * The rows as CSV, without a line break at the end. `asTheyAre`: texts are not guarded, because the file was the person's
 * own before.
 */
export function toCsv(rows: readonly (readonly Cell[])[], { asTheyAre = false } = {}): string {
  const cells = asTheyAre
    ? (rows as Cell[][])
    : rows.map((row) => row.map((cell) => (typeof cell === 'string' ? guardFormulas(cell) : cell)));
  // Quoted, so that no reader takes the apostrophe for its own quote.
  const quotes = (cell: unknown): boolean => typeof cell === 'string' && cell.startsWith("'");
  return Papa.unparse(cells, { header: false, newline: '\r\n', quotes });
}
