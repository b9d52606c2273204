// Which column of a file holds what, by the names in the header and by the look of the cells. The guesses come from the
// first rows, so they are only proposals: the person sees them in the import and can change each before anything is
// applied.

import type { Region } from '../numbers/number.ts';
import { foldHeader, isOtherNumberName, isOwnLineName } from './columnAliases.ts';
import { type ColumnContent, createPhoneTest, isMostly, isRepeated, studyColumns } from './columnContent.ts';
import { findCountryColumns } from './countryColumn.ts';
import { CODE_FIELDS, findOwnCodes, nameCodes } from './phoneCodes.ts';
import type { ColumnField, LayoutFields } from '../../words/columnFields.ts';
import { guessByName, type NamedGuess } from './columnNames.ts';
import { findLeadGroups, isOfRequestPhones, isOfRequests } from './leadFile.ts';
import { mostOf } from './mostColumns.ts';
import { speaksOfCalls } from './speakingColumns.ts';

export { type ColumnField, COLUMN_FIELDS, foldHeader } from './columnAliases.ts';
export { REPEATABLE_FIELDS } from '../../words/columnFields.ts';

/** What one column was taken for. `column` counts from 0; `confidence` is 0 to 1. */
export interface ColumnGuess {
  readonly column: number;
  readonly field: ColumnField;
  readonly why: 'header' | 'content' | 'layout' | 'none';
  readonly confidence: number;
}

/**
 * The columns that an import reads, counted from 0; see `REPEATABLE_FIELDS` for the fields that may have several
 * columns.
 */
export type ColumnMapping = readonly { readonly column: number; readonly field: ColumnField }[];

interface Guess extends NamedGuess {
  readonly why: ColumnGuess['why'];
}

const unknown: Guess = { field: 'ignore', why: 'none', confidence: 0, sure: false, rank: Infinity };

/**
 * Guesses the field of every column. `header` is null for a file without a header row. `samples` are rows below it;
 * cells with the same index belong to one column. `region` decides which national numbers count as numbers. `layout`
 * goes before every guess. Every column that holds numbers is a phone column, whatever its name, unless it is known to
 * hold other digits. A column that names the country of its row decides how the row's numbers are read.
 */
export function recogniseColumns(input: {
  readonly header: readonly string[] | null;
  readonly samples: readonly (readonly string[])[];
  readonly region?: Region;
  readonly layout?: LayoutFields;
}): ColumnGuess[] {
  const { header, samples, region, layout } = input;
  const width = samples.reduce((widest, row) => Math.max(widest, row.length), header?.length ?? 0);
  const names = Array.from({ length: width }, (_, column) => header?.[column]?.trim() ?? '');
  const laid = names.map((name, column) => layout?.get(header === null ? column : foldHeader(name)));
  const looksLike = createPhoneTest(region);
  const known = nameCodes(names);
  const { countries, regionOf } = findCountryColumns({ names: known, laid, samples, region, looksLike });
  const contents = studyColumns(samples, width, looksLike, regionOf);

  const named = contents.map((content, column): Guess => {
    const field = laid[column];
    if (field !== undefined) return { field, why: 'layout', confidence: 1, sure: true, rank: -1 };
    const guess = countries.get(column) ?? guessByName(known[column] ?? '', content, width);
    return guess === undefined ? unknown : { why: 'header', ...guess };
  });
  const guesses = withPhonesByContent(dropOwnLines(dropEmptyPhones(named, contents), names, contents), names, contents);
  const told = withSpeaking(guesses, names, contents);
  const flagged = dropTextFlags(withPartlyFilledDates(told, names, contents, samples.length));
  return withAreaCodes(keepBest(flagged, names), contents).map(({ field, why, confidence }, column) => ({
    column,
    field,
    why,
    confidence,
  }));
}

