/** The packed form of numbers holds just these, whatever they are, and a copy that is not proven says nothing. */
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSnapshot } from '../../electron/core/db/handles.ts';
import { loadNumbers, saveNumbers } from '../../electron/core/db/numbers/numberFile.ts';
import { createNumberFinder, createPlaceFinder } from '../../electron/core/db/numbers/numberPlaces.ts';
import {
  createNumberTest,
  eachPage,
  findEnding,
  mergeNumbers,
  packNumbers,
} from '../../electron/core/db/numbers/packedNumbers.ts';
import { copyNumbers, openKnownNumbers } from '../../electron/core/journal/knownNumbers.ts';
import { createTestDesk, type TestDesk, valueOf } from '../support/desk.ts';

const pause = async (): Promise<void> => {};
const sorted = (numbers: Iterable<number>) => [...new Set(numbers)].toSorted((a, b) => a - b);

/** Far apart, close together, and pages so full that they are kept as bits. */
const someNumbers = fc
  .tuple(
    fc.array(fc.integer({ min: 10_000, max: 999_999_999_999_999 }), { maxLength: 50 }),
    fc.array(fc.integer({ min: 12_125_550_000, max: 12_125_552_000 }), { maxLength: 50 }),
    fc.record({
      first: fc.constantFrom(12_120_000_000, 447_900_000_000, 65_536 * 200_000),
      count: fc.constantFrom(0, 4096, 4097, 9000),
      step: fc.constantFrom(1, 3, 16),
    }),
  )
  .map(([far, near, { first, count, step }]) =>
    sorted([...far, ...near, ...Array.from({ length: count }, (_, at) => first + at * step)]),
  );

