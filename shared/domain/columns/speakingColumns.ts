/**
 * Columns that nobody takes for a flag or a status and whose cells speak of calling the person all the same: tags, labels,
 * notes, names ("Smith - DO NOT CALL"). Which columns can, by their names; what a cell says is `meaningInPassing`.
 */
import { isOtherChannel } from './columnAliases.ts';
import { isOfPeople } from './leadFile.ts';
import { meaningInPassing } from './statusMeaning.ts';

/** Whether words of a request in a column of this name can be about calls: an opt-out of e-mails is not. */
export function canSpeak(name: string): boolean {
  return !isOtherChannel(name) && !EMAIL.test(name);
}

const EMAIL = /e-?mail|newsletter/i;

/** More values, or longer ones, are prose. */
const mostValues = 12;
const longestValue = 40;

/** Whether the sample cells of an unknown column are values, one of which says that the person asked. */
export function speaksOfCalls(name: string, cells: readonly string[]): boolean {
  if (!canSpeak(name) || isOfPeople(name)) return false;
  const values = new Set(cells);
  if (values.size > mostValues || cells.some((cell) => cell.length > longestValue)) return false;
  return [...values].some((value) => meaningInPassing(value, false) === 'block');
}