/** A column "Work" or "Other mobile" without any filled cell is a phone column beside others, but not alone. */
function dropEmptyPhones(guesses: readonly Guess[], contents: readonly ColumnContent[]): readonly Guess[] {
  const isEmpty = (guess: Guess, column: number) =>
    guess.field === 'phone' && guess.why === 'header' && !guess.sure && contents[column]?.filled === 0;
  if (guesses.some((guess, column) => guess.field === 'phone' && !isEmpty(guess, column))) return guesses;
  return guesses.map((guess, column) => (isEmpty(guess, column) ? unknown : guess));
}

/**
 * Beside a phone column, "caller id" is the company's own line if it repeats, and "number" is a running number. A
 * longer name with "phone" in it ("Agent phone") is a line of the company only if one number clearly stands in most
 * rows.
 */
function dropOwnLines(
  guesses: readonly Guess[],
  names: readonly string[],
  contents: readonly ColumnContent[],
): readonly Guess[] {
  const isOwnLine = (guess: Guess, column: number) =>
    guess.field === 'phone' && guess.why === 'header' && !guess.sure && isOwnLineName(names[column] ?? '');
  const isVaried = (content: ColumnContent) => isMostly(content, content.phones) && !isRepeated(content);
  const hasOther = guesses.some((guess, column) => {
    const content = contents[column];
    return guess.field === 'phone' && (!isOwnLine(guess, column) || (content !== undefined && isVaried(content)));
  });
  if (!hasOther) return guesses;
  return guesses.map((guess, column) => {
    const content = contents[column];
    if (content === undefined || guess.field !== 'phone' || guess.why !== 'header') return guess;
    if (isOwnLine(guess, column)) return isVaried(content) ? guess : unknown;
    return guess.rank >= 2000 && content.filled >= 3 && isRepeated(content) ? unknown : guess;
  });
}

/**
 * Columns of which nothing else is known and whose cells are numbers; ids and the like only if there is no other
 * column.
 */
function withPhonesByContent(
  guesses: readonly Guess[],
  names: readonly string[],
  contents: readonly ColumnContent[],
): readonly Guess[] {
  const add = (before: readonly Guess[], isFree: (column: number, content: ColumnContent) => boolean) =>
    before.map((guess, column) => {
      const content = contents[column];
      if (guess !== unknown || content === undefined || !isMostly(content, content.phones)) return guess;
      return isFree(column, content) ? byContent('phone', content.phones / content.filled) : guess;
    });
  const isLine = (content: ColumnContent) => content.filled < 3 || !isRepeated(content);
  const isOwnLine = (column: number) => isOwnLineName(names[column] ?? '');
  const found = add(
    guesses,
    (column, content) => !isOtherNumberName(names[column] ?? '') && !isOwnLine(column) && isLine(content),
  );
  if (found.some(({ field }) => field === 'phone')) return found;
  const any = add(found, () => true);
  const [only] = contents;
  // A file that holds only digits is a list of numbers, whether they are in use or not.
  const isDigits = contents.length === 1 && only !== undefined && only.words === 0 && isMostly(only, only.phoneLike);
  if (!isDigits || any[0] !== unknown) return any;
  return [byContent('phone', 0.6)];
}

/** Columns of which nothing else is known and whose values tell requests from other rows: tags, lists, labels. */
function withSpeaking(
  guesses: readonly Guess[],
  names: readonly string[],
  contents: readonly ColumnContent[],
): readonly Guess[] {
  return guesses.map((guess, column) => {
    const isSpeaking = guess === unknown && speaksOfCalls(names[column] ?? '', contents[column]?.cells ?? []);
    return isSpeaking ? byContent('disposition', 0.6) : guess;
  });
}

/**
 * In the export of a CRM, "opt out date" has a day where a person opted out, and is empty otherwise: then the column is
 * a flag. In a list of requests, an empty day only means that the day is not known.
 */
function withPartlyFilledDates(
  guesses: readonly Guess[],
  names: readonly string[],
  contents: readonly ColumnContent[],
  rows: number,
): readonly Guess[] {
  const isFlag = guesses.map(({ field, why }, column) => {
    const filled = contents[column]?.filled ?? 0;
    return field === 'date' && why === 'header' && filled > 0 && filled < rows / 2 && isOfRequests(names[column] ?? '');
  });
  if (!isFlag.includes(true) || findLeadGroups(names).size < 2) return guesses;
  return guesses.map((guess, column) => (isFlag[column] === true ? { ...guess, field: 'flag' } : guess));
}

