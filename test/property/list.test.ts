// The list's windows against a naive model: whatever the filter, order and offset, and with conflicts open, the page is a
// slice of what filtering all entries one by one gives.
import { noDetails } from '../../shared/domain/entry/details.ts';
import { inTransaction } from '../../electron/core/db/handles.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryFilter } from '../../shared/contract/entries.ts';
import type { Entry } from '../../shared/domain/entry/entry.ts';
import { toEntryState } from '../../shared/domain/entry/entrySentence.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { everywhere, type Scope } from '../../shared/domain/entry/scope.ts';
import { createListPager } from '../../electron/core/list/pages/listPager.ts';
import type { EntryChange } from '../../electron/core/list/write/writer.ts';
import { createTestDesk, type TestDesk } from '../support/desk.ts';
import { runs } from '../support/runs.ts';

const start = Date.parse('2026-05-03T14:00:00.000Z');
const day = 86_400_000;
const now = start + 10 * day;

const scopes: readonly Scope[] = [
  everywhere,
  [{ place: 2, until: null }],
  [
    { place: 1, until: toInstant(start + 5 * day) },
    { place: 4, until: null },
  ],
  [{ place: 'everywhere', until: toInstant(start + 5 * day) }],
  [{ place: 3, until: toInstant(start + 20 * day) }],
];

/** Numbers close together, so that starts and ends are shared and blocks are both full and split. */
const someNumber = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((index) => 12_125_551_200 + index),
  fc.integer({ min: 0, max: 9 }).map((index) => 12_120_000_000 + index * 100_000 + 51_234),
  fc.integer({ min: 0, max: 9 }).map((index) => 972_501_234_500 + index),
  fc.integer({ min: 0, max: 9 }).map((index) => 12_120 + index),
);

type Seed = {
  readonly number: number;
  readonly scope: Scope;
  readonly reason: string | null;
  readonly source: 'manual' | 'import' | 'vendor';
  readonly batch: number;
  readonly isRemoved: boolean;
  readonly isDisputed: boolean;
};

const seed: fc.Arbitrary<Seed> = fc.record({
  number: someNumber,
  scope: fc.constantFrom(...scopes),
  reason: fc.constantFrom(null, 'asked', '100%_sure'),
  source: fc.constantFrom('manual', 'import', 'vendor'),
  batch: fc.integer({ min: 1, max: 3 }),
  isRemoved: fc.boolean(),
  isDisputed: fc.integer({ min: 0, max: 5 }).map((die) => die === 0),
});

const filter: fc.Arbitrary<EntryFilter> = fc.record(
  {
    search: fc.constantFrom(
      '',
      '+1212',
      '1212',
      '12',
      '555 1234',
      '(212) 555',
      '2120',
      '51234',
      '1234',
      '0501234501',
      '00972',
      'ASKED',
      '0%_',
      'dana',
      'nothing',
    ),
    states: fc.subarray(['blocked', 'expired', 'removed', 'conflict'] as const),
    where: fc.constantFrom('everywhere' as const, 1, 2, 9),
    account: fc.constantFrom(1, 2),
    sources: fc.subarray(['manual', 'import', 'api', 'vendor'] as const),
    addedFrom: fc.constantFrom(toInstant(start + 2 * day)),
    addedTo: fc.constantFrom(toInstant(start + 2 * day)),
    batch: fc.constantFrom(1, 2),
  },
  { requiredKeys: [] },
);

const window = fc.record({
  by: fc.constantFrom('number' as const, 'createdAt' as const),
  descending: fc.boolean(),
  offset: fc.integer({ min: 0, max: 30 }),
  limit: fc.integer({ min: 1, max: 20 }),
});

function fill(desk: TestDesk, seeds: readonly Seed[]): ReadonlyMap<Entry, boolean> {
  const { store, db } = desk;
  db.exec(
    `INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'v', 'Yappr', 'https://example.test', 0)`,
  );
  const dispute = db.prepare(
    `INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at) VALUES (1, '', ?, 'goneThere', 'x', '[[0,null]]', 0)`,
  );
  const filled = new Map<Entry, boolean>();
  const changes = seeds.map(({ number, scope, reason, source, batch, isRemoved, isDisputed }): EntryChange => {
    const at = toInstant(start + batch * day);
    const after: Entry = {
      number: toPhoneNumber(number),
      seq: 1,
      ...noDetails,
      holds: scope,
      reason,
      removed: isRemoved ? { at, why: 'asked back', by: 'Dana' } : null,
      source: { kind: source, label: null },
      createdAt: at,
      createdBy: 'Dana',
      changedAt: at,
      changedBy: 'Dana',
      batchId: batch,
      line: null,
    };
    if (isDisputed) dispute.run(number);
    filled.set(after, isDisputed);
    return { before: undefined, after };
  });
  if (changes.length > 0)
    inTransaction(db, (open) =>
      store.writer.write(open, changes, { at: toInstant(start), author: 'Dana', batchId: null, kind: 'add' }),
    );
  return filled;
}

