// Far positions of the list by time come from kept places. Whatever happens to the list between two jumps, a jump lands where
// a walk from the start would.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createListByTime } from '../../electron/core/list/pages/listByTime.ts';
import { createListPager } from '../../electron/core/list/pages/listPager.ts';
import { createOriginPlaces } from '../../electron/core/list/pages/originPlaces.ts';
import { createTestDesk, valueOf } from '../support/desk.ts';

const toNumber = (line: number) => `+1212555${String(line).padStart(4, '0')}`;
const lines = fc.uniqueArray(fc.integer({ min: 0, max: 240 }), { minLength: 1, maxLength: 30 });
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), lines, later: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), lines }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      offset: fc.nat(120),
      limit: fc.integer({ min: 1, max: 40 }),
      descending: fc.boolean(),
    }),
  },
);

const everything = { filter: {}, sort: { by: 'number', descending: false } } as const;

test('a jump by time lands where a walk would, whatever changed since the last one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const desk = createTestDesk();
      try {
        const context = {
          accountTargets: () => [],
          placesOf: () => [],
          homeCode: () => '1',
          zone: desk.settings.zone,
        };
        const walk = createListPager(desk.db, context);
        const jump = createListPager(desk.db, context, {
          makeByTime: (db, counts) =>
            createListByTime(db, counts, { near: 0, places: createOriginPlaces(db, { stretch: 4 }) }),
        });
        // One large origin from the start, and what is added later.
        const many = Array.from({ length: 120 }, (_, line) => toNumber(line * 2));
        valueOf(desk.list.add({ numbers: many, confirmInvalid: true }));
        for (const made of steps) {
          if (made.kind === 'add') {
            if (made.later) desk.clock.forward(1000);
            valueOf(desk.list.add({ numbers: made.lines.map(toNumber), confirmInvalid: true }));
          } else if (made.kind === 'remove') {
            const listed = new Set(walk.page({ ...everything, limit: 1000 }, desk.clock.now()).numbers.map(String));
            const numbers = made.lines.map(toNumber).filter((number) => listed.has(number.slice(1)));
            if (numbers.length > 0) valueOf(desk.list.remove({ numbers, why: 'x' }));
          } else {
            const { offset, limit, descending } = made;
            const request = { filter: {}, sort: { by: 'createdAt', descending }, offset, limit } as const;
            const now = desk.clock.now();
            expect(await jump.search(request, now)).toEqual(walk.page(request, now));
          }
        }
      } finally {
        desk.close();
      }
    }),
    { numRuns: 60 },
  );
});
