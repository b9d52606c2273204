// Finds, from the first text of a file, what separates the cells and where the header is, and takes sample rows to
// show. Every candidate is tried with the real reader; the one that reads best by shape and content wins.

import { matchAlias } from '../../../../shared/domain/columns/columnAliases.ts';
import { recogniseColumns } from '../../../../shared/domain/columns/columns.ts';
import { detectHeader } from '../../../../shared/domain/columns/headerRow.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import { type Delimiter, type Dialect, MAX_COLUMNS, type Row } from './dialect.ts';
import { createRecordReader } from './recordReader.ts';
import { opensBehindBlanks } from './spacedCells.ts';

export interface DialectChoices {
  readonly encoding?: Dialect['encoding'];
  readonly delimiter?: Delimiter;
  readonly quote?: Dialect['quote'];
  /** True: the first row with text (or the header found below titles) is a header; false: there is none. */
  readonly hasHeader?: boolean;
  /** Helps to tell numbers from other digits. */
  readonly region?: Region;
}

export interface FoundDialect {
  readonly dialect: Omit<Dialect, 'encoding'>;
  readonly header: readonly string[] | null;
  /** The header, and the rows above it. */
  readonly head: readonly Row[];
  /** Up to 50 rows below the header. */
  readonly samples: readonly Row[];
  readonly isTooWide: boolean;
}

/** How many rows are shown. */
export const SAMPLE_ROWS = 50;
/** How many rows from the top are looked at. */
export const STUDIED_ROWS = 80;
const CANDIDATES = [',', ';', '\t', '|'] as const satisfies readonly Delimiter[];

/**
 * @param text the beginning of the file
 * @param isWhole whether that is all of it; otherwise the last record may be cut and is left out
 */
export function detectDialect(text: string, isWhole: boolean, choices: DialectChoices): FoundDialect {
  const quote = choices.quote ?? '"';
  const delimiter = choices.delimiter ?? detectDelimiter(text, isWhole, quote, choices.region);
  const { rows, isSpaced } = readEither(text, isWhole, { delimiter, quote }, STUDIED_ROWS);
  const headerIndex = chooseHeader(rows, choices);
  const header = headerIndex === null ? null : (rows[headerIndex]?.cells ?? null);
  const below = rows.slice(headerIndex === null ? 0 : headerIndex + 1);
  const columns = countColumns(header, below);
  const headerRow = headerIndex === null ? null : (rows[headerIndex]?.line ?? null);
  const dialect = { delimiter, quote, headerRow, columns, ...(isSpaced ? { isSpaced } : {}) };
  return {
    dialect,
    header,
    head: rows.slice(0, rows.length - below.length),
    samples: rereadBelow(text, isWhole, dialect),
    isTooWide: rows.some((row) => row.problem === 'tooWide') && columns >= MAX_COLUMNS,
  };
}

/**
 * Finds the header of rows whose cells are separate already (a sheet). Rows may differ in width; the widest gives the
 * column count.
 */
export function detectTable(
  rows: readonly Row[],
  choices: Pick<DialectChoices, 'hasHeader' | 'region'>,
): Pick<FoundDialect, 'header' | 'head' | 'samples'> & Pick<Dialect, 'headerRow' | 'columns'> {
  const headerIndex = chooseHeader(rows, choices);
  const header = headerIndex === null ? undefined : rows[headerIndex];
  return {
    headerRow: header?.line ?? null,
    header: header?.cells ?? null,
    head: rows.slice(0, headerIndex === null ? 0 : headerIndex + 1),
    columns: rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 1),
    samples: rows.slice(headerIndex === null ? 0 : headerIndex + 1).slice(0, SAMPLE_ROWS),
  };
}

/** The header's width, unless nearly all rows agree on more: then the header lacks names, and no row is damaged. */
function countColumns(header: readonly string[] | null, rows: readonly Row[]): number {
  const widths = rows.map((row) => row.cells.length);
  const usual = mostCommon(widths);
  if (header === null) return Math.max(usual, 1);
  const agree = widths.filter((width) => width === usual).length;
  return usual > header.length && agree >= 0.9 * widths.length ? usual : header.length;
}

function chooseHeader(rows: readonly Row[], { hasHeader, region }: DialectChoices): number | null {
  if (hasHeader === false) return null;
  const found = detectHeader(
    rows.map((row) => row.cells),
    region,
  ).headerIndex;
  return hasHeader === true ? (found ?? (rows.length > 0 ? 0 : null)) : found;
}

