/**
 * A search for digits: which stretches of the numbers it means from their start, and what it means from their end.
 * The start is a few ranges of the primary key. The end is found through the blocks of 100,000 numbers: with six digits or
 * more only few blocks can hold such a number, and each is one look-up.
 */

export type DigitSearch = {
  /** Numbers that start with the digits: ranges in ascending order. */
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
  /** Numbers that end with any of these digits; empty after a plus, which can only be a start. */
  readonly ends: readonly string[];
};

const longest = 15;
const shortest = 5;
/** Fewer digits at the end of a number tell nothing, and would match a good part of the list. */
const fewestAtEnd = 4;

/** Reads a search that consists of digits and their punctuation; undefined: it is text. */
export function parseDigitSearch(search: string): DigitSearch | undefined {
  if (!/^\s*\+?[\d\s().\-/]+$/.test(search)) return undefined;
  const digits = search.replace(/\D/g, '');
  if (digits === '' || digits.length > longest) return digits === '' ? undefined : { ranges: [], ends: [] };
  const international = search.includes('+');
  const start = digits.startsWith('00') && !international ? digits.slice(2) : digits;
  return { ranges: toRanges(start), ends: international || digits.length < fewestAtEnd ? [] : toEnds(digits) };
}

function toRanges(digits: string): { first: number; last: number }[] {
  if (digits === '' || digits.startsWith('0')) return [];
  const ranges: { first: number; last: number }[] = [];
  for (let length = Math.max(digits.length, shortest); length <= longest; length++) {
    const span = 10 ** (length - digits.length);
    const first = Number(digits) * span;
    ranges.push({ first, last: first + span - 1 });
  }
  return ranges;
}

/** A national number is written with a 0 in front that its international form has not. */
function toEnds(digits: string): string[] {
  const national = digits.replace(/^0+/, '');
  return national !== digits && national.length >= 7 ? [digits, national] : [digits];
}
