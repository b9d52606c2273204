/**
 * Columns that count neither as a flag nor as a status, but whose cells speak of calling the person: tags, labels,
 * notes, names ("Smith - DO NOT CALL"). Their names decide which columns can; `meaningInPassing` says what a cell says.
 */
import { isOtherChannel } from './columnAliases.ts';
import { isOfPeople } from './leadFile.ts';
import { meaningInPassing } from './statusMeaning.ts';

/** Whether words of a request in a column of this name can be about calls; an opt-out of e-mails is not. */
export function canSpeak(name: string): boolean {
  return !isOtherChannel(name) && !EMAIL.test(name);
}

const EMAIL = /e-?mail|newsletter/i;

/** More values, or longer ones, are prose. */
const mostValues = 12;
const longestValue = 40;

/** Whether the sample cells of an unknown column are values, at least one of which says that the person asked. */
export function speaksOfCalls(name: string, cells: readonly string[]): boolean {
  if (!canSpeak(name) || isOfPeople(name)) return false;
  const values = new Set(cells);
  if (values.size > mostValues || cells.some((cell) => cell.length > longestValue)) return false;
  return [...values].some((value) => meaningInPassing(value, false) === 'block');
}
