/** A search by what groups of entries have in common finds just what a look at every entry finds, whatever happened since. */
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSnapshot } from '../../electron/core/db/handles.ts';
import { loadGroups, saveGroups } from '../../electron/core/db/numbers/groupFile.ts';
import {
  collectGroups,
  countWanted,
  createGroupBuilder,
  mergeGroups,
  samplesEach,
  type WithGroups,
} from '../../electron/core/db/numbers/groupedNumbers.ts';
import { saveNumbers } from '../../electron/core/db/numbers/numberFile.ts';
import { packNumbers } from '../../electron/core/db/numbers/packedNumbers.ts';
import { commonBy, copyGroups, openKnownGroups } from '../../electron/core/journal/knownGroups.ts';
import { readKnownEntries } from '../../electron/core/scrub/ask/knownEntries.ts';
import { openListSnapshot } from '../../electron/core/scrub/ask/listSnapshot.ts';
import { createListPager, type PageRequest } from '../../electron/core/list/pages/listPager.ts';
import type { EntryFilter } from '../../shared/contract/entries.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { createTestDesk, type TestDesk, valueOf } from '../support/desk.ts';
import { runs } from '../support/runs.ts';

const pause = async (): Promise<void> => {};

/** Numbers with the group of each, of three groups at most; in pages that are listed and in full ones. */
const someGrouped = fc
  .tuple(
    fc.dictionary(fc.integer({ min: 12_125_550_000, max: 12_125_550_200 }).map(String), fc.nat(3), { maxKeys: 60 }),
    fc.record({ count: fc.constantFrom(0, 5000), step: fc.constantFrom(1, 3), groups: fc.integer({ min: 1, max: 3 }) }),
  )
  .map(([near, { count, step, groups }]) => {
    const found = new Map(Object.entries(near).map(([number, group]) => [Number(number), group]));
    for (let at = 0; at < count; at += 1) found.set(447_900_000_000 + at * step, (at % groups) + 1);
    return new Map([...found].toSorted(([a], [b]) => a - b));
  });

function build(numbers: ReadonlyMap<number, number>): WithGroups {
  const builder = createGroupBuilder();
  for (let group = 0; group < 3; group += 1) builder.open();
  const all = [...numbers];
  for (let from = 0; from < all.length; from += 1000) {
    const some = all.slice(from, from + 1000);
    builder.add(
      some.map(([number]) => number),
      some.map(([, group]) => group),
    );
  }
  return builder.finish();
}

describe('grouped numbers', () => {
  test('merged are those of both, where a number that is in both is as in the second and stands for no group of the first', async () => {
    await fc.assert(
      fc.asyncProperty(someGrouped, someGrouped, async (one, other) => {
        const merged = await mergeGroups(build(one), build(other), pause);
        const expected = new Map([...one, ...[...other].map(([n, g]) => [n, g === 0 ? 0 : g + 3] as const)]);
        for (let group = 0; group <= 6; group += 1) {
          const wanted = new Uint8Array(7);
          wanted[group] = 1;
          const numbers = [...expected].filter(([, own]) => own === group).map(([number]) => number);
          const found = await collectGroups(merged, wanted, pause);
          expect([...found]).toEqual(numbers.toSorted((a, b) => a - b));
          expect(countWanted(merged.groups, wanted)).toBe(numbers.length);
          if (group === 0) continue;
          const samples = merged.groups.samples.subarray((group - 1) * samplesEach, group * samplesEach);
          expect([...samples].filter((number) => number > 0 && expected.get(number) !== group)).toEqual([]);
        }
        expect(merged.packed).toEqual(packNumbers([...expected.keys()].toSorted((a, b) => a - b)));
      }),
      { numRuns: 40 },
    );
  });
});

const first = Array.from({ length: 60 }, (_, at) => 12_125_551_000 + at * 3);
const someNumber = fc.oneof(fc.constantFrom(...first), fc.constantFrom(12_125_551_001, 12_125_559_999));
const someNumbers = fc.uniqueArray(someNumber, { minLength: 1, maxLength: 8 });
const words = {
  reason: fc.constantFrom(null, 'asked on the phone', 'Complaint', '100%_sure'),
  category: fc.constantFrom(null, 'legal', 'complaint'),
  campaign: fc.constantFrom(null, 'Summer'),
  channel: fc.constantFrom(null, 'call' as const, 'text' as const),
};
const act = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), numbers: someNumbers, ...words, until: fc.boolean() }),
  fc.record({ kind: fc.constant('edit' as const), numbers: someNumbers, reason: words.reason }),
  fc.record({
    kind: fc.constantFrom('remove' as const, 'dispute' as const, 'settle' as const, 'redact' as const),
    numbers: someNumbers,
  }),
);
type SomeAct = typeof act extends fc.Arbitrary<infer A> ? A : never;

