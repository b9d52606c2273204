/** The order and the columns of the list: kept as text in the address, beside the filters. Pure. */
import { type Field, type FieldRow, fieldNames, fields } from '../../../shared/fields.ts';
import type { FilterParams } from './listFilter.ts';
import { listLayoutWords as say } from '../../../shared/words/page/list.ts';

export type Sort = { readonly by: 'number' | 'createdAt'; readonly descending: boolean };

/** Columns that can be chosen, in their order; the number is always there. `why` is the reason. */
const ownColumns = {
  where: say.whereItHolds,
  why: say.why,
  createdAt: say.since,
  until: say.until,
  source: say.source,
  vendors: say.vendors,
} as const;
type OwnColumn = keyof typeof ownColumns;
export type ListColumn = OwnColumn | Exclude<Field, 'reason'>;

const ownNames = Object.keys(ownColumns) as readonly OwnColumn[];
export const otherFields = fieldNames.filter((field): field is Exclude<Field, 'reason'> => field !== 'reason');
export const listColumns: readonly ListColumn[] = [...ownNames, ...otherFields];
const usualColumns: readonly ListColumn[] = ownNames;

/** The head of a column. */
export function nameColumn(column: ListColumn): string {
  if (column in ownColumns) return ownColumns[column as OwnColumn];
  const row: FieldRow = fields[column as Field];
  return row.title;
}

/** The columns that the address asks for; what it does not know is left out, and without any it is the usual ones. */
export function toColumns(params: FilterParams): readonly ListColumn[] {
  const asked = params['columns']?.split(',');
  const known = listColumns.filter((column) => asked?.includes(column) === true);
  return known.length === 0 ? usualColumns : known;
}

/** The parameters with these columns; the usual ones are not written. */
export function withColumns(params: FilterParams, columns: readonly ListColumn[]): Record<string, string> {
  const { columns: _, ...others } = params;
  const chosen = listColumns.filter((column) => columns.includes(column));
  const isUsual = chosen.length === 0 || chosen.join() === usualColumns.join();
  return isUsual ? others : { ...others, columns: chosen.join() };
}

/** The order that the address asks for: by number from the smallest, unless it says another. */
export function toSort(params: FilterParams): Sort {
  const text = params['sort'] ?? '';
  const by = text.replace('-', '') === 'createdAt' ? 'createdAt' : 'number';
  return { by, descending: text.startsWith('-') };
}

/** The parameters with this order; the usual one is not written. */
export function withSort(params: FilterParams, { by, descending }: Sort): Record<string, string> {
  const { sort: _, ...others } = params;
  return by === 'number' && !descending ? others : { ...others, sort: `${descending ? '-' : ''}${by}` };
}

/** Without filters, in the same order and with the same columns. */
export function withoutFilters(params: FilterParams): Record<string, string> {
  return withSort(withColumns({}, toColumns(params)), toSort(params));
}

/** Whether two addresses show the same list. */
export function isSameList(a: FilterParams, b: FilterParams): boolean {
  const toText = (params: FilterParams) =>
    JSON.stringify(Object.entries(params).toSorted(([one], [other]) => one.localeCompare(other)));
  return toText(a) === toText(b);
}
