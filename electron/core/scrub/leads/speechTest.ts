/**
 * Tells from a cell's bytes whether it may say that its person is not to be called (`speechKeys.ts`). Most cells are
 * ruled out without being decoded; the others are read.
 */
import {
  ANY,
  findSpeechKeys,
  FOUR,
  letterKinds,
  OPTIONAL,
  PAIRS,
  PAUSE,
  SEVERAL,
  THREE,
  toPlainKinds,
} from '../../../../shared/domain/columns/speechKeys.ts';
import { foldLetters } from '../../../../shared/words/foldLetters.ts';
import type { Encoding } from '../../files/text/dialect.ts';
import type { Units } from './units.ts';

/** A shorter cell says nothing. */
export const leastSpoken = 2;

/** May say yes to a cell that says nothing of the kind, and never says no to one that does (`meaningInPassing`). */
export type SpeechTest = (units: Units, from: number, to: number) => boolean;

/** Makes the test for one encoding. */
export function createSpeechTest(encoding: Encoding): SpeechTest {
  const { kindOf, four, plainFour, plainThree, two, plainTwo } = findSpeechKeys();
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const isUtf8 = encoding === 'utf-8';
  const page = isWide || isUtf8 ? new Uint8Array(0) : toPage(encoding, kindOf);

  // By unit of ASCII; what is beyond goes the careful way.
  const plain = toPlainKinds(kindOf, isWide ? 0x10000 : 0x100);

  return (units, from, to) => {
    let seen = 0;
    for (let at = from; at < to; at += 1) {
      const kind = plain[units[at] ?? 0] ?? OPTIONAL;
      if (kind >= OPTIONAL) return read(units, from, to);
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

  function read(units: Units, from: number, to: number): boolean {
    let seen = 0;
    const take = (kind: number): boolean => {
      const isPair = kind === PAUSE && seen < PAIRS && two[seen] === 1;
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
    return seen < PAIRS && two[seen] === 1;
  }
}

/** The same for the bytes of a code page. */
function toPage(encoding: Encoding, kindOf: (character: number) => number): Uint8Array {
  const decoder = new TextDecoder(encoding);
  return Uint8Array.from({ length: 0x100 }, (_, byte) => {
    const kind = kindOf(decoder.decode(Uint8Array.of(byte)).charCodeAt(0));
    return kind === SEVERAL ? ANY : kind;
  });
}
