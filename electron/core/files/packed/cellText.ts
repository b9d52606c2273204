/**
 * What a cell of a workbook shows, as the text of a list: whole digits (never 2.12E+09), ISO dates, the leading zeros that
 * a format such as 0000000000 adds. Pure.
 */

const dayMs = 86_400_000;
/** Day 0 of Excel's calendar: it counts a 29 February 1900 that never was, so days before March 1900 are one later. */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999, the last day that Excel knows. */
const lastSerial = 2_958_465;

/** The formats that stand for a date or a time without being written into the workbook (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]);

/** How the cells of one style show a number. */
export type NumberStyle =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  | { readonly kind: 'digits'; readonly digits: number };

const plain: NumberStyle = { kind: 'plain' };

/** Reads a number format: its id, and its code where the workbook has one. */
export function toNumberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return builtInDates.has(id) ? { kind: 'date' } : plain;
  const [first = ''] = code.split(';');
  // Quoted text, escaped characters, colours, locales and padding say nothing about the kind.
  const bare = first.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '');
  if (/[dmyhs]/i.test(bare)) return { kind: 'date' };
  const digits = /^[\s0()+-]+$/.test(bare) ? bare.split('0').length - 1 : 0;
  return digits > 1 ? { kind: 'digits', digits } : plain;
}

/** A number as its cell shows it. `is1904`: the workbook counts its days from 1904. */
export function toNumberText(value: number, style: NumberStyle, is1904: boolean): string {
  if (style.kind === 'date') return toDateText(value, is1904) ?? toPlainText(value);
  const text = toPlainText(value);
  return style.kind === 'digits' && /^\d+$/.test(text) ? text.padStart(style.digits, '0') : text;
}

/** Fifteen digits, as many as a spreadsheet keeps; the sixteenth and on are the noise of binary fractions. */
function toPlainText(value: number): string {
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : String(value);
  return String(Number(value.toPrecision(15)));
}

/** `2026-03-04`, `2026-03-04 10:11:12`, or for a time without a day `10:11:12`. */
function toDateText(serial: number, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial <= lastSerial)) return undefined;
  const early = !is1904 && serial < 60 && serial >= 1 ? 1 : 0;
  const date = new Date(Math.round(((is1904 ? epoch1904 : epoch1900) + (serial + early) * dayMs) / 1000) * 1000);
  const iso = date.toISOString();
  const time = iso.slice(11, 19);
  if (serial < 1 && !is1904) return time;
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`;
}

export function toBooleanText(value: boolean): string {
  return value ? 'TRUE' : 'FALSE';
}
