// Two stray quotation marks, one that opens a cell and one that closes it some lines later, make one well-formed record
// of all rows between them. A note of several lines looks the same, but its lines are not rows with a number in a cell
// of its own.

/**
 * Counts the lines within a record's cells that look like rows of a file that is `columns` wide. The last line
 * continues with the cells behind the quoted one, whose numbers are the record's own.
 */
export function countSwallowed(cells: readonly string[], separator: string, columns: number): number {
  let found = 0;
  for (const [at, cell] of cells.entries()) {
    if (!cell.includes('\n')) continue;
    const lines = cell.split('\n');
    for (const [index, line] of lines.entries()) {
      if (index === 0) continue;
      const row = line.split(separator);
      const width = row.length + (index === lines.length - 1 ? cells.length - at - 1 : 0);
      if (width === columns && row.some(isLikeNumber)) found += 1;
    }
  }
  return found;
}

/** Digits that `isLikeNumber` finds at least. */
export const fewestDigits = 7;

/** A cell of digits and of what people write between the digits of a phone number, and not a date. */
function isLikeNumber(cell: string): boolean {
  const text = cell.trim();
  if (!/^["'=]*[+(]?\d[\d\s().-]{5,20}["']*$/.test(text) || isDate.test(text)) return false;
  const digits = text.replace(/\D/g, '').length;
  return digits >= fewestDigits && digits <= 15;
}

const isDate = /^\d{1,4}[-.]\d{1,2}[-.]\d{1,4}\b/;
