/**
 * A small picture of a large list. It says of most numbers that are not on the list that they are not, and never of one
 * that is. A scrub asks the database only about numbers that pass. It takes two bytes per entry (a blocked Bloom
 * filter: three bits in one cache line).
 */
import type { ListSnapshot } from './listSnapshot.ts';

export type NumberSieve = {
  readonly add: (number: number) => void;
  /** False: certainly not among the numbers that were added. */
  readonly mayHold: (number: number) => boolean;
};

const wordsInLine = 16;

/**
 * Makes room for about `expected` numbers. With more, it lets more numbers through, which is slower but never wrong.
 * The words are shared, so that no thread copies them.
 */
function makeWords(expected: number): Int32Array {
  const lineBits = Math.max(6, Math.min(22, Math.ceil(Math.log2((expected * 16) / (wordsInLine * 32)))));
  const bytes = 2 ** lineBits * wordsInLine * Int32Array.BYTES_PER_ELEMENT;
  return new Int32Array(new SharedArrayBuffer(bytes));
}

/** `words`: as `makeWords` made them, or with the bits that another sieve added. */
function createNumberSieve(words: Int32Array): NumberSieve {
  const shift = 32 - Math.log2(words.length / wordsInLine);

  /** Mixes the two halves of the number's digits (the finaliser of MurmurHash3). */
  function mix(number: number): number {
    const high = (number / 4_294_967_296) | 0;
    let hash = (number | 0) ^ Math.imul(high, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  }

  return {
    add(number) {
      const hash = mix(number);
      const line = (hash >>> shift) * wordsInLine;
      const bits = Math.imul(hash, 0x27d4eb2f);
      words[line + (bits & 15)]! |= 1 << (bits >>> 4);
      words[line + ((bits >>> 9) & 15)]! |= 1 << (bits >>> 13);
      words[line + ((bits >>> 18) & 15)]! |= 1 << (bits >>> 22);
    },
    mayHold(number) {
      const hash = mix(number);
      const line = (hash >>> shift) * wordsInLine;
      const bits = Math.imul(hash, 0x27d4eb2f);
      return (
        ((words[line + (bits & 15)] ?? 0) & (1 << (bits >>> 4))) !== 0 &&
        ((words[line + ((bits >>> 9) & 15)] ?? 0) & (1 << (bits >>> 13))) !== 0 &&
        ((words[line + ((bits >>> 18) & 15)] ?? 0) & (1 << (bits >>> 22))) !== 0
      );
    },
  };
}

/** A sieve as it was read, to be handed from thread to thread: its bits, and the list to which it belongs. */
export type LoadedSieve = {
  readonly words: Int32Array;
  /** For how many numbers it was made, and how many are in it. */
  readonly room: number;
  readonly added: number;
  /** The row of the journal up to which it is right, and its hash, whose chain proves which list that is. */
  readonly seq: number;
  readonly hash: string;
};

const rowsAtOnce = 20_000;

/** Reads everything that was ever on the list of the snapshot; undefined when the list was never written. */
export async function loadSieve(
  snapshot: Pick<ListSnapshot, 'head' | 'entries' | 'numbersAfter'>,
  pause: () => Promise<void>,
): Promise<LoadedSieve | undefined> {
  if (snapshot.head === null) return undefined;
  const room = Math.max(10_000, Math.ceil(snapshot.entries * 1.25));
  const words = makeWords(room);
  const sieve = createNumberSieve(words);
  let added = 0;
  for (let last = 0; ;) {
    const numbers = snapshot.numbersAfter(last, rowsAtOnce);
    for (const number of numbers) sieve.add(number);
    added += numbers.length;
    const next = numbers.at(-1);
    if (next === undefined) break;
    last = next;
    await pause();
  }
  return { words, added, room, seq: snapshot.head.seq, hash: snapshot.head.hash };
}

/**
 * How many leads per entry make reading a sieve worth it: reading an entry costs about a fifth of looking a number up.
 */
const worth = 1 / 12;
/**
 * The sieve of a list with up to this many entries is read in some ten milliseconds, so it is read before a scrub and
 * not after it.
 */
const smallList = 200_000;

export type SieveKeeper = {
  /**
   * The kept sieve, brought up to date by the journal. For a small list, a sieve that is read now, for a file of about
   * `expectedNumbers`. Undefined when there is none, or when it belongs to another list.
   */
  readonly sieveOf: (
    snapshot: Pick<ListSnapshot, 'head' | 'entries' | 'hashAt' | 'changedIn' | 'numbersAfter'>,
    expectedNumbers: number,
    pause: () => Promise<void>,
  ) => Promise<NumberSieve | undefined>;
  /**
   * Whether a file of about `expectedNumbers` makes a sieve worth reading: where one such file comes, the next is
   * likely.
   */
  readonly wants: (expectedNumbers: number, entries: number) => boolean;
  readonly keep: (loaded: LoadedSieve) => void;
};

type Kept = { readonly sieve: NumberSieve; readonly room: number; seq: number; hash: string; added: number };

/** Keeps a sieve from scrub to scrub. */
export function createSieveKeeper(): SieveKeeper {
  let kept: Kept | undefined;

  async function bringUpToDate(
    old: Kept,
    { head, hashAt, changedIn }: Pick<ListSnapshot, 'head' | 'hashAt' | 'changedIn'>,
    pause: () => Promise<void>,
  ): Promise<boolean> {
    if (head === null || head.seq < old.seq || hashAt(old.seq) !== old.hash) return false;
    for (let seq = old.seq + 1; seq <= head.seq; seq += 1) {
      const numbers = changedIn(seq);
      for (const number of numbers) old.sieve.add(number);
      old.added += numbers.length;
      if (old.added > 2 * old.room) return false;
      await pause();
    }
    // Another scrub may have gone further meanwhile; what it added stays.
    if (head.seq > old.seq) Object.assign(old, { seq: head.seq, hash: head.hash });
    return true;
  }

  const wants = (expectedNumbers: number, entries: number) => kept === undefined && expectedNumbers >= entries * worth;
  const keep = ({ words, ...loaded }: LoadedSieve): void => {
    kept = { ...loaded, sieve: createNumberSieve(words) };
  };

  return {
    async sieveOf(snapshot, expectedNumbers, pause) {
      const old = kept;
      if (old !== undefined) {
        if (await bringUpToDate(old, snapshot, pause)) return old.sieve;
        // A snapshot older than the sieve does not prove that the sieve is wrong.
        if (kept === old && (snapshot.head?.seq ?? 0) >= old.seq) kept = undefined;
      }
      if (snapshot.entries > smallList || !wants(expectedNumbers, snapshot.entries)) return undefined;
      const loaded = await loadSieve(snapshot, pause);
      if (loaded === undefined) return undefined;
      keep(loaded);
      return kept?.sieve;
    },
    wants,
    keep,
  };
}
