/**
 * Finds phrases in the values of a status column, word by word: "DNC" is in "DNC - Customer Request" but not in
 * "DNCall". Japanese has nothing between words, so its phrases are found anywhere.
 */
import { splitWords } from '../../words/foldLetters.ts';

/** The words of a value that form a phrase: from `from` up to `to` (excluded). */
export type PhraseSpan = { readonly from: number; readonly to: number };

export type PhraseTable = {
  /** The phrases in `words`, from left to right, the longest first; none lies within another. */
  readonly find: (words: readonly string[]) => readonly PhraseSpan[];
};

const JAPANESE = /[\u3040-\u30FF\u4E00-\u9FFF]/;

/** @param entries phrases as they stand in the data */
export function createPhraseTable(entries: readonly string[]): PhraseTable {
  const byFirst = new Map<string, (readonly string[])[]>();
  const anywhere: (readonly string[])[] = [];
  const add = (words: readonly string[]) => {
    const [first] = words;
    if (first === undefined) return;
    const known = byFirst.get(first);
    if (known === undefined) byFirst.set(first, [words]);
    else known.push(words);
  };
  for (const entry of entries) {
    const words = splitWords(entry);
    if (JAPANESE.test(entry)) anywhere.push(words);
    else add(words);
    // `donotcall`, `optout`: the same phrase without its spaces.
    const joined = words.join('');
    if (words.length > 1 && joined.length >= 5) add([joined]);
  }
  for (const phrases of byFirst.values()) phrases.sort((a, b) => b.length - a.length);
  anywhere.sort((a, b) => b.join('').length - a.join('').length);

  return {
    find(words) {
      const spans: PhraseSpan[] = [];
      for (let at = 0; at < words.length; at++) {
        const found = (byFirst.get(words[at] ?? '') ?? []).find((phrase) => standsAt(words, at, phrase, false));
        const length = (
          found ??
          (JAPANESE.test(words[at] ?? '') ? anywhere.find((phrase) => standsAt(words, at, phrase, true)) : undefined)
        )?.length;
        if (length === undefined) continue;
        spans.push({ from: at, to: at + length });
        at += length - 1;
      }
      return spans;
    },
  };
}

/** In Japanese the first and the last word of a phrase may be parts of longer words. */
function standsAt(words: readonly string[], at: number, phrase: readonly string[], isPart: boolean): boolean {
  return phrase.every((word, place) => {
    const said = words[at + place] ?? '';
    if (!isPart) return said === word;
    if (phrase.length === 1) return said.includes(word);
    if (place === 0) return said.endsWith(word);
    return place === phrase.length - 1 ? said.startsWith(word) : said === word;
  });
}
