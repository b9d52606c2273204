/** The digits of a cell that holds nothing but digits and what stands between them, as text; for quick decisions about ids. */
import type { Units } from './leadScanner.ts';

const SPACE = 0x20;
const separators: ReadonlySet<number> = new Set([SPACE, 0x28, 0x29, 0x2d, 0x2e]);
/** Three blanks in a row tell two numbers apart. */
const mostSpaces = 2;
const longest = 40;

/** Undefined for a cell with anything else in it, a + and a slash included. */
export function takeLooseDigits(units: Units, from: number, to: number): string | undefined {
  if (to - from > longest) return undefined;
  let digits = '';
  let spaces = 0;
  for (let at = from; at < to; at += 1) {
    const unit = units[at] ?? 0;
    if (unit >= 0x30 && unit <= 0x39) digits += figures[unit - 0x30] ?? '';
    else if (!separators.has(unit)) return undefined;
    spaces = unit === SPACE ? spaces + 1 : 0;
    if (spaces > mostSpaces) return undefined;
  }
  return digits;
}

const figures = '0123456789';
