// Both forms of a subscriber's number are entries here, and a vendor keeps one record for them: the release of one takes nothing from the other.
import { describe, expect, it } from 'vitest';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, canRemove, vendorsThat } from '../../support/vendors.ts';

const ana = '+525512345678';
const old = '+5215512345678';
const call = { batchId: 'b1', requestUuid: 'u1' };
const stage = useSyncStage();

describe.each(vendorsThat((can) => canRemove(can) && can.lookup))('%s keeps one record for both forms', (vendor) => {
  it.each([
    [old, ana],
    [ana, old],
  ])(
    'and %s is released: it stays for the other, and the grid says so; with both released it goes',
    async (gone, kept) => {
      const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
      stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
      stage.sandbox.control.changeSettings({ tenant, settings: { keptAs: { [ana]: old } } });
      for (const number of [ana, old]) stage.desk.add(number, { callReference: call });
      await stage.desk.sync(id);
      const there = () => stage.sandbox.control.records({ tenant }).length;
      expect(there()).toBe(1);

      stage.desk.remove(gone);
      for (let time = 0; time < 2; time += 1) await stage.desk.sync(id);
      expect(there()).toBe(1);
      // Nothing is owed that nothing will be done about: it is looked at again when the other form changes.
      expect(stage.desk.store.outbox.counts(id)).toMatchObject({ waiting: 0, unknown: 0, manual: 0 });
      expect([stage.desk.isBlocked(kept), stage.desk.entry(kept)?.removed]).toEqual([true, null]);
      const sentences = stage.desk.records.rowsFor(toNumber(gone)).map(({ sentence }) => sentence);
      // Of the form that the vendor does not show, there is no record to speak of.
      expect(sentences).toEqual(gone === old ? [expect.stringContaining('keeps one record for this number and')] : []);

      stage.desk.remove(kept);
      for (let time = 0; time < 2; time += 1) await stage.desk.sync(id);
      expect(there()).toBe(0);
    },
  );
});

describe.each(vendorsThat((can) => !canRemove(can)))('%s, where a person removes by hand', (vendor) => {
  it('asks nobody to remove what another form of the number is blocked for, and asks once neither is', async () => {
    const { desk, sandbox } = stage;
    const { id, tenant } = await desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    sandbox.control.changeSettings({ tenant, settings: { keptAs: { [old]: ana } } });
    desk.add(ana);
    await desk.sync(id);
    expect(sandbox.control.records({ tenant })).toHaveLength(1);
    const owed = () => desk.store.outbox.counts(id);

    desk.remove(ana);
    await desk.sync(id);
    expect(owed()).toMatchObject({ manual: 1 });
    expect(desk.records.rowsFor(toNumber(ana))).toMatchObject([{ state: 'removeByHand' }]);

    desk.add(old);
    // The task is gone with the block, before any run.
    expect(owed()).toMatchObject({ manual: 0 });
    const sentence = expect.stringContaining('keeps one record for this number and');
    expect(desk.records.rowsFor(toNumber(ana))).toMatchObject([{ actions: [], sentence }]);
    expect(desk.isBlocked(old)).toBe(true);

    desk.remove(old);
    await desk.sync(id);
    expect(owed().manual).toBe(1);
  });
});