/** An opt-out of text messages is about the same number: it counts where nothing says anything about calls. */
function dropTextFlags(guesses: readonly Guess[]): readonly Guess[] {
  const isOfTexts = ({ field, why, sure, rank }: Guess) => field === 'flag' && why === 'header' && !sure && rank < 2000;
  const hasOther = guesses.some((guess) => guess.field === 'flag' && !isOfTexts(guess));
  return hasOther ? guesses.map((guess) => (isOfTexts(guess) ? unknown : guess)) : guesses;
}

function byContent(field: ColumnField, share: number): Guess {
  return { field, why: 'content', confidence: Math.min(0.9, share), sure: false, rank: 5000 };
}

/**
 * Of several columns for a field that can have only one, the best-known name stays; of equals, the first. Codes that belong to
 * phone columns of their own all stay.
 */
function keepBest(guesses: readonly Guess[], names: readonly string[]): readonly Guess[] {
  const columnsOf = (wanted: ColumnField) => guesses.flatMap(({ field }, column) => (field === wanted ? [column] : []));
  const own = new Set(
    [...CODE_FIELDS].flatMap((field) => findOwnCodes(field, columnsOf(field), columnsOf('phone'), names)),
  );
  return guesses.map((guess, column) => {
    // Of codes that belong to no phone of their own, one is for all phones.
    if (own.has(column) || mostOf(guess.field, 1) > 1) return guess;
    const beaten = guesses.some(
      (other, place) =>
        other.field === guess.field && (other.rank < guess.rank || (other.rank === guess.rank && place < column)),
    );
    return beaten ? unknown : guess;
  });
}

/** An area code is of use only beside local numbers; a registry file has the pair without a header. */
function withAreaCodes(guesses: readonly Guess[], contents: readonly ColumnContent[]): readonly Guess[] {
  const locals = contents.findIndex((content) => isMostly(content, content.local));
  const isNamed = guesses.some((guess) => guess.field === 'areaCode');
  if (locals === -1) return guesses.map((guess) => (guess.field === 'areaCode' ? unknown : guess));
  if (isNamed) {
    return guesses.some((guess) => guess.field === 'phone') ? guesses : guesses.with(locals, byContent('phone', 0.7));
  }
  const codes = contents.findIndex((content) => content.filled > 0 && content.shortDigits === content.filled);
  if (codes === -1 || guesses.some((guess) => guess.why === 'header')) return guesses;
  if (guesses.some((guess, column) => guess.field === 'phone' && column !== locals)) return guesses;
  return guesses.with(codes, byContent('areaCode', 0.9)).with(locals, byContent('phone', 0.9));
}

/**
 * For an import: where the names of some phone columns say that they hold the numbers of people who asked ("Phone (do
 * not call)" beside "Phone"), the others are not read, so that the person is asked about them.
 */
export function keepRequestPhones(
  guesses: readonly ColumnGuess[],
  header: readonly string[] | null,
): readonly ColumnGuess[] {
  const isPhone = ({ field, why }: ColumnGuess) => field === 'phone' && why !== 'layout';
  const isOfOthers = (guess: ColumnGuess) => isPhone(guess) && !isOfRequestPhones(header?.[guess.column] ?? '');
  if (!guesses.some((guess) => isPhone(guess) && !isOfOthers(guess))) return guesses;
  return guesses.map((guess) =>
    isOfOthers(guess) ? { ...guess, field: 'ignore', why: 'none', confidence: 0 } : guess,
  );
}

/** The guesses as a mapping, without the columns to ignore. */
export function toMapping(guesses: readonly ColumnGuess[]): ColumnMapping {
  return guesses.filter(({ field }) => field !== 'ignore').map(({ column, field }) => ({ column, field }));
}
