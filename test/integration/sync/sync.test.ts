// The engine end to end: a real database, the real adapters, the vendor sandbox over HTTP.
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const carl = '+12125551236';

const stage = useSyncStage();

const numbersAt = (tenant: string) =>
  stage.sandbox.control
    .records({ tenant })
    .map(({ number, agents }) => `${number}${agents.length > 0 ? `@${agents.join('+')}` : ''}`)
    .toSorted();
const writesAt = (tenant: string) => stage.sandbox.control.requests({ tenant }).filter(({ isWrite }) => isWrite).length;

describe('one list, four vendors', () => {
  it('reaches every vendor in its own form, takes back what each has, and is quiet once in step', async () => {
    const osvi = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    const fluents = await stage.desk.connect('fluents');
    const weya = await stage.desk.connect('weya');
    const yappr = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
    const all = [osvi, fluents, weya, yappr];
    stage.sandbox.control.addCallReferences({
      tenant: weya.tenant,
      callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
    });
    const agentA = stage.desk.store.targets.listOf(osvi.id).find(({ remoteId }) => remoteId === 'a');

    stage.desk.add(anna);
    stage.desk.add(ben, { holds: [{ place: agentA?.id ?? 0, until: null }] });
    for (const { id } of all) expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', error: null });

    expect(numbersAt(osvi.tenant)).toEqual([`${anna}@a`, `${anna}@b`, `${ben}@a`]);
    expect(numbersAt(fluents.tenant)).toEqual([anna]);
    expect(numbersAt(yappr.tenant)).toEqual([anna]);
    expect(numbersAt(weya.tenant)).toEqual([]);
    const waiting = stage.desk.records.rowsFor(toNumber(anna)).find(({ account }) => account === weya.id);
    expect(waiting).toMatchObject({ state: 'needsCallReference', actions: ['addReference'] });

    stage.desk.edit(anna, { callReference: { batchId: 'b1', requestUuid: 'u1' } });
    expect(await stage.desk.sync(weya.id)).toMatchObject({ writes: 1, added: 1, waiting: 0 });
    expect(numbersAt(weya.tenant)).toEqual([anna]);
    expect(stage.desk.records.summarise([toNumber(anna)]).get(toNumber(anna))).toEqual({
      total: 5,
      inStep: 5,
      worst: 'inStep',
      mayCall: 0,
    });

    stage.sandbox.control.addRecords({ tenant: osvi.tenant, records: [{ number: '+12125550001', agents: ['b'] }] });
    stage.sandbox.control.addRecords({ tenant: fluents.tenant, records: [{ number: '+12125550002' }] });
    stage.sandbox.control.addRecords({ tenant: weya.tenant, records: [{ number: '+12125550003' }] });
    stage.sandbox.control.addRecords({
      tenant: yappr.tenant,
      records: [{ number: '+12125550004', reason: 'spoke to Sales' }],
    });
    for (const { id } of all) expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 1, writes: 0 });
    for (const n of [1, 2, 3, 4])
      expect(stage.desk.entry(`+1212555000${n}`)).toMatchObject({ removed: null, source: { kind: 'vendor' } });
    expect(stage.desk.entry('+12125550004')).toMatchObject({ reason: 'spoke to Sales', source: { label: 'yappr' } });

    const before = all.map(({ tenant }) => writesAt(tenant));
    for (const { id } of all)
      expect(await stage.desk.sync(id)).toMatchObject({
        writes: 0,
        added: 0,
        changed: 0,
        removed: 0,
        conflicts: 0,
        waiting: 0,
      });
    expect(all.map(({ tenant }) => writesAt(tenant))).toEqual(before);
    for (const row of await stage.desk.status.listAccounts())
      expect(row).toMatchObject({ state: 'inStep', waiting: 0 });
  });

  it('sends nothing that causes an e-mail before a person allowed it, and asks once', async () => {
    const weya = await stage.desk.connect('weya', { mailsAllowed: false });
    stage.sandbox.control.addCallReferences({
      tenant: weya.tenant,
      callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
    });
    const callReference = { batchId: 'b1', requestUuid: 'u1' };
    stage.desk.add(anna, { callReference });
    expect(await stage.desk.sync(weya.id)).toMatchObject({ outcome: 'done', writes: 0, waiting: 1 });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({
      state: 'needsYou',
      mails: 1,
      mailsAllowed: false,
    });
    expect(stage.desk.records.rowsFor(toNumber(anna))).toMatchObject([
      { state: 'waiting', sentence: expect.stringContaining('e-mail') },
    ]);

    await stage.desk.accounts.update(weya.id, { mailsAllowed: true });
    expect(await stage.desk.sync(weya.id)).toMatchObject({ outcome: 'done', writes: 1, waiting: 0 });
    expect(stage.sandbox.control.tenant({ tenant: weya.tenant }).emails).toBe(1);
    stage.desk.add(ben, { callReference });
    expect(await stage.desk.sync(weya.id)).toMatchObject({ writes: 1, waiting: 0 });
  });

  it('asks nobody for the call reference of a block that is over', async () => {
    const weya = await stage.desk.connect('weya');
    const until = toInstant(stage.clock.now() + 3_600_000);
    stage.desk.add(anna, { holds: [{ place: 'everywhere', until }] });
    stage.desk.add(ben);
    expect(await stage.desk.sync(weya.id)).toMatchObject({ waiting: 2 });
    stage.clock.forward(7_200_000);
    expect(await stage.desk.sync(weya.id)).toMatchObject({ waiting: 1 });
    expect(stage.desk.records.rowsFor(toNumber(anna))).toEqual([]);
    expect(stage.desk.records.rowsFor(toNumber(ben))).toMatchObject([{ state: 'needsCallReference' }]);
  });

  it('removes there what is released here, and asks a person to where the API cannot', async () => {
    const osvi = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    const fluents = await stage.desk.connect('fluents');
    stage.desk.add(anna);
    stage.desk.add(carl);
    await stage.desk.sync(osvi.id);
    await stage.desk.sync(fluents.id);

    stage.desk.remove(anna);
    expect(await stage.desk.sync(osvi.id)).toMatchObject({ removed: 2, waiting: 0 });
    await stage.desk.sync(fluents.id);
    expect(numbersAt(osvi.tenant)).toEqual([`${carl}@a`, `${carl}@b`]);
    const [task] = stage.desk.records.rowsFor(toNumber(anna)).filter(({ account }) => account === fluents.id);
    expect(task).toMatchObject({ state: 'removeByHand', actions: ['confirmRemoved'] });

    // The person does it in the dashboard; the next reading of the list confirms it.
    stage.sandbox.control.removeRecords({ tenant: fluents.tenant, number: anna });
    expect(await stage.desk.sync(fluents.id)).toMatchObject({ outcome: 'done', waiting: 0, writes: 0 });
    expect(stage.desk.records.rowsFor(toNumber(anna))).toEqual([]);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
  });

  it('raises no conflict when an account with a list of its own is connected', async () => {
    for (let n = 0; n < 40; n += 1) stage.desk.add(`+121255500${10 + n}`, { reason: null });
    const tenant = stage.sandbox.control.createTenant({ vendor: 'yappr', id: 'old', rateLimit: null });
    const records = Array.from({ length: 60 }, (_, n) => ({ number: `+121255500${30 + n}`, reason: `there ${n}` }));
    stage.sandbox.control.addRecords({ tenant: tenant.id, records });
    const { id } = await stage.desk.connect('yappr', { tenant: tenant.id });
    expect(await stage.desk.sync(id)).toMatchObject({ conflicts: 0, outcome: 'done', writes: 20, scanned: 60 });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0 });
    // Our reason was empty, so theirs stands.
    expect(stage.desk.entry('+12125550030')?.reason).toBe('there 0');
  });
});
