// The hub's revs of numbers are what was last noted of each, whether it came with many or by itself, and are forgotten after a rev.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHubRows } from '../../electron/core/db/sync/hubRows.ts';
import { findWrongTables } from '../../electron/core/db/tableSums.ts';
import { createTestDesk } from '../support/desk.ts';

const rev = fc.integer({ min: 0, max: 9 });
/** Steps between numbers: many close together, or far apart. */
const steps = fc.array(fc.tuple(fc.constantFrom(1, 2, 3, 4_000_000_000), rev), { minLength: 1, maxLength: 60 });
/** As they come with a page, many times over: more than is packed in one piece. */
const page = fc.record({
  kind: fc.constant('page' as const),
  from: fc.nat(2000),
  steps,
  times: fc.constantFrom(1, 3, 40),
});
const act = fc.oneof(
  page,
  fc.record({ kind: fc.constant('one' as const), which: fc.nat(), rev }),
  fc.record({ kind: fc.constant('forget' as const), rev: fc.integer({ min: 3, max: 9 }) }),
);

test('what is known of a number is what was noted last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
      const desk = createTestDesk();
      const rows = createHubRows(desk.db);
      const known = new Map<number, number>();
      const all = new Set<number>([1]);
      try {
        for (const one of acts) {
          if (one.kind === 'page') {
            const fresh: (readonly [number, number])[] = [];
            let number = one.from;
            for (let time = 0; time < one.times; time++)
              for (const [step, its] of one.steps) {
                number += step;
                all.add(number);
                if (!known.has(number)) fresh.push([number, its]);
              }
            for (const [at, its] of fresh) known.set(at, its);
            const revs = Float64Array.from(fresh, ([, its]) => its);
            rows.addRevs(
              Float64Array.from(fresh, ([at]) => at),
              revs,
            );
          } else if (one.kind === 'one') {
            const number = [...all][one.which % all.size] ?? 1;
            rows.saveRev(number, one.rev);
            known.set(number, one.rev);
          } else {
            const lost = [...known].flatMap(([number, its]) => (its > one.rev ? [number] : []));
            expect(rows.forgetAfter(one.rev)).toEqual(lost.toSorted((a, b) => a - b));
            for (const number of lost) known.delete(number);
          }
          const asked = [...all, 7_777_777_777].toReversed();
          const found = rows.loadKnown(asked);
          expect(asked.map((number) => found(number).rev)).toEqual(asked.map((number) => known.get(number)));
        }
        expect(await findWrongTables(desk.db)).toEqual([]);
      } finally {
        desk.close();
      }
    }),
    { numRuns: 12 },
  );
});
