// The writing of an import, step by step. It plans and packs ahead: whoever writes in between is not overwritten and does not
// break it. Its rejected lines are saved with it, or not at all.
import { noDetails } from '../../../shared/domain/entry/details.ts';
import { expect, test } from 'vitest';
import { applyStaged } from '../../../electron/core/intake/plan/applyStaged.ts';
import { createListApplier } from '../../../electron/core/intake/plan/listApplier.ts';
import { createStaging, type Staging } from '../../../electron/core/intake/staging/staging.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { createOpenConflicts } from '../../../electron/core/list/pages/openConflicts.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { everywhere } from '../../../shared/domain/entry/scope.ts';
import { createTestDesk } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const choices = {
  holds: everywhere,
  ...noDetails,
  reason: 'asked',
  source: { kind: 'import', label: 'list.csv' },
  onDuplicate: 'keep',
  revive: false,
} as const;
const first = 12_125_550_000;
/** More than two chunks of the apply. */
const lines = 30_000;

const about = { label: 'list.csv', author: 'Dana', details: {} };

/** A file of one number, and rejected lines: two reasons for each, more than are saved at once. */
function stageRejects(): Staging {
  const staging = createStaging();
  staging.addNumber(staging.addLine(2, undefined), toPhoneNumber(first));
  for (let line = 3; line < 2003; line++) {
    staging.addLine(line, undefined);
    for (const message of ['Too short.', 'No day.'])
      staging.addReject({ line, column: 'Phone', code: 'short', message, text: '12' });
  }
  return staging;
}

test('rejected cells are saved some thousand at a time, each with its place in its line', async () => {
  const desk = createTestDesk();
  try {
    const { store, clock } = desk;
    const applier = createListApplier({
      store,
      clock,
      conflicts: createOpenConflicts(desk.db),
      backUp: async () => undefined,
    });
    const control = { signal: new AbortController().signal, progress: () => {} };
    const { batch, rejected } = await applyStaged(
      { staging: stageRejects(), choices },
      about,
      { applier, targets: desk.targets(), clock },
      control,
    );
    const saved = store.batches.listRejects(batch, undefined, 10_000);
    expect([rejected, saved.length]).toEqual([2000, 4000]);
    expect(saved.slice(0, 2).map(({ line, message, place }) => [line, message, place])).toEqual([
      [3, 'Too short.', 0],
      [3, 'No day.', 1],
    ]);
  } finally {
    desk.close();
  }
});

test('an import that is cancelled while its rejected lines are saved leaves none of them', async () => {
  const desk = createTestDesk();
  try {
    const { store, clock } = desk;
    const abort = new AbortController();
    const real = createListApplier({
      store,
      clock,
      conflicts: createOpenConflicts(desk.db),
      backUp: async () => undefined,
    });
    let saved = 0;
    const applier: typeof real = {
      ...real,
      *saveRejects(batch, rejects) {
        for (const _ of real.saveRejects(batch, rejects)) {
          saved = store.batches.listRejects(batch, undefined, 10_000).length;
          abort.abort();
          yield;
        }
      },
    };
    const control = { signal: abort.signal, progress: () => {} };
    const { batch, state } = await applyStaged(
      { staging: stageRejects(), choices },
      about,
      { applier, targets: desk.targets(), clock },
      control,
    );
    expect([state, saved, store.batches.load(batch)?.state]).toEqual(['cancelled', 2000, 'cancelled']);
    expect(store.batches.listRejects(batch, undefined, 10_000)).toEqual([]);
    expect(store.entries.load(toPhoneNumber(first))?.removed).not.toBeNull();
  } finally {
    desk.close();
  }
});

test('what a person blocks or releases while an import is written keeps what they said', async () => {
  const desk = createTestDesk();
  try {
    const staging = createStaging();
    for (let line = 0; line < lines; line++)
      staging.addNumber(staging.addLine(line + 2, undefined), toPhoneNumber(first + line));
    const { store, clock } = desk;
    const conflicts = createOpenConflicts(desk.db);
    const real = createListApplier({ store, clock, conflicts, backUp: async () => undefined });
    // In each chunk: its second number is blocked by hand, and another one blocked and released again.
    const byHand: number[] = [];
    const released: number[] = [];
    const applier: typeof real = {
      ...real,
      async prepare(added, act) {
        const prepared = await real.prepare(added, act);
        const [, blocked = 0, tried = 0] = added.numbers;
        desk.list.add({ numbers: [`+${blocked}`, `+${tried}`], reason: 'by hand' });
        desk.list.remove({ numbers: [`+${tried}`], why: 'a mistake' });
        byHand.push(blocked);
        released.push(tried);
        return prepared;
      },
    };
    const control = { signal: new AbortController().signal, progress: () => {} };
    const result = await applyStaged({ staging, choices }, about, { applier, targets: desk.targets(), clock }, control);

    expect(byHand.length).toBeGreaterThan(2);
    expect(result).toMatchObject({
      state: 'applied',
      lines,
      added: lines - 2 * byHand.length,
      changed: 0,
      alreadyThere: byHand.length,
      rejected: byHand.length,
    });
    for (const number of byHand)
      expect(store.entries.load(toPhoneNumber(number))).toMatchObject({ reason: 'by hand', removed: null, seq: 1 });
    for (const number of released)
      expect(store.entries.load(toPhoneNumber(number))?.removed).toMatchObject({ why: 'a mistake' });
    expect(store.journal.countOfBatch(result.batch)).toBe(lines - 2 * byHand.length);
    expect(await verify(desk.file, migrationsDir)).toEqual({ ok: true, problems: [] });
  } finally {
    desk.close();
  }
});
