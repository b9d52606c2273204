/**
 * Which columns hold the area code, the dialling code and the country of each phone column: one column for all of them, or, where
 * phones have codes of their own ("Alt Area Code" beside "Alt Phone"), the column that each has by its name or beside it. One
 * decision for imports, removals and scrubs.
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

/**
 * The columns of each phone column of a mapping, in the order of `phones`.
 * @param names the columns' names, as far as there is a header
 */
export function toPhoneCodes(
  mapping: Mapped,
  phones: readonly number[],
  names: readonly string[],
): readonly PhoneCodes[] {
  const find = (wanted: CodeField) =>
    assignCodes(
      mapping.filter(({ field }) => field === wanted).map(({ column }) => column),
      phones,
      names,
    );
  const [areas, codes, countries] = [find('areaCode'), find('countryCode'), find('country')];
  // An area code that belongs to one phone by its name is none of the others; a country is likely to be theirs too.
  const ofAll = ({ columns: [only, ...others] }: Assigned) => (others.length === 0 ? (only ?? null) : null);
  const areaOfAll = areas.isNamed ? null : ofAll(areas);
  return phones.map((phone) => ({
    areaCode: areas.of.get(phone) ?? areaOfAll,
    countryCode: codes.of.get(phone) ?? ofAll(codes),
    country: countries.of.get(phone) ?? ofAll(countries),
  }));
}

type Assigned = {
  /** The columns of codes, ascending. */
  readonly columns: readonly number[];
  /** Which of them a phone column has as its own. */
  readonly of: ReadonlyMap<number, number>;
  /** Some have a name that says whose they are. */
  readonly isNamed: boolean;
};

/**
 * Gives each phone column the column of codes that is called like it ("Work Area Code" and "Work Phone"). Of those without such
 * names each gets the one beside it, or, where there are as many columns as phones, the one in the same place of their order. A
 * phone has none where another stands between.
 */
function assignCodes(columns: readonly number[], phones: readonly number[], names: readonly string[]): Assigned {
  const sorted = columns.toSorted((a, b) => a - b);
  const of = new Map<number, number>();
  const owners = findOwners(sorted, phones, names);
  for (const [column, { named, shared }] of owners)
    for (const phone of named) {
      const rival = of.get(phone);
      if (rival === undefined || shared > (owners.get(rival)?.shared ?? 0)) of.set(phone, column);
    }
  const left = sorted.filter((column) => !owners.has(column));
  const without = phones.filter((phone) => !of.has(phone)).toSorted((a, b) => a - b);
  const isAfter = Math.min(...left) > Math.min(...without);
  const findBeside = (phone: number) => {
    const near = isAfter ? left.find((column) => column > phone) : left.findLast((column) => column < phone);
    return near !== undefined && !phones.some((other) => isBetween(other, near, phone)) ? near : undefined;
  };
  for (const [at, phone] of without.entries()) {
    const column = left.length === without.length ? left[at] : findBeside(phone);
    if (column !== undefined) of.set(phone, column);
  }
  return { columns: sorted, of, isNamed: owners.size > 0 };
}

const isBetween = (column: number, one: number, other: number): boolean =>
  column > Math.min(one, other) && column < Math.max(one, other);

/**
 * For each column of codes that is called like some of the phones: which, and how many words they share. Words that all phones
 * have tell none from another; of several phones, those are meant that share the most and have the fewest other words.
 */
function findOwners(
  columns: readonly number[],
  phones: readonly number[],
  names: readonly string[],
): ReadonlyMap<number, { readonly named: readonly number[]; readonly shared: number }> {
  const wordsOf = phones.map((phone) => new Set(splitWords(names[phone] ?? '')));
  const telling = new Set(
    wordsOf.flatMap((words) => [...words]).filter((word) => !wordsOf.every((all) => all.has(word))),
  );
  const found = new Map<number, { readonly named: readonly number[]; readonly shared: number }>();
  for (const column of columns) {
    const own = new Set(splitWords(names[column] ?? '').filter((word) => telling.has(word)));
    const scores = wordsOf.map((words) => ({
      shared: [...own].filter((word) => words.has(word)).length,
      others: [...words].filter((word) => telling.has(word) && !own.has(word)).length,
    }));
    const shared = Math.max(0, ...scores.map((score) => score.shared));
    if (shared === 0) continue;
    const best = scores.filter((score) => score.shared === shared);
    const fewest = Math.min(...best.map(({ others }) => others));
    const named = phones.filter((_, at) => scores[at]?.shared === shared && scores[at].others === fewest);
    found.set(column, { named, shared });
  }
  return found;
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
    const without = (isLeftOut: (word: string) => boolean) => words.filter((word) => !isLeftOut(word)).join(' ');
    const rests = words
      .filter((word) => phoneWords.has(word))
      .map((word) => without((other) => other === word))
      .concat(without((word) => phoneWords.has(word)));
    return rests.find((rest) => CODE_FIELDS.has(matchAliases(rest)[0]?.field ?? 'ignore')) ?? name;
  });
}

/**
 * Of several columns for one such field, those that belong to phone columns of their own: all by their names, or all but one, which
 * stands beside its phone as the others do. None where it is not so: two countries may as well be those of two addresses, unless
 * each is beside its phone, or nothing but countries and phones stands together.
 */
export function findOwnCodes(
  field: ColumnField,
  columns: readonly number[],
  phones: readonly number[],
  names: readonly string[],
): readonly number[] {
  const { columns: sorted, of } = assignCodes(columns, phones, names);
  const owners = findOwners(sorted, phones, names);
  const pairs = sorted.map((column) => ({ column, phone: phones.find((each) => of.get(each) === column) ?? -1 }));
  const open = pairs.filter(({ column }) => !owners.has(column));
  if (sorted.length < 2 || open.length > 1 || pairs.some(({ phone }) => phone < 0)) return [];
  const areAlike = pairs.every((pair) => pair.column < pair.phone) || pairs.every((pair) => pair.column > pair.phone);
  const areBeside = (some: typeof pairs) =>
    areAlike && some.every(({ column, phone }) => !phones.some((other) => isBetween(other, column, phone)));
  if (field !== 'country') return areBeside(open) || open.length === 0 ? sorted : [];
  const both = [...sorted, ...pairs.map(({ phone }) => phone)];
  const areTogether = Math.max(...both) - Math.min(...both) === new Set(both).size - 1;
  return areBeside(pairs) || areTogether ? sorted : [];
}
