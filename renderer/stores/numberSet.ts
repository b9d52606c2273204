/**
 * A set of numbers that never changes: adding or removing a number makes a new set and leaves the old one as it was, as
 * React asks. The new set shares everything with the old one except the bucket of that number, so a change costs about
 * as much in a set of ten thousand as in an empty one.
 */

export type NumberSet = {
  readonly size: number;
  has(number: string): boolean;
  /** The order has no meaning. */
  [Symbol.iterator](): IterableIterator<string>;
};

type Buckets = readonly (ReadonlySet<string> | undefined)[];

/** Ten thousand numbers are about forty per bucket. */
const bucketCount = 256;

class Bucketed implements NumberSet {
  readonly #buckets: Buckets;
  readonly size: number;

  constructor(buckets: Buckets, size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  has(number: string): boolean {
    return this.#buckets[toBucket(number)]?.has(number) === true;
  }

  *[Symbol.iterator](): IterableIterator<string> {
    for (const bucket of this.#buckets) if (bucket !== undefined) yield* bucket;
  }

  /** The set with these numbers in it, or without them; the same set where that changes nothing. */
  change(numbers: Iterable<string>, isIn: boolean): Bucketed {
    const fresh = new Map<number, Set<string>>();
    let size = this.size;
    for (const number of numbers) {
      const at = toBucket(number);
      const now = fresh.get(at) ?? this.#buckets[at];
      if ((now?.has(number) === true) === isIn) continue;
      const bucket = fresh.get(at) ?? new Set(now);
      if (isIn) bucket.add(number);
      else bucket.delete(number);
      fresh.set(at, bucket);
      size += isIn ? 1 : -1;
    }
    if (fresh.size === 0) return this;
    const buckets = this.#buckets.slice();
    for (const [at, bucket] of fresh) buckets[at] = bucket;
    return new Bucketed(buckets, size);
  }
}

const empty = new Bucketed(Array.from({ length: bucketCount }), 0);
const asBucketed = (set: NumberSet): Bucketed => (set instanceof Bucketed ? set : empty.change(set, true));

/** A set of these numbers; empty without them. */
export function toNumberSet(numbers: Iterable<string> = []): NumberSet {
  return empty.change(numbers, true);
}

/** The set with these numbers too. */
export function withNumbers(set: NumberSet, numbers: Iterable<string>): NumberSet {
  return asBucketed(set).change(numbers, true);
}

/** The set without these numbers. */
export function withoutNumbers(set: NumberSet, numbers: Iterable<string>): NumberSet {
  return asBucketed(set).change(numbers, false);
}

/** Numbers of one block differ in their last digits, numbers of a file in any digits: so all digits count. */
function toBucket(number: string): number {
  let hash = 0;
  for (let at = 0; at < number.length; at += 1) hash = (Math.imul(hash, 31) + number.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (bucketCount - 1);
}
