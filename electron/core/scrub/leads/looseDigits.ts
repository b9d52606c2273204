/** The digits of a cell that holds nothing but digits and what stands between them, as text; for quick decisions about ids. */
import type { Units } from './units.ts';

const SPACE = 0x20;
const DOT = 0x2e;
const separators: ReadonlySet<number> = new Set([SPACE, 0x28, 0x29, 0x2d, 0x2e]);
/** Three blanks in a row tell two numbers apart. */
const mostSpaces = 2;
const longest = 40;

/** Undefined for a cell with anything else in it (a + and a slash included), and for one whose last zeros may be decimals. */
export function takeLooseDigits(units: Units, from: number, to: number): string | undefined {
  if (to - from > longest) return undefined;
  let digits = '';
  let spaces = 0;
  let lastDot = -1;
  for (let at = from; at < to; at += 1) {
    const unit = units[at] ?? 0;
    if (unit >= 0x30 && unit <= 0x39) digits += figures[unit - 0x30] ?? '';
    else if (!separators.has(unit)) return undefined;
    if (unit === DOT) lastDot = at;
    spaces = unit === SPACE ? spaces + 1 : 0;
    if (spaces > mostSpaces) return undefined;
  }
  // `2125550102.0` is written by a spreadsheet: its last zero is no digit of a number.
  return lastDot !== -1 && /^0{1,2}$/.test(digits.slice(digits.length - (to - lastDot - 1))) ? undefined : digits;
}

const figures = '0123456789';

/** The same of a folded text, which may have a label in front. */
export function takePlainDigits(text: string): string | undefined {
  return /^[^\d+]*[\d\s().-]*$/.test(text) && !/\.0{1,2}$/.test(text) ? text.replace(/\D/g, '') : undefined;
}
