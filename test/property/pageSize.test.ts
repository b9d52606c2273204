// How many records a page is asked for: a reading that changes its size on the way reads every record once.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largerPage, pageAfter, pageSizes, smallerPage } from '../../shared/domain/vendor/pageSize.ts';

const most = fc.integer({ min: 1, max: 500 });

it('sizes go down to one, each a divisor of the one before and about half of it', () => {
  expect(pageSizes(100)).toEqual([100, 50, 25, 5, 1]);
  fc.assert(
    fc.property(most, (of) => {
      const sizes = pageSizes(of);
      expect(sizes[0]).toBe(of);
      expect(sizes.at(-1)).toBe(1);
      for (const [at, size] of sizes.entries()) if (at > 0) expect((sizes[at - 1] ?? 0) % size).toBe(0);
    }),
  );
});

it('is never below one, never above what the vendor documents, and a step down is undone by a step up', () => {
  fc.assert(
    fc.property(most, fc.nat(600), (of, size) => {
      expect(smallerPage(size, of)).toBeGreaterThanOrEqual(1);
      expect(largerPage(size, of)).toBeLessThanOrEqual(of);
      for (const one of pageSizes(of)) if (one > 1) expect(largerPage(smallerPage(one, of), of)).toBe(one);
    }),
  );
});

it('a reading by numbered pages that changes its size goes on with the very next record, or begins anew', () => {
  fc.assert(
    fc.property(most, fc.nat(400), fc.integer({ min: 1, max: 500 }), fc.array(fc.nat(9)), (of, total, cap, wishes) => {
      const sizes = pageSizes(of);
      let place = { at: 1, size: of, pages: 0, read: 0 };
      for (let turn = 0; place.read < total && turn < 1000; turn += 1) {
        const size = sizes[(wishes[turn] ?? 0) % sizes.length] ?? of;
        const at = pageAfter(place, size);
        if (at === null) continue;
        // What the vendor gives: at most `cap` records a page, whatever it is asked for.
        const given = Math.min(size, cap);
        expect((at - 1) * given).toBe(place.read);
        const came = Math.min(given, total - place.read);
        place = { at: at + 1, size, pages: place.pages + 1, read: place.read + came };
      }
    }),
    { numRuns: 2000 },
  );
});
