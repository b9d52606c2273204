// The order of staged numbers equals a stable comparing sort, whatever the numbers.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderByNumber } from '../../electron/core/intake/staging/orderByNumber.ts';

const numbers = fc.oneof(
  fc.integer({ min: 10_000, max: 10_050 }),
  fc.integer({ min: 10_000, max: 999_999_999_999_999 }),
);

it('orders by number, equal ones by their place', () => {
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 200 }), (values) => {
      const sorted = values
        .map((value, index) => ({ value, index }))
        .toSorted((a, b) => a.value - b.value || a.index - b.index);
      expect([...orderByNumber(Float64Array.from(values))]).toEqual(sorted.map(({ index }) => index));
    }),
  );
});
