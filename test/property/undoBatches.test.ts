// Ten random batches through the real router (imports with every rule for duplicates, bulk edits, bulk removals, single
// commands), undone one after the other: each undo returns the byte-identical export of before its batch.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DeskInputs } from '../../shared/contract/contract.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../support/core.ts';

const numbers = Array.from({ length: 12 }, (_, index) => `+121255510${String(index).padStart(2, '0')}`);
const reason = fc.constantFrom('asked', 'by mail', '=1+1', 'trade fair');
const until = fc.constantFrom(null, '2099-01-01T00:00:00.000Z', '2099-06-30T00:00:00.000Z');
type Filter = NonNullable<DeskInputs['entries']['list']['filter']>;
const filter: fc.Arbitrary<Filter> = fc.oneof<fc.Arbitrary<Filter>[]>(
  fc.constant({}),
  fc.record({ search: fc.constantFrom('asked', 'fair', '21255510', '05') }),
  fc.constantFrom<Filter>({ sources: ['import'] }, { sources: ['manual'] }),
);

const batch = fc.oneof(
  fc.record({
    kind: fc.constant('import' as const),
    lines: fc.array(fc.record({ number: fc.constantFrom(...numbers, 'nobody'), reason }), {
      minLength: 1,
      maxLength: 9,
    }),
    onDuplicate: fc.constantFrom('keep' as const, 'update' as const),
    expires: until,
    revive: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('bulkEdit' as const), filter, reason, expires: fc.option(until, { nil: undefined }) }),
  fc.record({ kind: fc.constant('bulkRemove' as const), filter }),
  fc.record({ kind: fc.constant('add' as const), numbers: fc.subarray(numbers, { minLength: 1 }), reason }),
  fc.record({ kind: fc.constant('remove' as const), numbers: fc.subarray(numbers, { minLength: 1, maxLength: 3 }) }),
);
type Step = typeof batch extends fc.Arbitrary<infer T> ? T : never;

const filterAll = { states: ['blocked', 'expired', 'removed'] as ('blocked' | 'expired' | 'removed')[] };

async function wait({ client }: TestCore, job: string): Promise<void> {
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
}

/** Carries a step out and answers its batch, or null when it changed nothing. */
async function perform(desk: TestCore, step: Step): Promise<number | null> {
  const { client } = desk;
  switch (step.kind) {
    case 'add':
      return (await client.entries.add({ numbers: step.numbers, reason: step.reason })).batch;
    case 'remove':
      return (await client.entries.remove({ numbers: step.numbers, why: 'asked back' })).batch;
    case 'import': {
      const text = `Phone,Reason\n${step.lines.map((line) => `${line.number},${line.reason}`).join('\n')}\n`;
      const { intake } = await client.intake.open({ from: { kind: 'text', text } });
      const mapping = [
        { column: 0, field: 'phone' as const },
        { column: 1, field: 'reason' as const },
      ];
      const options = { mapping, onDuplicate: step.onDuplicate, expires: step.expires, revive: step.revive };
      await wait(desk, (await client.intake.preview({ intake, options })).job);
      if (step.lines.every(({ number }) => number === 'nobody')) return null;
      await wait(desk, (await client.intake.apply({ intake })).job);
      return (await client.intake.result({ intake })).batch;
    }
    case 'bulkEdit':
    case 'bulkRemove': {
      const act =
        step.kind === 'bulkRemove'
          ? ({ kind: 'remove' } as const)
          : ({ kind: 'edit', patch: { reason: step.reason }, expires: step.expires } as const);
      const { bulk, job } = await client.bulk.preview({ of: { kind: 'filter', filter: step.filter }, act });
      await wait(desk, job);
      const { groups, confirm } = await client.bulk.summary({ bulk });
      if (groups.change === 0) return null;
      const given = confirm === null ? {} : { confirm };
      await wait(desk, (await client.bulk.apply({ bulk, why: 'so they said', ...given })).job);
      return (await client.bulk.result({ bulk })).batch;
    }
    default:
      return null;
  }
}

test('ten random batches, undone one after the other, give back each earlier export byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batch, { minLength: 10, maxLength: 10 }), async (steps) => {
      const folder = await makeDataDir();
      const desk = await openTestCore(folder.dataDir);
      try {
        await desk.client.app.saveSettings({ region: 'US' });
        const exported = async () => {
          const csv = await readAll(await desk.client.entries.export({ format: 'csv' }));
          return csv + (await readAll(await desk.client.entries.export({ format: 'json' })));
        };
        const blocked = async () => (await desk.client.app.status()).blocked;
        const done: { batch: number; before: string; blocked: number }[] = [];
        for (const step of steps) {
          const before = { before: await exported(), blocked: await blocked() };
          const made = await perform(desk, step);
          if (made !== null) done.push({ batch: made, ...before });
        }
        for (const { batch: id, before, blocked: earlier } of done.toReversed()) {
          const { leftCount } = await desk.client.batches.undo({ batch: id });
          expect(leftCount).toBe(0);
          expect(await exported()).toBe(before);
          expect(await blocked()).toBe(earlier);
        }
        expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
        const { entries } = await desk.client.entries.list({ filter: filterAll, limit: 1000 });
        expect(entries.every(({ state }) => state === 'removed')).toBe(true);
      } finally {
        await desk.close();
        await folder.remove();
      }
    }),
    { numRuns: Number(process.env['UNDO_RUNS'] ?? 4) },
  );
}, 600_000);
