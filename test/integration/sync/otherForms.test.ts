// A vendor that keeps a number in another form than this desk (+52 1 55… for +52 55…): one block here, one record there, and
// every request about it finds that record. A real database, the real adapters, the vendor sandbox over HTTP.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SyncResult } from '../../../shared/contract/sync.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, canRemove, listFor, vendors, vendorsThat } from '../../support/vendors.ts';

const ana = '+525512345678';
const anaThere = '+5215512345678';
const bia = '+5511987654321';
const biaThere = '+551187654321';
const eva = '+5491123456789';
const evaThere = '+541123456789';
const anna = '+12125551234';

const stage = useSyncStage();

const numbersAt = (tenant: string) =>
  stage.sandbox.control
    .records({ tenant })
    .map(({ number }) => number)
    .toSorted();
const entries = () =>
  stage.desk.db.prepare<[], number>('SELECT number FROM entry WHERE removed_at IS NULL ORDER BY number').pluck().all();
const states = (e164: string) => stage.desk.records.rowsFor(toNumber(e164)).map(({ state }) => state);
const quiet = { writes: 0, added: 0, changed: 0, removed: 0, conflicts: 0, waiting: 0, outcome: 'done' };

/** An account whose vendor shows these numbers, put in its dashboard by a person there. */
async function connectShowing(vendor: string, numbers: readonly string[], reason = 'asked') {
  const account = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
  stage.sandbox.control.addRecords({
    tenant: account.tenant,
    records: numbers.map((number) => ({ number, agents: [...agentsFor(vendor, ['a'])], reason })),
  });
  return account;
}

describe.each(vendors)('%s shows another form', (vendor) => {
  it.each([
    ['Mexico', ana, anaThere],
    ['Brazil', bia, biaThere],
    ['Argentina', eva, evaThere],
  ])(
    '%s: of a number on our list, and it is that number: no second entry, nothing sent',
    async (_country, ours, there) => {
      stage.desk.add(ours);
      const { id, tenant } = await connectShowing(vendor, [there]);

      expect(await stage.desk.sync(id)).toMatchObject({ ...quiet, scanned: 1 });
      expect(entries()).toEqual([toNumber(ours)]);
      expect(numbersAt(tenant)).toEqual([there]);
      expect(states(ours)).toEqual(['inStep']);
      expect(await stage.desk.sync(id)).toMatchObject(quiet);
    },
  );

  it('of a number that only it has, and the number of today is adopted, once', async () => {
    const { id, tenant } = await connectShowing(vendor, [anaThere]);

    expect(await stage.desk.sync(id)).toMatchObject({ added: 1, writes: 0 });
    expect(entries()).toEqual([toNumber(ana)]);
    expect(await stage.desk.sync(id)).toMatchObject(quiet);
    expect(numbersAt(tenant)).toEqual([anaThere]);
  });

  it('beside our own form, and both stay what they are: two records, two entries', async () => {
    stage.desk.add(ana);
    const { id, tenant } = await connectShowing(vendor, [anaThere, ana]);

    expect(await stage.desk.sync(id)).toMatchObject({ added: 1, writes: 0 });
    expect(entries()).toEqual([toNumber(ana), toNumber(anaThere)]);
    expect(await stage.desk.sync(id)).toMatchObject(quiet);
    expect(numbersAt(tenant)).toEqual([anaThere, ana].toSorted());
  });

  it('of a number that we send it, and that is the answer: nothing is sent twice', async () => {
    const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    stage.sandbox.control.changeSettings({ tenant, settings: { keptAs: { [ana]: anaThere } } });
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    stage.desk.add(ana, { callReference: { batchId: 'b1', requestUuid: 'u1' } });
    stage.desk.add(anna, { callReference: { batchId: 'b1', requestUuid: 'u1' } });

    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([anna, anaThere]);
    const { seq: sinceSeq } = stage.sandbox.control.lastSeq({});
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0, conflicts: 0 });
    expect(stage.sandbox.control.countWrites({ tenant, sinceSeq }).writes).toBe(0);
    expect(entries()).toEqual([toNumber(anna), toNumber(ana)]);
    expect(states(ana)).toEqual(['inStep']);
  });
});

