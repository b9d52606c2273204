// Which column of a file holds what: by the names in the header first, by the look of the cells second. The person sees
// the guesses in the import and can change each before anything is applied.

import { type ColumnField, foldHeader, matchAlias } from './columnAliases.ts';
import { type ColumnContent, createPhoneTest, studyColumns } from './columnContent.ts';
import type { Region } from '../numbers/number.ts';

export { type ColumnField, COLUMN_FIELDS, foldHeader } from './columnAliases.ts';

/** What one column was taken for. `column` counts from 0; `confidence` is 0 to 1. */
export interface ColumnGuess {
  readonly column: number;
  readonly field: ColumnField;
  readonly why: 'header' | 'content' | 'layout' | 'none';
  readonly confidence: number;
}

/** The columns that an import reads, counted from 0. Several may be `phone` or `name`; every other field has at most one. */
export type ColumnMapping = readonly { readonly column: number; readonly field: ColumnField }[];

/** Fields that more than one column may have: each phone column is read, the parts of a name are joined. */
export const REPEATABLE_FIELDS: ReadonlySet<ColumnField> = new Set<ColumnField>(['phone', 'name', 'ignore']);

const NOTHING = { field: 'ignore', why: 'none', confidence: 0 } as const satisfies Omit<ColumnGuess, 'column'>;

/**
 * Guesses the field of every column. `header` is null for a file without header row; `samples` are rows below it, cells
 * of equal place belong to one column; `region` decides which national numbers count as numbers; `layout` gives the
 * fields of a known layout by folded header, and goes before every guess.
 */
export function recogniseColumns(input: {
  readonly header: readonly string[] | null;
  readonly samples: readonly (readonly string[])[];
  readonly region?: Region;
  readonly layout?: ReadonlyMap<string, ColumnField>;
}): ColumnGuess[] {
  const { header, samples, region, layout } = input;
  const width = samples.reduce((widest, row) => Math.max(widest, row.length), header?.length ?? 0);
  const contents = studyColumns(samples, width, region);
  const named = contents.map((content, column): RankedGuess => {
    const field = layout?.get(foldHeader(header?.[column] ?? ''));
    if (field === undefined) return guessByHeader(header?.[column] ?? '', content);
    return { field, why: 'layout', confidence: 1, rank: -1 };
  });

  const hasPhone = named.some((guess) => guess.field === 'phone');
  const hasSurePhone = named.some((guess) => guess.field === 'phone' && !isDoubtful(guess));
  const guesses = named.map((guess, column) => {
    const content = contents[column];
    // Beside "phone", a column "caller id" or "number" is the company's own line or a running number.
    if (guess.field === 'phone' && hasSurePhone && isDoubtful(guess)) return unknown;
    if (guess.field !== 'ignore' || guess.why === 'layout' || hasPhone || content === undefined) return guess;
    return isMostly(content.phones, content) ? byContent('phone', content.phones / content.filled) : guess;
  });
  return withAreaCodes(keepBest(guesses), contents).map(({ rank: _rank, ...guess }, column) => ({ column, ...guess }));
}

interface RankedGuess {
  readonly field: ColumnField;
  readonly why: ColumnGuess['why'];
  readonly confidence: number;
  readonly rank: number;
}

const unknown: RankedGuess = { ...NOTHING, rank: Infinity };

/** Matched by a word that means a phone number in some files only; see UNSURE in columnAliases.ts. */
function isDoubtful(guess: RankedGuess): boolean {
  return guess.rank >= 1000 && guess.rank < 2000;
}

function guessByHeader(header: string, content: ColumnContent): RankedGuess {
  const match = matchAlias(header);
  if (match === undefined) return unknown;
  const confidence = match.sure ? agreement(match.field, content) : 0.7;
  // "Status" may be how a call ended, or why somebody was blocked: only outcomes of calls are asked about.
  if (match.field === 'disposition' && !match.sure && content.outcomes === 0)
    return content.words > 0 ? { field: 'reason', why: 'header', confidence, rank: match.rank } : unknown;
  if (!match.sure && !contentAgrees(match.field, content)) return unknown;
  return { field: match.field, why: 'header', confidence, rank: match.rank };
}

