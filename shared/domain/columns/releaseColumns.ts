/**
 * Columns of a file by which numbers are released. Beside a person's number anything may stand that says whether the
 * number is released: its column has a name that nobody foresaw. So the names decide here only what a column is known
 * to be about, and what is not known is asked about (undecidedColumns.ts).
 */
import { isDateCell } from './cellShapes.ts';
import { isAboutPhone, isOtherChannel, isOtherNumberName, matchAliases } from './columnAliases.ts';
import { isOfPeople } from './leadFile.ts';
import { createPhraseTable } from './phrases.ts';
import { readWords } from './statusMeaning.ts';
import { isWordColumn } from '../../fields.ts';
import type { ColumnField } from '../../words/columnFields.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import { splitWords } from '../../words/foldLetters.ts';
import { type Language, LANGUAGES, listEntries, namesOfAll } from '../../words/languages/lookups.ts';
import { RELEASE_WORDS, type ReleaseWords } from '../../words/languages/releaseWords.ts';
import { once } from '../../words/once.ts';

/** Of what the cells of a column can speak against a release, or for it. */
export type ReleaseLook = {
  /** Few short values that differ from row to row. */
  readonly values: boolean;
  /** Yes and no in most cells. */
  readonly answers: boolean;
  /** Days: whether there is one, and whether it is past or to come. */
  readonly days: boolean;
  /** A day to come holds its row back. */
  readonly holds: boolean;
  /** The name speaks of releasing, or of keeping. */
  readonly sense: 'release' | 'keep' | null;
};

const nothing: ReleaseLook = { values: false, answers: false, days: false, holds: false, sense: null };

/** Fields whose meaning is known, and is not whether a number is released; their cells may all the same be answers. */
const areWords = (field: ColumnField): boolean => field === 'name' || field === 'author' || isWordColumn(field);
const known: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'phone',
  'areaCode',
  'countryCode',
  'country',
  'batchId',
  'requestUuid',
  'where',
  'flag',
  // Its values are asked about by what they mean.
  'doubtfulFlag',
  'registryFlag',
  'permission',
  'action',
  'suspended',
]);

/**
 * What to look at in a column.
 * @param field what the column is read as; undefined: it is not read
 */
export function lookForRelease(name: string, field: ColumnField | undefined): ReleaseLook {
  if (field !== undefined && known.has(field)) return nothing;
  const sense = senseOf(name);
  if (field === 'expiry' || field === 'expiryDays') return { ...nothing, days: field === 'expiry', holds: true, sense };
  if (field === 'disposition') return { ...nothing, values: true, answers: true, sense };
  if (field === 'date') return nothing;
  if (field !== undefined && areWords(field)) return { ...nothing, answers: true };
  // "Reason for release" says why, not whether.
  const isReason = splitWords(name).some((word) => matchAliases(word).some((match) => match.field === 'reason'));
  if (sense !== null && isReason) return { ...nothing, answers: true };
  if (sense !== null) return { values: true, answers: true, days: true, holds: true, sense };
  const named = matchAliases(name);
  // A flag that is not read, because it was left out of an import or of a mapping that was typed: it says which stay.
  const ofFlag = isOtherChannel(name) ? undefined : senses.get(named[0]?.field ?? 'ignore');
  if (ofFlag !== undefined) return { values: true, answers: true, days: true, holds: false, sense: ofFlag };
  if (isOtherChannel(name) || named.some((match) => match.field === 'phone')) return nothing;
  const own = named.find(({ sure }) => sure)?.field;
  if (own === 'expiry' || own === 'expiryDays') return lookForRelease(name, own);
  if (own === 'date' || own === 'country' || (own !== undefined && areWords(own))) return { ...nothing, answers: true };
  // Of a person, "F" and "M" are no answers.
  if (isOfPeople(name)) return nothing;
  const isOfDigits = isOtherNumberName(name);
  if (isNeutral(name)) return { ...nothing, answers: !isOfDigits };
  if (isOfDigits) return { ...nothing, days: true };
  if (isAboutPhone(name)) return { ...nothing, answers: true };
  return { values: true, answers: true, days: true, holds: false, sense: null };
}

const listAll = (pick: (words: ReleaseWords) => string): readonly string[] =>
  Object.values(RELEASE_WORDS).flatMap((each) => listEntries(pick(each)));
const foldAll = (pick: (words: ReleaseWords) => string) =>
  once((): ReadonlySet<string> => new Set(listAll(pick).map(foldHeader)));

