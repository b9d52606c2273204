/**
 * Which columns hold the area code, the dialling code and the country of each phone column: one column for all of them, or, where
 * phones have codes of their own ("Alt Area Code" beside "Alt Phone"), the column beside each. One decision for imports, removals
 * and scrubs.
 */
import { matchAliases } from './columnAliases.ts';
import { splitWords } from '../../words/foldLetters.ts';
import type { ColumnField } from '../../words/columnFields.ts';

/** The columns of one phone column, counted from 0; null: none holds such a thing. */
export type PhoneCodes = {
  readonly areaCode: number | null;
  readonly countryCode: number | null;
  readonly country: number | null;
};

type CodeField = keyof PhoneCodes;
type Mapped = readonly { readonly column: number; readonly field: ColumnField }[];

/** Fields of which each phone column may have a column of its own. */
export const CODE_FIELDS: ReadonlySet<ColumnField> = new Set<CodeField>(['areaCode', 'countryCode', 'country']);

/** The columns of each phone column of a mapping, in the order of `phones`. */
export function toPhoneCodes(mapping: Mapped, phones: readonly number[]): readonly PhoneCodes[] {
  const columnsOf = (wanted: CodeField) =>
    mapping
      .filter(({ field }) => field === wanted)
      .map(({ column }) => column)
      .toSorted((a, b) => a - b);
  const [areas, codes, countries] = [columnsOf('areaCode'), columnsOf('countryCode'), columnsOf('country')];
  return phones.map((phone) => ({
    areaCode: findBeside(phone, phones, areas),
    countryCode: findBeside(phone, phones, codes),
    country: findBeside(phone, phones, countries),
  }));
}

/** The column beside a phone column: the next before it, or the next after it in a file whose first phone stands before all codes. */
function findBeside(phone: number, phones: readonly number[], columns: readonly number[]): number | null {
  const [first] = columns;
  if (first === undefined || columns.length === 1) return first ?? null;
  const before = columns.findLast((column) => column < phone);
  if (first < Math.min(...phones)) return before ?? first;
  return columns.find((column) => column > phone) ?? before ?? first;
}

/**
 * The names by which columns are recognised: that of a code of one phone without the words that say whose it is ("Alt Area Code"
 * beside "Alt Phone" is an area code, "Country Code 2" beside "Phone 2" a country code); all others as they are.
 */
export function nameCodes(names: readonly string[]): readonly string[] {
  const isPhone = (name: string) => matchAliases(name)[0]?.field === 'phone';
  const phoneWords = new Set(names.filter(isPhone).flatMap(splitWords));
  return names.map((name) => {
    if (matchAliases(name).length > 0) return name;
    const words = splitWords(name);
    const rests = words
      .filter((word) => phoneWords.has(word))
      .map((word) => words.filter((other) => other !== word).join(' '));
    return rests.find((rest) => CODE_FIELDS.has(matchAliases(rest)[0]?.field ?? 'ignore')) ?? name;
  });
}

/**
 * Of several columns for one such field, those that belong to phone columns of their own: each lies beside another phone, and its
 * name has a word of that phone's name that the first one's name has not ("Alt Area Code" and "Alt Phone"). None where it is not
 * so: two countries may as well be those of two addresses.
 */
export function findOwnCodes(
  columns: readonly number[],
  phones: readonly number[],
  names: readonly string[],
): readonly number[] {
  const sorted = columns.toSorted((a, b) => a - b);
  const [first = 0, ...others] = sorted;
  const common = new Set(splitWords(names[first] ?? ''));
  const isOwn = (column: number): boolean => {
    const phone = phones.find((each) => findBeside(each, phones, sorted) === column);
    const words = new Set(splitWords(names[phone ?? -1] ?? ''));
    return splitWords(names[column] ?? '').some((word) => words.has(word) && !common.has(word));
  };
  const isFirstUsed = phones.some((phone) => findBeside(phone, phones, sorted) === first);
  return others.length > 0 && isFirstUsed && others.every(isOwn) ? sorted : [];
}
