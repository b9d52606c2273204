// Decisions about conflicts, taken back and brought back: the questions are open again and block as before; undoing that
// answers them again, but only as long as they are still the same questions and nobody changed the number since.
import { toQuestion } from '../../support/questions.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { readAll, type TestCore } from '../../support/core.ts';
import { type DisputedDesk, makeDisputedDesk } from '../../support/disputedDesk.ts';

let disputed: DisputedDesk;
let desk: TestCore;
beforeAll(async () => {
  disputed = await makeDisputedDesk();
});
beforeEach(async () => {
  desk = await disputed.open();
});
afterEach(async () => {
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
  await desk.close();
});
afterAll(() => disputed.remove());

const open = async () => (await desk.client.conflicts.list({ limit: 100 })).conflicts;
const questionsOpen = async () => (await open()).map(toQuestion);
const idsOpen = async () => (await open()).map(({ id }) => id);
const exported = async () => readAll(await desk.client.entries.export({ format: 'csv' }));
const undo = async (batch: number | null) => desk.client.batches.undo({ batch: batch ?? 0 });
const blocks = async (number: string) => (await desk.client.entries.check({ numbers: [number] }))[0]?.blocked;

it('an undo of an undo answers the questions again, as often as it is done', async () => {
  const [before, ids] = [await exported(), await idsOpen()];
  const questions = await questionsOpen();
  const { batch, resolved } = await desk.client.conflicts.resolve({ questions, choice: 'takeTheirs' });
  expect([resolved, await idsOpen()]).toEqual([ids.length, []]);
  const decided = await exported();

  let last = batch;
  for (let round = 0; round < 2; round++) {
    last = (await undo(last)).batch;
    expect([await exported(), await idsOpen()]).toEqual([before, ids]);
    last = (await undo(last)).batch;
    expect([await exported(), await idsOpen()]).toEqual([decided, []]);
  }
  await undo(batch);
  expect([await exported(), await idsOpen()]).toEqual([before, ids]);
});

it('what was changed since is not decided again: its question stays open and blocks', async () => {
  const question = (await open()).find(({ kind }) => kind === 'removedHereChangedThere');
  const number = question?.number ?? '';
  const ids = [question?.id ?? 0];
  const { batch } = await desk.client.conflicts.resolve({ questions: [toQuestion(question)], choice: 'takeTheirs' });
  const undone = await undo(batch);
  await desk.client.entries.add({ numbers: [number], reason: 'asked again' });
  await desk.client.entries.remove({ numbers: [number], why: 'by mistake' });

  expect(await undo(undone.batch)).toMatchObject({ batch: null, changed: 0, leftCount: 1 });
  expect(await idsOpen()).toContain(ids[0]);
  expect(await blocks(number)).toBe(true);
});

it('a number that only the vendor has is not on the list after an undo, as before, and is blocked', async () => {
  const alone = (await open()).find(({ kind }) => kind === 'onlyThere')?.number ?? '';
  const before = await exported();
  const rows = async (states: ('conflict' | 'removed')[]) =>
    (await desk.client.entries.list({ filter: { states, search: alone } })).entries.map(({ state }) => state);
  const { batch } = await desk.client.entries.add({ numbers: [alone], reason: 'asked' });
  expect(await rows(['conflict'])).toEqual(['conflict']);
  await undo(batch);
  expect(await exported()).toBe(before);
  expect([await rows(['conflict']), await rows(['removed'])]).toEqual([[], ['removed']]);
  expect(await blocks(alone)).toBe(true);
});