function matches(entry: Entry, isDisputed: boolean, asked: EntryFilter, desk: TestDesk): boolean {
  const state = toEntryState(entry, toInstant(now), isDisputed);
  const states = asked.states?.length ? asked.states : ['blocked', 'expired', 'conflict'];
  if (!states.includes(state)) return false;
  const places = entry.holds.map(({ place }) => place);
  if (asked.where !== undefined && !places.includes(asked.where)) return false;
  const ofAccount = [...desk.targets().values()].filter(({ accountId }) => accountId === asked.account);
  if (asked.account !== undefined && !ofAccount.some(({ id }) => places.includes(id))) return false;
  if (asked.sources?.length && !asked.sources.includes(entry.source.kind)) return false;
  if (asked.addedFrom !== undefined && entry.createdAt < asked.addedFrom) return false;
  if (asked.addedTo !== undefined && entry.createdAt > asked.addedTo) return false;
  if (asked.batch !== undefined && entry.batchId !== asked.batch) return false;
  return asked.search === undefined || asked.search === '' || matchesSearch(entry, asked.search);
}

function matchesSearch(entry: Entry, search: string): boolean {
  const digits = search.replace(/\D/g, '');
  if (/^[+\d\s()]+$/.test(search)) {
    const text = String(entry.number);
    const isAbroad = search.startsWith('00') || search.includes('+');
    const begins = isAbroad
      ? [search.startsWith('00') ? digits.slice(2) : digits]
      : [digits, `1${digits}`, `1${digits.replace(/^0+/, '')}`];
    const starts = begins.some((begin) => !begin.startsWith('0') && text.startsWith(begin));
    if (search.includes('+') || digits.length < 4) return starts;
    const national = digits.replace(/^0+/, '');
    return starts || text.endsWith(digits) || (national.length >= 7 && text.endsWith(national));
  }
  return [entry.reason ?? '', entry.createdBy].some((text) => text.toLowerCase().includes(search.toLowerCase()));
}

test('every window is the slice that a naive filter gives', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(seed, { selector: ({ number }) => number, maxLength: 40 }),
      fc.array(fc.tuple(filter, window), { minLength: 1, maxLength: 8 }),
      async (seeds, questions) => {
        const desk = createTestDesk();
        try {
          const filled = fill(desk, seeds);
          const accountTargets = (account: number) =>
            [...desk.targets().values()].filter(({ accountId }) => accountId === account).map(({ id }) => id);
          const pager = createListPager(desk.db, {
            accountTargets,
            placesOf: (target) => [target],
            homeCode: () => '1',
            zone: desk.settings.zone,
          });
          for (const [asked, { by, descending, offset, limit }] of questions) {
            const expected = [...filled]
              .filter(([entry, isDisputed]) => matches(entry, isDisputed, asked, desk))
              .map(([entry]) => entry);
            const found = pager.page({ filter: asked, sort: { by, descending }, offset, limit }, now);
            expect(found.matching).toBe(expected.length);
            const search = (after?: number) =>
              pager.search(
                { filter: asked, sort: { by, descending }, offset: after === undefined ? offset : 0, after, limit },
                now,
              );
            expect(await search()).toEqual(found);

            const ascending = expected.toSorted((a, b) => a.number - b.number).map(({ number }) => number);
            const order = descending ? ascending.toReversed() : ascending;
            const next = pager.followInSlices(asked, now);
            const head = await next(0, limit);
            expect(head).toEqual(ascending.slice(0, limit));
            expect(await next(head.at(-1) ?? 0, limit)).toEqual(ascending.slice(limit, 2 * limit));
            if (by === 'number') {
              expect(found.numbers).toEqual(order.slice(offset, offset + limit));
              const after = order[offset];
              const rest = pager.page({ filter: asked, sort: { by, descending }, after, limit }, now).numbers;
              if (after !== undefined) {
                expect(rest).toEqual(order.slice(offset + 1, offset + 1 + limit));
                expect((await search(after)).numbers).toEqual(rest);
              }
            } else {
              const times = new Map(expected.map(({ number, createdAt }) => [number as number, createdAt as string]));
              const all = pager.page({ filter: asked, sort: { by, descending }, limit: 1000 }, now).numbers;
              expect(all.toSorted((a, b) => a - b)).toEqual(ascending);
              expect(found.numbers).toEqual(all.slice(offset, offset + limit));
              const inTime = all.map((each) => times.get(each) ?? '');
              expect(inTime).toEqual(descending ? inTime.toSorted().toReversed() : inTime.toSorted());
            }
          }
        } finally {
          desk.close();
        }
      },
    ),
    { numRuns: runs(50) },
  );
});
