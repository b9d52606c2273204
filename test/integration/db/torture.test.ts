// The short versions of `npm run torture`: a few bits in each file of a desk, a disk that gets full, and a few rounds of work.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flipBits, flipPlaces } from '../../torture/flip.ts';
import { type FlipDesk, makeFlipDesk } from '../../torture/flipDesk.ts';
import { fillDisk, findObstacle } from '../../torture/full.ts';
import { soak } from '../../torture/soak.ts';

let desk: FlipDesk;
beforeAll(async () => {
  desk = await makeFlipDesk();
});
afterAll(() => desk.remove());

test.for(flipPlaces)('a bit that turns in the %s changes no answer unnoticed', async (place) => {
  const report = await flipBits(desk, place, 12, 11);
  expect(report).toMatchObject({ flips: 12, unnoticed: [] });
});

const why = await findObstacle();
test.skipIf(why !== undefined)(
  `what was acknowledged outlives a disk that gets full again and again${why === undefined ? '' : ` (not run: ${why})`}`,
  async () => {
    expect(await fillDisk(8, 3)).toMatchObject({ rounds: 8, lost: [], problems: [] });
  },
);

test('a desk that works on opens nothing that it does not close', async () => {
  const { samples, rounds } = await soak(0.05, 5, () => {}, false);
  expect(rounds).toBeGreaterThan(1);
  const [early, late] = [samples[0], samples.at(-1)];
  expect(late?.handles).toBeLessThanOrEqual((early?.handles ?? 0) + 4);
  expect(late?.logBytes).toBeLessThan(100_000);
});
