/**
 * The one reader of the language files: it puts their lists together, folded for comparison. Code that looks up a
 * header or a value builds its table from here; a word of any language counts in every file.
 */
import { foldHeader } from '../foldHeader.ts';
import { once } from '../once.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { hi } from './hi.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import { ru } from './ru.ts';
import type { LanguageWords } from './wordShape.ts';

export const LANGUAGES = { en, es, fr, de, it, pt, nl, he, hi, ru, ar, ja } as const satisfies Readonly<
  Record<string, LanguageWords>
>;
export type Language = keyof typeof LANGUAGES;

/** The entries of one list, as they stand in the data. */
export function listEntries(text: string): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .flatMap(withoutUmlauts);
}

/** German is also written without its umlauts: "gueltig bis". */
function withoutUmlauts(entry: string): readonly string[] {
  if (!/[äöü]/.test(entry)) return [entry];
  return [entry, entry.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')];
}

/** One list of all languages, entry by entry. */
export function listOfAll(pick: (words: LanguageWords) => string): readonly string[] {
  return Object.values(LANGUAGES).flatMap((words) => listEntries(pick(words)));
}

/** Names that are looked up, or gone through. */
export type Names = Iterable<string> & { readonly has: (name: string) => boolean };

/**
 * One list of all languages, as names that are compared whole; see `foldHeader`. They are folded at the first question: most
 * commands ask none.
 */
export function namesOfAll(pick: (words: LanguageWords) => string): Names {
  const names = once(
    () =>
      new Set(
        listOfAll(pick)
          .map(foldHeader)
          .filter((name) => name !== ''),
      ),
  );
  return { has: (name) => names().has(name), [Symbol.iterator]: () => names().values() };
}
