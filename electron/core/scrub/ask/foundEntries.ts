/**
 * The entries that a look-up found, by number: typed columns, and an open hash over them. A Map with such large numbers
 * as keys is several times as slow, and a scrub asks for millions.
 */
import type { ListedEntry } from './listSnapshot.ts';

/** Entries as columns, ascending by number; equal reasons are kept once. In this form they travel between threads. */
export type PackedEntries = {
  readonly numbers: Float64Array;
  readonly scopes: Float64Array;
  readonly origins: Float64Array;
  /** The index of each entry's reason in `texts`. */
  readonly reasons: Uint32Array;
  readonly texts: readonly (string | null)[];
};

export type FoundEntries = {
  readonly size: number;
  readonly get: (number: number) => ListedEntry | undefined;
};

/** Packs entries into arrays for a message between threads; repeated reasons are held once. */
export function packEntries(entries: readonly ListedEntry[]): PackedEntries {
  const texts: (string | null)[] = [];
  const indices = new Map<string | null, number>();
  const reasons = Uint32Array.from(entries, ({ reason }) => {
    let index = indices.get(reason);
    if (index === undefined) {
      index = texts.push(reason) - 1;
      indices.set(reason, index);
    }
    return index;
  });
  return {
    numbers: Float64Array.from(entries, ({ number }) => number),
    scopes: Float64Array.from(entries, ({ scope }) => scope),
    origins: Float64Array.from(entries, ({ origin }) => origin),
    reasons,
    texts,
  };
}

/** Finds packed entries by number, by a hash with open addressing. */
export function indexEntries({ numbers, scopes, origins, reasons, texts }: PackedEntries): FoundEntries {
  const bits = Math.max(4, Math.ceil(Math.log2(numbers.length * 2 + 1)));
  const mask = 2 ** bits - 1;
  // By hash: one more than the index of the entry; 0: none.
  const slots = new Int32Array(mask + 1);
  for (let index = 0; index < numbers.length; index += 1) {
    let slot = hash(numbers[index] ?? 0) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = index + 1;
  }
  return {
    size: numbers.length,
    get(number) {
      for (let slot = hash(number) & mask; ; slot = (slot + 1) & mask) {
        const index = (slots[slot] ?? 0) - 1;
        if (index < 0) return undefined;
        if (numbers[index] !== number) continue;
        const reason = texts[reasons[index] ?? 0] ?? null;
        return { number, scope: scopes[index] ?? 0, origin: origins[index] ?? 0, reason };
      }
    },
  };
}

/** Mixes the two halves of the number's digits. */
function hash(number: number): number {
  const mixed = Math.imul((number | 0) ^ Math.imul((number / 4_294_967_296) | 0, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
