/**
 * Cells that have enough digits for a phone number, but that machines write and that are clearly none: a day, with or
 * without its time, and a UUID. They are recognised by their bytes, because every export has columns of them.
 */
import type { Units } from './units.ts';

const ZERO = 0x30;
const DASH = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const COLON = 0x3a;
const SPACE = 0x20;
const LETTER_T = 0x54;

/** Whether the units from `from` to `to` are such a cell as a whole. */
export function isMachineText(units: Units, from: number, to: number): boolean {
  return to - from === uuidLength ? isUuid(units, from) : isDay(units, from, to);
}

const isDigit = (unit: number | undefined): boolean => unit !== undefined && unit >= ZERO && unit <= ZERO + 9;

/** How many digits stand there. */
function countRun(units: Units, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(units[at])) at += 1;
  return at - from;
}

function toValue(units: Units, from: number, length: number): number {
  let value = 0;
  for (let at = from; at < from + length; at += 1) value = value * 10 + (units[at] ?? ZERO) - ZERO;
  return value;
}

/**
 * A day: `2026-05-01`, `1.5.2026`, `05/01/2026`, with or without a time behind it: `2026-05-01T10:30:00.000Z`,
 * `5/1/2026 10:30 PM`.
 */
function isDay(units: Units, from: number, to: number): boolean {
  const first = countRun(units, from, to);
  const mark = units[from + first];
  if ((first > 2 && first !== 4) || first === 0 || (mark !== DASH && mark !== DOT && mark !== SLASH)) return false;
  const secondAt = from + first + 1;
  const second = countRun(units, secondAt, to);
  if (second === 0 || second > 2 || units[secondAt + second] !== mark) return false;
  const thirdAt = secondAt + second + 1;
  const third = countRun(units, thirdAt, to);
  if (first === 4 ? third === 0 || third > 2 : third !== 4) return false;
  const year = first === 4 ? toValue(units, from, 4) : toValue(units, thirdAt, 4);
  const some = toValue(units, secondAt, second);
  const other = first === 4 ? toValue(units, thirdAt, third) : toValue(units, from, first);
  const isCalendar = year >= 1900 && year < 2100 && some > 0 && other > 0 && Math.min(some, other) <= 12;
  if (!isCalendar || Math.max(some, other) > 31) return false;
  const end = thirdAt + third;
  return end === to || ((units[end] === SPACE || units[end] === LETTER_T) && isTime(units, end + 1, to));
}

/** Hours and minutes, then optional seconds with a fraction, AM or PM, and a zone. */
function isTime(units: Units, from: number, to: number): boolean {
  const hours = countRun(units, from, to);
  if (hours === 0 || hours > 2 || units[from + hours] !== COLON) return false;
  let at = from + hours;
  for (let part = 0; part < 2 && units[at] === COLON && at < to; part += 1) {
    if (countRun(units, at + 1, to) !== 2) return false;
    at += 3;
  }
  if (at < to && units[at] === DOT) at += 1 + Math.min(9, countRun(units, at + 1, to));
  if (to - at > longestZone) return false;
  // The rest has no room for a number.
  let digits = 0;
  for (; at < to; at += 1) if (isDigit(units[at])) digits += 1;
  return digits <= 4;
}

/** ` PM +00:00` */
const longestZone = 10;

const uuidLength = 36;
const uuidDashes: ReadonlySet<number> = new Set([8, 13, 18, 23]);

function isUuid(units: Units, from: number): boolean {
  for (let place = 0; place < uuidLength; place += 1) {
    const unit = units[from + place] ?? 0;
    if (uuidDashes.has(place)) {
      if (unit !== DASH) return false;
    } else if (!isDigit(unit) && !((unit | SPACE) >= 0x61 && (unit | SPACE) <= 0x66)) return false;
  }
  return true;
}