describe.each(vendorsThat((can) => canRemove(can) && can.lookup))('%s keeps our number in another form', (vendor) => {
  it.each(['manual', 'change'] as const)(
    'and a release removes that record, in a run that was asked for by %s',
    async (trigger) => {
      stage.desk.add(ana);
      const { id, tenant } = await connectShowing(vendor, [anaThere]);
      stage.sandbox.control.changeSettings({ tenant, settings: { onAbsentRemove: 'ok' } });
      await stage.desk.sync(id);

      stage.desk.remove(ana);
      expect(await stage.desk.sync(id, trigger)).toMatchObject({ outcome: 'done', removed: 1, waiting: 0 });
      expect(numbersAt(tenant)).toEqual([]);
      expect(await stage.desk.sync(id)).toMatchObject(quiet);
      expect(entries()).toEqual([]);
    },
  );

  it('and where our form has a record too, a release of ours leaves the other alone', async () => {
    stage.desk.add(ana);
    const { id, tenant } = await connectShowing(vendor, [anna, anaThere, ana]);
    await stage.desk.sync(id);

    stage.desk.remove(ana);
    expect(await stage.desk.sync(id)).toMatchObject({ removed: 1, conflicts: 0 });
    expect(numbersAt(tenant)).toEqual([anna, anaThere]);
    stage.sandbox.control.removeRecords({ tenant, number: anaThere });
    expect(await stage.desk.sync(id)).toMatchObject({ conflicts: 1 });
    expect(entries()).toEqual([toNumber(anna), toNumber(anaThere)]);
  });

  it('and a look at one number finds it', async () => {
    stage.desk.add(ana);
    const { id } = await connectShowing(vendor, [anaThere]);
    await stage.desk.sync(id);

    const key = { account: id, scope: listFor(vendor, 'a'), number: toNumber(ana) };
    expect(await stage.desk.actions.checkNow(key)).toMatchObject({
      ok: true,
      value: { sentence: `${vendor} has it as it is here.` },
    });
    expect(states(ana)).toEqual(['inStep']);
  });

  it('and when that record is gone it is missed, and stays blocked', async () => {
    stage.desk.add(ana);
    const { id, tenant } = await connectShowing(vendor, [anaThere]);
    await stage.desk.sync(id);

    stage.sandbox.control.removeRecords({ tenant });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents: [...agentsFor(vendor, ['a'])] }] });
    expect(await stage.desk.sync(id)).toMatchObject({ conflicts: 1 });
    expect(states(ana)).toEqual(['conflict']);
    expect(entries()).toEqual([toNumber(anna), toNumber(ana)]);
  });
});

describe('a list that shows one record on two pages', () => {
  it('has it once', async () => {
    const { id, tenant } = await connectShowing('fluents', [anaThere, ...manyNumbers(120), anaThere]);

    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 121 });
    expect(entries()).toContain(toNumber(ana));
    expect(entries()).not.toContain(toNumber(anaThere));
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, added: 0 });
    expect(numbersAt(tenant)).toHaveLength(122);
  });
});

describe('a change of ours', () => {
  it('reaches the record that Yappr keeps in another form', async () => {
    stage.desk.add(ana);
    const { id, tenant } = await connectShowing('yappr', [anaThere]);
    await stage.desk.sync(id);

    stage.desk.edit(ana, { reason: 'asked twice' });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 1, changed: 1, waiting: 0 });
    expect(stage.sandbox.control.records({ tenant })).toMatchObject([{ number: anaThere, reason: 'asked twice' }]);
    expect(await stage.desk.sync(id)).toMatchObject(quiet);
  });
});

describe('what is not sure is not matched', () => {
  it('an old number of Manila, which may have become one of several, stays a record of its own', async () => {
    stage.desk.add('+63283456789');
    const { id } = await connectShowing('weya', ['+6323456789']);
    await stage.desk.sync(id);
    expect(entries()).toEqual([toNumber('+6323456789'), toNumber('+63283456789')]);
  });

  it('nor is a record in a list that was not read to its end: it waits for the next reading', async () => {
    const { id, tenant } = await connectShowing('yappr', [anaThere, ...manyNumbers(120)]);
    stage.sandbox.control.changeSettings({ tenant, settings: { order: 'oldestFirst' } });
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ path: '^/do-not-call.*offset=100', action: { do: 'status', status: 502, when: 'before' } }] },
    });
    expect((await stage.desk.sync(id)).outcome).toBe('failed');
    expect(entries()).toHaveLength(99);

    stage.sandbox.control.setFaults({ tenant, plan: null });
    stage.clock.forward(3_600_000);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 22 });
    expect(entries()).toHaveLength(121);
    expect(entries()).toContain(toNumber(ana));
  });
});

describe("a vendor's export", () => {
  it('that writes another form is matched as its list is', async () => {
    stage.desk.add(eva);
    const { id } = await connectShowing('fluents', [evaThere]);
    await stage.desk.sync(id);

    const path = join(stage.desk.dir, 'export.csv');
    writeFileSync(path, `Phone Number\n${evaThere}\n`);
    const started = await stage.desk.scanFiles.start(id, {
      from: { kind: 'path', path },
      region: undefined,
      mapping: undefined,
    });
    if (!started.ok) throw new Error(started.message);
    expect(await stage.desk.jobs.wait(started.value.job)).toMatchObject({ state: 'done' });
    expect((stage.desk.jobs.result(started.value.job) as SyncResult[])[0]).toMatchObject({ ...quiet, scanned: 1 });
    expect(entries()).toEqual([toNumber(eva)]);
  });
});

function manyNumbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `+1212555${String(1000 + at)}`);
}
