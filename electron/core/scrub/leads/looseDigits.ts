/** The digits of a cell that holds nothing but digits and what stands between them; for quick decisions about ids. */
import type { Units } from './units.ts';

/** Undefined for a cell with anything else in it (a + and a slash included), and for one whose last zeros may be decimals. */
export type LooseDigits = (units: Units, from: number, to: number) => string | undefined;

const SPACE = 0x20;
const DOT = 0x2e;
const ZERO = 0x30;
const separators = new Set([SPACE, 0x28, 0x29, 0x2d, DOT]);
/** Three blanks in a row tell two numbers apart. */
const mostSpaces = 2;
const longest = 40;

export function createLooseDigits(): LooseDigits {
  const isSeparator = Uint8Array.from({ length: 0x80 }, (_, unit) => (separators.has(unit) ? 1 : 0));
  const found = Buffer.alloc(longest);
  return (units, from, to) => {
    if (to - from > longest) return undefined;
    let count = 0;
    let spaces = 0;
    let lastDot = -1;
    for (let at = from; at < to; at += 1) {
      const unit = units[at] ?? 0;
      if (unit >= ZERO && unit <= ZERO + 9) {
        found[count] = unit;
        count += 1;
      } else if (isSeparator[unit] !== 1) return undefined;
      if (unit === DOT) lastDot = at;
      spaces = unit === SPACE ? spaces + 1 : 0;
      if (spaces > mostSpaces) return undefined;
    }
    const digits = found.toString('latin1', 0, count);
    // `2125550102.0` is written by a spreadsheet: its last zero is no digit of a number.
    return lastDot !== -1 && /^0{1,2}$/.test(digits.slice(count - (to - lastDot - 1))) ? undefined : digits;
  };
}

/** The same of a folded text, which may have a label in front. */
export function takePlainDigits(text: string): string | undefined {
  return /^[^\d+]*[\d\s().-]*$/.test(text) && !/\.0{1,2}$/.test(text) ? text.replace(/\D/g, '') : undefined;
}
