/** What a column of a file can mean for the list: the names that recognition, mappings and the words of the languages share. */
import { type DetailColumn, fieldParts } from '../fields.ts';

/**
 * `phone` holds numbers. `countryCode` is a dialling code that is joined to the number, `country` says in any way which
 * country the row's numbers are of. `date` is when the person asked. `flag` says yes or no to "do not call this person",
 * `doubtfulFlag` says something about that, and only a person knows what; `registryFlag` gives the answer of a registry, `permission` says yes or no to "may be called"; `disposition` is how a call ended, or the status of a contact.
 * `where` is the scope of a hold, as the desk's own export writes it. The fields of an entry follow shared/fields.ts.
 */
const OWN_FIELDS = [
  'phone',
  'areaCode',
  'countryCode',
  'country',
  'expiry',
  'expiryDays',
  'flag',
  'doubtfulFlag',
  'registryFlag',
  'permission',
  'disposition',
  'author',
  'name',
  'action',
  'suspended',
  'where',
  'ignore',
] as const;

export type ColumnField = (typeof OWN_FIELDS)[number] | DetailColumn;
export const COLUMN_FIELDS: readonly ColumnField[] = [
  ...OWN_FIELDS.slice(0, 4),
  ...fieldParts.map(({ column }) => column),
  ...OWN_FIELDS.slice(4),
];

/** Fields that a column's name can give; `where` is known only from the desk's own layout. */
export type NamedField = Exclude<ColumnField, 'ignore' | 'where'>;

/**
 * Fields that more than one column may have: each phone column is read, the parts of a name are joined, and a row is
 * decided by all its flags and statuses together. Of area codes, dialling codes and countries each phone column may have its own
 * (phoneCodes.ts).
 */
export const REPEATABLE_FIELDS: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'phone',
  'name',
  'flag',
  'doubtfulFlag',
  'registryFlag',
  'permission',
  'disposition',
  'areaCode',
  'countryCode',
  'country',
  'ignore',
]);

/** The fields of a known layout: by folded header, or by place, counted from 0, in a file without header. */
export type LayoutFields = ReadonlyMap<string | number, ColumnField>;
