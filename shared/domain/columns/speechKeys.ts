/**
 * Letters by which a text may be told to speak of calls without being read: every phrase of a request holds four in a row that
 * few other texts do. What passes is read by `meaningInPassing`; what does not says nothing. Pure.
 */
import { foldHeader } from '../../words/foldHeader.ts';
import { foldLetters, splitWords } from '../../words/foldLetters.ts';
import { listOfAll } from '../../words/languages/lookups.ts';

/** What a character is for the test: 1 to 31 stand for letters, hashed; 0 parts words; or one of these. */
const PAUSE = 0;
export const OPTIONAL = 32;
const SEVERAL = 33;
const ANY = 34;
const UNSEEN = 35;

/** Four letters of five bits each. */
export const FOUR = 0xfffff;
/** The last three of them. */
export const THREE = 0x7fff;
const letterKinds = 32;

/**
 * What tells a text that may speak: `four` letters in a row, those of ASCII alone (`plainFour`), and the last three of
 * these. A request of two letters is found by the ends of the word around it.
 */
export type SpeechKeys = {
  readonly kindOf: (character: number) => number;
  readonly four: Uint8Array;
  readonly plainFour: Uint8Array;
  readonly plainThree: Uint8Array;
};

/** The letters by which each phrase is found. */
export function findSpeechKeys(): SpeechKeys {
  const entries = [...listOfAll(({ asked }) => asked), ...listOfAll(({ askedAlone }) => askedAlone)];
  const phrases = entries.map((entry) => splitWords(entry).map((word) => foldHeader(word)));
  const kindOf = createKinds(new Set(phrases.flat().join('')));
  const toKey = (text: string) =>
    Array.from(text).reduce((seen, letter) => (seen << 5) | kindOf(letter.charCodeAt(0)), 0);
  const four = new Uint8Array(FOUR + 1);
  const plainFour = new Uint8Array(FOUR + 1);
  // Few texts have even the last three letters of a key, and the table of these stays in the processor's nearest cache.
  const plainThree = new Uint8Array(THREE + 1);
  const chosen = new Set<string>();

  function mark(key: number, isPlain: boolean): void {
    four[key] = 1;
    if (!isPlain) return;
    plainFour[key] = 1;
    plainThree[key & THREE] = 1;
  }

  /** A shorter key counts whatever stands before it. */
  function add(part: string): void {
    chosen.add(part);
    const own = toKey(part);
    const bits = 5 * part.length;
    const isPlain = IS_PLAIN.test(part);
    for (let before = 0; before < 2 ** (20 - bits); before += 1) mark((before << bits) | own, isPlain);
  }

  const choices = phrases.map((words) => {
    const all = [4, 3, 2].map((length) => words.flatMap((word) => findParts(word, length)));
    return { words, all: all.flat(), parts: all.find((found) => found.length > 0) ?? [] };
  });
  // Phrases with the fewest choices first: one key finds all that share it, a short one as well (`dnc` of "company DNC").
  for (const { words, all, parts } of choices.toSorted((a, b) => a.parts.length - b.parts.length)) {
    const rarest = findRarest(parts);
    const whole = words.join('');
    if (whole.length <= 2) mark(toKey(whole) << 5, IS_PLAIN.test(whole));
    else if (rarest !== undefined && !all.some((part) => chosen.has(part))) add(rarest);
  }
  return { kindOf, four, plainFour, plainThree };
}

const IS_PLAIN = /^[a-z]+$/;

function findParts(word: string, length: number): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at + length <= word.length; at += 1) parts.push(word.slice(at, at + length));
  return parts;
}

/** The first of those that occur least. */
function findRarest(parts: readonly string[]): string | undefined {
  let rarest: string | undefined;
  let least = Infinity;
  for (const part of parts) {
    const common = commonness(part);
    if (common >= least) continue;
    least = common;
    rarest = part;
  }
  return rarest;
}

/** Letters by how often they occur in Latin texts, the rarest first; others are rare in them. */
const byFrequency = 'qxjzkvwfybhgpumcdlotnriase';
/** Stands in many cells that ask for nothing. */
const everyday = 'number';

function commonness(part: string): number {
  if (everyday.includes(part)) return Number.MAX_SAFE_INTEGER;
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

/** Hears one text, character by character: answers true once it may speak of calls. */
export type Listener = {
  /** Begins a text. */
  readonly begin: () => void;
  readonly hear: (character: number) => boolean;
  /** Whether its last word does. */
  readonly end: () => boolean;
};

/** A listener that takes every script and every way of writing a letter. */
export function createListener({ kindOf, four }: Pick<SpeechKeys, 'kindOf' | 'four'>): Listener {
  let seen = 0;
  const take = (kind: number): boolean => {
    seen = ((seen << 5) | kind) & FOUR;
    return four[seen] === 1;
  };
  return {
    begin() {
      seen = 0;
    },
    hear(character) {
      const kind = kindOf(character);
      if (kind < OPTIONAL) return take(kind);
      if (kind === OPTIONAL) return false;
      if (kind === ANY) return true;
      // One character that stands for several letters.
      return Array.from(foldLetters(String.fromCharCode(character))).some((part) =>
        take(kindOf(part.charCodeAt(0)) & (letterKinds - 1)),
      );
    },
    end: () => take(PAUSE),
  };
}

/** A test for texts: may one speak of calls? It may say yes of one that says nothing of the kind, and never no of one that does. */
export function createWordsTest(): (text: string) => boolean {
  const keys = findSpeechKeys();
  const { plainFour, plainThree } = keys;
  const listener = createListener(keys);
  const plain = toPlainKinds(keys.kindOf, 0x80);

  function read(text: string): boolean {
    listener.begin();
    for (let at = 0; at < text.length; at += 1) if (listener.hear(text.charCodeAt(at))) return true;
    return listener.end();
  }

  return (text) => {
    let seen = 0;
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit >= 0x80) return read(text);
      seen = ((seen << 5) | (plain[unit] ?? PAUSE)) & FOUR;
      if (plainThree[seen & THREE] === 1 && plainFour[seen] === 1) return true;
    }
    return plainFour[(seen << 5) & FOUR] === 1;
  };
}
