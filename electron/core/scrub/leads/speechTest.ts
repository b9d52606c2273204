/**
 * Tells from a cell's bytes whether it may say that its person is not to be called (`speechKeys.ts`). Most cells are
 * ruled out without being decoded; the others are read.
 */
import {
  createListener,
  findSpeechKeys,
  FOUR,
  OPTIONAL,
  THREE,
  toPlainKinds,
} from '../../../../shared/domain/columns/speechKeys.ts';
import type { Encoding } from '../../files/text/dialect.ts';
import type { Units } from './units.ts';

/** A shorter cell says nothing. */
export const leastSpoken = 2;

/** Five bits a letter: the last four letters of a text, and the last three of these. */
export const lastFour = FOUR;
export const lastThree = THREE;
/** In `letters`: the cell has to be read. */
export const careful = OPTIONAL;

/**
 * What hears a cell. The scanner hears plain cells in its own loop, as their bytes pass: one has to be read once any four of its
 * letters are in `phrases`, where what is beyond its ends counts as no letter. All other cells are for `maySpeak`.
 */
export type SpeechTest = {
  /** By unit: the letter that it is (0: none), or `careful` for what is beyond ASCII. */
  readonly letters: Uint8Array;
  readonly phrases: Uint8Array;
  /** By the last three letters: whether any four in `phrases` end so. It is small, and mostly says no. */
  readonly hints: Uint8Array;
  /** May say yes to a cell that says nothing of the kind, and never says no to one that does (`meaningInPassing`). */
  readonly maySpeak: (units: Units, from: number, to: number) => boolean;
};

/** Makes the test for one encoding. */
export function createSpeechTest(encoding: Encoding): SpeechTest {
  const keys = findSpeechKeys();
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const isUtf8 = encoding === 'utf-8';
  const page = isWide || isUtf8 ? undefined : toPage(encoding);
  const listener = createListener(keys);

  return {
    letters: toPlainKinds(keys.kindOf, isWide ? 0x10000 : 0x100),
    phrases: keys.plainFour,
    hints: keys.plainThree,
    maySpeak(units, from, to) {
      listener.begin();
      for (let at = from; at < to; at += 1) {
        const unit = units[at] ?? 0;
        let character = page?.[unit] ?? unit;
        if (isUtf8 && unit >= 0x80) {
          // Four bytes are characters beyond the basic plane, which are read.
          if (unit >= 0xf0) return true;
          const isThree = unit >= 0xe0;
          character = isThree
            ? ((unit & 0x0f) << 12) | (((units[at + 1] ?? 0) & 0x3f) << 6) | ((units[at + 2] ?? 0) & 0x3f)
            : ((unit & 0x1f) << 6) | ((units[at + 1] ?? 0) & 0x3f);
          at += isThree ? 2 : 1;
        }
        if (listener.hear(character)) return true;
      }
      return listener.end();
    },
  };
}

/** The characters of a code page. */
function toPage(encoding: Encoding): Uint16Array {
  const decoder = new TextDecoder(encoding);
  return Uint16Array.from({ length: 0x100 }, (_, byte) => decoder.decode(Uint8Array.of(byte)).charCodeAt(0));
}
