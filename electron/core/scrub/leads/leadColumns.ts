/**
 * What each column of a lead file is for, as the person confirmed it. A column without a use of its own is still looked
 * at: a blocked number is blocked in any column, unless the person left that column out.
 */
import type { DecidingField } from '../../../../shared/domain/columns/meanings.ts';
import { leadColumnsWords as say } from '../../../../shared/words/core/scrub.ts';

export type DecidingColumn = { readonly column: number; readonly field: DecidingField };

/** Columns are counted from 0. */
export type LeadColumns = {
  readonly phones: readonly number[];
  readonly areaCode: number | null;
  readonly countryCode: number | null;
  /** The column that names the country of each row's numbers. */
  readonly country: number | null;
  /** Columns that say themselves that their row is not to be called. */
  readonly deciding: readonly DecidingColumn[];
  /** Columns that the person left out: nothing in them is read. */
  readonly leftOut: readonly number[];
  /**
   * Columns whose names say that their digits are no phone numbers (ids, amounts, days): only the own list is asked
   * about them.
   */
  readonly otherNumbers: readonly number[];
  /** Columns whose words of a request are not about calls, but about e-mail and post. */
  readonly silent: readonly number[];
  /** Columns with names, addresses and the like, in which a single word is no request. */
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

/** Whether words of a request in a column block their row; columns beyond the last one that was found do. */
export function createSpeakingTest({ phones, leftOut, deciding, silent }: LeadColumns): (column: number) => boolean {
  const others = new Set([...phones, ...leftOut, ...silent, ...deciding.map((each) => each.column)]);
  return (column) => !others.has(column);
}

/** Whether a column is looked at besides the phone columns; columns beyond the last one that was found are. */
export function createLookedTest({ phones, leftOut }: LeadColumns): (column: number) => boolean {
  const others = new Set([...phones, ...leftOut]);
  return (column) => !others.has(column);
}

/** The name of a column for a person: its header, or its number. */
export function nameColumn(columns: readonly { readonly header: string | null }[], column: number): string {
  return columns[column]?.header?.trim() || say.column(column + 1);
}
