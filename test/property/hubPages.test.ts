// What the hub says of many numbers at once, column by column, leaves the list as if each number had been merged and written by itself.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HubActs, type HubEntry, type HubPage, type HubRow, rowOf } from '../../electron/core/hub/hubPort.ts';
import { createArrivals } from '../../electron/core/hub/share/arrive.ts';
import { createHubStore, type HubStore } from '../../electron/core/hub/share/hubStore.ts';
import { splitPage, toNewEntries } from '../../electron/core/hub/share/newHere.ts';
import { inTransaction } from '../../electron/core/db/handles.ts';
import { verify } from '../../electron/core/journal/verify.ts';
import { toNewChanges } from '../../electron/core/list/write/entryChange.ts';
import { mergeDesks } from '../../shared/domain/entry/mergeDesks.ts';
import { noDetails } from '../../shared/domain/entry/details.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toHold, toScope } from '../../shared/domain/entry/scope.ts';
import { createTestDesk, type TestDesk } from '../support/desk.ts';
import { migrationsDir } from '../support/migrations.ts';

const day = 86_400_000;
const now = Date.parse('2026-05-03T14:00:00.000Z');
const act = { at: toInstant(now), author: 'Shared list', kind: 'share' } as const;

const uuid = '11111111-2222-4333-8444-555555555555';
const holds = fc.constantFrom(
  '[["*",null]]',
  `[["*",${now + day}]]`,
  `[["${uuid}",null]]`,
  `[["${uuid}/a/b",${now + day}],["${uuid}",${now + 2 * day}]]`,
);
const details: fc.Arbitrary<HubEntry['details']> = fc.constantFrom<HubEntry['details'][]>(
  {},
  { reason: 'asked' },
  { reason: 'wrote', category: 'legal', requestedAt: now - day },
  { callBatchId: 'b', callRequestUuid: 'u' },
  // Of a newer version.
  { reason: null, mood: 'bad' },
);
const origins = [
  ['import', 'calls.csv', 'Mia', now - 9 * day],
  ['import', 'calls.csv', 'Tom', now - 9 * day],
  ['manual', '', 'Mia', now - 8 * day],
] as const;
const row = fc
  .record({
    step: fc.integer({ min: 1, max: 3 }),
    rev: fc.integer({ min: 1, max: 9 }),
    holds,
    details,
    origin: fc.nat(2).map((at) => origins[at] ?? origins[0]),
    line: fc.option(fc.integer({ min: 2, max: 99 })),
    done: fc.constantFrom('nothing', 'nothing', 'nothing', 'changed', 'released'),
  })
  .map(({ step, origin, done, ...said }) => {
    const [, , by, at] = origin;
    const acts: HubActs = {
      changedAt: done === 'nothing' ? at : now - day,
      changedBy: done === 'nothing' ? by : 'Ann',
      removedAt: done === 'released' ? now - day : null,
      removedBy: done === 'released' ? 'Ann' : null,
      removedWhy: done === 'released' ? 'a mistake' : null,
    };
    return { step, ...said, origin: JSON.stringify(origin), ...acts };
  });
const rows = fc.array(row, { minLength: 1, maxLength: 250 }).map((steps) => {
  let number = 12_125_550_000;
  return steps.map(({ step, ...said }): HubRow => ({ ...said, number: (number += step) }));
});

/** Rows as a page, in any order of number. */
function toPage(all: readonly HubRow[]): HubPage {
  const choose = <T>(read: (one: HubRow) => T) => {
    const texts = all.map((one) => JSON.stringify(read(one)));
    const used = [...new Set(texts)];
    return {
      of: Uint32Array.from(texts, (text) => used.indexOf(text)),
      values: used.map((text) => JSON.parse(text) as T),
    };
  };
  const said = choose((one) => ({ holds: one.holds, details: one.details }));
  const origin = choose((one) => one.origin);
  const acts = choose(({ changedAt, changedBy, removedAt, removedBy, removedWhy }) => ({
    changedAt,
    changedBy,
    removedAt,
    removedBy,
    removedWhy,
  }));
  return {
    numbers: Float64Array.from(all, ({ number }) => number),
    revs: Float64Array.from(all, ({ rev }) => rev),
    lines: Float64Array.from(all, ({ line }) => line ?? Number.NaN),
    statementOf: said.of,
    statements: said.values,
    originOf: origin.of,
    origins: origin.values,
    actsOf: acts.of,
    acts: acts.values,
  };
}

type Desk = TestDesk & { readonly hub: HubStore };

