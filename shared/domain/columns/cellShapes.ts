/** Shapes of cells that can be recognised without knowing their column: an empty cell, a date, the codes of dialers. */

/** What exports write for an empty cell. */
const BLANK =
  /^(?:[-–—._ ]*|#?n\/a|\(?null\)?|none|nil|nan|undefined|\\n|\(?blank\)?|\(?empty\)?|0000-00-00.*|00[/.]00[/.]0000.*)$/i;

/** Whether a cell has no content: empty, a dash, `NULL`, the zero date of databases. */
export function isBlankCell(cell: string): boolean {
  return BLANK.test(cell.trim());
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DATES = [
  /^\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[T ,].*)?$/i,
  /^\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?:[T ,].*)?$/i,
  /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?:[T ]?\d{4,6})?$/,
  new RegExp(`^(?:[a-z]{3,9},? )?\\d{1,2}(?:st|nd|rd|th)?[- .]${MONTH}[-, .]+(?:\\d{4}|\\d{2})(?:[T ,].*)?$`, 'i'),
  new RegExp(`^(?:[a-z]{3,9},? )?${MONTH}[. ]+\\d{1,2}(?:st|nd|rd|th)?,? +\\d{4}(?:[T ,].*)?$`, 'i'),
  /^\d{4}年\d{1,2}月\d{1,2}日/,
  // Seconds or milliseconds of an epoch, from 2001 on.
  /^1\d{9}(?:\d{3})?$/,
];

/**
 * Whether a cell is a day, with or without a time, in a spelling of people or machines; it does not matter which day.
 */
export function isDateCell(cell: string): boolean {
  const text = cell.trim();
  return text.length >= 6 && /\d/.test(text) && DATES.some((shape) => shape.test(text)) && !isBlankCell(text);
}

/** `201XXXXXXX` in a VICIdial list stands for all numbers of an area code (docs/formats.md). */
export const AREA_CODE_WILDCARD = /^\+?1?\d{3}X{7}$/i;

/** Number, dialling code and note, for each further number of a lead: `2125550102_1_work!2125550114_61_sister`. */
const ALTERNATES = /^\+?\d{6,15}_\d{0,6}_[^!]*(?:!\+?\d{6,15}_\d{0,6}_[^!]*)*!?$/;

/** Whether a cell holds several numbers as VICIdial lists the alternates of a lead. */
export function isAlternatesCell(cell: string): boolean {
  return ALTERNATES.test(cell.trim());
}
