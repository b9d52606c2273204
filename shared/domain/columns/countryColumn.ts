/**
 * Columns that say to which country the numbers of their row belong: a dialling code to join to the number, or the
 * country in any form that countries.ts reads. If the header names such a column, most cells must be known. If it does
 * not, or if its name means other things too ("Region"), the row's numbers must be valid in the country that the cell
 * gives. They hardly ever are when the cell is a state of the USA (CA, IN, DE) or a first name (Jordan).
 */
import { parseNumber, type Region } from '../numbers/number.ts';
import { createCountryReader } from '../numbers/countries.ts';
import { isBlankCell } from './cellShapes.ts';
import { matchAliases } from './columnAliases.ts';
import type { PhoneTest } from './columnContent.ts';
import type { ColumnField } from '../../words/columnFields.ts';
import type { NamedGuess } from './columnNames.ts';

type Rows = readonly (readonly string[])[];
type CountryOf = (cell: string) => Region | undefined;

export type CountryGuess = NamedGuess & {
  readonly field: 'country' | 'countryCode';
  readonly why: 'header' | 'content';
};

export type CountryColumns = {
  /** By column, counted from 0. Several may be found; a caller that keeps one per field takes the lowest rank. */
  readonly countries: ReadonlyMap<number, CountryGuess>;
  /** The country that a row gives for its own numbers; undefined if it gives no known country. */
  readonly regionOf: (row: readonly string[]) => Region | undefined;
};

/** Letters or a plus: without a header, bare digits may be anything. */
const COUNTRY_LIKE = /^(?:\+\d{1,4}|(?=.*[\p{L}\u{1F1E6}-\u{1F1FF}])[^@]{2,50})$/u;

/** A code that can be put in front of the number without a change. */
const JOINABLE = /^\+?\d{1,3}$/;

/**
 * @param names the header's cells; empty texts without header
 * @param laid the fields of a known layout; these columns are not judged again
 */
export function findCountryColumns(input: {
  readonly names: readonly string[];
  readonly laid: readonly (ColumnField | undefined)[];
  readonly samples: Rows;
  readonly region: Region | undefined;
  readonly looksLike: PhoneTest;
}): CountryColumns {
  const { names, laid, samples } = input;
  const countryOf = rememberCountries();
  const cellsOf = (column: number) =>
    samples.map((row) => row[column]?.trim() ?? '').filter((cell) => !isBlankCell(cell));
  const countries = new Map<number, CountryGuess>();
  for (const [column, name] of names.entries()) {
    if (laid[column] !== undefined) continue;
    const guess = guessNamed(name, cellsOf(column), countryOf);
    if (guess === undefined || (!guess.sure && !isCountryByContent(column, cellsOf(column), countryOf, input)))
      continue;
    countries.set(column, guess);
  }
  const isLaid = (column: number) => laid[column] === 'country' || laid[column] === 'countryCode';
  const named = [...countries].toSorted(([, a], [, b]) => a.rank - b.rank).map(([column]) => column);
  const columns = [...names.keys()].filter(isLaid).concat(named);
  if (columns.length === 0) {
    const column = names.findIndex(
      (name, place) =>
        name === '' && laid[place] === undefined && isCountryByContent(place, cellsOf(place), countryOf, input),
    );
    if (column !== -1) {
      countries.set(column, { field: 'country', why: 'content', confidence: 0.8, sure: false, rank: 5000 });
      columns.push(column);
    }
  }
  return {
    countries,
    regionOf(row) {
      for (const column of columns) {
        const country = countryOf(row[column] ?? '');
        if (country !== undefined) return country;
      }
      return undefined;
    },
  };
}

function guessNamed(name: string, cells: readonly string[], countryOf: CountryOf): CountryGuess | undefined {
  const match = matchAliases(name).find(({ field }) => field === 'country' || field === 'countryCode');
  if (match === undefined) return undefined;
  const { sure, rank } = match;
  const toGuess = (field: CountryGuess['field']): CountryGuess => ({
    field,
    why: 'header',
    confidence: sure ? 0.9 : 0.7,
    sure,
    rank,
  });
  const isCode = match.field === 'countryCode';
  if (cells.length === 0) return toGuess(isCode ? 'countryCode' : 'country');
  const known = cells.filter((cell) => countryOf(cell) !== undefined).length;
  if (known / cells.length < 0.6) {
    if (isCode) return toGuess('countryCode');
    // A column that is called a country and names no known one leaves the country of its numbers open.
    return sure && cells.every((cell) => COUNTRY_LIKE.test(cell)) ? toGuess('country') : undefined;
  }
  return toGuess(cells.every((cell) => JOINABLE.test(cell)) ? 'countryCode' : 'country');
}

function isCountryByContent(
  column: number,
  cells: readonly string[],
  countryOf: CountryOf,
  {
    samples,
    region,
    looksLike,
  }: { readonly samples: Rows; readonly region: Region | undefined; readonly looksLike: PhoneTest },
): boolean {
  const distinct = new Set(cells);
  // Countries repeat. Names, towns and e-mails hardly do, and need not be looked up.
  if (cells.length === 0 || (cells.length >= 10 && distinct.size > 0.8 * cells.length)) return false;
  if (!cells.every((cell) => COUNTRY_LIKE.test(cell))) return false;
  if (cells.filter((cell) => countryOf(cell) !== undefined).length / cells.length < 0.9) return false;
  let [agree, explain, judged] = [0, 0, 0];
  for (const row of samples) {
    const own = countryOf(row[column] ?? '');
    const others = row.filter((_, place) => place !== column);
    const numbers = own === undefined ? [] : others.filter((cell) => looksLike(cell.trim(), own) !== 'no');
    if (numbers.length === 0) continue;
    judged += 1;
    if (!numbers.some((cell) => isValidIn(cell, own))) continue;
    agree += 1;
    if (!numbers.some((cell) => isValidIn(cell, region))) explain += 1;
  }
  const areCodes = [...distinct].every((cell) => /^[A-Za-z]{2}$/.test(cell));
  return judged > 0 && agree / judged >= 0.6 && (!areCodes || explain > 0);
}

function isValidIn(cell: string, region: Region | undefined): boolean {
  const parsed = parseNumber(cell, region);
  return parsed.ok && parsed.valid;
}

function rememberCountries(): CountryOf {
  const known = new Map<string, Region | undefined>();
  let read: ReturnType<typeof createCountryReader> | undefined;
  return (cell) => {
    const text = cell.trim();
    if (text === '') return undefined;
    if (known.has(text)) return known.get(text);
    read ??= createCountryReader();
    const found = read(text);
    const country = found === null || found === 'unknown' ? undefined : found;
    known.set(text, country);
    return country;
  };
}
