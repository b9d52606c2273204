// A vendor that cannot answer a page of the documented size is asked for smaller ones, and for larger ones again when it can.
import { describe, expect, it } from 'vitest';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, vendors } from '../../support/vendors.ts';

const stage = useSyncStage();
const there = (n: number) => `+1212555${2000 + n}`;
const sizeOf = ({ path }: { readonly path: string }) =>
  Number(/[?&](?:per_page|limit|size)=(\d+)/.exec(path)?.[1] ?? 0);
const isPage = ({ path }: { readonly path: string }) =>
  /(dnd_numbers|list|do-not-call)[?]/.test(path) && !/(search|phone)=./.test(path) && !path.includes('sort_desc=true');

async function connect(vendor: VendorName, count: number) {
  const { control } = stage.sandbox;
  const agents = [...agentsFor(vendor, ['a'])];
  const made = control.createTenant({
    vendor,
    id: vendor,
    rateLimit: null,
    agents: agents.map((id) => ({ id, name: `Agent ${id}` })),
  });
  control.addRecords({
    tenant: made.id,
    records: Array.from({ length: count }, (_, n) => ({ number: there(n), agents })),
  });
  return await stage.desk.connect(vendor, { tenant: made.id });
}

const lastSeq = () => stage.sandbox.control.lastSeq().seq;
const sizesSince = (tenant: string, sinceSeq: number) =>
  stage.sandbox.control.requests({ tenant, sinceSeq }).filter(isPage).map(sizeOf);
const tooLarge = (path: string, status: number) => ({
  rules: [{ path, method: 'GET' as const, action: { do: 'status' as const, status } }],
});
const lists = '(dnd_numbers|list|do-not-call)[?].*';

describe.each(vendors)('%s', (vendor) => {
  it.each([413, 504])(
    'is asked for less where a page is too much (%d), reads on, and for more again',
    async (status) => {
      const { id, tenant } = await connect(vendor, 230);
      // From the second page on, more than 50 records are too much.
      const second = '[?&](offset=(100|200)|page=[23])(&|$)';
      const plan = tooLarge(`^(?=.*${lists})(?=.*${second})(?=.*(per_page|limit|size)=100)`, status);
      stage.sandbox.control.setFaults({ tenant, plan });
      const since = lastSeq();
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: 230, added: 230, conflicts: 0 });
      expect(sizesSince(tenant, since).slice(0, 5)).toEqual([100, 100, 50, 50, 50]);
      expect(stage.desk.store.accounts.load(id)?.pageSize).toBe(50);
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: 230, writes: 0, conflicts: 0 });
      expect(stage.desk.store.accounts.load(id)?.pageSize).toBeNull();
      stage.sandbox.control.setFaults({ tenant, plan: null });
      const later = lastSeq();
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', scanned: 230, writes: 0, conflicts: 0 });
      expect(sizesSince(tenant, later).slice(0, 3)).toEqual([100, 100, 100]);
    },
  );

  it('whose trouble is another one is asked as before', async () => {
    const { id, tenant } = await connect(vendor, 30);
    stage.sandbox.control.setFaults({ tenant, plan: tooLarge(lists, 504) });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed' });
    expect(stage.desk.store.accounts.load(id)?.pageSize).toBeNull();
  });
});
