/**
 * The numbers of a list in groups, all numbers of one of which have something in common: what is asked about one of them is
 * answered for all. Beside the packed numbers it takes the group of each, in their order, and a few numbers of each group that
 * stand for it. 0 is no group: such a number is asked about by itself.
 */
import { createNumberFinder } from './numberPlaces.ts';
import { createNumberPacker, createNumberTest, eachPage, type PackedNumbers, pageNumbers } from './packedNumbers.ts';

export type GroupedNumbers = {
  /** The group of each number, in their order. */
  readonly groupOf: Uint8Array | Uint16Array;
  /** `samplesEach` numbers of each group, from group 1 on; 0 where there are fewer. */
  readonly samples: Float64Array;
  /** How many numbers each has, from group 0 on. */
  readonly sizes: Uint32Array;
  /** The same by stretches of so many places: those of the first stretch from group 0 on, then of the next. There is one at least. */
  readonly tallies: { readonly stretch: number; readonly counts: Uint32Array };
};

/** Packed numbers with the group of each. */
export type WithGroups = { readonly packed: PackedNumbers; readonly groups: GroupedNumbers };

/** Several, as one that changes stands for its group no more. */
export const samplesEach = 8;
const mostGroups = 65_535;

export type GroupBuilder = {
  /** Makes a group and answers it; 0 where there are too many. */
  readonly open: () => number;
  /** Takes the next numbers, ascending and each once, with the group of each. @throws (a bug) when they are not ascending */
  readonly add: (numbers: ArrayLike<number>, groupOf: ArrayLike<number>) => void;
  /** What was taken. It builds no more. */
  readonly finish: () => WithGroups;
};

/** Makes a builder of numbers that come in order. */
export function createGroupBuilder(): GroupBuilder {
  const packer = createNumberPacker();
  const samples: number[] = [];
  let groupOf = new Uint16Array(4096);
  let size = 0;

  /** Samples of a group are far apart, so that one act does not change all of them: one for each time that numbers are added. */
  function sample(numbers: ArrayLike<number>, groups: ArrayLike<number>): void {
    const seen = new Set([0]);
    for (let at = 0; at < numbers.length; at += 1) {
      const group = groups[at] ?? 0;
      if (seen.has(group)) continue;
      seen.add(group);
      const place = samples.indexOf(0, (group - 1) * samplesEach);
      if (place >= 0 && place < group * samplesEach) samples[place] = numbers[at] ?? 0;
    }
  }

  return {
    open() {
      if (samples.length === mostGroups * samplesEach) return 0;
      for (let left = samplesEach; left > 0; left -= 1) samples.push(0);
      return samples.length / samplesEach;
    },
    add(numbers, groups) {
      packer.add(numbers);
      if (size + numbers.length > groupOf.length) {
        const grown = new Uint16Array(Math.max(size + numbers.length, groupOf.length * 2));
        grown.set(groupOf);
        groupOf = grown;
      }
      groupOf.set(groups, size);
      size += numbers.length;
      sample(numbers, groups);
    },
    finish: () => ({
      packed: packer.finish(),
      groups: assertGroups(groupOf.slice(0, size), Float64Array.from(samples)),
    }),
  };
}

/** These numbers, ascending and each once, in no group. */
export function withoutGroups(numbers: ArrayLike<number>): WithGroups {
  const builder = createGroupBuilder();
  builder.add(numbers, new Uint8Array(numbers.length));
  return builder.finish();
}

type Page = { readonly numbers: Float64Array; readonly groups: Uint8Array | Uint16Array };

function* eachGroupedPage({ packed, groups }: WithGroups): Generator<Page, undefined> {
  let from = 0;
  for (const numbers of eachPage(packed)) {
    yield { numbers, groups: groups.groupOf.subarray(from, from + numbers.length) };
    from += numbers.length;
  }
  return undefined;
}

/** The numbers of both; what is in both has the group of `other`. `pause` lets others in. */
export async function mergeGroups(one: WithGroups, other: WithGroups, pause: () => Promise<void>): Promise<WithGroups> {
  const packer = createNumberPacker();
  const groupOf = new Uint16Array(one.packed.size + other.packed.size);
  const shifted = shiftGroups(other, one.groups.samples.length / samplesEach);
  let size = 0;
  const add = ({ numbers, groups }: Page): void => {
    packer.add(numbers);
    groupOf.set(groups, size);
    size += numbers.length;
  };
  const [left, right] = [eachGroupedPage(one), eachGroupedPage(shifted)];
  let [a, b] = [left.next().value, right.next().value];
  for (let pages = 1; a !== undefined || b !== undefined; pages += 1) {
    const [keyA, keyB] = [keyOf(a), keyOf(b)];
    if (a !== undefined && b !== undefined && keyA === keyB) add(mergePages(a, b));
    else if (a !== undefined && keyA < keyB) add(a);
    else if (b !== undefined) add(b);
    if (keyA <= keyB) a = left.next().value;
    if (keyB <= keyA) b = right.next().value;
    if (pages % pagesAtOnce === 0) await pause();
  }
  return {
    packed: packer.finish(),
    groups: assertGroups(groupOf.slice(0, size), joinSamples(one, shifted)),
  };
}

const pagesAtOnce = 64;
const keyOf = (page: Page | undefined): number =>
  page === undefined ? Infinity : Math.floor((page.numbers[0] ?? 0) / pageNumbers);

/** Its groups behind so many others; those for which there is no room are none. */
function shiftGroups({ packed, groups }: WithGroups, by: number): WithGroups {
  const groupOf = new Uint16Array(groups.groupOf.length);
  for (let at = 0; at < groupOf.length; at += 1) {
    const group = groups.groupOf[at] ?? 0;
    if (group > 0 && group + by <= mostGroups) groupOf[at] = group + by;
  }
  return {
    packed,
    groups: { ...groups, groupOf, samples: groups.samples.subarray(0, (mostGroups - by) * samplesEach) },
  };
}

