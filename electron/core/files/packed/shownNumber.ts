/**
 * Of a whole number in an OpenDocument sheet, which holds both its value and how it is shown: the shown text where a format
 * added zeros or literals to the digits, as `+6046221234` and `(212) 555-0102`; else the digits. Pure.
 */

/** Fewer digits are no phone number, and what stands beside them is a unit or a sign. */
const fewestDigits = 7;

/** @param digits the value as text @param shown what the cell shows, rounded and in any language */
export function showAsWritten(digits: string, shown: string): string {
  const text = shown.replaceAll(/\s+/g, ' ').trim();
  const shownDigits = text.replaceAll(/\D/g, '');
  if (!/^\d+$/.test(digits) || !shownDigits.includes(digits) || isAmount(text)) return digits;
  if (shownDigits.length >= fewestDigits) return text;
  return /^[\d\s()+-]+$/.test(text) && shownDigits.replace(/^0+/, '') === digits ? shownDigits : digits;
}

/** Thousands, decimals (those of a whole number are zeros) and exponents are display only. */
function isAmount(text: string): boolean {
  const isGrouped = !text.includes('+') && /^\D*[1-9]\d{0,2}([.'’ ])\d{3}(?:\1\d{3})*(?:[.,]0+)?\D*$/.test(text);
  return isGrouped || text.includes(',') || /\.0+\D*$/.test(text) || /\dE[+-]?\d/i.test(text);
}
