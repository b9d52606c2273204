// A reading of a list that breaks off goes on where it was, in the next run, and concludes no more than it has seen.
import { describe, expect, it } from 'vitest';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { valueOf } from '../../support/desk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, vendors } from '../../support/vendors.ts';

const stage = useSyncStage();
const hour = 3_600_000;
const there = (n: number) => `+1212555${2000 + n}`;
// A look at the head of a list is no page of the reading.
const listPath = '^(?!.*sort_desc=true).*(dnd_numbers|list|do-not-call)[?].*(page|offset)=';
const isPage = ({ path }: { readonly path: string }) => new RegExp(listPath).test(path) && !/search=./.test(path);

/** An account in step, whose list has so many records, two a page. */
async function inStep(vendor: VendorName, count: number, settings: object = {}) {
  const { control } = stage.sandbox;
  const made = control.createTenant({
    vendor,
    id: vendor,
    rateLimit: null,
    agents: agentsFor(vendor, ['a']).map((id) => ({ id, name: `Agent ${id}` })),
    settings: { maxPageSize: 2, ...settings },
  });
  const agents = [...agentsFor(vendor, ['a'])];
  control.addRecords({
    tenant: made.id,
    records: Array.from({ length: count }, (_, n) => ({ number: there(n), agents })),
  });
  const account = await stage.desk.connect(vendor, { tenant: made.id });
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', scanned: count, wentOnFrom: null });
  return account;
}

/** The pages that were asked for since. */
function pagesSince(tenant: string, sinceSeq: number): readonly number[] {
  return stage.sandbox.control
    .requests({ tenant, sinceSeq })
    .filter(isPage)
    .map(({ path }) => {
      const query = new URL(path, 'http://vendor').searchParams;
      return query.has('page') ? Number(query.get('page')) : Number(query.get('offset')) / 2 + 1;
    });
}

const lastSeq = () => stage.sandbox.control.lastSeq().seq;

/** Breaks the next reading off at its `nth` page: somebody stops it, or the vendor does not answer any more. */
async function breakOff(
  { id, tenant }: { id: number; tenant: string },
  nth: number,
  how: 'cancel' | 'trouble' | 'kill',
) {
  const { control } = stage.sandbox;
  const since = lastSeq();
  if (how === 'trouble') {
    const rules = [{ path: listPath, from: nth + 1, action: { do: 'status' as const, status: 500 } }];
    control.setFaults({ tenant, plan: { rules } });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed' });
    control.setFaults({ tenant, plan: null });
    return;
  }
  const rules = [{ path: listPath, nth: nth + 1, action: { do: 'hang' as const, ms: 60_000 } }];
  control.setFaults({ tenant, plan: { rules } });
  const abort = new AbortController();
  const running = stage.desk.sync(id, 'manual', abort.signal).catch(() => undefined);
  await expect.poll(() => pagesSince(tenant, since).length).toBeGreaterThan(nth);
  if (how === 'kill') stage.desk.kill();
  // Of a desk that was killed nothing goes on either: it would wait, and try again.
  abort.abort();
  await running;
  control.setFaults({ tenant, plan: null });
  if (how === 'kill') stage.reopen();
}

describe('a reading that is broken off', () => {
  it.each(
    vendors.flatMap((vendor) =>
      (['cancel', 'trouble', 'kill'] as const).flatMap((how) =>
        (['oldestFirst', 'newestFirst'] as const).map((order) => [vendor, how, order] as const),
      ),
    ),
  )('goes on at %s where it was (%s, %s)', async (vendor, how, order) => {
    const account = await inStep(vendor, 24, { order });
    await breakOff(account, 7, how);
    const began = stage.clock.now();
    stage.clock.forward(hour);
    const since = lastSeq();
    const result = await stage.desk.sync(account.id);
    expect(result).toMatchObject({ outcome: 'done', conflicts: 0, writes: 0 });
    expect(Date.parse(result.wentOnFrom ?? '')).toBeLessThanOrEqual(began);
    // The page at which it broke off is read again.
    expect(pagesSince(account.tenant, since)[0]).toBe(7);
    expect(pagesSince(account.tenant, since)).not.toContain(1);
    expect(stage.desk.store.accounts.load(account.id)?.lastScanAt).toBeLessThanOrEqual(began);
    expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', scanned: 24, wentOnFrom: null });
  });

  it('finds what is gone on both sides of the break', async () => {
    const account = await inStep('yappr', 24, { order: 'oldestFirst' });
    stage.sandbox.control.removeRecords({ tenant: account.tenant, number: there(1) });
    await breakOff(account, 7, 'kill');
    stage.sandbox.control.removeRecords({ tenant: account.tenant, number: there(20) });
    expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', conflicts: 2 });
  });

  it('is broken off at every page, and comes to its end', async () => {
    const account = await inStep('weya', 12);
    for (const nth of [2, 1, 1, 1]) await breakOff(account, nth, 'kill');
    expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', conflicts: 0 });
  });
});

