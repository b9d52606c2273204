// Random work on a list: every batch, undone in reverse, brings back the byte-identical export of before it, the journal
// replays to the table throughout, and check agrees with a naive model.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { decidingHold, type Place } from '../../shared/domain/entry/scope.ts';
import { verify } from '../../electron/core/journal/verify.ts';
import { createTestDesk, exportOf, someTargets, type TestDesk, valueOf } from '../support/desk.ts';
import { migrationsDir } from '../support/migrations.ts';
import { runs } from '../support/runs.ts';

const numbers = Array.from({ length: 8 }, (_, index) => `+1212555000${index}`);
const start = Date.parse('2026-05-03T14:00:00.000Z');

const someNumbers = fc.subarray(numbers, { minLength: 1 });
const until = fc.option(
  fc.integer({ min: 1, max: 100 }).map((days) => toInstant(start + days * 86_400_000)),
  { nil: null },
);
const place: fc.Arbitrary<Place> = fc.constantFrom<Place[]>('everywhere', 1, 2, 3, 4);
const holds = fc.array(fc.record({ place, until }), { minLength: 1, maxLength: 3 });
const reason = fc.option(fc.constantFrom('asked', '=1+1', '', 'by mail'), { nil: null });

const command = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    numbers: someNumbers,
    holds,
    reason,
    onDuplicate: fc.constantFrom('keep' as const, 'update' as const),
  }),
  fc.record({ kind: fc.constant('edit' as const), numbers: someNumbers, holds, reason }),
  fc.record({ kind: fc.constant('remove' as const), numbers: someNumbers }),
  fc.record({ kind: fc.constant('undo' as const), back: fc.nat(6) }),
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

async function perform(desk: TestDesk, step: Command): Promise<number | null> {
  switch (step.kind) {
    case 'add':
      return valueOf(desk.list.add(step)).batch;
    case 'edit': {
      const { holds: newHolds, reason: newReason } = step;
      return valueOf(desk.list.edit({ numbers: step.numbers, patch: { holds: newHolds, reason: newReason } })).batch;
    }
    case 'remove':
      return valueOf(desk.list.remove({ numbers: step.numbers, why: 'asked back' })).batch;
    case 'undo': {
      const batches = desk.batches.list({ limit: 50 }).filter(({ state }) => state === 'applied');
      const chosen = batches[step.back % Math.max(1, batches.length)];
      return chosen === undefined ? null : valueOf(await desk.batches.undo({ batch: chosen.id })).batch;
    }
    default:
      return null;
  }
}

test('batches undone in reverse give back every earlier export, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 10 }), async (steps) => {
      const desk = createTestDesk();
      try {
        const done: { batch: number; before: string }[] = [];
        for (const step of steps) {
          desk.clock.forward(1000);
          const before = await exportOf(desk);
          const batch = await perform(desk, step);
          if (batch !== null) done.push({ batch, before });
        }
        for (const { batch, before } of done.toReversed()) {
          desk.clock.forward(1000);
          const { left } = valueOf(await desk.batches.undo({ batch }));
          expect(left).toEqual([]);
          expect(await exportOf(desk)).toBe(before);
        }
        expect(await verify(desk.file, migrationsDir)).toEqual({ ok: true, problems: [] });
      } finally {
        desk.close();
      }
    }),
    { numRuns: runs(30) },
  );
});

test('check agrees with the entries themselves, for every target and time', async () => {
  const targets = new Map(someTargets.map((target) => [target.id, target]));
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 110 }),
      fc.constantFrom(undefined, ...someTargets),
      async (steps, days, target) => {
        const desk = createTestDesk();
        try {
          for (const step of steps) await perform(desk, step);
          const at = toInstant(start + days * 86_400_000);
          for (const text of numbers) {
            const number = toPhoneNumber(Number(text));
            const entry = desk.store.entries.load(number);
            const live = entry === undefined || entry.removed !== null ? [] : entry.holds;
            const expected = decidingHold(live, at, target, targets);
            const { holds: found } = desk.list.decide(number, target, at, targets);
            expect(found[0]).toEqual(expected);
            expect(found.every((hold) => hold.until === null || hold.until > at)).toBe(true);
          }
        } finally {
          desk.close();
        }
      },
    ),
    { numRuns: runs(30) },
  );
});
