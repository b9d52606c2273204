/**
 * Keeps a text that is written into a CSV file from being calculated by the spreadsheet that opens it. A cell that begins
 * like a formula gets an apostrophe in front; so does what follows a semicolon, a bar, a tab or a line break inside a cell,
 * because a spreadsheet of another country takes those for the border between two cells. The fullwidth signs of East
 * Asian keyboards begin formulas too. Reading takes the apostrophes away again.
 */

/** A number as the desk writes it is no formula and stays as it is: a dialer has to find it. */
const number = String.raw`\+[1-9]\d{4,14}(?:[;|\t\r\n]|$)`;
const signs = '=+\\-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}';
const atStart = new RegExp(`^(?!${number})(?=[${signs}\\t\\r])`);
const inside = new RegExp(`([;|\\t\\r\\n])(?!${number})(?=[${signs}])`, 'g');
const guarded = new RegExp(`^'(?=[${signs}\\t\\r])|(?<=[;|\\t\\r\\n])'(?=[${signs}])`, 'g');

/** The text with an apostrophe before everything that a spreadsheet would calculate. */
export function guardFormulas(text: string): string {
  return text.replace(atStart, "'").replace(inside, "$1'");
}

/** The text without the apostrophes that `guardFormulas` put in. */
export function unguardFormulas(text: string): string {
  return text.includes("'") ? text.replaceAll(guarded, '') : text;
}
