/** What programs hand in to the desk's thread: written together, in order, with a turn for everybody else in between. */
import { expect, test } from 'vitest';
import type { HandedIn } from '../../../electron/core/gate/gateService.ts';
import { createHearUses } from '../../../electron/hosts/gate/hearUses.ts';
import { createTakeQueue, mostAtOnce } from '../../../electron/hosts/gate/takeQueue.ts';
import type { ToGate } from '../../../electron/hosts/gate/messages.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp(fails: (some: readonly HandedIn[]) => boolean = () => false) {
  const groups: number[][] = [];
  const answers: number[] = [];
  const codes: string[] = [];
  const notes: string[] = [];
  const note = (event: string) => void notes.push(event);
  const queue = createTakeQueue(
    {
      log: { info: note, warn: note, error: note },
      gate: {
        takeAll(some) {
          groups.push(some.map(({ token }) => token));
          if (fails(some)) throw new Error('a bug');
          return some.map(() => ({ ok: false, code: 'badInput', message: '' }) as const);
        },
      },
    },
    (message: ToGate) => {
      if (message.type !== 'taken') return;
      answers.push(message.id);
      if (!message.taken.ok) codes.push(message.taken.code);
    },
  );
  const add = (id: number) => queue.add({ type: 'request', id, token: id, asked: { number: '' } });
  return { queue, add, groups, answers, codes, notes };
}

test('those that wait are written together, some at a time and in order; each is answered after that', async () => {
  const { add, groups, answers } = setUp();
  const all = Array.from({ length: 2 * mostAtOnce + 3 }, (_, id) => id);
  for (const id of all) add(id);
  expect(groups).toEqual([]);
  while (answers.length < all.length) await turn();
  expect(groups.map(({ length }) => length)).toEqual([mostAtOnce, mostAtOnce, 3]);
  expect(groups.flat()).toEqual(all);
  expect(answers).toEqual(all);
});

test('others have a turn between, however steadily programs hand in', async () => {
  const { add, groups, answers } = setUp();
  const clients = 2 * mostAtOnce;
  for (let id = 0; id < clients; id += 1) add(id);
  // Somebody else, who needs two turns.
  const other = { isAnswered: false };
  void turn()
    .then(turn)
    .then(() => (other.isAnswered = true));
  // Each that is answered hands in the next, as a program without a pause does.
  for (let next = clients; next < 40 * mostAtOnce && !other.isAnswered; await turn())
    for (; next < answers.length + clients; next += 1) add(next);
  expect(other.isAnswered).toBe(true);
  expect(groups.length).toBeLessThan(5);
});

test('a bug says to those of its group that nothing is sure, and the others go on', async () => {
  const { add, answers, codes, notes } = setUp((some) => some.some(({ token }) => token === 1));
  for (let id = 0; id < mostAtOnce + 1; id += 1) add(id);
  while (answers.length < mostAtOnce + 1) await turn();
  expect(codes).toEqual([...Array.from({ length: mostAtOnce }, () => 'failed'), 'badInput']);
  expect(notes).toEqual(['gate.notTaken']);
});

test('nothing is written once it is closed', async () => {
  const { add, queue, groups } = setUp();
  add(1);
  queue.close();
  await turn();
  await turn();
  expect(groups.flat()).toEqual([]);
});

test('uses that cannot be written, as on a full disk, end nothing and are written with the next', () => {
  const noted: unknown[] = [];
  const notes: string[] = [];
  let isFull = true;
  const hear = createHearUses({
    gate: {
      noteUses(uses) {
        if (isFull) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
        noted.push(uses);
      },
    },
    log: { info: () => undefined, warn: (event) => void notes.push(event), error: () => undefined },
  });
  hear([
    [1, 5],
    [2, 6],
  ]);
  isFull = false;
  hear([[2, 7]]);
  hear([[3, 8]]);
  expect(notes).toEqual(['gate.usesNotNoted']);
  expect(noted).toEqual([
    [
      [1, 5],
      [2, 7],
    ],
    [[3, 8]],
  ]);
});
