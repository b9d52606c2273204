/**
 * Numbers of a list in two bytes each or less, in order: pages of 65,536 numbers, of which each holds what of them is there, as
 * 16-bit numbers or, where that is shorter, as bits. The form of roaring bitmaps, flat in four arrays, so that a file is read
 * into it without a step per number.
 */

/** One page after the other, ascending. `keys`: number / 65,536; `counts`: how many numbers; `units`: the pages one behind the other. */
export type PackedNumbers = {
  readonly size: number;
  readonly keys: Float64Array;
  readonly counts: Uint32Array;
  readonly units: Uint16Array;
};

export const pageNumbers = 65_536;
/** A page of more numbers than this is kept as bits: 8 KiB. */
export const mostListed = 4096;
export const bitUnits = pageNumbers / 16;

/** How many units a page of so many numbers takes. */
export function unitsOf(count: number): number {
  return count > mostListed ? bitUnits : count;
}

/** Where each page begins among the units, and behind the last where it ends. */
export function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let page = 0; page < counts.length; page += 1)
    starts[page + 1] = (starts[page] ?? 0) + unitsOf(counts[page] ?? 0);
  return starts;
}

export type NumberPacker = {
  /** Takes the next numbers, ascending and each once. @throws (a bug) when they are not */
  readonly add: (numbers: ArrayLike<number>) => void;
  /** What was taken. It packs no more. */
  readonly finish: () => PackedNumbers;
};

/** Makes a packer of numbers that come in order. */
export function createNumberPacker(): NumberPacker {
  const keys: number[] = [];
  const counts: number[] = [];
  const page = new Uint16Array(pageNumbers);
  let units = new Uint16Array(4096);
  let used = 0;
  let size = 0;
  let key = -1;
  let end = 0;
  let count = 0;
  let last = -1;

  function endPage(): void {
    if (count === 0) return;
    const length = unitsOf(count);
    if (used + length > units.length) {
      const grown = new Uint16Array(Math.max(used + length, units.length * 2));
      grown.set(units);
      units = grown;
    }
    if (count > mostListed) {
      for (let at = 0; at < count; at += 1) {
        const low = page[at] ?? 0;
        units[used + (low >>> 4)]! |= 1 << (low & 15);
      }
    } else units.set(page.subarray(0, count), used);
    used += length;
    size += count;
    keys.push(key);
    counts.push(count);
    count = 0;
  }

  return {
    add(numbers) {
      for (let at = 0; at < numbers.length; at += 1) {
        const number = numbers[at] ?? 0;
        if (number <= last) throw new Error('Numbers are packed in order, each once');
        last = number;
        if (number >= end) {
          endPage();
          key = Math.floor(number / pageNumbers);
          end = (key + 1) * pageNumbers;
        }
        page[count] = number + pageNumbers - end;
        count += 1;
      }
    },
    finish() {
      endPage();
      return { size, keys: Float64Array.from(keys), counts: Uint32Array.from(counts), units: units.slice(0, used) };
    },
  };
}

/** All numbers, page by page, ascending. The array is used again for the next page. */
export function* eachPage({ keys, counts, units }: PackedNumbers): Generator<Float64Array> {
  const numbers = new Float64Array(pageNumbers);
  const starts = startsOf(counts);
  for (let page = 0; page < keys.length; page += 1) {
    const base = (keys[page] ?? 0) * pageNumbers;
    let count = 0;
    const start = starts[page] ?? 0;
    const listed = counts[page] ?? 0;
    if (listed <= mostListed) for (; count < listed; count += 1) numbers[count] = base + (units[start + count] ?? 0);
    else
      for (let unit = 0; unit < bitUnits; unit += 1)
        for (let bits = units[start + unit] ?? 0; bits !== 0; bits &= bits - 1) {
          numbers[count] = base + unit * 16 + 31 - Math.clz32(bits & -bits);
          count += 1;
        }
    yield numbers.subarray(0, count);
  }
}

/** Packs these numbers, ascending and each once. */
export function packNumbers(numbers: ArrayLike<number>): PackedNumbers {
  const packer = createNumberPacker();
  packer.add(numbers);
  return packer.finish();
}