/** A number that is in both is in no group of `one` any more, and stands for none. */
function joinSamples(one: WithGroups, other: WithGroups): Float64Array {
  const isOther = createNumberTest(other.packed);
  const own = one.groups.samples.map((number) => (isOther(number) ? 0 : number));
  return Float64Array.from([...own, ...other.groups.samples]);
}

function mergePages(a: Page, b: Page): Page {
  const numbers = new Float64Array(a.numbers.length + b.numbers.length);
  const groups = new Uint16Array(numbers.length);
  let [i, j, count] = [0, 0, 0];
  while (i < a.numbers.length || j < b.numbers.length) {
    const [x, y] = [a.numbers[i] ?? Infinity, b.numbers[j] ?? Infinity];
    numbers[count] = Math.min(x, y);
    groups[count] = (y <= x ? b.groups[j] : a.groups[i]) ?? 0;
    count += 1;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return { numbers: numbers.subarray(0, count), groups: groups.subarray(0, count) };
}

/** All numbers, ascending, of the groups that are wanted (1, by group; group 0 is those in none). `pause` lets others in. */
export async function collectGroups(
  { packed, groups }: WithGroups,
  wanted: Uint8Array,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const found = new Float64Array(countWanted(groups, wanted));
  const { groupOf, tallies } = groups;
  const numberAt = createNumberFinder(packed);
  let size = 0;
  for (let from = 0; size < found.length; from += tallies.stretch) {
    const before = size;
    const end = Math.min(from + tallies.stretch, groupOf.length);
    const row = (from / tallies.stretch) * groups.sizes.length;
    if (wanted.some((is, group) => is === 1 && (tallies.counts[row + group] ?? 0) > 0))
      for (let place = from; place < end; place += 1)
        if (wanted[groupOf[place] ?? 0] === 1) found[size++] = numberAt(place);
    if (size > before) await pause();
  }
  return found;
}

/**
 * Takes numbers out of their groups, for which they stand no more. `placeOf`: the places of the packed numbers. Answers those that
 * are not among them.
 */
export function takeOut(
  { groupOf, samples, sizes, tallies }: GroupedNumbers,
  numbers: ReadonlySet<number>,
  placeOf: (number: number) => number,
): ReadonlySet<number> {
  const others = new Set<number>();
  for (const number of numbers) {
    const place = placeOf(number);
    if (place < 0) {
      others.add(number);
      continue;
    }
    const group = groupOf[place] ?? 0;
    const row = Math.floor(place / tallies.stretch) * sizes.length;
    sizes[group]! -= 1;
    sizes[0]! += 1;
    tallies.counts[row + group]! -= 1;
    tallies.counts[row]! += 1;
    groupOf[place] = 0;
  }
  for (const [at, number] of samples.entries()) if (numbers.has(number)) samples[at] = 0;
  return others;
}

/** How many numbers are in groups that are wanted. */
export function countWanted({ sizes }: GroupedNumbers, wanted: Uint8Array): number {
  let count = 0;
  for (let group = 0; group < wanted.length; group += 1) if (wanted[group] === 1) count += sizes[group] ?? 0;
  return count;
}

/** Places counted together; more where there are so many groups that their tallies would take more than 4 MiB. */
const leastStretch = 65_536;
const mostTallies = 2 ** 20;
/** Stretches counted in one go: some milliseconds. */
const countedAtOnce = 24;

function countInto(counts: Uint32Array, groupOf: Uint8Array | Uint16Array): void {
  for (let place = 0; place < groupOf.length; place += 1) counts[groupOf[place] ?? 0]! += 1;
}

/** Counts groups, and lets go of it between. Answers undefined where a number is in a group of which there is no sample. */
function* countGroups(
  groupOf: Uint8Array | Uint16Array,
  samples: Float64Array,
): Generator<undefined, GroupedNumbers | undefined> {
  const groups = samples.length / samplesEach + 1;
  let stretch = leastStretch;
  while (groupOf.length > stretch && Math.ceil(groupOf.length / stretch) * groups > mostTallies) stretch *= 2;
  const stretches = Math.max(1, Math.ceil(groupOf.length / stretch));
  const counts = new Uint32Array(stretches * groups);
  const sizes = new Uint32Array(groups);
  const row = new Uint32Array(groupOf instanceof Uint8Array ? 2 ** 8 : 2 ** 16);
  for (let at = 0; at < stretches; at += 1) {
    const own = groupOf.subarray(at * stretch, (at + 1) * stretch);
    countInto(row, own);
    let counted = 0;
    for (let group = 0; group < groups; group += 1) {
      counted += row[group] ?? 0;
      sizes[group]! += row[group] ?? 0;
    }
    if (counted < own.length) return undefined;
    counts.set(row.subarray(0, groups), at * groups);
    row.fill(0, 0, groups);
    if (at % countedAtOnce === countedAtOnce - 1) yield;
  }
  return { groupOf, samples, sizes, tallies: { stretch, counts } };
}

/** Groups, counted. Undefined where a number is in one of which there is no sample. `pause` lets others in. */
export async function toGroups(
  groupOf: Uint8Array | Uint16Array,
  samples: Float64Array,
  pause: () => Promise<void>,
): Promise<GroupedNumbers | undefined> {
  const steps = countGroups(groupOf, samples);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) await pause();
  return step.value;
}

function assertGroups(groupOf: Uint16Array, samples: Float64Array): GroupedNumbers {
  const steps = countGroups(groupOf, samples);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  if (step.value === undefined) throw new Error('A number is in a group that nobody opened');
  return step.value;
}
