// A new block never waits for a reading of the list: it leaves between two pages, under every rule that holds for it.
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../shared/domain/vendor/remote.ts';
import { useChangedVendor } from '../../support/changedVendor.ts';
import { valueOf } from '../../support/desk.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, canRemove, vendorsThat } from '../../support/vendors.ts';

const stage = useSyncStage();
const changed = useChangedVendor();

const anna = '+12125551234';
const call = { batchId: 'b1', requestUuid: 'u1' };
const there = (n: number) => `+1212555${2000 + n}`;
/** Who can be asked for one number, or takes a second add for the first: a list need not be read before an add. */
const addsUnread = ({ lookup, addIsIdempotent }: Capabilities) => lookup || addIsIdempotent;

/** An account whose list of so many records, two a page, was read and is in step. */
async function inStep(vendor: string, count: number, settings: object = {}) {
  const { control } = stage.sandbox;
  const made = control.createTenant({
    vendor,
    id: vendor,
    rateLimit: null,
    agents: agentsFor(vendor, ['a']).map((id) => ({ id, name: `Agent ${id}` })),
    callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
    settings: { maxPageSize: 2, ...settings },
  });
  const agents = [...agentsFor(vendor, ['a'])];
  const records = Array.from({ length: count }, (_, n) => ({ number: there(n), agents }));
  control.addRecords({ tenant: made.id, records });
  const account = await stage.desk.connect(vendor, { tenant: made.id });
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', scanned: count });
  return account;
}

const isPage = (url: string) =>
  /(dnd_numbers|list|do-not-call)[?].*(page|offset)=\d/.test(url) && !/search=./.test(url);

describe('a block that is added while the list is read', () => {
  it.each(vendorsThat(addsUnread).flatMap((vendor) => ['oldestFirst', 'newestFirst'].map((order) => [vendor, order])))(
    'leaves %s before the next page (%s), and is not taken for missing',
    async (vendor, order) => {
      const { id, tenant } = await inStep(vendor, 30, { order });
      let pages = 0;
      const asked = await changed(stage.desk, id, ({ url }) => {
        if (!isPage(url)) return;
        pages += 1;
        if (pages === 5) stage.desk.add(anna, { callReference: call });
      });
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 0, waiting: 0 });
      const requests = asked.map(({ method, url }) => (method === 'GET' && isPage(url) ? 'page' : method));
      const fifth = requests.flatMap((one, at) => (one === 'page' ? [at] : []))[4] ?? 0;
      expect(requests[fifth + 1]).toBe('POST');
      expect(stage.sandbox.control.records({ tenant }).filter(({ number }) => number === anna)).toHaveLength(1);
      expect(stage.desk.records.rowsFor(toNumber(anna))).toMatchObject([{ state: 'inStep' }]);
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 0, writes: 0 });
    },
  );

  it('is not counted as missing, however many they are', async () => {
    const { id } = await inStep('weya', 60, { order: 'newestFirst' });
    let pages = 0;
    await changed(stage.desk, id, ({ url }) => {
      if (!isPage(url) || (pages += 1) !== 20) return;
      for (let n = 0; n < 8; n += 1) stage.desk.add(`+1212555${4000 + n}`, { callReference: call });
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 8, conflicts: 0 });
  });

  it('finds a free request in the minute of a vendor that names a rate', async () => {
    const { id, tenant } = await inStep('yappr', 400);
    stage.sandbox.control.setRateLimit({ tenant, rateLimit: { limit: 60, windowMs: 60_000 } });
    let added = 0;
    let pages = 0;
    await changed(stage.desk, id, ({ method, url }) => {
      if (isPage(url)) pages += 1;
      // The reading has used up its share, and waits for the next minute.
      if (isPage(url) && pages === 49) {
        stage.desk.add(anna);
        added = stage.clock.now();
      }
      if (method === 'POST') added = stage.clock.now() - added;
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: 401, conflicts: 0 });
    expect(added).toBeLessThanOrEqual(2000);
    expect(stage.sandbox.control.requests({ tenant }).filter(({ status }) => status === 429)).toEqual([]);
  });

  it('of a list that is read for the first time leaves too, and the others wait for what the list says', async () => {
    const { control } = stage.sandbox;
    const made = control.createTenant({ vendor: 'yappr', id: 'yappr', rateLimit: null, settings: { maxPageSize: 2 } });
    const numbers = Array.from({ length: 20 }, (_, n) => there(n));
    control.addRecords({ tenant: made.id, records: numbers.map((number) => ({ number })) });
    for (const number of numbers) stage.desk.add(number, { reason: null });
    const { id, tenant } = await stage.desk.connect('yappr', { tenant: made.id });
    let pages = 0;
    const asked = await changed(stage.desk, id, ({ url }) => {
      if (isPage(url) && (pages += 1) === 3) stage.desk.add(anna);
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 1, waiting: 0 });
    expect(asked.findIndex(({ method }) => method === 'POST')).toBeLessThan(6);
    expect(control.records({ tenant })).toHaveLength(21);
  });

  it('leaves as soon when it is added while the agents are read, before the list', async () => {
    const { control } = stage.sandbox;
    const agents = [{ id: 'a', name: 'Agent a' }];
    const made = control.createTenant({
      vendor: 'yappr',
      id: 'yappr',
      rateLimit: null,
      agents,
      settings: { maxPageSize: 2 },
    });
    control.addRecords({ tenant: made.id, records: Array.from({ length: 20 }, (_, n) => ({ number: there(n) })) });
    const { id } = await stage.desk.connect('yappr', { tenant: made.id });
    let isAdded = false;
    const asked = await changed(stage.desk, id, ({ url }) => {
      if (isAdded || !url.startsWith('/agents')) return;
      isAdded = true;
      stage.desk.add(anna);
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 1, waiting: 0 });
    expect(isAdded).toBe(true);
    const pages = asked
      .slice(
        0,
        asked.findIndex(({ method }) => method === 'POST'),
      )
      .filter(({ url }) => isPage(url));
    expect(pages.length).toBeLessThan(2);
  });

  it('in great numbers makes a list that shows its newest first longer, and it is read to its end all the same', async () => {
    const { id } = await inStep('yappr', 10, { order: 'newestFirst' });
    for (let n = 0; n < 50; n += 1) stage.desk.add(`+1212555${3000 + n}`);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 50, conflicts: 0 });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, conflicts: 0 });
  });

  it('goes before everything that was owed already', async () => {
    const { id } = await inStep('yappr', 4);
    stage.sandbox.control.changeSettings({ tenant: 'yappr', settings: { maxPageSize: 100 } });
    for (let n = 0; n < 50; n += 1) stage.desk.add(`+1212555${3000 + n}`);
    const posted: string[] = [];
    await changed(stage.desk, id, ({ method, body }) => {
      if (method !== 'POST') return;
      posted.push(body);
      if (posted.length === 25) stage.desk.add(anna);
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 51 });
    expect(posted.findIndex((body) => body.includes(anna))).toBeLessThan(41);
  });
});

