// A short look at the head of a list between two readings: what is new there arrives, and nothing counts as missing.
import { afterEach, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '../../../electron/core/sync/run/scheduler.ts';
import { alone } from '../../../electron/core/sync/record/lead.ts';
import { sound } from '../../../electron/core/desk/standing.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { quietLog, valueOf } from '../../support/desk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { capabilitiesOf, vendors, vendorsThat } from '../../support/vendors.ts';

const minute = 60_000;
const never = new AbortController().signal;
const there = (n: number) => `+1212555${2000 + n}`;
const stage = useSyncStage();
let scheduler: Scheduler | undefined;
afterEach(async () => {
  await scheduler?.close();
  scheduler = undefined;
});

const sorting = vendorsThat(({ newestFirst }) => newestFirst);

/** An account in step, with so many records, two a page. */
async function inStep(vendor: string, count: number, settings: object = {}) {
  const { control } = stage.sandbox;
  const more = { settings: { maxPageSize: 2, sorts: true, ...settings } };
  const made = control.createTenant({ vendor, id: vendor, rateLimit: null, ...more });
  const records = Array.from({ length: count }, (_, n) => ({ number: there(n) }));
  control.addRecords({ tenant: made.id, records });
  const account = await stage.desk.connect(vendor, { tenant: made.id });
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', scanned: count });
  stage.clock.forward(6 * minute);
  return account;
}

const looksSince = (tenant: string, sinceSeq: number) =>
  stage.sandbox.control.requests({ tenant, sinceSeq }).filter(({ path }) => path.includes('sort_desc=true')).length;
const lastSeq = () => stage.sandbox.control.lastSeq().seq;

it.each(sorting)('%s: what is new arrives within minutes by schedule, with one request', async (vendor) => {
  const { id, tenant } = await inStep(vendor, 7);
  valueOf(await stage.desk.accounts.update(id, { everyMinutes: 60 }));
  const sleepers: (() => void)[] = [];
  const stepped: Clock = {
    ...stage.clock,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push(resolve);
        signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
      }),
  };
  const { store, runner, events, quiet } = stage.desk;
  const run = store.runs.loadNewest(id)?.id;
  scheduler = createScheduler({
    store,
    runner,
    events,
    clock: stepped,
    log: quietLog,
    quiet,
    standing: sound,
    lead: alone,
  });
  // Neither a start nor a schedule asks for a reading: that was six minutes ago.
  valueOf(await stage.desk.accounts.update(id, { everyMinutes: 0 }));
  scheduler.start();
  valueOf(await stage.desk.accounts.update(id, { everyMinutes: 60 }));
  stage.sandbox.control.addRecords({ tenant, records: [{ number: there(100) }] });
  stage.sandbox.control.removeRecords({ tenant, number: there(0) });
  const since = lastSeq();
  for (const resolve of sleepers.splice(0)) resolve();
  await expect.poll(() => stage.desk.isBlocked(there(100))).toBe(true);
  await runner.exclusive(id, () => Promise.resolve());
  expect(stage.sandbox.control.requests({ tenant, sinceSeq: since })).toHaveLength(1);
  expect(store.runs.loadNewest(id)?.id).toBe(run);
  // What it does not show is not missing: the next whole reading finds what is gone.
  expect(stage.desk.store.conflicts.countOpen(id)).toBe(0);
  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 1 });
});

it.each(sorting)(
  '%s: a look goes on until it meets what is known, and leaves the rest to the reading',
  async (vendor) => {
    const { id, tenant } = await inStep(vendor, 4);
    const look = async (count: number, from: number) => {
      const records = Array.from({ length: count }, (_, n) => ({ number: there(from + n) }));
      stage.sandbox.control.addRecords({ tenant, records });
      const since = lastSeq();
      await stage.desk.runner.look(id, never);
      stage.clock.forward(6 * minute);
      return {
        requests: looksSince(tenant, since),
        blocked: records.filter(({ number }) => stage.desk.isBlocked(number)).length,
      };
    };
    expect(await look(0, 0)).toEqual({ requests: 1, blocked: 0 });
    expect(await look(3, 100)).toEqual({ requests: 2, blocked: 3 });
    expect(await look(9, 200)).toEqual({ requests: 3, blocked: 0 });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 9, conflicts: 0 });
  },
);

it.each(sorting)('%s: the count that the list gives tells that more is new than the head shows', async (vendor) => {
  const { id, tenant } = await inStep(vendor, 6, { totals: 'given' });
  stage.desk.db.prepare('UPDATE remote SET seen = NULL WHERE number = ?').run(Number(there(3).slice(1)));
  const since = lastSeq();
  await stage.desk.runner.look(id, never);
  expect(looksSince(tenant, since)).toBe(2);
});

it.each(sorting)('%s: a long reading looks at the head before it goes on', async (vendor) => {
  const { id, tenant } = await inStep(vendor, 12);
  stage.sandbox.control.addRecords({ tenant, records: [{ number: there(100) }] });
  const rules = [{ path: '^(?!.*sort_desc=true).*page=5', from: 1, action: { do: 'status' as const, status: 500 } }];
  stage.sandbox.control.setFaults({ tenant, plan: { rules } });
  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed', added: 1 });
  expect(stage.desk.isBlocked(there(100))).toBe(true);
});

it.each(sorting)(
  '%s: nothing is taken over of a list that is not sorted, or that may be a stranger’s',
  async (vendor) => {
    const { id, tenant } = await inStep(vendor, 6, { sorts: false, order: 'oldestFirst' });
    stage.clock.forward(minute);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: there(100) }] });
    const since = lastSeq();
    await stage.desk.runner.look(id, never);
    expect(looksSince(tenant, since)).toBeLessThanOrEqual(3);
    expect(stage.desk.isBlocked(there(100))).toBe(false);
    stage.clock.forward(6 * minute);
    valueOf(await stage.desk.accounts.update(id, { token: stage.sandbox.control.tenant({ tenant }).token }));
    const { seq } = stage.sandbox.control.lastSeq();
    await stage.desk.runner.look(id, never);
    expect(looksSince(tenant, seq)).toBe(0);
  },
);

it.each(vendors.filter((vendor) => !capabilitiesOf(vendor).newestFirst))(
  '%s does not document an order, and is not looked at',
  async (vendor) => {
    const { id, tenant } = await stage.desk.connect(vendor);
    await stage.desk.sync(id);
    stage.clock.forward(6 * minute);
    const since = lastSeq();
    await stage.desk.runner.look(id, never);
    expect(stage.sandbox.control.requests({ tenant, sinceSeq: since })).toEqual([]);
  },
);
