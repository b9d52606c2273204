// What a person does to a list in batches, as random steps through the real router: imports with every choice, bulk edits of
// every field, bulk removals by filter and by file, decisions on conflicts, undos (also of undos), and single commands.
import { toQuestion } from './questions.ts';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { DeskInputs } from '../../shared/contract/contract.ts';
import { anyDetail } from './someDetails.ts';
import type { TestCore } from './core.ts';

/** The numbers that the steps use. */
export const stepNumbers = Array.from({ length: 14 }, (_, index) => `+121255510${String(index).padStart(2, '0')}`);

type Inputs = DeskInputs['entries'];
type Filter = NonNullable<Inputs['list']['filter']>;
type Patch = Inputs['edit']['patch'];

const someNumbers = fc.subarray(stepNumbers, { minLength: 1 });
const fewNumbers = fc.subarray(stepNumbers, { minLength: 1, maxLength: 3 });
const reason = fc.constantFrom('asked', 'by mail', '=1+1', 'trade fair');
const until = fc.constantFrom(null, '2099-01-01T00:00:00.000Z', '2099-06-30T00:00:00.000Z');
const requestedAt = fc.constantFrom(null, '2026-02-03T00:00:00.000Z', '2025-12-31T00:00:00.000Z');
const targets = fc.constantFrom<(string[] | undefined)[]>(undefined, ['Sales line'], ['Sales line', 'Robots/Anna']);
const filter: fc.Arbitrary<Filter> = fc.oneof<fc.Arbitrary<Filter>[]>(
  fc.constant({}),
  fc.record({ search: fc.constantFrom('asked', 'fair', '21255510', '05') }),
  fc.constantFrom<Filter>({ sources: ['import'] }, { sources: ['manual'] }, { states: ['conflict'] }),
);
const patch: fc.Arbitrary<Patch> = fc.record(
  {
    ...anyDetail,
    reason: fc.option(reason),
  },
  { requiredKeys: [] },
);
const change = fc.record({ patch, expires: until, targets }, { requiredKeys: ['patch'] });

const single = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), numbers: fewNumbers, reason, expires: until }),
  fc.record({ kind: fc.constant('edit' as const), numbers: fewNumbers, change }),
  fc.record({ kind: fc.constant('remove' as const), numbers: fewNumbers }),
);
const bulk = fc.oneof(
  fc.record({
    kind: fc.constant('import' as const),
    lines: fc.array(fc.record({ number: fc.constantFrom(...stepNumbers, 'nobody'), reason, date: requestedAt }), {
      minLength: 1,
      maxLength: 12,
    }),
    onDuplicate: fc.constantFrom('keep' as const, 'update' as const),
    expires: until,
    targets,
    revive: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('bulkEdit' as const), filter, change }),
  fc.record({ kind: fc.constant('bulkRemove' as const), filter }),
  fc.record({ kind: fc.constant('removeFile' as const), numbers: someNumbers }),
  fc.record({
    kind: fc.constant('resolve' as const),
    choice: fc.constantFrom('keepOurs' as const, 'takeTheirs' as const, 'edit' as const),
    /** Which of the open ones: one bit each. */
    of: fc.integer({ min: 1, max: 255 }),
    patch,
  }),
);
/** A step that undoes one of the last batches, counted back; entries changed since are left as they are. */
const undo = fc.record({ kind: fc.constant('undo' as const), back: fc.nat(5) });

/** A single command; an undo of an earlier batch then leaves its entries alone. */
export const singleStep = single;
/** Anything that a batch can be. */
export const batchStep = fc.oneof({ weight: 5, arbitrary: bulk }, { weight: 2, arbitrary: single }, undo);
export type BatchStep = typeof batchStep extends fc.Arbitrary<infer T> ? T : never;

async function waitDone({ client }: TestCore, job: string): Promise<void> {
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
}

/** Carries a step out and answers its batch, or null when it changed nothing. */
export async function performStep(desk: TestCore, step: BatchStep): Promise<number | null> {
  const { client } = desk;
  switch (step.kind) {
    case 'add':
      return (await client.entries.add(step)).batch;
    case 'edit':
      return (await client.entries.edit({ numbers: step.numbers, ...step.change })).batch;
    case 'remove':
      return (await client.entries.remove({ numbers: step.numbers, why: 'asked back' })).batch;
    case 'undo': {
      const applied = (await client.batches.list({})).filter(({ state }) => state === 'applied');
      const chosen = applied[step.back % applied.length];
      return chosen === undefined ? null : (await client.batches.undo({ batch: chosen.id })).batch;
    }
    case 'resolve': {
      const { conflicts } = await client.conflicts.list({ limit: 100 });
      const questions = conflicts.filter((_, at) => (step.of & (1 << (at % 8))) !== 0).map(toQuestion);
      const isEmpty = step.choice === 'edit' && Object.keys(step.patch).length === 0;
      if (questions.length === 0 || isEmpty) return null;
      return (await client.conflicts.resolve({ questions, choice: step.choice, patch: step.patch })).batch;
    }
    case 'import':
      return importLines(desk, step);
    case 'removeFile': {
      const text = `Phone\n${step.numbers.join('\n')}\n`;
      const { intake } = await client.intake.open({ from: { kind: 'text', text } });
      const mapping = [{ column: 0, field: 'phone' as const }];
      return inBulk(desk, { kind: 'file', intake, mapping }, { kind: 'remove' });
    }
    case 'bulkRemove':
      return inBulk(desk, { kind: 'filter', filter: step.filter }, { kind: 'remove' });
    case 'bulkEdit':
      return inBulk(desk, { kind: 'filter', filter: step.filter }, { kind: 'edit', ...step.change });
    default:
      return step satisfies never;
  }
}

async function importLines(desk: TestCore, step: BatchStep & { kind: 'import' }): Promise<number | null> {
  const { client } = desk;
  const lines = step.lines.map(({ number, reason: why, date }) => `${number},${why},${date ?? ''}`);
  const text = `Phone,Reason,Request date\n${lines.join('\n')}\n`;
  const { intake, asks } = await client.intake.open({ from: { kind: 'text', text } });
  const mapping = (['phone', 'reason', 'date'] as const).map((field, column) => ({ column, field }));
  const { onDuplicate, expires, revive, targets: places } = step;
  const options = {
    mapping,
    onDuplicate,
    expires,
    revive,
    keepReleased: !revive,
    ...(places === undefined ? {} : { targets: places }),
  };
  await waitDone(desk, (await client.intake.preview({ intake, options })).job);
  if (step.lines.every(({ number }) => number === 'nobody')) return null;
  const confirmed = asks.map(({ kind }) => kind);
  await waitDone(desk, (await client.intake.apply({ intake, confirmed })).job);
  return (await client.intake.result({ intake })).batch;
}

type Preview = DeskInputs['bulk']['preview'];

async function inBulk(desk: TestCore, of: Preview['of'], act: Preview['act']): Promise<number | null> {
  const { client } = desk;
  const isNothing = act.kind === 'edit' && Object.keys(act).length === 2 && Object.keys(act.patch).length === 0;
  if (isNothing) return null;
  const { bulk: id, job } = await client.bulk.preview({ of, act });
  await waitDone(desk, job);
  const { groups, confirm } = await client.bulk.summary({ bulk: id });
  if (groups.change === 0) return null;
  await waitDone(
    desk,
    (await client.bulk.apply({ bulk: id, why: 'so they said', ...(confirm === null ? {} : { confirm }) })).job,
  );
  return (await client.bulk.result({ bulk: id })).batch;
}