const filter: fc.Arbitrary<EntryFilter> = fc.record(
  {
    search: fc.constantFrom('phone', 'COMPL', '0%_', 'dana', 'summer', 'nothing'),
    states: fc.subarray(['blocked', 'expired', 'removed', 'conflict'] as const),
    category: fc.constantFrom('legal', 'Complaint'),
    channel: fc.constantFrom('call' as const, 'text' as const),
    where: fc.constant('everywhere' as const),
  },
  { requiredKeys: ['search'] },
);

describe('the groups of a list', () => {
  let desk: TestDesk;
  const named = (numbers: readonly number[]) => numbers.map((number) => `+${number}`);

  beforeEach(() => {
    desk = createTestDesk();
    desk.db.exec(
      `INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'v', 'Yappr', 'https://example.test', 0)`,
    );
    valueOf(desk.list.add({ numbers: named(first), reason: 'asked on the phone' }));
  });
  afterEach(() => desk.close());

  const context = () => ({
    accountTargets: () => [],
    placesOf: (target: number) => [target],
    homeCode: () => '1',
    zone: desk.settings.zone,
  });

  async function copy(): Promise<void> {
    const { db, close } = openSnapshot(desk.file);
    const copied = await copyGroups(db, pause);
    close();
    if (copied === undefined) return;
    saveNumbers(desk.file, copied);
    saveGroups(desk.file, copied, commonBy);
  }

  async function look(meanwhile = pause) {
    return await openKnownGroups({ file: desk.file, db: desk.db }, meanwhile);
  }

  /** What each act does is up to the list; some are refused. */
  function run({ numbers, ...what }: SomeAct): void {
    desk.clock.forward(3_600_000);
    const texts = named(numbers);
    if (what.kind === 'add') {
      const { kind: _, until, ...details } = what;
      const expires = until ? { expires: toInstant(desk.clock.now() + 5 * 3_600_000) } : {};
      desk.list.add({ numbers: texts, ...details, ...expires });
    } else if (what.kind === 'edit') desk.list.edit({ numbers: texts, patch: { reason: what.reason } });
    else if (what.kind === 'remove') desk.list.remove({ numbers: texts, why: 'a mistake' });
    else if (what.kind === 'redact') desk.list.redact({ numbers: texts });
    else if (what.kind === 'settle') desk.db.exec('UPDATE conflict SET resolved_at = 1 WHERE resolved_at IS NULL');
    else if (what.kind === 'dispute')
      for (const number of numbers)
        desk.db
          .prepare(
            `INSERT OR IGNORE INTO conflict (account_id, scope, number, kind, why, holds, opened_at) VALUES (1, '', ?, 'goneThere', 'x', '[[0,null]]', 0)`,
          )
          .run(number);
  }

  /** What a scrub takes from the groups is what it would find on the list. */
  async function expectEntries(): Promise<void> {
    const snapshot = openListSnapshot(desk.file);
    try {
      const groups = await snapshot.knownGroups(pause);
      const known = groups && readKnownEntries(snapshot, groups);
      if (known === undefined) return;
      for (const number of [...first, 12_125_551_001, 12_125_559_999, 12_125_551_002, 447_911_123_456]) {
        const [entry] = snapshot.find(Float64Array.of(number));
        const group = known.groupOf(number);
        if (group > 0) expect({ ...known.entryOf(group), number }).toEqual(entry);
        if (!known.has(number))
          expect(desk.db.prepare('SELECT 1 FROM entry WHERE number = ?').get(number)).toBeUndefined();
      }
    } finally {
      snapshot.close();
    }
  }

  test('tell the same as all entries, by any filter, in any order, after any acts before and since', async () => {
    let told = 0;
    const acts = fc.array(act, { maxLength: 6 });
    const someWindow = fc.record(
      {
        sort: fc.record({ by: fc.constantFrom('number' as const, 'createdAt' as const), descending: fc.boolean() }),
        offset: fc.nat(70),
        after: fc.oneof(someNumber, fc.constantFrom(12_125_551_002, 12_125_551_100, 1)),
        limit: fc.constantFrom(1, 7, 50),
      },
      { requiredKeys: ['sort', 'limit'] },
    );
    await fc.assert(
      fc.asyncProperty(
        acts,
        acts,
        fc.array(fc.tuple(filter, fc.array(someWindow, { minLength: 1, maxLength: 4 })), {
          minLength: 3,
          maxLength: 9,
        }),
        async (before, since, asked) => {
          for (const one of before) run(one);
          await copy();
          for (const one of since) run(one);
          const now = desk.clock.now();
          let uses = 0;
          const openGroups = async () => {
            const known = await look();
            if (known !== undefined) uses += 1;
            return known;
          };
          for (const [wanted, windows] of asked) {
            const [byGroups, plain] = [
              createListPager(desk.db, context(), { openGroups }),
              createListPager(desk.db, context()),
            ];
            for (const window of windows) {
              const request: PageRequest = { filter: wanted, ...window };
              expect(await byGroups.search(request, now)).toEqual(await plain.search(request, now));
            }
            const [next, nextPlain] = [byGroups, plain].map((pager) => pager.followInSlices(wanted, now));
            for (const [after, limit] of [
              [0, 3],
              [12_125_551_030, 100],
            ] as const)
              expect(await next?.(after, limit)).toEqual(await nextPlain?.(after, limit));
          }
          told += uses;
          await expectEntries();
        },
      ),
      { numRuns: runs(25) },
    );
    expect(told).toBeGreaterThan(30);
  });

  test('tell of the list as it is once they are proven, whatever is done to it and to them until then', async () => {
    let told = 0;
    const meanwhileDone = fc.array(fc.oneof({ weight: 4, arbitrary: act }, fc.constant('copy' as const)), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 3 }), meanwhileDone, filter, async (before, acts, wanted) => {
        await copy();
        for (const one of before) run(one);
        const left = [...acts];
        const meanwhile = async (): Promise<void> => {
          const next = left.shift();
          if (next === 'copy') await copy();
          else if (next !== undefined) run(next);
        };
        const openGroups = async () => {
          const known = await look(meanwhile);
          if (known !== undefined) told += 1;
          return known;
        };
        const request: PageRequest = { filter: wanted, sort: { by: 'number', descending: false }, limit: 100 };
        const now = desk.clock.now();
        const byGroups = await createListPager(desk.db, context(), { openGroups }).search(request, now);
        expect(byGroups).toEqual(await createListPager(desk.db, context()).search(request, now));
      }),
      { numRuns: runs(25) },
    );
    expect(told).toBeGreaterThan(5);
  });

  test('are not believed where a byte of them is missing, cut or turned, nor where they are by something else', async () => {
    await copy();
    const path = join(dirname(desk.file), 'desk.groups');
    const bytes = readFileSync(path);
    const whole = await look();
    expect(whole?.asked.length).toBe(0);
    const copied = whole && { ...whole.grouped, head: { seq: 1, hash: '' } };
    expect(copied && (await loadGroups(desk.file, copied, commonBy, pause))).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length * 8 - 1), fc.nat(bytes.length - 1), async (bit, length) => {
        const turned = Buffer.from(bytes);
        turned[bit >>> 3]! ^= 1 << (bit & 7);
        for (const damaged of [turned, bytes.subarray(0, length)]) {
          writeFileSync(path, damaged);
          const known = await look();
          // A bit of the filling behind the header says nothing.
          if (known !== undefined) expect(known.grouped.groups).toEqual(whole?.grouped.groups);
        }
      }),
      { numRuns: 200 },
    );
    writeFileSync(path, bytes);
    const { db, close } = openSnapshot(desk.file);
    const read = await copyGroups(db, pause);
    close();
    if (read !== undefined) saveGroups(desk.file, read, `${commonBy},colour`);
    expect(await look()).toBeUndefined();
  });

  test('are asked again where a copy of the numbers is of another moment', async () => {
    await copy();
    valueOf(desk.list.add({ numbers: ['+12125559999'] }));
    expect((await look())?.asked).toEqual(Float64Array.of(12_125_559_999));
    const { db, close } = openSnapshot(desk.file);
    const read = await copyGroups(db, pause);
    close();
    if (read !== undefined) saveNumbers(desk.file, read);
    expect(await look()).toBeUndefined();
  });
});
