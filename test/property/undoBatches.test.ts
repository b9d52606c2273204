// Ten random batches through the real router (imports with every choice, bulk edits of every field, bulk removals by filter
// and by file, decisions on conflicts, undos, single commands) on a list with open conflicts. Undone one after the other, each
// undo returns what was there before its batch, byte for byte; what was changed since is listed and left.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { batchStep, performStep, singleStep, stepNumbers } from '../support/batchSteps.ts';
import { readAll, type TestCore } from '../support/core.ts';
import { type DisputedDesk, makeDisputedDesk } from '../support/disputedDesk.ts';
import { runs } from '../support/runs.ts';

const count = runs(3);

let disputed: DisputedDesk;
beforeAll(async () => {
  disputed = await makeDisputedDesk();
});
afterAll(() => disputed.remove());

/** Everything that an undo gives back: both exports, what is asked of a person, and what blocks. */
async function lookAt({ client }: TestCore) {
  const { conflicts } = await client.conflicts.list({ limit: 100 });
  return {
    csv: await readAll(await client.entries.export({ format: 'csv' })),
    json: await readAll(await client.entries.export({ format: 'json' })),
    blocked: (await client.app.status()).blocked,
    conflicts: conflicts.map(({ id, kind, number, base, ours, theirs }) => ({ id, kind, number, base, ours, theirs })),
    checked: (await client.entries.check({ numbers: stepNumbers })).map(({ blocked, holds }) => ({ blocked, holds })),
  };
}

const states = ['blocked', 'expired', 'removed', 'conflict'] as const;
const verified = { ok: true, problems: [] };

test('the desk that is worked on has a conflict of every kind', async () => {
  const desk = await disputed.open();
  try {
    const { conflicts } = await lookAt(desk);
    expect(new Set(conflicts.map(({ kind }) => kind))).toEqual(
      new Set(['goneThere', 'weakerThere', 'bothChanged', 'removedHereChangedThere', 'onlyThere']),
    );
  } finally {
    await desk.close();
  }
});

test('ten random batches, undone one after the other, give back what was there before each, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(batchStep, { minLength: 10, maxLength: 10 }), async (steps) => {
      const desk = await disputed.open();
      try {
        const done: { batch: number; before: Awaited<ReturnType<typeof lookAt>> }[] = [];
        /** Asked for by an add that changed nothing: it made no batch, so that no undo takes it back. */
        const asked = new Set<string>();
        for (const step of steps) {
          const before = await lookAt(desk);
          const batch = await performStep(desk, step);
          if (batch !== null) done.push({ batch, before });
          else if (step.kind === 'add') for (const number of step.numbers) asked.add(number);
        }
        for (const { batch, before } of done.toReversed()) {
          const { left } = await desk.client.batches.undo({ batch });
          expect(left.filter(({ number }) => !asked.has(number))).toEqual([]);
          const now = await lookAt(desk);
          for (const { number } of left) expect(now.checked[stepNumbers.indexOf(number)]?.blocked).toBe(true);
          if (asked.size === 0) expect(now).toEqual(before);
        }
        expect(await desk.client.app.verify()).toEqual(verified);
      } finally {
        await desk.close();
      }
    }),
    { numRuns: count },
  );
}, 3_600_000);

/** Each number's row as it is exported, or undefined; `all`: of what was removed too. */
async function rowsOf({ client }: TestCore, all: boolean): Promise<ReadonlyMap<string, unknown>> {
  const filter = all ? { filter: { states: [...states] } } : {};
  const json = await readAll(await client.entries.export({ format: 'json', ...filter }));
  return new Map((JSON.parse(json) as { number: string }[]).map((row) => [row.number, row]));
}

async function changedBy(desk: TestCore, batch: number): Promise<Set<string>> {
  const changed = new Set<string>();
  for (const number of stepNumbers) {
    const { history } = await desk.client.entries.get({ number });
    if (history.some((item) => item.batch === batch && !isAsk(item))) changed.add(number);
  }
  return changed;
}

/** A request that changed nothing. */
const isAsk = ({ sentence }: { readonly sentence: string }): boolean => sentence.startsWith('Asked for again');

/** The numbers that were asked for so, as part of no batch or of these. */
async function askedBy(desk: TestCore, batches: ReadonlySet<number | null>): Promise<Set<string>> {
  const asked = new Set<string>();
  for (const number of stepNumbers) {
    const { history } = await desk.client.entries.get({ number });
    if (history.some((item) => isAsk(item) && batches.has(item.batch))) asked.add(number);
  }
  return asked;
}

test('what was changed or asked for since by hand is listed and left, and the rest is given back', async () => {
  const steps = fc.array(fc.record({ batch: batchStep, byHand: fc.option(singleStep) }), {
    minLength: 4,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (pairs) => {
      const desk = await disputed.open();
      try {
        const done: {
          batch: number;
          changed: ReadonlySet<string>;
          before: Awaited<ReturnType<typeof rowsOf>>;
          later: Set<string>;
        }[] = [];
        const singles = new Set<number | null>([null]);
        for (const { batch: step, byHand } of pairs) {
          if (step.kind === 'undo') continue;
          const before = await rowsOf(desk, false);
          const batch = await performStep(desk, step);
          if (batch !== null) done.push({ batch, before, changed: await changedBy(desk, batch), later: new Set() });
          const single = byHand === null ? null : await performStep(desk, byHand);
          if (single === null) continue;
          singles.add(single);
          const touched = await changedBy(desk, single);
          for (const { later } of done) for (const number of touched) later.add(number);
        }
        // Asked for by hand: what would take that away is left, and what would not is given back.
        const asked = await askedBy(desk, singles);
        for (const { batch, before, changed, later } of done.toReversed()) {
          const now = await rowsOf(desk, true);
          const { left, leftCount } = await desk.client.batches.undo({ batch });
          const kept = [...changed].filter((number) => later.has(number)).toSorted();
          const leftNumbers = new Set(left.map(({ number }) => number));
          expect(leftCount).toBe(leftNumbers.size);
          expect(kept.filter((number) => !leftNumbers.has(number))).toEqual([]);
          expect([...leftNumbers].filter((number) => !kept.includes(number) && !asked.has(number))).toEqual([]);
          const [shown, after] = [await rowsOf(desk, false), await rowsOf(desk, true)];
          for (const number of stepNumbers) {
            if (changed.has(number) && !leftNumbers.has(number)) expect(shown.get(number)).toEqual(before.get(number));
            else expect(after.get(number)).toEqual(now.get(number));
          }
        }
        expect(await desk.client.app.verify()).toEqual(verified);
      } finally {
        await desk.close();
      }
    }),
    { numRuns: count },
  );
}, 3_600_000);
