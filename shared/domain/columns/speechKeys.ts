/**
 * Letters by which a text may be told to speak of calls without being read: every phrase of a request holds four in a row that
 * few other texts do. What passes is read by `meaningInPassing`; what does not says nothing. Pure.
 */
import { foldHeader } from '../../words/foldHeader.ts';
import { foldLetters, splitWords } from '../../words/foldLetters.ts';
import { listOfAll } from '../../words/languages/lookups.ts';

/** What a character is for the test: 1 to 31 stand for letters, hashed; 0 parts words; or one of these. */
export const PAUSE = 0;
export const OPTIONAL = 32;
export const SEVERAL = 33;
export const ANY = 34;
const UNSEEN = 35;

/** Four letters of five bits each. */
export const FOUR = 0xfffff;
/** As many keys have one or two letters; one with more is above them, as no letter is 0. */
export const PAIRS = 0x400;
/** The last three of them. */
export const THREE = 0x7fff;
export const letterKinds = 32;

/** The letters by which each phrase is found: all of them, those of ASCII alone, and the pairs that are requests by themselves. */
export function findSpeechKeys() {
  const entries = [...listOfAll(({ asked }) => asked), ...listOfAll(({ askedAlone }) => askedAlone)];
  const phrases = entries.map((entry) => splitWords(entry).map((word) => foldHeader(word)));
  const kindOf = createKinds(new Set(phrases.flat().join('')));
  const toKey = (text: string) =>
    Array.from(text).reduce((seen, letter) => (seen << 5) | kindOf(letter.charCodeAt(0)), 0);
  const four = new Uint8Array(FOUR + 1);
  const plainFour = new Uint8Array(FOUR + 1);
  const two = new Uint8Array(PAIRS);
  const plainTwo = new Uint8Array(PAIRS);
  const chosen = new Set<string>();

  /** A shorter key counts whatever stands before it. */
  function add(part: string): void {
    chosen.add(part);
    const own = toKey(part);
    const bits = 5 * part.length;
    for (let before = 0; before < 2 ** (20 - bits); before += 1) {
      four[(before << bits) | own] = 1;
      if (IS_PLAIN.test(part)) plainFour[(before << bits) | own] = 1;
    }
  }

  const choices = phrases.map((words) => {
    const all = [4, 3, 2].map((length) => words.flatMap((word) => findParts(word, length)));
    return { words, all: all.flat(), parts: all.find((found) => found.length > 0) ?? [] };
  });
  // Phrases with the fewest choices first: one key finds all that share it, a short one as well (`dnc` of "company DNC").
  for (const { words, all, parts } of choices.toSorted((a, b) => a.parts.length - b.parts.length)) {
    const [rarest] = parts.toSorted((a, b) => commonness(a) - commonness(b));
    const whole = words.join('');
    if (whole.length <= 2) {
      two[toKey(whole)] = 1;
      if (IS_PLAIN.test(whole)) plainTwo[toKey(whole)] = 1;
    } else if (rarest !== undefined && !all.some((part) => chosen.has(part))) add(rarest);
  }
  // Few texts have even the last three letters of a key, and the table of these stays in the processor's nearest cache.
  const plainThree = new Uint8Array(THREE + 1);
  for (let key = 0; key <= FOUR; key += 1) if (plainFour[key] === 1) plainThree[key & THREE] = 1;
  return { kindOf, four, plainFour, plainThree, two, plainTwo };
}

const IS_PLAIN = /^[a-z]+$/;

function findParts(word: string, length: number): readonly string[] {
  return Array.from({ length: Math.max(0, word.length - length + 1) }, (_, at) => word.slice(at, at + length));
}

/** Letters by how often they occur in Latin texts, the rarest first; others are rare in them. */
const byFrequency = 'qxjzkvwfybhgpumcdlotnriase';

function commonness(part: string): number {
  return Array.from(part).reduce((sum, letter) => sum + Math.max(0, byFrequency.indexOf(letter)), 0);
}

/** What each character of the basic plane is, folded as the phrases are; found out when it is first seen. */
function createKinds(alphabet: ReadonlySet<string>): (character: number) => number {
  const kinds = new Uint8Array(0x10000).fill(UNSEEN);
  const toLetter = (code: number) => (code < 0x80 ? code - 0x60 : 1 + (code % (letterKinds - 1)));

  function find(character: number): number {
    if (character >= 0xd800 && character < 0xe000) return ANY;
    const folded = foldLetters(String.fromCharCode(character));
    if (folded === '') return OPTIONAL;
    if (folded.length === 1) return alphabet.has(folded) ? toLetter(folded.charCodeAt(0)) : PAUSE;
    return Array.from(folded).some((letter) => alphabet.has(letter)) ? SEVERAL : PAUSE;
  }

  return (character) => {
    const known = kinds[character] ?? PAUSE;
    return known === UNSEEN ? (kinds[character] = find(character)) : known;
  };
}

/** What each character of ASCII is, for the quick way; all others are `OPTIONAL` there. */
export function toPlainKinds(kindOf: (character: number) => number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, unit) => (unit < 0x80 ? kindOf(unit) : OPTIONAL));
}

/** A test for texts: may one speak of calls? It may say yes of one that says nothing of the kind, and never no of one that does. */
export function createWordsTest(): (text: string) => boolean {
  const { kindOf, four, plainFour, plainThree, two, plainTwo } = findSpeechKeys();
  const plain = toPlainKinds(kindOf, 0x80);

  function read(text: string): boolean {
    let seen = 0;
    const take = (kind: number): boolean => {
      const isPair = kind === PAUSE && seen < PAIRS && two[seen] === 1;
      seen = kind === PAUSE ? 0 : ((seen << 5) | kind) & FOUR;
      return isPair || four[seen] === 1;
    };
    for (let at = 0; at < text.length; at += 1) {
      const kind = kindOf(text.charCodeAt(at));
      if (kind === OPTIONAL) continue;
      if (kind === ANY) return true;
      if (kind === SEVERAL) {
        for (const part of foldLetters(text.charAt(at)))
          if (take(kindOf(part.charCodeAt(0)) & (letterKinds - 1))) return true;
      } else if (take(kind)) return true;
    }
    return seen < PAIRS && two[seen] === 1;
  }

  return (text) => {
    let seen = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x80) return read(text);
      const kind = plain[unit] ?? PAUSE;
      if (kind === PAUSE) {
        if (seen < PAIRS && plainTwo[seen] === 1) return true;
        seen = 0;
        continue;
      }
      seen = ((seen << 5) | kind) & FOUR;
      if (plainThree[seen & THREE] === 1 && plainFour[seen] === 1) return true;
    }
    return seen < PAIRS && plainTwo[seen] === 1;
  };
}