/** A sure phone header stays one even if no cell is a number: then every line is refused with its own reason. */
function agreement(field: ColumnField, content: ColumnContent): number {
  if (field !== 'phone' || content.filled === 0) return 0.9;
  return content.phoneLike > 0 || content.local > 0 ? 1 : 0.5;
}

function contentAgrees(field: ColumnField, content: ColumnContent): boolean {
  if (content.filled === 0) return field !== 'phone' && field !== 'areaCode';
  if (field === 'phone') return isMostly(content.phoneLike, content) || isMostly(content.local, content);
  if (field === 'areaCode') return content.shortDigits === content.filled;
  return field === 'action' ? content.actions === content.filled : content.words > 0;
}

function isMostly(count: number, content: ColumnContent): boolean {
  return content.filled > 0 && count / content.filled >= 0.6;
}

function byContent(field: ColumnField, share: number): RankedGuess {
  return { field, why: 'content', confidence: Math.min(0.9, share), rank: 5000 };
}

/** Of several columns for a field that can have one only, the best known name stays; the first of equals. */
function keepBest(guesses: readonly RankedGuess[]): readonly RankedGuess[] {
  return guesses.map((guess, column) => {
    if (REPEATABLE_FIELDS.has(guess.field)) return guess;
    const beaten = guesses.some(
      (other, place) =>
        other.field === guess.field && (other.rank < guess.rank || (other.rank === guess.rank && place < column)),
    );
    return beaten ? unknown : guess;
  });
}

/** An area code is of use only beside local numbers; a registry file has the pair without any header. */
function withAreaCodes(guesses: readonly RankedGuess[], contents: readonly ColumnContent[]): readonly RankedGuess[] {
  const locals = contents.findIndex((content) => isMostly(content.local, content));
  const named = guesses.findIndex((guess) => guess.field === 'areaCode');
  if (locals === -1) return named === -1 ? guesses : guesses.with(named, unknown);
  if (named !== -1) {
    return guesses.some((guess) => guess.field === 'phone') ? guesses : guesses.with(locals, byContent('phone', 0.7));
  }
  const codes = contents.findIndex((content) => content.filled > 0 && content.shortDigits === content.filled);
  if (codes === -1 || guesses.some((guess) => guess.why === 'header')) return guesses;
  if (guesses.some((guess, column) => guess.field === 'phone' && column !== locals)) return guesses;
  return guesses.with(codes, byContent('areaCode', 0.9)).with(locals, byContent('phone', 0.9));
}

/** The guesses as a mapping, columns to ignore left out. */
export function toMapping(guesses: readonly ColumnGuess[]): ColumnMapping {
  return guesses.filter(({ field }) => field !== 'ignore').map(({ column, field }) => ({ column, field }));
}

const HEADER_SEARCH = 20;

/**
 * Finds the header row among the first rows of a file: `headerIndex` counts from 0, null if there is none. Title rows
 * above it are passed over. A row with a phone number in it is data; a row whose cells name fields is a header; a first
 * row of words above rows of numbers is one too, with names that nobody knows.
 */
export function detectHeader(rows: readonly (readonly string[])[], region?: Region): { headerIndex: number | null } {
  const looksLike = createPhoneTest(region);
  const isData = (row: readonly string[]) => row.some((cell) => looksLike(cell.trim()) !== 'no');
  const firstData = rows.findIndex(isData);
  const above = rows.slice(0, Math.min(firstData === -1 ? HEADER_SEARCH : firstData, HEADER_SEARCH));

  const scores = above.map((row) => row.filter((cell) => matchAlias(cell) !== undefined).length);
  const best = Math.max(0, ...scores);
  // A sentence in a title row has no alias as a whole cell; of equal rows the lowest stands next to the data.
  if (best > 0) return { headerIndex: scores.lastIndexOf(best) };
  if (firstData < 1) return { headerIndex: null };
  const last = above.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
  const candidate = above[last];
  return { headerIndex: candidate !== undefined && isWords(candidate, rows[firstData]) ? last : null };
}

/** Every cell that stands above a number is a word without digits. */
function isWords(row: readonly string[], data: readonly string[] | undefined): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  return (
    filled.length >= Math.min(2, data?.length ?? 1) &&
    filled.every((cell) => /\p{L}/u.test(cell) && !/\p{Nd}/u.test(cell))
  );
}
