// A token that belongs to another organisation: its agents or records are others'. Nothing of our list is sent there.
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../shared/domain/vendor/remote.ts';
import { valueOf } from '../../support/desk.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { capabilitiesOf, vendorsThat } from '../../support/vendors.ts';

const numbers = Array.from({ length: 8 }, (_, n) => `+1212555400${n}`);
const later = '+12125554999';
const stage = useSyncStage();

const hasAgents = ({ agents }: Capabilities) => agents !== 'none';
const numbersAt = (tenant: string) => stage.sandbox.control.records({ tenant }).map(({ number }) => number);

async function withStrangersToken(vendor: string, strangers: { agents?: string[]; records?: string[] }) {
  const account = await stage.desk.connect(vendor, { agents: hasAgents(capabilitiesOf(vendor)) ? ['a', 'b'] : [] });
  const callReference = { batchId: 'b1', requestUuid: 'u1' };
  const { agents = [], records = [] } = strangers;
  const other = stage.sandbox.control.createTenant({
    vendor,
    id: 'strangers',
    rateLimit: null,
    agents: agents.map((id) => ({ id, name: `Stranger ${id}` })),
    callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
  });
  stage.sandbox.control.addCallReferences({
    tenant: account.tenant,
    callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
  });
  stage.sandbox.control.addRecords({ tenant: other.id, records: records.map((number) => ({ number })) });
  for (const number of numbers) stage.desk.add(number, { callReference });
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', waiting: 0 });
  valueOf(await stage.desk.accounts.update(account.id, { token: other.token, baseUrl: other.baseUrl }));
  stage.desk.add(later, { callReference });
  return { ...account, other: other.id };
}

describe('a token of another organisation', () => {
  it.each(vendorsThat(hasAgents))(
    '%s: is known by its agents; nothing is sent, and a person is asked',
    async (vendor) => {
      const { id, other, token, tenant } = await withStrangersToken(vendor, { agents: ['x', 'y'] });
      expect(await stage.desk.accounts.test(id)).toMatchObject({ ok: true });
      const result = await stage.desk.sync(id);
      expect(result).toMatchObject({ outcome: 'suspicious', writes: 0 });
      expect(result.error).toContain('does the token belong to another organisation?');
      expect(numbersAt(other)).toEqual([]);
      expect((await stage.desk.status.listAccounts())[0]).toMatchObject({ suspicion: { about: 'agents' } });
      stage.desk.add('+12125554998', { callReference: { batchId: 'b1', requestUuid: 'u1' } });
      expect(await stage.desk.sync(id, 'change')).toMatchObject({ outcome: 'suspicious', writes: 0 });
      expect(numbersAt(other)).toEqual([]);

      const { baseUrl } = stage.sandbox.control.tenant({ tenant });
      valueOf(await stage.desk.accounts.update(id, { token, baseUrl }));
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0, conflicts: 0 });
      expect(new Set(numbersAt(tenant))).toEqual(new Set([...numbers, later, '+12125554998']));
      expect((await stage.desk.status.listAccounts())[0]?.suspicion).toBeNull();
    },
  );

  it.each(vendorsThat(({ lookup }) => lookup))(
    '%s: nothing that it shows of one number is taken over',
    async (vendor) => {
      const { id, other } = await withStrangersToken(vendor, { agents: ['x', 'y'] });
      const number = toNumber(numbers[0] ?? '');
      const [row] = stage.desk.records.rowsFor(number);
      const look = () => stage.desk.actions.checkNow({ account: id, scope: row?.scope ?? '', number });
      for (const time of ['before a run', 'after it']) {
        const before = stage.sandbox.control.requests({ tenant: other }).length;
        expect(await look(), time).toMatchObject({ ok: false, message: expect.stringContaining('Press Sync now') });
        // Whose token it is nothing has told yet: not even the look is sent.
        expect(stage.sandbox.control.requests({ tenant: other })).toHaveLength(before);
        await stage.desk.sync(id);
      }
      expect(stage.desk.store.conflicts.countOpen(null)).toBe(0);
    },
  );

  it.each(vendorsThat(({ listTargets }) => listTargets))(
    '%s: is found out by a single look too, where the vendor has moved the token',
    async (vendor) => {
      const { id, tenant, token } = await stage.desk.connect(vendor, { agents: ['a', 'b'] });
      for (const number of numbers) stage.desk.add(number);
      expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
      const agents = ['x', 'y'].map((agent) => ({ id: agent, name: `Stranger ${agent}` }));
      stage.sandbox.control.createTenant({ vendor, id: 'strangers', rateLimit: null, agents });
      stage.sandbox.control.moveToken({ tenant, token, to: 'strangers' });
      const number = toNumber(numbers[0] ?? '');
      const [row] = stage.desk.records.rowsFor(number);
      expect(await stage.desk.actions.checkNow({ account: id, scope: row?.scope ?? '', number })).toMatchObject({
        ok: false,
        message: expect.stringContaining('does the token belong to another organisation?'),
      });
      expect(stage.desk.store.conflicts.countOpen(null)).toBe(0);
    },
  );

  it('osvi: that a person calls right is taken, and its agents get what holds everywhere', async () => {
    const { id, other } = await withStrangersToken('osvi', { agents: ['x', 'y'] });
    await stage.desk.sync(id);
    const run = (await stage.desk.status.listAccounts())[0]?.suspicion?.run ?? 0;
    valueOf(await stage.desk.actions.answerSuspicion(id, run, true));
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done' });
    expect(new Set(numbersAt(other))).toEqual(new Set([...numbers, later]));
  });

  it('weya: is known by its records; nothing is sent', async () => {
    const { id, other } = await withStrangersToken('weya', { records: ['+13125550001', '+13125550002'] });
    const result = await stage.desk.sync(id);
    expect(result).toMatchObject({ outcome: 'suspicious', writes: 0, conflicts: 0 });
    expect(result.error).toContain('None of the 8 numbers that were agreed');
    for (const trigger of ['change', 'schedule'] as const)
      expect(await stage.desk.sync(id, trigger)).toMatchObject({ outcome: 'suspicious', writes: 0, conflicts: 0 });
    expect(numbersAt(other)).toEqual(['+13125550001', '+13125550002']);
  });
});