describe('a reading begins anew', () => {
  const beginsAnew = async ({ id, tenant }: { id: number; tenant: string }, expected: object = {}) => {
    const since = lastSeq();
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', wentOnFrom: null, ...expected });
    expect(pagesSince(tenant, since)).toContain(1);
  };

  it('where more was taken off before the break than a page holds', async () => {
    const account = await inStep('fluents', 24, { order: 'oldestFirst' });
    await breakOff(account, 7, 'kill');
    for (const n of [0, 1, 2]) stage.sandbox.control.removeRecords({ tenant: account.tenant, number: there(n) });
    await beginsAnew(account, { conflicts: 3 });
  });

  it('and goes on where less was', async () => {
    const account = await inStep('fluents', 24, { order: 'oldestFirst' });
    await breakOff(account, 7, 'kill');
    stage.sandbox.control.removeRecords({ tenant: account.tenant, number: there(0) });
    const since = lastSeq();
    expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', conflicts: 0 });
    expect(pagesSince(account.tenant, since)[0]).toBe(7);
    expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', conflicts: 1 });
  });

  it.each([7 * hour, -hour])('after a break of %d ms by the clock', async (ms) => {
    const account = await inStep('yappr', 24);
    await breakOff(account, 7, 'kill');
    stage.clock.setBy(ms);
    await beginsAnew(account);
  });

  it('with another token', async () => {
    const account = await inStep('yappr', 24);
    await breakOff(account, 7, 'kill');
    const { token } = stage.sandbox.control.tenant({ tenant: account.tenant });
    valueOf(await stage.desk.accounts.update(account.id, { token }));
    await beginsAnew(account);
  });

  it('after a record was removed there, by this desk', async () => {
    const account = await inStep('yappr', 24);
    await breakOff(account, 7, 'kill');
    stage.desk.remove(there(3));
    expect(await stage.desk.sync(account.id, 'change')).toMatchObject({ outcome: 'done', removed: 1 });
    await beginsAnew(account, { conflicts: 0 });
  });
});

it('what is added between the two halves of a reading is not missing from it', async () => {
  const account = await inStep('yappr', 24, { order: 'newestFirst' });
  await breakOff(account, 7, 'cancel');
  for (let n = 0; n < 8; n += 1) stage.desk.add(`+1212555${4000 + n}`);
  expect(await stage.desk.sync(account.id, 'change')).toMatchObject({ outcome: 'done', added: 8 });
  const since = lastSeq();
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', conflicts: 0, writes: 0 });
  expect(
    stage.sandbox.control
      .requests({ tenant: account.tenant, sinceSeq: since })
      .filter(({ path }) => path.includes('phone=')),
  ).toEqual([]);
});

it('a list that was read to its end is not read again because another was broken off', async () => {
  const { control } = stage.sandbox;
  const agents = ['a', 'b'];
  const made = control.createTenant({
    vendor: 'osvi',
    id: 'osvi',
    agents: agents.map((id) => ({ id, name: `Agent ${id}` })),
    settings: { maxPageSize: 2 },
  });
  const records = Array.from({ length: 24 }, (_, n) => ({ number: there(n), agents: [n < 4 ? 'a' : 'b'] }));
  control.addRecords({ tenant: made.id, records });
  const { id, tenant } = await stage.desk.connect('osvi', { tenant: made.id, adopt: 'target' });
  await stage.desk.sync(id);
  await breakOff({ id, tenant }, 8, 'kill');
  const since = lastSeq();
  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 0 });
  const asked = control.requests({ tenant, sinceSeq: since }).filter(isPage);
  expect(asked.every(({ path }) => path.includes('agent_uuid=b'))).toBe(true);
});
