/**
 * How many columns of a file can have one field: one decision for the mapping that is checked, for what is guessed, and for
 * the columns that a person chooses on the pages.
 */
import { type ColumnField, REPEATABLE_FIELDS } from '../../words/columnFields.ts';
import { CODE_FIELDS } from './phoneCodes.ts';

/**
 * The most columns with this field; Infinity: any number.
 * @param phones how many columns of phone numbers there are: each may have codes of its own
 */
export function mostOf(field: ColumnField, phones: number): number {
  if (CODE_FIELDS.has(field)) return Math.max(1, phones);
  return REPEATABLE_FIELDS.has(field) ? Infinity : 1;
}

/**
 * The fields of all columns after one was given another field; `leftOut`: the person left it out. Of a field that too many
 * would have then, the first columns lose it.
 */
export function giveField<Field extends ColumnField | 'leftOut'>(
  fields: readonly Field[],
  column: number,
  field: Field,
): (Field | 'ignore')[] {
  const given = fields.map((known, at) => (at === column ? field : known));
  const phones = given.filter((known) => known === 'phone').length;
  const others = given.flatMap((known, at) => (known === field && at !== column ? [at] : []));
  const most = field === 'leftOut' ? Infinity : mostOf(field, phones);
  const dropped = new Set(others.slice(0, Math.max(0, others.length + 1 - most)));
  return given.map((known, at) => (dropped.has(at) ? 'ignore' : known));
}
