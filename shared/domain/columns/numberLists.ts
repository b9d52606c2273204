// Files without a header that are nothing but numbers, several to a line: what stands among them is meant as one too, and is
// accounted for although it cannot be read.

/** Fewer columns of numbers may be those of a person. */
const leastColumns = 3;
/** Of an area code or a short number, not of a count. */
const fewestDigits = 5;

type Guess = { readonly column: number; readonly field: string; readonly why: string };

/**
 * The columns that hold numbers too, of a file whose other columns hold nothing else: all of a single line; of more lines
 * those with digits enough, as the rest may be names.
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
