// How often a vendor is asked whose documents name a limit: as often as it says itself, be that more or less.
import { expect, it } from 'vitest';
import { useSyncStage } from '../../support/syncStage.ts';
import { vendorsThat } from '../../support/vendors.ts';

const stage = useSyncStage();
const minute = 60_000;

it.each(
  vendorsThat(({ requestsPerMinute }) => requestsPerMinute !== null).flatMap((vendor) =>
    [30, 600].map((limit) => [vendor, limit] as const),
  ),
)('%s, which says that it takes %d requests a minute', async (vendor, limit) => {
  const tenant = stage.sandbox.control.createTenant({ vendor, rateLimit: { limit, windowMs: minute } });
  const { id } = await stage.desk.connect(vendor, { tenant: tenant.id });
  for (let n = 0; n < 90; n += 1) stage.desk.add(`+1212555${1000 + n}`);
  const before = stage.clock.now();
  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 90 });
  expect(stage.sandbox.control.requests({ tenant: tenant.id }).filter(({ status }) => status === 429)).toEqual([]);
  const minutes = (stage.clock.now() - before) / minute;
  expect(minutes).toBeGreaterThan(limit === 30 ? 2 : -1);
  expect(minutes).toBeLessThan(limit === 30 ? 5 : 1);
});