function rereadBelow(text: string, isWhole: boolean, dialect: FoundDialect['dialect']): readonly Row[] {
  const rows = readFirst(text, isWhole, dialect, STUDIED_ROWS, dialect.columns);
  return rows.filter((row) => row.line > (dialect.headerRow ?? 0)).slice(0, SAMPLE_ROWS);
}

/**
 * Finds the delimiter. It must split most rows into the same number of cells (two or more), or the header into names;
 * of several candidates, the one that finds more wins.
 */
function detectDelimiter(
  text: string,
  isWhole: boolean,
  quote: Dialect['quote'],
  region: Region | undefined,
): Delimiter {
  let best: { delimiter: Delimiter; score: number } = { delimiter: 'none', score: 0 };
  for (const delimiter of CANDIDATES) {
    if (!text.includes(delimiter)) continue;
    const score = scoreDelimiter(readEither(text, isWhole, { delimiter, quote }, SAMPLE_ROWS).rows, region);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function scoreDelimiter(rows: readonly Row[], region: Region | undefined): number {
  if (rows.length === 0) return 0;
  const widths = rows.map((row) => row.cells.length);
  const usual = mostCommon(widths);
  const share = widths.filter((width) => width === usual).length / widths.length;
  const cells = rows.map((row) => row.cells);
  const { headerIndex } = detectHeader(cells, region);
  const header = headerIndex === null ? null : (cells[headerIndex] ?? null);
  // A header that names several fields shows how it is separated, however ragged the rows below it are.
  const isNamed = header !== null && header.filter((name) => matchAlias(name) !== undefined).length >= 2;
  if (!isNamed && (usual < 2 || share < 0.5)) return 0;
  const samples = cells.slice(headerIndex === null ? 0 : headerIndex + 1);
  const guesses = recogniseColumns({ header, samples, region });
  const phones = guesses.filter((guess) => guess.field === 'phone');
  const named = guesses.filter((guess) => guess.why === 'header');
  return (
    share +
    Math.min(usual, 20) / 100 +
    (phones.length > 0 ? 2 * Math.max(...phones.map((guess) => guess.confidence)) : 0) +
    named.length
  );
}

type Written = Pick<Dialect, 'delimiter' | 'quote' | 'isSpaced'>;

/** When nearly all separators have blanks behind them, quoted cells further down have blanks in front too. */
const spacedShare = 0.9;

/**
 * Reads the first rows in two ways: blanks behind separators are part of the cells, or they are not. They are not if
 * quotation marks behind blanks open cells and the rows then agree at least as well, or if nearly all cells have blanks
 * in front.
 */
function readEither(
  text: string,
  isWhole: boolean,
  written: Written,
  count: number,
): { readonly rows: readonly Row[]; readonly isSpaced: boolean } {
  const rows = readFirst(text, isWhole, written, count);
  const later = rows.flatMap(({ cells }) => cells.slice(1)).filter((cell) => cell.trim() !== '');
  const spaced = later.filter((cell) => /^[ \t]/.test(cell)).length;
  const mayBe =
    written.quote !== 'none' &&
    (rows.some(({ cells }) => cells.some(opensBehindBlanks)) || (spaced > 0 && spaced >= spacedShare * later.length));
  if (!mayBe) return { rows, isSpaced: false };
  const other = readFirst(text, isWhole, { ...written, isSpaced: true }, count);
  const isBetter = countDamaged(other) <= countDamaged(rows) && toAgreement(other) >= toAgreement(rows);
  return isBetter ? { rows: other, isSpaced: true } : { rows, isSpaced: false };
}

function countDamaged(rows: readonly Row[]): number {
  return rows.filter(({ problem }) => problem === 'quotes').length;
}

/** The share of rows that have the most frequent width. */
function toAgreement(rows: readonly Row[]): number {
  const widths = rows.map(({ cells }) => cells.length);
  const usual = mostCommon(widths);
  return widths.filter((width) => width === usual).length / widths.length;
}

function readFirst(
  text: string,
  isWhole: boolean,
  written: Written,
  count: number,
  columns: number | null = null,
): readonly Row[] {
  const reader = createRecordReader(written, columns);
  const rows: Row[] = [];
  const piece = 16_384;
  for (let start = 0; start < text.length && rows.length < count; start += piece) {
    rows.push(...reader.push(text.slice(start, start + piece)));
  }
  // The beginning holds no complete record: its first, cut record is better than nothing.
  if (rows.length < count && (isWhole || rows.length === 0)) rows.push(...reader.end());
  return rows.slice(0, count);
}

function mostCommon(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0];
}