/** A desk that has blocked some of the numbers itself. */
function openDesk(blocked: readonly number[]): Desk {
  const desk = createTestDesk();
  let made = 0;
  const hub = createHubStore({ db: desk.db, targets: () => new Map(), newId: () => `id-${(made += 1)}` });
  const { store } = desk;
  const at = toInstant(now - 3 * day);
  inTransaction(desk.db, (open) => {
    const batchId = store.batches.save({ kind: 'add', label: 'some', author: 'Dana', at, state: 'applied' });
    const changes = blocked.map((number) => ({
      before: undefined,
      after: {
        ...noDetails,
        number: toPhoneNumber(number),
        seq: 1,
        holds: toScope([toHold('everywhere', toInstant(now + day))]),
        reason: 'ours',
        removed: null,
        source: { kind: 'manual', label: null } as const,
        createdAt: at,
        createdBy: 'Dana',
        changedAt: at,
        changedBy: 'Dana',
        batchId,
        line: null,
      },
    }));
    if (changes.length > 0) store.writer.write(open, changes, { at, author: 'Dana', batchId, kind: 'add' });
  });
  return { ...desk, hub };
}

/** One number after the other: merged, and written as a change of its own. */
function takeOneByOne({ db, store, hub }: Desk, all: readonly HubRow[]): void {
  inTransaction(db, (open) => {
    const words = hub.words();
    words.learn(all, [], now);
    const label = 'Shared list';
    const batchId = store.batches.save({ kind: 'pull', label, author: label, at: act.at, state: 'applied' });
    for (const one of all) {
      const number = toPhoneNumber(one.number);
      const ours = store.entries.load(number);
      const { result } = mergeDesks({ base: undefined, ours, theirs: words.toEntry(one, 0, null) }, act.at, new Map());
      const after = { ...result, number, seq: (ours?.seq ?? 0) + 1, batchId };
      store.writer.write(open, [{ before: ours, after }], { ...act, batchId });
    }
  });
}

const sorted = (all: readonly HubRow[]) => all.toSorted((a, b) => a.number - b.number);
const listOf = ({ store }: Desk, all: readonly HubRow[]) => all.map(({ number }) => store.entries.loadFlat(number));
const asShown = (flat: ReturnType<typeof listOf>) => flat.map((one) => ({ ...one, batchId: 0, seq: 0 }));
const knownOf = ({ hub }: Desk, all: readonly HubRow[]) => {
  const known = hub.rows.loadKnown(all.map(({ number }) => number));
  return all.map(({ number }) => known(number).rev);
};

test('a page is taken as its numbers one by one', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.infiniteStream(fc.nat(9)), fc.boolean(), async (all, chances, isTurned) => {
      const blocked = all.flatMap(({ number }) => (chances.next().value === 0 ? [number] : []));
      const [one, other] = [openDesk(blocked), openDesk(blocked)];
      try {
        // Changes come in order of rev, not of number.
        const page = toPage(isTurned ? all.toReversed() : all);
        const received = createArrivals(one.hub, one.store, () => act.at).take(page, [], () => {});
        takeOneByOne(other, all);
        expect(asShown(listOf(one, all))).toEqual(asShown(listOf(other, all)));
        // What we block and they released stays as it is.
        expect(received).toBe(
          all.filter(({ number, removedAt }) => removedAt === null || !blocked.includes(number)).length,
        );
        expect(knownOf(one, all)).toEqual(all.map(({ rev }) => rev));
        expect(await verify(one.file, migrationsDir)).toEqual({ ok: true, problems: [] });
        // What is known is not taken again.
        expect(createArrivals(one.hub, one.store, () => act.at).take(page, [], () => {})).toBe(0);
      } finally {
        one.close();
        other.close();
      }
    }),
    { numRuns: 8 },
  );
});

test('columns say what rows say', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const desk = openDesk([]);
      try {
        const words = desk.hub.words();
        const page = toPage(all);
        inTransaction(desk.db, () => words.learn(page.statements, [], now));
        expect(all.map((_, at) => rowOf(page, at))).toEqual(all);
        const { news, rest } = splitPage(page, words, () => true);
        expect([...news, ...rest].toSorted((a, b) => a - b)).toEqual(all.map((_, at) => at));
        if (news.length === 0) return;
        const made = toNewChanges(toNewEntries(page, news, words), { ...act, batchId: 7 });
        expect(made.map(({ after }) => after)).toEqual(
          sorted([...news].flatMap((at) => all[at] ?? [])).map((one) => words.toEntry(one, 1, 7)),
        );
      } finally {
        desk.close();
      }
    }),
    { numRuns: 10 },
  );
});
