/**
 * A small picture of a large list: says of most numbers that are not on it that they are not, and never of one that is. A
 * scrub asks the database only about what passes. Two bytes an entry (a blocked Bloom filter: three bits in one cache line).
 */
import type { ListSnapshot } from './listSnapshot.ts';

export type NumberSieve = {
  readonly add: (number: number) => void;
  /** False: certainly not among the numbers that were added. */
  readonly mayHold: (number: number) => boolean;
};

/** `expected`: about how many numbers will be added; more make it let more through, nothing worse. */
function createNumberSieve(expected: number): NumberSieve {
  const wordsInLine = 16;
  const lineBits = Math.max(6, Math.min(22, Math.ceil(Math.log2((expected * 16) / (wordsInLine * 32)))));
  const words = new Int32Array(2 ** lineBits * wordsInLine);
  const shift = 32 - lineBits;

  /** Two halves of the number's digits, mixed (the finaliser of MurmurHash3). */
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

type Kept = { readonly sieve: NumberSieve; seq: number; hash: string; added: number; readonly room: number };

const rowsAtOnce = 20_000;
/**
 * From how many leads an entry a sieve is made. Reading an entry costs about a fifth of looking a number up: for one file
 * there have to be many leads for that; where a second one comes, a third is likely, and has the sieve.
 */
const worth = { first: 1 / 4, later: 1 / 12 } as const;

export type SieveKeeper = {
  /**
   * A sieve of everything that was ever on the list of the snapshot, or undefined where asking for each number is
   * cheaper. It is kept from scrub to scrub, and brought up to date by the journal, whose chain proves that it is the same list.
   */
  readonly sieveOf: (
    snapshot: ListSnapshot,
    expectedNumbers: number,
    pause: () => Promise<void>,
  ) => Promise<NumberSieve | undefined>;
};

export function createSieveKeeper(): SieveKeeper {
  let kept: Kept | undefined;
  let asked = 0;

  async function load(snapshot: ListSnapshot, pause: () => Promise<void>): Promise<Kept | undefined> {
    if (snapshot.head === null) return undefined;
    const room = Math.max(10_000, Math.ceil(snapshot.entries * 1.25));
    const sieve = createNumberSieve(room);
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
    return { sieve, added, room, seq: snapshot.head.seq, hash: snapshot.head.hash };
  }

  async function bringUpToDate(old: Kept, snapshot: ListSnapshot, pause: () => Promise<void>): Promise<boolean> {
    const { head } = snapshot;
    if (head === null || head.seq < old.seq || snapshot.hashAt(old.seq) !== old.hash) return false;
    for (let seq = old.seq + 1; seq <= head.seq; seq += 1) {
      const numbers = snapshot.changedIn(seq);
      for (const number of numbers) old.sieve.add(number);
      old.added += numbers.length;
      if (old.added > 2 * old.room) return false;
      await pause();
    }
    // Another scrub may have gone further meanwhile; what it added stays.
    if (head.seq > old.seq) Object.assign(old, { seq: head.seq, hash: head.hash });
    return true;
  }

  return {
    async sieveOf(snapshot, expectedNumbers, pause) {
      const old = kept;
      asked += 1;
      if (old !== undefined && (await bringUpToDate(old, snapshot, pause))) return old.sieve;
      if (expectedNumbers < snapshot.entries * (asked === 1 ? worth.first : worth.later)) return undefined;
      const loaded = await load(snapshot, pause);
      if (loaded !== undefined) kept = loaded;
      return loaded?.sieve;
    },
  };
}
