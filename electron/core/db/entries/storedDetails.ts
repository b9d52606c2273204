/** The fields of an entry (shared/fields.ts) as the entry table and the journal keep them: texts, and milliseconds of the epoch. */
import {
  type FieldOf,
  type FieldRow,
  fieldNames,
  fields,
  type Part,
  fieldParts,
  type PartRow,
  type Stored,
  type StoredOf,
  type WordField,
  wordFields,
} from '../../../../shared/fields.ts';
import { type CallTexts, type Details, toReference } from '../../../../shared/domain/entry/details.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';

export type StoredDetails = {
  readonly [S in Stored]: (S extends StoredOf<FieldOf<'moment'>> ? number : string) | null;
};

/** The names of what is stored, in the order of the fields. */
export const storedNames: readonly Stored[] = fieldParts.map(({ stored }) => stored);

/** The columns of the entry table, in the same order: the names in snake case. */
export const storedColumns: readonly string[] = storedNames.map(columnOf);

/** The column of the entry table that holds what is stored under this name. */
export function columnOf(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

/**
 * What an entry `e` says in words, as SQL: the reason, then each other field of words behind its title. Null where it says
 * nothing.
 */
export const wordsOfEntry = `nullif(concat_ws(' · ', ${wordFields.map(toWordsSql).join(', ')}), '')`;

/** One field of words; null, which `concat_ws` leaves out, where the entry does not say it. */
function toWordsSql(field: WordField): string {
  const row: FieldRow = fields[field];
  const column = `e.${columnOf(field)}`;
  if (field === 'reason') return column;
  const cases = row.kind === 'choice' ? Object.entries(row.words) : [];
  const said =
    cases.length === 0
      ? column
      : `CASE ${column} ${cases.map(([value, words]) => `WHEN '${value}' THEN '${words}'`).join(' ')} END`;
  return `'${row.title}: ' || ${said}`;
}

/** How each field is stored: by itself, as milliseconds, or part by part. */
const rows = fieldNames.map((field) => {
  const { kind }: FieldRow = fields[field];
  return { field, kind, own: fieldParts.filter((part) => part.field === field) };
});

/** What is kept of details that say nothing. */
export const nothingStored = Object.fromEntries(storedNames.map((name) => [name, null])) as StoredDetails;

/**
 * Writes details, in the form in which they are kept, into a record that says nothing yet, and answers it. An import makes a
 * million of them: copies of one record share its shape, and most fields say nothing. `toMs` reads an instant as milliseconds.
 */
export function store<T extends StoredDetails>(into: T, details: Details, toMs: (at: Instant) => number): T {
  const stored: Record<string, string | number | null> = into;
  for (const { field, kind, own } of rows) {
    const value = details[field];
    if (value === null) continue;
    if (kind === 'moment') stored[field] = toMs(value as Instant);
    else if (kind === 'reference')
      for (const part of own) stored[part.stored] = (value as Partial<Record<Part, string>>)[part.part] ?? null;
    else stored[field] = value as string;
  }
  return into;
}

/** Which of `storedNames` say something: a bit for each, in their order. */
export function bitsSaid(stored: StoredDetails): number {
  let bits = 0;
  for (const [at, name] of storedNames.entries()) if (stored[name] !== null) bits |= 1 << at;
  return bits;
}

/** The names behind bits of `bitsSaid`. */
export function namesSaid(bits: number): readonly Stored[] {
  return storedNames.filter((_, at) => (bits & (1 << at)) !== 0);
}

/** Reads them back. */
export function fromStored(stored: StoredDetails, toInstant: (ms: number) => Instant): Details {
  const details: Record<string, unknown> = {};
  for (const { field, kind, own } of rows) {
    const [first] = own;
    const value = first === undefined ? null : stored[first.stored];
    if (value === null) details[field] = null;
    else if (kind === 'reference') details[field] = toReference(readParts(stored, own));
    else details[field] = typeof value === 'number' ? toInstant(value) : value;
  }
  return details as Details;
}

function readParts(stored: StoredDetails, own: readonly PartRow[]): CallTexts {
  return Object.fromEntries(own.map((part) => [part.part, stored[part.stored]])) as CallTexts;
}
