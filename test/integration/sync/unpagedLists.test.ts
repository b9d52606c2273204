// A vendor that does not page its list, whatever it is asked for: every request answers the whole list. The documents of
// two vendors leave that open.
import { describe, expect, it } from 'vitest';
import { useChangedVendor } from '../../support/changedVendor.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const stage = useSyncStage();
const changed = useChangedVendor();

async function connectHolding(count: number, ignoresPaging: boolean) {
  const tenant = stage.sandbox.control.createTenant({ vendor: 'yappr', rateLimit: null, settings: { ignoresPaging } });
  const records = Array.from({ length: count }, (_, n) => ({ number: `+1212555${1000 + n}` }));
  stage.sandbox.control.addRecords({ tenant: tenant.id, records });
  const { id } = await stage.desk.connect('yappr', { tenant: tenant.id });
  return { id, tenant: tenant.id };
}

describe('a list without pages', () => {
  it.each([0, 1, 2, 99, 100, 101, 250])('of %d records is read to its end, and again', async (count) => {
    const { id, tenant } = await connectHolding(count, true);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', error: null, scanned: count, added: count });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: count, added: 0, writes: 0 });
    if (count > 1) {
      stage.sandbox.control.removeRecords({ tenant, number: '+12125551000' });
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 1 });
      expect(stage.desk.records.rowsFor(toNumber('+12125551000'))).toMatchObject([{ state: 'conflict' }]);
    }
  });
});

describe('a list with pages, whose second page is once answered with the first', () => {
  it.each([40, 100])('is not taken for whole (%d a page)', async (maxPageSize) => {
    const { id, tenant } = await connectHolding(250, false);
    stage.sandbox.control.changeSettings({ tenant, settings: { maxPageSize } });
    await stage.desk.sync(id);
    let first = '';
    let isTold = false;
    await changed(stage.desk, id, ({ method, url }, reply) => {
      if (method !== 'GET' || !url.includes('offset=')) return;
      if (url.includes('offset=0')) first = reply.body;
      else if (!isTold) {
        isTold = true;
        reply.body = first;
      }
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed', conflicts: 0 });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: 250, conflicts: 0 });
  });
});