/** The numbers of both. `pause` lets others in, page by page. */
export async function mergeNumbers(
  one: PackedNumbers,
  other: PackedNumbers,
  pause: () => Promise<void>,
): Promise<PackedNumbers> {
  const packer = createNumberPacker();
  const [left, right] = [eachPage(one), eachPage(other)];
  let [a, b] = [left.next(), right.next()];
  const pageOf = (numbers: Float64Array): number => Math.floor((numbers[0] ?? 0) / pageNumbers);
  for (let pages = 1; a.done !== true || b.done !== true; pages += 1) {
    const [pageA, pageB] = [a, b].map((next) => (next.done === true ? Infinity : pageOf(next.value)));
    if (a.done !== true && b.done !== true && pageA === pageB) packer.add(mergeSorted(a.value, b.value));
    else if (a.done !== true && (b.done === true || (pageA ?? 0) < (pageB ?? 0))) packer.add(a.value);
    else if (b.done !== true) packer.add(b.value);
    if ((pageA ?? 0) <= (pageB ?? 0)) a = left.next();
    if ((pageB ?? 0) <= (pageA ?? 0)) b = right.next();
    if (pages % pagesAtOnce === 0) await pause();
  }
  return packer.finish();
}

const pagesAtOnce = 64;

function mergeSorted(a: Float64Array, b: Float64Array): Float64Array {
  const merged = new Float64Array(a.length + b.length);
  let [i, j, count] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i] ?? Infinity, b[j] ?? Infinity];
    if (x <= y) i += 1;
    if (y <= x) j += 1;
    merged[count++] = Math.min(x, y);
  }
  return merged.subarray(0, count);
}

/** Makes the test whether a number is among them. */
export function createNumberTest({ keys, counts, units }: PackedNumbers): (number: number) => boolean {
  const starts = startsOf(counts);
  const pageOf = createPageIndex(keys);
  return (number) => {
    const key = Math.floor(number / pageNumbers);
    const page = pageOf(key);
    if (page < 0) return false;
    const low = number - key * pageNumbers;
    const start = starts[page] ?? 0;
    const count = counts[page] ?? 0;
    if (count > mostListed) return ((units[start + (low >>> 4)] ?? 0) & (1 << (low & 15))) !== 0;
    const found = findUnit(units, start, start + count, low);
    return found < start + count && units[found] === low;
  };
}

/** The first index from `from` whose unit is `low` or more. */
export function findUnit(units: Uint16Array, from: number, to: number, low: number): number {
  let [first, end] = [from, to];
  while (first < end) {
    const middle = (first + end) >>> 1;
    if ((units[middle] ?? 0) < low) first = middle + 1;
    else end = middle;
  }
  return first;
}

/** A list whose pages lie within so many, as those of one country do, has a table of them: 4 MiB at most. */
const mostTabled = 2 ** 20;

/** The index of the page with a key; below 0: there is none. */
export function createPageIndex(keys: Float64Array): (key: number) => number {
  const first = keys[0] ?? 0;
  const span = (keys.at(-1) ?? 0) - first + 1;
  if (span > mostTabled) {
    const pages = new Map(Array.from(keys, (key, page) => [key, page]));
    return (key) => pages.get(key) ?? -1;
  }
  const pages = new Int32Array(span).fill(-1);
  for (let page = 0; page < keys.length; page += 1) pages[(keys[page] ?? 0) - first] = page;
  return (key) => (key >= first && key < first + span ? (pages[key - first] ?? -1) : -1);
}

/** The numbers whose last digits are `end`, ascending. `span`: 10 to the power of how many digits, 100,000 at most. */
export function findEnding({ keys, counts, units }: PackedNumbers, span: number, end: number): readonly number[] {
  const found: number[] = [];
  const starts = startsOf(counts);
  for (let page = 0; page < keys.length; page += 1) {
    const base = (keys[page] ?? 0) * pageNumbers;
    const start = starts[page] ?? 0;
    const count = counts[page] ?? 0;
    // The first low part in this page that ends so; the others are `span` apart.
    const first = (end - (base % span) + span) % span;
    if (count > mostListed) {
      for (let low = first; low < pageNumbers; low += span)
        if (((units[start + (low >>> 4)] ?? 0) & (1 << (low & 15))) !== 0) found.push(base + low);
      continue;
    }
    for (let at = start; at < start + count; at += 1) {
      const low = units[at] ?? 0;
      if (low % span === first) found.push(base + low);
    }
  }
  return found;
}
