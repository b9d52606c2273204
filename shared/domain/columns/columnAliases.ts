// What the name of a column says: the fields that it can mean, in any language of words/, and whether it names digits
// that are no phone numbers. A name only proposes; columns.ts looks at the cells too.

import { COLUMN_FIELDS, type ColumnField, type NamedField } from '../../words/columnFields.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import { readFlagName } from './flagNames.ts';
import { once } from '../../words/once.ts';
import { splitWords } from '../../words/foldLetters.ts';
import { LANGUAGES, listEntries, namesOfAll } from '../../words/languages/lookups.ts';

export { type ColumnField, COLUMN_FIELDS } from '../../words/columnFields.ts';
export { foldHeader } from '../../words/foldHeader.ts';

/** `sure`: the name alone decides. Otherwise the content must agree, because the word has other meanings too. */
export interface AliasMatch {
  readonly field: NamedField;
  readonly sure: boolean;
  /**
   * The index in the list of names, 0 first: of two columns for one field, the lower rank is taken. Guesses start at
   * 1000.
   */
  readonly rank: number;
}

const aliases: () => ReadonlyMap<string, readonly AliasMatch[]> = once(listAliases);

function listAliases(): Map<string, AliasMatch[]> {
  const found = new Map<string, AliasMatch[]>();
  for (const words of Object.values(LANGUAGES)) {
    for (const sure of [true, false]) {
      const names = sure ? words.sure : words.unsure;
      for (const field of COLUMN_FIELDS) {
        if (field === 'ignore' || field === 'where') continue;
        for (const [rank, name] of listEntries(names[field] ?? '').entries())
          addAlias(found, foldHeader(name), { field, sure, rank: sure ? rank : rank + 1000 });
      }
    }
  }
  for (const matches of found.values()) matches.sort((a, b) => a.rank - b.rank);
  return found;
}

/** A name that is sure for a field is not also a guess for it. */
function addAlias(found: Map<string, AliasMatch[]>, name: string, match: AliasMatch): void {
  const known = found.get(name) ?? [];
  const same = known.find(({ field }) => field === match.field);
  if (same === undefined) found.set(name, [...known, match]);
  else if (match.rank < same.rank) found.set(name, [...known.filter((other) => other !== same), match]);
}

const JAPANESE = /[\u3040-\u30FF\u4E00-\u9FFF]/;

const phoneWords = namesOfAll(({ phoneWords: words }) => words);
/** In compounds of German and Dutch these words are at the end (`Kundenrufnummer`), in Japanese anywhere. */
const endings = once(() => [...phoneWords].filter((word) => word.length >= 6));
const japanesePhones = once(() => [...phoneWords].filter((word) => JAPANESE.test(word)));
const besidePhone = namesOfAll(({ besidePhone: words }) => words);
const otherNumbers = namesOfAll(({ otherNumbers: names }) => names);
const otherNumberWords = namesOfAll(({ otherNumberWords: words }) => words);
const otherInJapanese = listEntries(LANGUAGES.ja.otherNumberWords).map(foldHeader);
const ownLines = namesOfAll(({ ownLines: names }) => names);
const otherChannels = namesOfAll(({ otherChannels: words }) => words);
const textChannels = namesOfAll(({ textChannels: words }) => words);
const otherChannelsInJapanese = listEntries(LANGUAGES.ja.otherChannels).map(foldHeader);
/** Columns of numbers and of their flags may be numbered: `phone1` … `Phone 10`, `DNC1`. */
const NUMBERED: ReadonlySet<ColumnField> = new Set<ColumnField>(['phone', 'flag', 'registryFlag']);

/** The fields that a header can mean, the likeliest first. */
export function matchAliases(header: string): readonly AliasMatch[] {
  const folded = foldHeader(header);
  if (folded === '') return [];
  const exact = aliases().get(folded);
  if (exact !== undefined) return exact;
  const numbered =
    aliases()
      .get(folded.replace(/\p{Nd}+$/u, ''))
      ?.filter(({ field }) => NUMBERED.has(field)) ?? [];
  if (numbered.length > 0) return numbered;
  if (UNSPLIT.test(header)) return [];
  const words = splitWords(header);
  // "Phone 1 DNC" is an answer if its cells are answers, else a phone column.
  return [...matchFlagPart(header, folded, words), ...matchPhoneWord(folded, words)];
}

/** Names never have these characters: then it is a row that was not split, or no header at all. */
const UNSPLIT = /[,;|"={}<>\p{Cc}]/u;

/** The likeliest field that a header names, or undefined. */
export function matchAlias(header: string): AliasMatch | undefined {
  return matchAliases(header)[0];
}

function matchPhoneWord(folded: string, words: readonly string[]): AliasMatch[] {
  return namesPhone(folded, words) && !words.some((word) => besidePhone.has(word))
    ? [{ field: 'phone', sure: false, rank: 2000 }]
    : [];
}

function namesPhone(folded: string, words: readonly string[]): boolean {
  if (japanesePhones().some((word) => folded.includes(word))) return true;
  return words.some((word) => phoneWords.has(word) || endings().some((ending) => word.endsWith(ending)));
}

function matchFlagPart(header: string, folded: string, words: readonly string[]): AliasMatch[] {
  if (isAboutChannel(folded, words)) return [];
  const name = readFlagName(header);
  return name === undefined ? [] : [{ field: name.field, sure: false, rank: name.isAside ? 3000 : 2000 }];
}

function isAboutChannel(folded: string, words: readonly string[]): boolean {
  return (
    words.some((word) => otherChannels.has(word) || textChannels.has(word)) ||
    otherChannelsInJapanese.some((channel) => folded.includes(channel))
  );
}

/**
 * Whether a header is about e-mail, post or another channel besides calls: an opt-out there says nothing about calls.
 */
export function isOtherChannel(header: string): boolean {
  const words = splitWords(header);
  return words.some((word) => otherChannels.has(word)) && !words.some((word) => phoneWords.has(word) && word !== 'fax');
}

/** Whether a phone column of this name may hold the company's own line, or a running number. */
export function isOwnLineName(header: string): boolean {
  return ownLines.has(foldHeader(header));
}

/**
 * Whether a column's name says that it holds digits that are no phone numbers: ids, amounts, postal codes, accounts,
 * dates. False for a name without a meaning, and for one that can mean a phone column ("Customer number").
 */
export function isOtherNumberName(header: string): boolean {
  const folded = foldHeader(header);
  const matches = aliases().get(folded) ?? [];
  if (matches.some(({ field }) => field === 'phone')) return false;
  if (matches.some(({ field }) => timesAndReferences.has(field))) return true;
  if (otherNumbers.has(folded) || otherNumbers.has(folded.replace(/\p{Nd}+$/u, ''))) return true;
  return splitWords(header).some((word) => otherNumberWords.has(word)) || hasJapanesePart(folded);
}

function hasJapanesePart(folded: string): boolean {
  return (
    otherInJapanese.some((part) => folded.includes(part)) && !japanesePhones().some((word) => folded.includes(word))
  );
}

/** Whether a header is about a phone, but not its number: `Phone type`, `Phone status`. */
export function isAboutPhone(header: string): boolean {
  const words = splitWords(header);
  return namesPhone(foldHeader(header), words) && words.some((word) => besidePhone.has(word));
}

const timesAndReferences: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'date',
  'expiry',
  'expiryDays',
  'batchId',
  'requestUuid',
]);
