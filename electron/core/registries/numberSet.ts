/**
 * The numbers of one registry version, in the two forms in which they are stored. An area code of the US or Canada is
 * 10^7 bits, 1.25 MB whatever it lists. A list that comes as a whole is sorted, in groups of a million numbers. Both
 * forms are used as they stand in the file.
 */

/** How many bytes the bits of an area code take. */
export const areaBytes = 1_250_000;
const numbersInArea = 10_000_000;
const numbersInGroup = 1_000_000;

/** Asks for the digits of an E.164 number. */
export type NumberSet = { readonly has: (number: number) => boolean };

/** Reads the bits of an area code. `bits` has `areaBytes` bytes. */
export function toBitSet(bits: Uint8Array): NumberSet {
  return {
    has(number) {
      const line = number % numbersInArea;
      return ((bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0;
    },
  };
}

/** Marks the line (the last seven digits) in an area's bits; true if it was not marked before. */
export function markLine(bits: Uint8Array, line: number, listed: boolean): boolean {
  const at = line >>> 3;
  const mask = 1 << (line & 7);
  const before = bits[at] ?? 0;
  if (((before & mask) !== 0) === listed) return false;
  bits[at] = before ^ mask;
  return true;
}

/**
 * Writes sorted distinct numbers as bytes: the count of groups, then each group's key and end, then the rest of each
 * number.
 */
export function toSortedBytes(numbers: Float64Array): Uint8Array {
  const keys: number[] = [];
  const ends: number[] = [];
  const rests = new Uint32Array(numbers.length);
  for (const [at, number] of numbers.entries()) {
    const key = Math.floor(number / numbersInGroup);
    if (keys.at(-1) !== key) {
      keys.push(key);
      ends.push(at);
    }
    rests[at] = number - key * numbersInGroup;
    ends[ends.length - 1] = at + 1;
  }
  const words = new Uint32Array(1 + 2 * keys.length + rests.length);
  words[0] = keys.length;
  for (const [at, key] of keys.entries()) words.set([key, ends[at] ?? 0], 1 + 2 * at);
  words.set(rests, 1 + 2 * keys.length);
  return new Uint8Array(words.buffer);
}

/** Reads what `toSortedBytes` wrote. `bytes` starts on a multiple of four. */
export function toSortedSet(bytes: Uint8Array): NumberSet {
  const { rests, groups } = readSorted(bytes);
  return {
    has(number) {
      const key = Math.floor(number / numbersInGroup);
      const group = groups.get(key);
      if (group === undefined) return false;
      const wanted = number - key * numbersInGroup;
      let [low, high] = group;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((rests[middle] ?? 0) < wanted) low = middle + 1;
        else high = middle;
      }
      return low < group[1] && rests[low] === wanted;
    },
  };
}

function readSorted(bytes: Uint8Array) {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2);
  const count = words[0] ?? 0;
  const groups = new Map<number, readonly [number, number]>();
  let start = 0;
  for (let at = 1; at < 1 + 2 * count; at += 2) {
    const end = words[at + 1] ?? 0;
    groups.set(words[at] ?? 0, [start, end]);
    start = end;
  }
  return { rests: words.subarray(1 + 2 * count), groups };
}

/** The numbers that `toSortedBytes` wrote, in order. */
export function* fromSortedBytes(bytes: Uint8Array): Generator<number> {
  const { rests, groups } = readSorted(bytes);
  for (const [key, [start, end]] of groups)
    for (let at = start; at < end; at++) yield key * numbersInGroup + (rests[at] ?? 0);
}
