// Home's answer is shared by those who wait for it, never older than the question, and made seldom where it takes long.
import { expect, it } from 'vitest';
import { createSharedAnswer } from '../../../electron/core/home/sharedAnswer.ts';

function setUp(takesMs: number) {
  let now = 0;
  let made = 0;
  const slept: number[] = [];
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
  };
  const ask = createSharedAnswer(async () => {
    const mine = (made += 1);
    await Promise.resolve();
    now += takesMs;
    if (mine === 3) throw new Error('no');
    return mine;
  }, clock);
  return { ask, slept, made: () => made };
}

it('is made once for those who wait together, and anew for who asks while it is made', async () => {
  const { ask, made, slept } = setUp(10);
  const first = [ask(), ask()];
  await Promise.resolve();
  await Promise.resolve();
  expect(made()).toBe(1);
  const later = ask();
  expect(await Promise.all(first)).toEqual([1, 1]);
  expect(await later).toBe(2);
  expect(slept).toEqual([]);
});

it('rests after an answer that took long, and goes on after one that failed', async () => {
  const { ask, slept } = setUp(1000);
  expect(await ask()).toBe(1);
  expect(await ask()).toBe(2);
  expect(slept).toEqual([3000]);
  await expect(ask()).rejects.toThrow('no');
  expect(await ask()).toBe(4);
});
