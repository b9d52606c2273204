/**
 * Slices of what a search found in groups, without a step per number that was found. An order of it is some parts one behind the
 * other: all numbers of some groups, and some numbers by themselves, ascending in each part. The tallies of the groups tell in
 * which stretches of the list a slice lies, and only those are looked through.
 */
import { findFirst } from '../../db/numbers/findFirst.ts';
import { createNumberFinder, type PlaceFinder } from '../../db/numbers/numberPlaces.ts';
import type { WithGroups } from '../../db/numbers/groupedNumbers.ts';

/** Numbers by themselves, ascending, which are in no group that matters; `places`: how many of the packed numbers are below each. */
export type Singles = { readonly numbers: readonly number[]; readonly places: readonly number[] };

export type Part = { readonly groups: readonly number[]; readonly singles: Singles };

export type PartReader = {
  readonly sizeOf: (part: Part) => number;
  /** How many numbers of a part are below this one. */
  readonly countBelow: (part: Part, number: number) => number;
  /** What is at the indexes `from` to `to` (not included) of these parts, one behind the other. No group is in two of them. */
  readonly slice: (parts: readonly Part[], from: number, to: number) => readonly number[];
};

/** What a slice takes of one part: its numbers at the indexes `from` to `to`. `passed`: how many lie before the stretch that is looked at. */
type Cut = {
  readonly part: Part;
  readonly from: number;
  readonly to: number;
  readonly found: number[];
  passed: number;
};

/** Makes the reader. `places`: asked for where a slice begins after a number. */
export function createPartReader({ packed, groups }: WithGroups, places: () => PlaceFinder): PartReader {
  const { groupOf, sizes, tallies } = groups;
  const { stretch, counts } = tallies;
  const stretches = counts.length / sizes.length;
  const numberAt = createNumberFinder(packed);
  const last = stretches - 1;

  const sizeOf = ({ groups: own, singles }: Part): number =>
    own.reduce((sum, group) => sum + (sizes[group] ?? 0), singles.numbers.length);

  /** Which of the singles come in a stretch. Those above all packed numbers are in the last one. */
  function singlesIn({ places: own }: Singles, at: number): { readonly first: number; readonly end: number } {
    return { first: findFirst(own, at * stretch), end: at === last ? own.length : findFirst(own, (at + 1) * stretch) };
  }

  function countIn({ groups: own, singles }: Part, at: number): number {
    const { first, end } = singlesIn(singles, at);
    let count = end - first;
    for (const group of own) count += counts[at * sizes.length + group] ?? 0;
    return count;
  }

  /** Takes what these cuts have in a stretch. */
  function look(cuts: readonly Cut[], at: number): void {
    const cutOf = new Uint32Array(sizes.length);
    const passed = Uint32Array.from(cuts, (cut) => cut.passed);
    const singles = cuts.flatMap(({ part }, cut) => {
      const { first, end } = singlesIn(part.singles, at);
      const { numbers, places: own } = part.singles;
      return numbers.slice(first, end).map((number, next) => ({ number, place: own[first + next] ?? 0, cut }));
    });
    for (const [cut, { part }] of cuts.entries()) for (const group of part.groups) cutOf[group] = cut + 1;
    /** Whether the next number of a cut lies within it. */
    const isWanted = (cut: number): boolean => {
      const index = passed[cut] ?? 0;
      passed[cut] = index + 1;
      const { from = 0, to = 0 } = cuts[cut] ?? {};
      return index >= from && index < to;
    };
    let place = at * stretch;
    const walkTo = (to: number): void => {
      for (; place < to; place += 1) {
        const cut = cutOf[groupOf[place] ?? 0] ?? 0;
        if (cut > 0 && isWanted(cut - 1)) cuts[cut - 1]?.found.push(numberAt(place));
      }
    };
    for (const { number, place: before, cut } of singles.toSorted((a, b) => a.number - b.number)) {
      walkTo(before);
      if (isWanted(cut)) cuts[cut]?.found.push(number);
    }
    walkTo(Math.min(groupOf.length, (at + 1) * stretch));
  }

  return {
    sizeOf,
    countBelow(part, number) {
      const place = places().countBelow(number);
      const at = Math.min(last, Math.floor(place / stretch));
      let count = findFirst(part.singles.numbers, number);
      const own = new Uint8Array(sizes.length);
      for (const group of part.groups) {
        own[group] = 1;
        for (let before = 0; before < at; before += 1) count += counts[before * sizes.length + group] ?? 0;
      }
      for (let step = at * stretch; step < place; step += 1) count += own[groupOf[step] ?? 0] ?? 0;
      return count;
    },
    slice(parts, from, to) {
      const cuts: Cut[] = [];
      let begin = 0;
      for (const part of parts) {
        if (begin >= to) break;
        const end = begin + sizeOf(part);
        if (end > from)
          cuts.push({ part, from: Math.max(0, from - begin), to: Math.min(end, to) - begin, found: [], passed: 0 });
        begin = end;
      }
      for (let at = 0; at < stretches; at += 1) {
        const here = cuts.map((cut) => cut.passed + countIn(cut.part, at));
        if (cuts.some((cut, index) => cut.passed < cut.to && (here[index] ?? 0) > cut.from)) look(cuts, at);
        for (const [index, cut] of cuts.entries()) cut.passed = here[index] ?? 0;
      }
      return cuts.flatMap(({ found }) => found);
    },
  };
}
