/** Slices of groups are those of the numbers that they stand for, in lists so long that they are counted in stretches. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  collectGroups,
  createGroupBuilder,
  samplesEach,
  takeOut,
  toGroups,
  type WithGroups,
} from '../../electron/core/db/numbers/groupedNumbers.ts';
import { createPlaceFinder } from '../../electron/core/db/numbers/numberPlaces.ts';
import { createPartReader, type Part } from '../../electron/core/list/pages/groupParts.ts';
import { runs } from '../support/runs.ts';

const pause = async (): Promise<void> => {};
const first = 12_120_000_000;

/** A list by its size, the steps between its numbers, how many groups it has, and by what rule numbers are in them. */
type Shape = {
  readonly size: number;
  readonly step: number;
  readonly groups: number;
  readonly rule: 'turns' | 'runs' | 'mixed';
};
const shape: fc.Arbitrary<Shape> = fc.record({
  size: fc.constantFrom(0, 1, 900, 65_536, 65_537, 150_000),
  step: fc.constantFrom(1, 3, 40),
  groups: fc.integer({ min: 1, max: 5 }),
  rule: fc.constantFrom('turns', 'runs', 'mixed'),
});

const groupAt = ({ size, groups, rule }: Shape, at: number): number => {
  if (rule === 'turns') return at % (groups + 1);
  if (rule === 'runs') return Math.floor((at * groups) / size) + 1;
  return (Math.imul(at, 2_654_435_761) >>> 8) % (groups + 1);
};

function build(wanted: Shape): { readonly grouped: WithGroups; readonly groupOf: Map<number, number> } {
  const builder = createGroupBuilder();
  for (let group = 0; group < wanted.groups; group += 1) builder.open();
  const numbers = Array.from({ length: wanted.size }, (_, at) => first + at * wanted.step);
  const groupOf = numbers.map((_, at) => groupAt(wanted, at));
  builder.add(numbers, groupOf);
  return { grouped: builder.finish(), groupOf: new Map(numbers.map((number, at) => [number, groupOf[at] ?? 0])) };
}

/** Places in a list, as parts of a million of its length, and somewhat outside of it. */
const somePlaces = fc.array(fc.integer({ min: -20_000, max: 1_020_000 }), { maxLength: 30 });
const toNumber = ({ size, step }: Shape, place: number): number =>
  first + Math.floor((place * (size * step + 10)) / 1e6);

describe('parts of an order', () => {
  test('are cut where the numbers that they stand for are cut, with those that stand by themselves among them', async () => {
    const someWindow = fc.tuple(fc.nat(1_000_000), fc.constantFrom(0, 1, 30, 70_000));
    await fc.assert(
      fc.asyncProperty(
        shape,
        somePlaces,
        fc.integer({ min: 1, max: 3 }),
        fc.array(someWindow, { minLength: 1, maxLength: 4 }),
        async (wanted, places, count, windows) => {
          const { grouped, groupOf } = build(wanted);
          const finder = createPlaceFinder(grouped.packed);
          const alone = [...new Set(places.map((place) => toNumber(wanted, place)))].toSorted((a, b) => a - b);
          const others = takeOut(grouped.groups, new Set(alone), finder.placeOf);
          expect([...others]).toEqual(alone.filter((number) => !groupOf.has(number)));
          for (const number of alone) groupOf.set(number, 0);
          const wholes = Array.from({ length: count }, (_, part) => {
            const groups = Array.from({ length: wanted.groups }, (_item, at) => at + 1).filter(
              (group) => group % (count + 1) === part + 1,
            );
            const numbers = alone.filter((_item, at) => at % count === part);
            const part1: Part = { groups, singles: { numbers, places: numbers.map(finder.countBelow) } };
            const all = [...groupOf].filter(([, group]) => groups.includes(group)).map(([number]) => number);
            return { part: part1, all: [...all, ...numbers].toSorted((a, b) => a - b) };
          });
          const reader = createPartReader(grouped, () => finder);
          const parts = wholes.map(({ part }) => part);
          const plain = wholes.flatMap(({ all }) => all);
          for (const { part, all } of wholes) {
            expect(reader.sizeOf(part)).toBe(all.length);
            for (const number of [...alone, first, first + 65_536 * wanted.step, 10 ** 12])
              expect(reader.countBelow(part, number)).toBe(all.filter((other) => other < number).length);
          }
          for (const [from, length] of windows) {
            const begin = Math.floor((from * (plain.length + 3)) / 1e6);
            const found = reader.slice(parts, begin, begin + length);
            expect(found).toEqual(plain.slice(begin, begin + length));
          }
        },
      ),
      { numRuns: runs(40) },
    );
  });

  test('are told from stretches that are longer where there are very many groups', async () => {
    const [groups, size] = [60_000, 1_250_000];
    const groupOf = Uint16Array.from({ length: size }, (_, at) => (at % groups) + 1);
    const counted = await toGroups(groupOf, new Float64Array(groups * samplesEach), pause);
    expect(counted?.tallies.stretch).toBe(131_072);
    expect(counted?.tallies.counts.reduce((sum, count) => sum + count)).toBe(size);
    expect(counted?.sizes.reduce((sum, count) => sum + count)).toBe(size);
    // The last number is in a group that nobody opened.
    groupOf[size - 1] = groups + 1;
    expect(await toGroups(groupOf, new Float64Array(groups * samplesEach), pause)).toBeUndefined();
  });

  test('numbers of some groups are collected from wherever they are', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.nat(5), async (wanted, group) => {
        const { grouped, groupOf } = build(wanted);
        const chosen = Uint8Array.from({ length: wanted.groups + 1 }, (_, own) => (own === group ? 1 : 0));
        const plain = [...groupOf].filter(([, own]) => own === group).map(([number]) => number);
        expect([...(await collectGroups(grouped, chosen, pause))]).toEqual(plain);
      }),
      { numRuns: runs(20) },
    );
  });
});
