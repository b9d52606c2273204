/** What the readers of vCards and phone books make of a contact: a row for each of its numbers, and one without a number. */
import type { Row } from '../../text/dialect.ts';

/** The names of the columns; none of them is in the file. */
export const contactHeader = ['Name', 'Phone', 'Phone type'] as const;

/** The row of the made header: the rows are numbered below it. */
export const contactHeaderRow = 1;

/** The name of the part that a file's contacts form. */
export const contactPart = 'Contacts';

export type ContactNumber = { readonly line: number; readonly phone: string; readonly type: string };

/** The rows of one contact. `line`: its line when it has no number, so that it is counted. */
export function toContactRows(name: string, numbers: readonly ContactNumber[], line: number): Row[] {
  if (numbers.length === 0) return [{ line, cells: [name, '', ''], problem: null }];
  return numbers.map((number) => ({ line: number.line, cells: [name, number.phone, number.type], problem: null }));
}

/** The first of the texts that is not empty, in one line. */
export function firstText(...texts: readonly (string | undefined)[]): string {
  return texts.map((text) => text?.replaceAll(/\s+/g, ' ').trim() ?? '').find((text) => text !== '') ?? '';
}