describe('packed numbers', () => {
  test('are those that were packed, and no others', () => {
    fc.assert(
      fc.property(someNumbers, (numbers) => {
        const packed = packNumbers(numbers);
        const has = createNumberTest(packed);
        const known = new Set(numbers);
        expect(packed.size).toBe(numbers.length);
        expect(Array.from(eachPage(packed), (page) => [...page]).flat()).toEqual(numbers);
        for (const number of numbers)
          for (const near of [number - 65_536, number - 1, number, number + 1, number + 65_536])
            if (has(near) !== known.has(near)) expect.fail(`${near} is ${has(near) ? '' : 'not '}there`);
        expect(findEnding(packed, 10_000, 5500)).toEqual(numbers.filter((number) => number % 10_000 === 5500));
        expect(findEnding(packed, 100, 7)).toEqual(numbers.filter((number) => number % 100 === 7));
      }),
      { numRuns: 60 },
    );
  });

  test('have a place each, as many below them, and are found there, in whatever order they are asked for', () => {
    fc.assert(
      fc.property(someNumbers, fc.array(fc.nat(), { maxLength: 50 }), (numbers, some) => {
        const packed = packNumbers(numbers);
        const { placeOf, countBelow } = createPlaceFinder(packed);
        const numberAt = createNumberFinder(packed);
        const places = new Map(numbers.map((number, place) => [number, place]));
        let below = 0;
        for (const number of numbers) {
          if (numberAt(below) !== number) expect.fail(`${number} is not at ${below}`);
          for (const near of [number - 65_536, number - 1, number, number + 1, number + 65_536])
            if (placeOf(near) !== (places.get(near) ?? -1)) expect.fail(`${near} is not at ${placeOf(near)}`);
          if (countBelow(number) !== below) expect.fail(`${countBelow(number)} are not below ${number}`);
          below += 1;
          if (countBelow(number + 1) !== below) expect.fail(`${countBelow(number + 1)} are not below ${number} + 1`);
        }
        for (const number of [0, 12_125_550_500, 12_120_065_537, 10 ** 15])
          expect(countBelow(number)).toBe(numbers.filter((other) => other < number).length);
        for (const place of some.map((any) => any % Math.max(1, numbers.length)))
          if (numbers.length > 0) expect(numberAt(place)).toBe(numbers[place]);
      }),
      { numRuns: 60 },
    );
  });

  test('merged are those of both', async () => {
    await fc.assert(
      fc.asyncProperty(someNumbers, someNumbers, async (one, other) => {
        const merged = await mergeNumbers(packNumbers(one), packNumbers(other), pause);
        expect(merged).toEqual(packNumbers(sorted([...one, ...other])));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the copy of a list', () => {
  let desk: TestDesk;
  const path = () => join(dirname(desk.file), 'desk.numbers');
  const named = (numbers: readonly number[]) => numbers.map((number) => `+${number}`);
  const first = Array.from({ length: 300 }, (_, at) => 12_125_551_000 + at * 3);
  const strangers = first.map((number) => number + 1);

  beforeEach(() => {
    desk = createTestDesk();
    valueOf(desk.list.add({ numbers: named(first) }));
  });
  afterEach(() => desk.close());

  async function copy(): Promise<void> {
    const { db, close } = openSnapshot(desk.file);
    const copied = await copyNumbers(db, pause);
    close();
    if (copied !== undefined) saveNumbers(desk.file, copied);
  }

  /** What is known of the list as it is now. */
  async function look() {
    const { db, close } = openSnapshot(desk.file);
    try {
      return await openKnownNumbers({ file: desk.file, db }, pause);
    } finally {
      close();
    }
  }

  test('has every number that was ever on it, however it changed since, and no other', async () => {
    await copy();
    const more = [12_125_551_001, 447_911_123_456];
    valueOf(desk.list.add({ numbers: named(more) }));
    valueOf(desk.list.remove({ numbers: named(first.slice(0, 20)), why: 'a mistake' }));
    const known = await look();
    expect([...first, ...more].filter((number) => known?.has(number) !== true)).toEqual([]);
    expect(strangers.slice(1).filter((number) => known?.has(number) !== false)).toEqual([]);
    expect(known?.later).toBe(2);
    expect(known?.ending(10_000, 3456)).toEqual([447_911_123_456]);
    expect(known?.ending(10_000, 1001)).toEqual([12_125_551_001]);
  });

  test('is not believed where a byte of it is missing, cut or turned', async () => {
    await copy();
    const bytes = readFileSync(path());
    const has = (await look())?.has;
    expect(has?.(first[0] ?? 0)).toBe(true);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), fc.nat(bytes.length - 1), async (bit, length) => {
        const turned = Buffer.from(bytes);
        turned[bit >>> 3]! ^= 1 << (bit & 7);
        for (const damaged of [turned, bytes.subarray(0, length)]) {
          writeFileSync(path(), damaged);
          const known = await look();
          // A bit of the filling behind the header says nothing.
          if (known !== undefined) expect(first.filter((number) => !known.has(number))).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is not believed beside another list, nor beside one that went back before it', async () => {
    const other = createTestDesk();
    try {
      valueOf(other.list.add({ numbers: named(strangers) }));
      await copy();
      writeFileSync(join(dirname(other.file), 'desk.numbers'), readFileSync(path()));
      const { db, close } = openSnapshot(other.file);
      expect(await openKnownNumbers({ file: other.file, db }, pause)).toBeUndefined();
      close();
    } finally {
      other.close();
    }
    // The list of before, with the copy of after.
    const { db: before, close } = openSnapshot(desk.file);
    before.prepare('SELECT count(*) FROM journal').get();
    valueOf(desk.list.add({ numbers: ['+12125559999'] }));
    await copy();
    expect(await openKnownNumbers({ file: desk.file, db: before }, pause)).toBeUndefined();
    close();
    expect((await look())?.has(12_125_559_999)).toBe(true);
  });

  test('is not believed where a row of the journal since says other numbers than were written', async () => {
    await copy();
    valueOf(desk.list.add({ numbers: named(strangers) }));
    expect((await look())?.later).toBe(strangers.length);
    const raw = new Database(desk.file);
    const { id, payload } = raw
      .prepare<[], { id: number; payload: Buffer }>('SELECT id, payload FROM journal ORDER BY id DESC LIMIT 1')
      .get() ?? { id: 0, payload: Buffer.alloc(0) };
    // As many numbers, the same first and last: two steps of three become one and five.
    const text = (payload[0] === 1 ? inflateRawSync(payload.subarray(1)) : payload.subarray(1)).toString();
    const turned = Buffer.concat([Buffer.of(0), Buffer.from(text.replace(',3,3,', ',1,5,'))]);
    raw.exec('DROP TRIGGER journal_no_update');
    raw.prepare('UPDATE journal SET payload = ? WHERE id = ?').run(turned, id);
    raw.close();
    expect(await look()).toBeUndefined();
  });

  test('is not believed where it lacks a number, though all its sums are right', async () => {
    await copy();
    const whole = await loadNumbers(desk.file, pause);
    if (whole === undefined) throw new Error('There is no copy');
    saveNumbers(desk.file, { ...whole, packed: packNumbers(first.slice(1)) });
    expect(await look()).toBeUndefined();
  });
});