const releaseNames = foldAll(({ releaseNames: names }) => names);
const keepNames = foldAll(({ keepNames: names }) => names);
const neutral = foldAll(({ neutral: names }) => names);
const refused = foldAll(({ refused: names }) => names);
const keepAlone = foldAll(({ keepAlone: names }) => names);
const otherPeople = foldAll(({ others }) => others);
const places = foldAll((each) => each.places);
/** For each language: what its phone columns are called, and its words for other people's. */
const phoneNames = once(() =>
  Object.entries(LANGUAGES).map(([language, { sure }]) => ({
    names: new Set(listEntries(sure.phone ?? '').map(foldHeader)),
    others: new Set(listEntries(RELEASE_WORDS[language as Language].others).map(foldHeader)),
  })),
);
const labels = namesOfAll((each) => each.labels);
const phoneWords = namesOfAll((each) => each.phoneWords);
const keepPhrases = once(() => createPhraseTable(listAll(({ keep }) => keep)));
/** A word of each that is in every cell with it. */
const keepWords = once(() => {
  const entries = [...listAll(({ keep }) => keep), ...listAll(({ keepAlone: alone }) => alone)];
  const longest = entries.map((entry) => splitWords(entry).reduce((a, b) => (b.length > a.length ? b : a), ''));
  return new RegExp([...new Set(longest)].filter((word) => IS_PLAIN.test(word)).join('|'), 'i');
});
const IS_PLAIN = /^[a-z]+$/;
const NOT_ASCII = /[^ -~]/;

/** Whether the name of a column speaks of releasing, or of keeping. */
function senseOf(name: string): ReleaseLook['sense'] {
  const folded = foldHeader(name);
  const has = (parts: ReadonlySet<string>) => [...parts].some((part) => folded.includes(part));
  if (has(keepNames())) return 'keep';
  return has(releaseNames()) ? 'release' : null;
}

/** Whether a yes of such a column speaks for keeping a number blocked, or for its release. */
const senses: ReadonlyMap<ColumnField, NonNullable<ReleaseLook['sense']>> = new Map([
  ['flag', 'keep'],
  ['doubtfulFlag', 'keep'],
  ['registryFlag', 'keep'],
  ['permission', 'release'],
  ['suspended', 'release'],
]);

/** Whether every word of a name is about who, where, which list, what kind or when, and none about what is to be done. */
function isNeutral(name: string): boolean {
  const parts = splitWords(name).filter((word) => !/^\p{Nd}+$/u.test(word));
  return (
    neutral().has(foldHeader(name)) || (parts.length > 0 && parts.every((word) => neutral().has(foldHeader(word))))
  );
}

/**
 * Whether a phone column is called as one of a person's own phones are: "Home", "Mobile 2", "Telefono". False for a
 * column without a name, and for one that says whose number it is: "Requested by", "Old number", "Emergency phone".
 */
export function isPlainPhoneName(name: string): boolean {
  const parts = splitWords(name).filter((word) => !/^\p{Nd}+$/u.test(word));
  if (parts.length === 0) return false;
  // "Alt" is old in German, and says in the English "Alt phone" which one it is.
  const speakers = phoneNames().filter((each) => each.names.has(foldHeader(parts.join(' '))));
  const isOther = (word: string) =>
    speakers.length === 0 ? otherPeople().has(word) : speakers.some(({ others }) => others.has(word));
  if (parts.some((word) => isOther(foldHeader(word)))) return false;
  return matchAliases(name).some(({ field, sure }) => field === 'phone' && sure) || parts.every(isPhoneWord);
}

const isPhoneWord = (word: string): boolean =>
  labels.has(word) || phoneWords.has(word) || places().has(foldHeader(word));

/** Whether a cell is a no in other words: "denied", "not approved". */
export const isRefusal = (cell: string): boolean => refused().has(foldHeader(cell));

/**
 * Whether the words of a cell speak for keeping the number blocked: "keep blocked", "do not release", "still angry - keep".
 * @param isName true for a name of a person or a company: one that is called "Keep" says nothing
 */
export function speaksForKeeping(cell: string, isName: boolean): boolean {
  if ((!NOT_ASCII.test(cell) && !keepWords().test(cell)) || isDateCell(cell)) return false;
  const said = readWords(cell);
  if (keepPhrases().find(said.words).length > 0) return true;
  const starts = [...said.pauses].toSorted((a, b) => a - b);
  if (isName && starts.length < 2) return false;
  return starts.some((from, at) => keepAlone().has(said.words.slice(from, starts[at + 1]).join('')));
}