describe('what takes something away', () => {
  it.each(vendorsThat(canRemove))('waits at %s until its list was read', async (vendor) => {
    const { id, tenant } = await inStep(vendor, 12);
    let pages = 0;
    const asked = await changed(stage.desk, id, ({ url }) => {
      if (isPage(url) && (pages += 1) === 2) stage.desk.remove(there(1));
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 0, waiting: 0 });
    const requests = asked.map(({ method, url }) => (method === 'GET' && isPage(url) ? 'page' : method));
    expect(requests.indexOf('DELETE')).toBeGreaterThan(requests.lastIndexOf('page'));
    expect(stage.sandbox.control.records({ tenant })).toHaveLength(11);
  });

  it('comes after what blocks', async () => {
    const { id } = await inStep('yappr', 4);
    for (let n = 0; n < 3; n += 1) stage.desk.remove(there(n));
    for (let n = 0; n < 3; n += 1) stage.desk.add(`+1212555${3000 + n}`);
    const asked = await changed(stage.desk, id, () => undefined);
    expect(await stage.desk.sync(id, 'change')).toMatchObject({ outcome: 'done', waiting: 0 });
    const writes = asked.map(({ method }) => method).filter((method) => method !== 'GET');
    expect(writes).toEqual(['POST', 'POST', 'POST', 'DELETE', 'DELETE', 'DELETE']);
  });
});

describe('a token that was entered anew', () => {
  it.each(['manual', 'change'] as const)(
    'sends nothing before something is seen that was known (%s)',
    async (trigger) => {
      const { id, tenant } = await inStep('weya', 12, { order: 'oldestFirst' });
      const { token, baseUrl } = stage.sandbox.control.tenant({ tenant });
      valueOf(await stage.desk.accounts.update(id, { token, baseUrl }));
      stage.desk.add(anna, { callReference: call });
      const { seq } = stage.sandbox.control.lastSeq();
      expect(await stage.desk.sync(id, trigger)).toMatchObject({ outcome: 'done', waiting: 0 });
      const asked = stage.sandbox.control.requests({ tenant, sinceSeq: seq }).map(({ method }) => method);
      expect(asked.slice(0, 2)).toEqual(['GET', 'POST']);
    },
  );

  it('of another organisation gets nothing, also where only a change is sent', async () => {
    const { id } = await inStep('weya', 12);
    const records = [{ number: '+13125550001' }, { number: '+13125550002' }];
    const callReferences = [{ batchId: 'b1', requestUUID: 'u1' }];
    const other = stage.sandbox.control.createTenant({ vendor: 'weya', id: 'strangers', callReferences });
    stage.sandbox.control.addRecords({ tenant: other.id, records });
    valueOf(await stage.desk.accounts.update(id, { token: other.token, baseUrl: other.baseUrl }));
    for (const trigger of ['change', 'manual', 'change'] as const) {
      stage.desk.add(anna, { callReference: call });
      const result = await stage.desk.sync(id, trigger);
      expect(result).toMatchObject({ outcome: 'suspicious', writes: 0 });
    }
    expect(stage.sandbox.control.records({ tenant: other.id })).toHaveLength(2);
  });
});
