/** Where a number stands among packed numbers, in their order from 0 on, and which number stands at a place. */
import { findFirst } from './findFirst.ts';
import {
  bitUnits,
  createPageIndex,
  findUnit,
  mostListed,
  type PackedNumbers,
  pageNumbers,
  startsOf,
} from './packedNumbers.ts';

/** How many units of a page that is kept as bits are counted together. */
const unitsCounted = 8;

export type PlaceFinder = {
  /** The place of a number; below 0: it is not there. */
  readonly placeOf: (number: number) => number;
  /** How many of them are below a number, which need not be among them. */
  readonly countBelow: (number: number) => number;
};

/** Makes what tells the places of numbers. */
export function createPlaceFinder({ size, keys, counts, units }: PackedNumbers): PlaceFinder {
  const starts = startsOf(counts);
  const pageOf = createPageIndex(keys);
  const before = countBefore(counts);
  // Of each page of bits: how many numbers stand before each so many units of it.
  const steps = keys.length === 0 ? [] : Array.from<Uint16Array | undefined>({ length: keys.length });
  for (let page = 0; page < keys.length; page += 1)
    if ((counts[page] ?? 0) > mostListed) steps[page] = countSteps(units, starts[page] ?? 0);

  /** How many of a page of bits are below one of its units, and below a bit of that. */
  function countInBits(page: number, step: Uint16Array, low: number): number {
    const start = starts[page] ?? 0;
    const unit = low >>> 4;
    const counted = Math.floor(unit / unitsCounted);
    let count = (step[counted] ?? 0) + countBits((units[start + unit] ?? 0) & ((1 << (low & 15)) - 1));
    for (let at = counted * unitsCounted; at < unit; at += 1) count += countBits(units[start + at] ?? 0);
    return count;
  }

  return {
    placeOf(number) {
      const key = Math.floor(number / pageNumbers);
      const page = pageOf(key);
      if (page < 0) return -1;
      const low = number - key * pageNumbers;
      const start = starts[page] ?? 0;
      const step = steps[page];
      if (step === undefined) {
        const end = start + (counts[page] ?? 0);
        const found = findUnit(units, start, end, low);
        return found < end && units[found] === low ? (before[page] ?? 0) + found - start : -1;
      }
      if (((units[start + (low >>> 4)] ?? 0) & (1 << (low & 15))) === 0) return -1;
      return (before[page] ?? 0) + countInBits(page, step, low);
    },
    countBelow(number) {
      const key = Math.floor(number / pageNumbers);
      const page = findFirst(keys, key);
      if (page === keys.length) return size;
      if (keys[page] !== key) return before[page] ?? 0;
      const low = number - key * pageNumbers;
      const start = starts[page] ?? 0;
      const step = steps[page];
      const inPage =
        step === undefined
          ? findUnit(units, start, start + (counts[page] ?? 0), low) - start
          : countInBits(page, step, low);
      return (before[page] ?? 0) + inPage;
    },
  };
}

/**
 * Makes the function that answers the number at a place, from 0 to one below how many they are. It goes on from where it was asked
 * last, so that ascending places cost little.
 */
export function createNumberFinder({ keys, counts, units }: PackedNumbers): (place: number) => number {
  const starts = startsOf(counts);
  const before = countBefore(counts);
  // The page of the last place; and of a page of bits the unit it was in, and how many of the page stand before that.
  let [page, unit, passed] = [0, 0, 0];
  return (place) => {
    const first = before[page] ?? 0;
    if (place < first || place >= first + (counts[page] ?? 0)) {
      page = findFirst(before, place + 1) - 1;
      [unit, passed] = [0, 0];
    }
    const base = (keys[page] ?? 0) * pageNumbers;
    const start = starts[page] ?? 0;
    const at = place - (before[page] ?? 0);
    if ((counts[page] ?? 0) <= mostListed) return base + (units[start + at] ?? 0);
    if (at < passed) [unit, passed] = [0, 0];
    let bits = units[start + unit] ?? 0;
    for (let count = countBits(bits); passed + count <= at && unit < bitUnits; count = countBits(bits)) {
      passed += count;
      unit += 1;
      bits = units[start + unit] ?? 0;
    }
    for (let skip = at - passed; skip > 0; skip -= 1) bits &= bits - 1;
    return base + unit * 16 + 31 - Math.clz32(bits & -bits);
  };
}

/** How many numbers stand before each page. */
function countBefore(counts: Uint32Array): Uint32Array {
  const before = new Uint32Array(counts.length);
  for (let page = 1; page < counts.length; page += 1) before[page] = (before[page - 1] ?? 0) + (counts[page - 1] ?? 0);
  return before;
}

function countSteps(units: Uint16Array, start: number): Uint16Array {
  const steps = new Uint16Array(bitUnits / unitsCounted);
  let count = 0;
  for (let unit = 0; unit < bitUnits; unit += 1) {
    if (unit % unitsCounted === 0) steps[unit / unitsCounted] = count;
    count += countBits(units[start + unit] ?? 0);
  }
  return steps;
}

/** The bits of a unit. */
function countBits(unit: number): number {
  const pairs = unit - ((unit >>> 1) & 0x5555);
  const fours = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333);
  return ((((fours + (fours >>> 4)) & 0x0f0f) * 0x0101) >>> 8) & 0x1f;
}
