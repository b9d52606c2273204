/**
 * A search for digits: which stretches of the numbers begin with them, and which numbers end with them. The start is a
 * few ranges of the primary key. The end is found through the blocks of 100,000 numbers: with six digits or more only
 * few blocks can hold such a number, and each is one look-up.
 */

export type DigitSearch = {
  /** Numbers that start with the digits, abroad or at home: ranges in ascending order, none within another. */
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
  /** Numbers that end with any of these digits; empty after a plus, which can only be a start. */
  readonly ends: readonly string[];
};

const longest = 15;
const shortest = 5;
/** Fewer digits at the end of a number would match a good part of the list. */
const fewestAtEnd = 4;

/**
 * Reads a search that consists of digits and their punctuation; undefined: it is text.
 * @param homeCode the calling code of the desk's own country, whose numbers people write without it
 */
export function parseDigitSearch(search: string, homeCode: string | undefined): DigitSearch | undefined {
  if (!/^\s*\+?[\d\s().\-/]+$/.test(search)) return undefined;
  const digits = search.replace(/\D/g, '');
  if (digits === '' || digits.length > longest) return digits === '' ? undefined : { ranges: [], ends: [] };
  const international = search.includes('+') || digits.startsWith('00');
  const starts = international
    ? [search.includes('+') ? digits : digits.slice(2)]
    : [digits, ...(homeCode === undefined ? [] : [homeCode + digits, homeCode + digits.replace(/^0+/, '')])];
  return {
    ranges: toRanges(starts),
    ends: search.includes('+') || digits.length < fewestAtEnd ? [] : toEnds(digits),
  };
}

function toRanges(starts: readonly string[]): { first: number; last: number }[] {
  const wanted = [...new Set(starts)].filter((start) => start !== '' && !start.startsWith('0'));
  return wanted
    .filter((start) => !wanted.some((other) => other !== start && start.startsWith(other)))
    .flatMap(toRangesOf)
    .toSorted((a, b) => a.first - b.first);
}

function toRangesOf(digits: string): { first: number; last: number }[] {
  const ranges: { first: number; last: number }[] = [];
  for (let length = Math.max(digits.length, shortest); length <= longest; length++) {
    const span = 10 ** (length - digits.length);
    const first = Number(digits) * span;
    ranges.push({ first, last: first + span - 1 });
  }
  return ranges;
}

/** A national number is written with a leading 0 that its international form does not have. */
function toEnds(digits: string): string[] {
  const national = digits.replace(/^0+/, '');
  return national !== digits && national.length >= 7 ? [digits, national] : [digits];
}
