// Whole numbers are written into bytes as JSON writes them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJsonBytes } from '../../electron/core/journal/numberText.ts';

const whole = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.constantFrom(0, 9, 10, 99, 100, 2 ** 31 - 1, 2 ** 31, 2 ** 53 - 1),
);

test('lists of whole numbers are the same text as JSON makes of them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(whole, fc.constant(Number.NaN))),
      fc.array(fc.nat()),
      fc.string(),
      (large, small, word) => {
        const pieces = ['{"n":', Float64Array.from(large), `,${JSON.stringify(word)}:`, Uint32Array.from(small), '}'];
        expect(toJsonBytes(pieces).toString()).toBe(
          `{"n":${JSON.stringify(large)},${JSON.stringify(word)}:${JSON.stringify(small)}}`,
        );
      },
    ),
  );
});
