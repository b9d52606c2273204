/** The digits of a cell that holds only digits and what may stand between them; for quick decisions about ids. */
import type { Units } from './units.ts';

export type LooseDigits = {
  /** How many digits the units have; -1 for a cell with anything else in it (a + and a slash included). */
  readonly count: (units: Units, from: number, to: number) => number;
  /** The digits of the cell that was counted last, and the first of them. */
  readonly text: () => string;
  readonly first: () => number;
};

const SPACE = 0x20;
const DOT = 0x2e;
const ZERO = 0x30;
const separators = new Set([SPACE, 0x28, 0x29, 0x2d, DOT]);
/** Three blanks in a row separate two numbers. */
const mostSpaces = 2;
const longest = 40;

/** Counts the digits of one cell after the other. */
export function createLooseDigits(): LooseDigits {
  const isSeparator = Uint8Array.from({ length: 0x80 }, (_, unit) => (separators.has(unit) ? 1 : 0));
  const found = Buffer.alloc(longest);
  let counted = 0;
  return {
    count(units, from, to) {
      if (to - from > longest) return -1;
      let count = 0;
      let spaces = 0;
      let lastDot = -1;
      let marks = 0;
      for (let at = from; at < to; at += 1) {
        const unit = units[at] ?? 0;
        if (unit >= ZERO && unit <= ZERO + 9) {
          found[count] = unit;
          count += 1;
        } else if (isSeparator[unit] !== 1) return -1;
        else marks += 1;
        if (unit === DOT) lastDot = at;
        spaces = unit === SPACE ? spaces + 1 : 0;
        if (spaces > mostSpaces) return -1;
      }
      // A spreadsheet writes `2125550102.0`: its last zero is no digit of the number.
      const decimals = lastDot === -1 ? 0 : to - lastDot - 1;
      const isWhole = decimals > 0 && decimals <= 2 && found[count - 1] === ZERO && found[count - decimals] === ZERO;
      counted = isWhole ? count - decimals : count;
      return isWhole && marks > 1 ? -1 : counted;
    },
    text: () => found.toString('latin1', 0, counted),
    first: () => (found[0] ?? ZERO) - ZERO,
  };
}

/** The same for a folded text, which may begin with a label. */
export function takePlainDigits(text: string): string | undefined {
  return /^[^\d+]*[\d\s().-]*$/.test(text) && !/\.0{1,2}$/.test(text) ? text.replace(/\D/g, '') : undefined;
}
