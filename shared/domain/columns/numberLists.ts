// Files without a header that hold only numbers, several per line. A text among them is meant as a number too, and is
// accounted for even if it cannot be read.

/** With fewer columns of numbers, these may be the numbers of one person. */
const leastColumns = 3;
/** An area code or a short number has at least this many digits; a count has fewer. */
const fewestDigits = 5;

type Guess = { readonly column: number; readonly field: string; readonly why: string };

/**
 * The columns that also hold numbers, in a file whose other columns hold nothing else. In a file of one line these are
 * all columns; in a longer file those with enough digits, because the rest may be names.
 * @param rows the first rows of a file without a header
 */
export function findListedColumns(guesses: readonly Guess[], rows: readonly (readonly string[])[]): readonly number[] {
  const phones = guesses.filter(({ field }) => field === 'phone').length;
  const rest = guesses.filter(({ field }) => field === 'ignore');
  if (phones < leastColumns || phones <= rest.length || phones + rest.length < guesses.length) return [];
  if (rest.some(({ why }) => why === 'layout')) return [];
  return rest
    .map(({ column }) => column)
    .filter((column) => rows.some((row) => isListed(row[column] ?? '', rows.length)));
}

function isListed(cell: string, lines: number): boolean {
  return lines === 1 ? cell.trim() !== '' : cell.replace(/\D/g, '').length >= fewestDigits;
}
