/**
 * What each column of a lead file is for, as the person confirmed it. Whatever has no use of its own is still looked at: a
 * number that is blocked is blocked in any column, unless a person left that column out.
 */
import type { DecidingField } from '../../../../shared/domain/columns/meanings.ts';

export type DecidingColumn = { readonly column: number; readonly field: DecidingField };

/** Columns are counted from 0. */
export type LeadColumns = {
  readonly phones: readonly number[];
  readonly areaCode: number | null;
  readonly countryCode: number | null;
  /** Names the country of each row's numbers. */
  readonly country: number | null;
  /** Say themselves that their row is not to be called. */
  readonly deciding: readonly DecidingColumn[];
  /** A person left them out: nothing in them is read. */
  readonly leftOut: readonly number[];
  /** Their names say that their digits are no phone numbers (ids, amounts, days): of them only the own list is asked. */
  readonly otherNumbers: readonly number[];
  /** Words of a request in them are not about calls: e-mail and post. */
  readonly silent: readonly number[];
  /** They hold names, addresses and the like, in which a single word is no request. */
  readonly ofPeople: readonly number[];
  /** Phone columns whose name says that the numbers in them are not to be called. */
  readonly ofRequests: readonly number[];
};

/** The columns that have to be found in each record, ascending. */
export function toWantedColumns({ phones, areaCode, countryCode, country, deciding }: LeadColumns): number[] {
  return [
    ...new Set([...phones, areaCode ?? -1, countryCode ?? -1, country ?? -1, ...deciding.map((each) => each.column)]),
  ]
    .filter((column) => column >= 0)
    .toSorted((a, b) => a - b);
}

/** Whether words of a request in a column block their row; columns behind the last one that was found do. */
export function createSpeakingTest({ phones, leftOut, deciding, silent }: LeadColumns): (column: number) => boolean {
  const others = new Set([...phones, ...leftOut, ...silent, ...deciding.map((each) => each.column)]);
  return (column) => !others.has(column);
}

/** Whether a column is looked at besides the phone columns; columns behind the last one that was found are. */
export function createLookedTest({ phones, leftOut }: LeadColumns): (column: number) => boolean {
  const others = new Set([...phones, ...leftOut]);
  return (column) => !others.has(column);
}

/** What a person knows a column by: its name, or its place. */
export function nameColumn(columns: readonly { readonly header: string | null }[], column: number): string {
  return columns[column]?.header?.trim() || `column ${column + 1}`;
}
