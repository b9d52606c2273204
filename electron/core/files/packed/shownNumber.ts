/**
 * Chooses the text of a whole number in an OpenDocument sheet, which holds both the value and what the cell shows.
 * Where a format added zeros or literals to the digits, the shown text counts, as `+6046221234` and `(212) 555-0102`;
 * else the digits. Pure.
 */

/** With fewer digits it is no phone number, and what stands beside the digits is a unit or a sign. */
const fewestDigits = 7;

/** @param digits the value as text @param shown what the cell shows, rounded and in any language */
export function showAsWritten(digits: string, shown: string): string {
  const text = shown.replaceAll(/\s+/g, ' ').trim();
  const shownDigits = text.replaceAll(/\D/g, '');
  if (!/^\d+$/.test(digits) || !shownDigits.includes(digits) || isAmount(text)) return digits;
  if (shownDigits.length >= fewestDigits) return text;
  return /^[\d\s()+-]+$/.test(text) && shownDigits.replace(/^0+/, '') === digits ? shownDigits : digits;
}

/** Thousands separators, decimals (zeros, for a whole number) and exponents are display only. */
function isAmount(text: string): boolean {
  const isGrouped = !text.includes('+') && /^\D*[1-9]\d{0,2}([.'’ ])\d{3}(?:\1\d{3})*(?:[.,]0+)?\D*$/.test(text);
  return isGrouped || text.includes(',') || /\.0+\D*$/.test(text) || /\dE[+-]?\d/i.test(text);
}
