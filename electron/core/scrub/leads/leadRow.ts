/**
 * The row that is being read: what its cells are read with, and where the results are put. One object, filled anew for
 * each row.
 */
import { otherForms } from './cellNumbers.ts';
import { addExtra, type LeadNumbers } from './leadNumbers.ts';
import type { Units } from './units.ts';
import type { RowCountry } from './rowCountries.ts';

export type LeadRow = {
  units: Units;
  record: number;
  country: RowCountry;
  /** The digits of its area code; empty where no column holds one. */
  area: string;
  into: LeadNumbers;
  /** How many cells had to go the thorough way, which takes long. */
  slow: number;
};

const quote = 0x22;

/** Where the text of a cell starts and stops, without its quotation marks. */
export function startOf({ units }: LeadRow, from: number, to: number): number {
  return isQuoted(units, from, to) ? from + 1 : from;
}

/** Where the text of a cell ends, its closing quotation mark left out. */
export function stopOf({ units }: LeadRow, from: number, to: number): number {
  return isQuoted(units, from, to) ? to - 1 : to;
}

function isQuoted(units: Units, from: number, to: number): boolean {
  return to - from >= 2 && units[from] === quote;
}

/** Adds the other numbers of the same subscriber. */
export function addForms({ record, into }: LeadRow, column: number, kind: number, number: number): void {
  for (const other of otherForms(number)) addExtra(into, record, column, kind, other);
}
