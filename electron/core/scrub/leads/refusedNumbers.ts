/**
 * Numbers against which a row of the lead file speaks. A request counts for the number, and not for the row in which it happens to be
 * noted: other rows with that number are blocked too. Such a row may stand before the one that speaks, so what was let out is kept as
 * bits. They may be wrong, in one direction alone: then the file is read once more for nothing.
 */
import { otherForms } from './cellNumbers.ts';

/** `sure`: a row says that nobody is to call it; `open`: words that nobody has explained may say so. */
export type Refusal = 'sure' | 'open';

export type RefusedNumbers = {
  /** What other rows have said of a number so far; undefined: nothing. */
  readonly find: (number: number) => Refusal | undefined;
  /** Whether any number is refused. */
  readonly any: () => boolean;
  readonly refuse: (number: number, how: Refusal) => void;
  /** Takes note that a row with this number is clean. */
  readonly letOut: (number: number) => void;
  /** Whether a number may have been let out before a row spoke against it. Then the file has to be read once more, with `again`. */
  readonly isLate: () => boolean;
  /** The same numbers, of which none was let out yet; nothing is late any more. */
  readonly again: () => RefusedNumbers;
};

const fewestBits = 2 ** 16;
const mostBits = 2 ** 28;

/** @param bytes of the lead file: about a bit for each is kept, of which a number sets three */
export function createRefusedNumbers(bytes: number): RefusedNumbers {
  return watch(new Map<number, Refusal>(), createLetOut(bytes));
}

type LetOut = { readonly add: (number: number) => void; readonly mayHave: (number: number) => boolean };

function watch(refused: Map<number, Refusal>, out: LetOut | undefined): RefusedNumbers {
  let isLate = false;

  function note(number: number, how: Refusal): void {
    const known = refused.get(number);
    if (known === 'sure' || known === how) return;
    refused.set(number, how);
    isLate ||= out?.mayHave(number) === true;
  }

  return {
    find: (number) => refused.get(number),
    any: () => refused.size > 0,
    refuse(number, how) {
      note(number, how);
      for (const form of otherForms(number)) note(form, how);
    },
    letOut: (number) => out?.add(number),
    isLate: () => isLate,
    again: () => watch(refused, undefined),
  };
}

/** Numbers as three bits each, of which it can be said that they were not added. */
function createLetOut(bytes: number): LetOut {
  const bits = Math.min(mostBits, Math.max(fewestBits, 2 ** Math.ceil(Math.log2(bytes))));
  const words = new Uint32Array(bits / 32);
  const mask = bits - 1;
  const lowOf = (number: number): number => Math.imul(number | 0, 0x9e_37_79_b1);
  const stepOf = (number: number, low: number): number =>
    (Math.imul((number / 2 ** 16) | 0, 0x85_eb_ca_6b) ^ (low >>> 15)) | 1;

  function set(place: number): void {
    words[place >>> 5]! |= 1 << (place & 31);
  }
  const isSet = (place: number): boolean => ((words[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;

  return {
    add(number) {
      const low = lowOf(number);
      const step = stepOf(number, low);
      set(low & mask);
      set((low + step) & mask);
      set((low + 2 * step) & mask);
    },
    mayHave(number) {
      const low = lowOf(number);
      const step = stepOf(number, low);
      return isSet(low & mask) && isSet((low + step) & mask) && isSet((low + 2 * step) & mask);
    },
  };
}
