/**
 * Whether a cell may say that its person is not to be called, told from its bytes in passing: every phrase of a request holds
 * three letters in a row that few other texts do. Most cells are told apart without being decoded; what passes is read.
 */
import { foldHeader } from '../../../../shared/words/foldHeader.ts';
import { foldLetters, splitWords } from '../../../../shared/words/foldLetters.ts';
import { listOfAll } from '../../../../shared/words/languages/lookups.ts';
import type { Encoding } from '../../files/text/dialect.ts';
import type { Units } from './units.ts';

/** A shorter cell says nothing. */
export const leastSpoken = 2;

/** May say yes of a cell that says nothing of the kind, and never no of one that does (`meaningInPassing`). */
export type SpeechTest = (units: Units, from: number, to: number) => boolean;

/** What a character is for the test: 1 to 31 stand for letters, hashed; 0 parts words; or one of these. */
const PAUSE = 0;
const OPTIONAL = 32;
const SEVERAL = 33;
const ANY = 34;
const UNSEEN = 35;

/** Four letters of five bits each. */
const FOUR = 0xfffff;
const letterKinds = 32;

/** Makes the test for one encoding. */
export function createSpeechTest(encoding: Encoding): SpeechTest {
  const { kindOf, four, plainFour, two, plainTwo } = findKeys();
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const isUtf8 = encoding === 'utf-8';
  const page = isWide || isUtf8 ? new Uint8Array(0) : toPage(encoding, kindOf);

  // By unit of ASCII; what is beyond goes the careful way.
  const plain = Uint8Array.from({ length: isWide ? 0x10000 : 0x100 }, (_, unit) =>
    unit < 0x80 ? kindOf(unit) : OPTIONAL,
  );

  return (units, from, to) => {
    let seen = 0;
    for (let at = from; at < to; at += 1) {
      const kind = plain[units[at] ?? 0] ?? OPTIONAL;
      if (kind >= OPTIONAL) return read(units, from, to);
      if (kind === PAUSE) {
        if (plainTwo.has(seen)) return true;
        seen = 0;
        continue;
      }
      seen = ((seen << 5) | kind) & FOUR;
      if (plainFour[seen] === 1) return true;
    }
    return plainTwo.has(seen);
  };

  function read(units: Units, from: number, to: number): boolean {
    let seen = 0;
    const take = (kind: number): boolean => {
      const isPair = kind === PAUSE && two.has(seen);
      seen = kind === PAUSE ? 0 : ((seen << 5) | kind) & FOUR;
      return isPair || four[seen] === 1;
    };
    for (let at = from; at < to; at += 1) {
      const unit = units[at] ?? 0;
      let kind = isWide || isUtf8 ? kindOf(unit) : (page[unit] ?? PAUSE);
      let character = unit;
      if (isUtf8 && unit >= 0x80) {
        // Four bytes are characters beyond the basic plane, which are read.
        if (unit >= 0xf0) return true;
        const isThree = unit >= 0xe0;
        character = isThree
          ? ((unit & 0x0f) << 12) | (((units[at + 1] ?? 0) & 0x3f) << 6) | ((units[at + 2] ?? 0) & 0x3f)
          : ((unit & 0x1f) << 6) | ((units[at + 1] ?? 0) & 0x3f);
        at += isThree ? 2 : 1;
        kind = kindOf(character);
      }
      if (kind === OPTIONAL) continue;
      if (kind === ANY) return true;
      if (kind === SEVERAL) {
        for (const part of foldLetters(String.fromCharCode(character)))
          if (take(kindOf(part.charCodeAt(0)) & (letterKinds - 1))) return true;
      } else if (take(kind)) return true;
    }
    return two.has(seen);
  }
}

/** The letters by which each phrase is found: all of them, those of ASCII alone, and the pairs that are requests by themselves. */
function findKeys() {
  const entries = [...listOfAll(({ asked }) => asked), ...listOfAll(({ askedAlone }) => askedAlone)];
  const phrases = entries.map((entry) => splitWords(entry).map((word) => foldHeader(word)));
  const kindOf = createKinds(new Set(phrases.flat().join('')));
  const toKey = (text: string) =>
    Array.from(text).reduce((seen, letter) => (seen << 5) | kindOf(letter.charCodeAt(0)), 0);
  const four = new Uint8Array(FOUR + 1);
  const plainFour = new Uint8Array(FOUR + 1);
  const two = new Set<number>();
  const plainTwo = new Set<number>();
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
    const parts = [4, 3, 2].map((length) => words.flatMap((word) => findParts(word, length)));
    return { words, parts: parts.find((found) => found.length > 0) ?? [] };
  });
  // Phrases with the fewest choices first: one key finds all that share it.
  for (const { words, parts } of choices.toSorted((a, b) => a.parts.length - b.parts.length)) {
    const [rarest] = parts.toSorted((a, b) => commonness(a) - commonness(b));
    const whole = words.join('');
    if (whole.length <= 2) {
      two.add(toKey(whole));
      if (IS_PLAIN.test(whole)) plainTwo.add(toKey(whole));
    } else if (rarest !== undefined && !parts.some((part) => chosen.has(part))) add(rarest);
  }
  return { kindOf, four, plainFour, two, plainTwo };
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

/** The same for the bytes of a code page. */
function toPage(encoding: Encoding, kindOf: (character: number) => number): Uint8Array {
  const decoder = new TextDecoder(encoding);
  return Uint8Array.from({ length: 0x100 }, (_, byte) => {
    const kind = kindOf(decoder.decode(Uint8Array.of(byte)).charCodeAt(0));
    return kind === SEVERAL ? ANY : kind;
  });
}
