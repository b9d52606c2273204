// What the cells of a column look like, for columns whose header says nothing or says something that could mean
// anything ("number", "type"). Pure counting over the sample rows.

import { AREA_CODE_WILDCARD } from './dialerLayouts.ts';
import { isCallOutcome } from './dispositions.ts';
import { createNumberParser, type Region } from '../numbers/number.ts';

/** Counts over the non-empty sample cells of one column. */
export interface ColumnContent {
  readonly filled: number;
  /** Cells that are a valid number, or would be one if only the region were known. */
  readonly phones: number;
  /** Cells that are a possible number, or digits enough for one. */
  readonly phoneLike: number;
  /** Cells of exactly 7 digits: a local number whose area code stands elsewhere. */
  readonly local: number;
  /** Cells of 2 to 5 digits. */
  readonly shortDigits: number;
  readonly actions: number;
  /** Cells that a call can end with, such as `DNC` or `no answer`. */
  readonly outcomes: number;
  /** Cells with a letter in them. */
  readonly words: number;
}

const ACTION = /^(?:a|d|r|add|added|insert|delete|deleted|del|remove|removed|drop|i|u|update|change|\+|-)$/i;

/** Looks at every sample cell of every column. Rows may differ in length; `width` columns are counted. */
export function studyColumns(
  samples: readonly (readonly string[])[],
  width: number,
  region: Region | undefined,
): readonly ColumnContent[] {
  const looksLike = createPhoneTest(region);
  return Array.from({ length: width }, (_, column) => {
    const cells = samples.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
    const looks = cells.map(looksLike);
    return {
      filled: cells.length,
      phones: looks.filter((look) => look === 'phone').length,
      phoneLike: looks.filter((look) => look !== 'no').length,
      local: cells.filter((cell) => /^\d{3}[ -]?\d{4}$/.test(cell)).length,
      shortDigits: cells.filter((cell) => /^\d{2,5}$/.test(cell)).length,
      actions: cells.filter((cell) => ACTION.test(cell)).length,
      outcomes: cells.filter(isCallOutcome).length,
      words: cells.filter((cell) => /\p{L}/u.test(cell)).length,
    };
  });
}

/** A test that tells phone numbers from other cells; `maybe` for digits that only a header could call a number. */
export function createPhoneTest(region: Region | undefined): (cell: string) => 'phone' | 'maybe' | 'no' {
  const parse = createNumberParser(region);
  return (cell) => {
    // `2024-05-01`, `5.1.2024 10:30`, `10.0.0.1`: digits enough for a number, yet none.
    if (/^\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:\D|$)/.test(cell) || /\d:\d\d/.test(cell)) return 'no';
    if (AREA_CODE_WILDCARD.test(cell)) return 'phone';
    const parsed = parse(cell);
    if (parsed.ok) return parsed.valid ? 'phone' : 'maybe';
    if (parsed.code === 'needsRegion') return /^0|^\D|^.{3,5}\D|^\d{10}$/.test(cell) ? 'phone' : 'maybe';
    return parsed.code === 'severalNumbers' || parsed.code === 'spreadsheetDamage' || /^\D*\d{7,15}\D*$/.test(cell)
      ? 'maybe'
      : 'no';
  };
}
