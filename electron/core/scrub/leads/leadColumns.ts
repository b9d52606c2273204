/**
 * What each column of a lead file is for, as the person confirmed it. A column without a use of its own is still looked
 * at: a blocked number is blocked in any column, unless the person left that column out.
 */
import type { PhoneCodes } from '../../../../shared/domain/columns/phoneCodes.ts';
import type { DecidingField } from '../../../../shared/domain/columns/meanings.ts';
import { leadColumnsWords as say } from '../../../../shared/words/core/scrub.ts';

export type DecidingColumn = { readonly column: number; readonly field: DecidingField };

/** Columns are counted from 0. */
export type LeadColumns = {
  readonly phones: readonly number[];
  /** For each phone column: which columns hold the area code, the dialling code and the country of its numbers. */
  readonly codes: readonly PhoneCodes[];
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
export function toWantedColumns({ phones, codes, deciding }: LeadColumns): number[] {
  const beside = codes.flatMap(({ areaCode, countryCode, country }) => [areaCode, countryCode, country]);
  const columns = [...phones, ...beside, ...deciding.map((each) => each.column)];
  return [...new Set(columns)].filter((column) => column !== null).toSorted((a, b) => a - b);
}

/** The columns that name the country of numbers, each once. */
export function toCountryColumns({ codes }: Pick<LeadColumns, 'codes'>): number[] {
  return [...new Set(codes.map(({ country }) => country))].filter((column) => column !== null);
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
