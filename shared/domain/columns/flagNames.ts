/**
 * Names that hold the name of a flag, of a registry or of a permission among other words: "Phone 1 DNC", "Removed from DNC",
 * "Not on TPS". Any other word may turn a yes and a no round, so such a column is what it names only where each word is known to
 * leave the question as it is.
 */
import { foldHeader } from '../../words/foldHeader.ts';
import { once } from '../../words/once.ts';
import { splitWords } from '../../words/foldLetters.ts';
import { listOfAll, namesOfAll } from '../../words/languages/lookups.ts';

type NamedAnswer = 'flag' | 'registryFlag' | 'permission';
/**
 * The field that a name names, or `doubtfulFlag` where only a person can tell what a yes means. `isAside`: it has words of
 * something beside the answer too, so that only a yes and a no are taken for one.
 */
export type FlagName = { readonly field: NamedAnswer | 'doubtfulFlag'; readonly isAside: boolean };

const kinds: readonly NamedAnswer[] = ['flag', 'registryFlag', 'permission'];
const namesOf = once(() =>
  kinds.map((kind, at) => ({
    bit: 2 << at,
    names: [...new Set(listOfAll(({ sure }) => sure[kind] ?? '').map(foldHeader))].map(toPart),
  })),
);
const neutral = once(() =>
  listOfAll((words) => [words.neutralBesideFlag, words.phoneWords, words.registries].join())
    .map(foldHeader)
    .map((text) => ({ text, isWhole: text.length < 4 && !JAPANESE.test(text) })),
);
const registries = namesOfAll((words) => words.registries);
const besideFlag = namesOfAll((words) => words.besideFlag);
const otherNumberWords = namesOfAll((words) => words.otherNumberWords);
const yesWords = namesOfAll(({ yes }) => yes);
const noWords = namesOfAll(({ no }) => no);

const JAPANESE = /[\u3040-\u30FF\u4E00-\u9FFF]/;
/** A part of a name: `isWhole` where it may be part of another word, and counts only between the ends of words. */
type Part = { readonly text: string; readonly isWhole: boolean };

function toPart(text: string): Part {
  return { text, isWhole: text.length < (JAPANESE.test(text) ? 4 : 6) };
}

/** A longer name is a text. */
const longestName = 100;
/** `IsDNC`, `dncremoved`: inside a word too. */
const DNC_INSIDE = /^\p{L}{0,9}dn[cd]\p{L}{0,9}$/u;

/** What a name says of an answer about calling; undefined: it names none, or only what stands beside one (`DNC reason`). */
export function readFlagName(header: string): FlagName | undefined {
  const words = splitWords(header);
  if (!isNamed(words)) return undefined;
  const isAside = words.some(isBeside);
  const name = header.length > longestName ? undefined : withoutYesOrNo(header);
  const parts = name?.split(BETWEEN).map((part) => findKinds(splitWords(part).filter((word) => !isBeside(word))));
  const said = parts?.includes(0) === false ? parts.reduce((all, part) => all | (part & ~NONE), 0) : 0;
  if (isAside) return said === 0 ? { field: 'doubtfulFlag', isAside } : undefined;
  return { field: toField(said, words), isAside };
}

/** What stands between two names of the same thing: `DNC (do not call)`. */
const BETWEEN = /[/()[\]]/;

/** `(y/n)`, `ja/nein`. */
function withoutYesOrNo(header: string): string {
  return header.replace(/(\p{L}+)\s*\/\s*(\p{L}+)/gu, (pair, first: string, second: string) =>
    yesWords.has(foldHeader(first)) && noWords.has(foldHeader(second)) ? ' ' : pair,
  );
}

/** `Opt-out date`, `DNC record id`: these are about a request, but do not say whether there is one. */
function isBeside(word: string): boolean {
  return otherNumberWords.has(word) || besideFlag.has(word);
}

function toField(said: number, words: readonly string[]): FlagName['field'] {
  const [flag, registry, permission] = [2, 4, 8];
  if (said === permission) return 'permission';
  if (said === 0 || (said & permission) !== 0) return 'doubtfulFlag';
  // A number that a registry does not list is not released by that.
  return (said & registry) !== 0 || (said === flag && words.some((word) => registries.has(word)))
    ? 'registryFlag'
    : 'flag';
}

function isNamed(words: readonly string[]): boolean {
  const text = words.join('');
  const ends = toEnds(words);
  const isAt = (part: Part, at: number) =>
    at >= 0 && (!part.isWhole || (ends.has(at) && ends.has(at + part.text.length)));
  return (
    words.some((word) => DNC_INSIDE.test(word)) ||
    namesOf().some(({ names }) =>
      names.some((part) => {
        for (let at = text.indexOf(part.text); at >= 0; at = text.indexOf(part.text, at + 1))
          if (isAt(part, at)) return true;
        return false;
      }),
    )
  );
}

/** Reached without a name; the other bits are the names' own. */
const NONE = 1;

/**
 * What a part of a name is made of: `NONE` for neutral words alone, the bit of the one name among them (two may take each
 * other back), or 0 where it has any other word.
 */
function findKinds(words: readonly string[]): number {
  const text = words.join('');
  const ends = toEnds(words);
  const reached = new Uint8Array(text.length + 1);
  reached[0] = NONE;

  function reach(at: number, { text: word, isWhole }: Part, bits: number): void {
    const end = at + word.length;
    if (bits === 0 || !text.startsWith(word, at) || (isWhole && !(ends.has(at) && ends.has(end)))) return;
    reached[end] = (reached[end] ?? 0) | bits;
  }

  for (let at = 0; at < text.length; at += 1) {
    const here = reached[at] ?? 0;
    if (here === 0) continue;
    const [letter = ''] = text.slice(at);
    if (/\p{Nd}/u.test(letter)) reach(at, { text: letter, isWhole: false }, here);
    for (const word of neutral()) reach(at, word, here);
    if ((here & NONE) !== 0) for (const { bit, names } of namesOf()) for (const name of names) reach(at, name, bit);
  }
  return reached[text.length] ?? 0;
}

/** Where words begin and end in the text that they make without blanks. */
function toEnds(words: readonly string[]): ReadonlySet<number> {
  let length = 0;
  return new Set([0, ...words.map((word) => (length += word.length))]);
}
