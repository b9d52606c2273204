// What was let out is never forgotten: a number that is refused afterwards is always late. And nothing is late where nothing was let out before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRefusedNumbers } from '../../electron/core/scrub/leads/refusedNumbers.ts';

const number = fc.oneof(
  fc.integer({ min: 12_000_000_000, max: 12_000_000_400 }),
  fc.integer({ min: 1e7, max: 999_999_999_999_999 }),
);

test('a number that was let out before it is refused makes the file be read once more', () => {
  fc.assert(
    fc.property(fc.array(number), number, fc.integer({ min: 1, max: 1e6 }), (before, one, bytes) => {
      const refused = createRefusedNumbers(bytes);
      for (const each of [...before, one]) refused.letOut(each);
      refused.refuse(one, 'open');
      expect([refused.isLate(), refused.find(one)]).toEqual([true, 'open']);
      const again = refused.again();
      again.letOut(one);
      again.refuse(one, 'sure');
      expect([again.isLate(), again.find(one), again.any()]).toEqual([false, 'sure', true]);
      again.refuse(one, 'open');
      expect(again.find(one)).toBe('sure');
    }),
  );
});

test('a number that was not let out is not taken for late', () => {
  const refused = createRefusedNumbers(40_000);
  for (let at = 0; at < 1000; at += 1) refused.letOut(12_125_550_000 + at * 7919);
  for (let at = 0; at < 100; at += 1) refused.refuse(13_125_550_000 + at * 104_729, 'sure');
  expect(refused.isLate()).toBe(false);
});
