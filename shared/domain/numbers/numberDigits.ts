// The digits of a plain number, for the two readers that read millions of them (numberBulk.ts, numberBytes.ts): from
// the units of a text or a file, without making a text of them.

/** No plain number is written longer. */
export const LONGEST_PLAIN = 30;
const MOST_DIGITS = 15;

const PLUS = 0x2b;
const SPACE = 0x20;
const DASH = 0x2d;
const DOT = 0x2e;
const OPENING = 0x28;
const CLOSING = 0x29;

/**
 * Puts the digits of the units from `from` to `to` into `digits` (as 0 to 9, room for 15) and answers how many there
 * are. Answers 0 unless the units are only digits and ordinary separators, which `reduceNumberText` would just drop.
 */
export function takeDigits(units: Uint8Array | Uint16Array, from: number, to: number, digits: Uint8Array): number {
  if (to - from > LONGEST_PLAIN) return 0;
  // A dash or a dot after the plus is refused, like a calculated minus.
  const free = units[from] === PLUS ? from + 1 : from;
  let count = 0;
  let lastDot = -1;
  for (let at = from; at < to; at += 1) {
    const unit = units[at] ?? 0;
    if (unit >= 0x30 && unit <= 0x39) {
      if (count === MOST_DIGITS) return 0;
      digits[count] = unit - 0x30;
      count += 1;
    } else if (unit === SPACE) {
      if (at === from || units[at - 1] === SPACE) return 0;
    } else if (unit === DASH || unit === DOT) {
      if (at <= free) return 0;
      if (unit === DOT) lastDot = at;
    } else if (unit !== OPENING && unit !== CLOSING && (unit !== PLUS || at !== from)) return 0;
  }
  // `2125551234.0` is a number that a spreadsheet wrote, not a separator.
  return lastDot !== -1 && to - lastDot < 4 ? 0 : count;
}
