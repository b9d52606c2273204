// An import plans and packs ahead of its writing. Whoever writes in between is not overwritten and does not break it: what
// was planned ahead is planned anew.
import { expect, test } from 'vitest';
import { applyStaged } from '../../electron/core/intake/applyStaged.ts';
import { createListApplier } from '../../electron/core/intake/listApplier.ts';
import { createStaging } from '../../electron/core/intake/staging.ts';
import { verify } from '../../electron/core/journal/verify.ts';
import { createOpenConflicts } from '../../electron/core/list/openConflicts.ts';
import { toPhoneNumber } from '../../shared/domain/number.ts';
import { everywhere } from '../../shared/domain/scope.ts';
import { createTestDesk } from '../support/desk.ts';

const choices = {
  holds: everywhere,
  reason: 'asked',
  category: null,
  requestedAt: null,
  callReference: null,
  source: { kind: 'import', label: 'list.csv' },
  onDuplicate: 'keep',
  revive: false,
} as const;
const first = 12_125_550_000;
/** More than two chunks of the apply. */
const lines = 10_000;

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
    const about = { label: 'list.csv', author: 'Dana', details: {} };
    const control = { signal: new AbortController().signal, progress: () => {} };
    const result = await applyStaged(staging, choices, about, applier, desk.targets(), clock, control);

    expect(byHand.length).toBe(3);
    expect(result).toMatchObject({
      state: 'applied',
      lines,
      added: lines - 6,
      changed: 0,
      alreadyThere: 3,
      rejected: 3,
    });
    for (const number of byHand)
      expect(store.entries.load(toPhoneNumber(number))).toMatchObject({ reason: 'by hand', removed: null, seq: 1 });
    for (const number of released)
      expect(store.entries.load(toPhoneNumber(number))?.removed).toMatchObject({ why: 'a mistake' });
    expect(store.journal.countOfBatch(result.batch)).toBe(lines - 6);
    expect(await verify(desk.file)).toEqual({ ok: true, problems: [] });
  } finally {
    desk.close();
  }
});
