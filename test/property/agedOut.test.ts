/** What is kept for a time: as by the clock where something was noted all along, and never much older by one jump of the clock. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toAgedOut } from '../../shared/domain/time/agedOut.ts';

const [keep, silence] = [90, 60];
const times = fc
  .array(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })
  .map((all) => all.toSorted((a, b) => b - a));

test('without a long silence it is what the clock says', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: silence }), { maxLength: 40 }), (gaps) => {
      let at = 10_000;
      const noted = gaps.map((gap) => (at -= gap));
      const isOld = noted.some((each) => each < 10_000 - keep);
      expect(toAgedOut(noted, { now: 10_000, keep, silence })).toBe(isOld ? 10_000 - keep : undefined);
    }),
  );
});

test('a jump of the clock, however far, makes nothing older than the silence that counts', () => {
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 100_000 }), (noted, jump) => {
      const newest = noted[0] ?? 0;
      const now = newest + jump;
      const before = toAgedOut(noted, { now, keep, silence }) ?? -Infinity;
      for (const at of noted) if (newest - at <= keep - silence) expect(at).toBeGreaterThanOrEqual(before);
      // That something was noted by the wrong clock changes nothing about it.
      const again = toAgedOut([now, ...noted], { now, keep, silence }) ?? -Infinity;
      for (const at of noted) if (newest - at <= keep - silence) expect(at).toBeGreaterThanOrEqual(again);
    }),
  );
});
