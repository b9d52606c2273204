/**
 * Tells from a cell's bytes whether it may hold a phone number: seven digits without a letter between them. Most cells
 * of a lead file (names, towns, short ids) are ruled out with a look at every seventh byte.
 */
import type { Encoding } from '../../files/text/dialect.ts';
import type { Units } from './units.ts';

/** In a column that is not known to hold numbers, only cells with at least this many digits are looked at. */
export const leastDigits = 7;

export type DigitTest = (units: Units, from: number, to: number) => boolean;

// Classes are added up: digits count, and characters between them do not.
const DIGIT = 1;
const LETTER = 2;

/** A test for one encoding. It may say yes to a cell without a number, and never says no to one with a number. */
export function createDigitTest(encoding: Encoding): DigitTest {
  const classes = toClasses(encoding);
  return (units, from, to) => {
    for (let start = from; to - start >= leastDigits;) {
      // Seven digits need seven units without a letter. Going backwards from the seventh meets a letter soonest.
      let at = start + leastDigits - 1;
      let digits = 0;
      for (; at >= start; at -= 1) {
        const kind = classes[units[at] ?? 0] ?? 0;
        if (kind === LETTER) break;
        digits += kind;
      }
      if (at < start)
        for (at = start + leastDigits; digits < leastDigits && at < to; at += 1) {
          const kind = classes[units[at] ?? 0] ?? 0;
          if (kind === LETTER) break;
          digits += kind;
        }
      if (digits >= leastDigits) return true;
      start = at + 1;
    }
    return false;
  };
}

/**
 * The class of each unit: a digit or the beginning of one, an ASCII letter, or anything that may stand within a number.
 */
function toClasses(encoding: Encoding): Uint8Array {
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const classes = new Uint8Array(isWide ? 0x10000 : 0x100);
  for (let unit = 0; unit < 0x80; unit += 1) {
    const mark = String.fromCharCode(unit);
    classes[unit] = /\d/.test(mark) ? DIGIT : /[a-z]/i.test(mark) ? LETTER : 0;
  }
  if (isWide) {
    for (let unit = 0x80; unit < 0x10000; unit += 1)
      if (/\p{Nd}/u.test(String.fromCharCode(unit)) || isBeyond(unit)) classes[unit] = DIGIT;
  } else if (encoding === 'utf-8') for (const lead of leadsOfDigits) classes[lead] = DIGIT;
  return classes;
}

/** The first bytes of all decimal digits that are not ASCII (Arabic, Indian, full-width and other scripts), in UTF-8. */
const leadsOfDigits = [0xd9, 0xdb, 0xdf, 0xe0, 0xe1, 0xea, 0xef, 0xf0];

/** The first half of a character beyond the basic plane, where some scripts have their digits. */
function isBeyond(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
