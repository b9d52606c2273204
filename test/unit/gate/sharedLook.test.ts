/** Questions of one turn share a look at the desk, and none of them gets what is another's. */
import { expect, test } from 'vitest';
import { createSharedLook } from '../../../electron/core/gate/sharedLook.ts';

type Seen = { readonly head: string };
const seen: Seen = { head: '7-ab' };

/** A look that counts itself and, as SQLite may, is over once a question in it failed. */
function createLook() {
  const looks: number[] = [];
  return {
    looks,
    look: <T>(ask: (now: Seen) => T): T => {
      looks.push(0);
      return ask(seen);
    },
  };
}

test('what is asked in one turn is answered in one look, each with its own answer, at most 32 together', async () => {
  const { looks, look } = createLook();
  const together = createSharedLook(look);
  const answers = await Promise.all(Array.from({ length: 70 }, (_, at) => together(({ head }) => `${head} ${at}`)));
  expect(answers).toEqual(Array.from({ length: 70 }, (_, at) => `7-ab ${at}`));
  expect(looks).toHaveLength(3);
  expect(await together(() => 'later')).toBe('later');
  expect(looks).toHaveLength(4);
});

test('a question that fails fails alone, and those after it look anew', async () => {
  const { looks, look } = createLook();
  const together = createSharedLook(look);
  const answers = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((name) =>
      together(() => {
        if (name === 'b') throw new Error('damaged');
        return `${name}${looks.length}`;
      }),
    ),
  );
  expect(answers).toEqual([
    { status: 'fulfilled', value: 'a1' },
    { status: 'rejected', reason: new Error('damaged') },
    { status: 'fulfilled', value: 'c2' },
    { status: 'fulfilled', value: 'd2' },
  ]);
});

test('where no look can be had nobody is answered, and nobody waits', async () => {
  const together = createSharedLook<Seen>(() => {
    throw new Error('disk I/O error');
  });
  const answers = await Promise.allSettled([together(() => 1), together(() => 2)]);
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a look that fails at its end answers none of the questions in it', async () => {
  let fails = true;
  const together = createSharedLook<Seen>((ask) => {
    const answer = ask(seen);
    if (fails) throw new Error('cannot commit');
    return answer;
  });
  const first = await Promise.allSettled([together(() => 1), together(() => 2)]);
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await together(() => 3)).toBe(3);
});
