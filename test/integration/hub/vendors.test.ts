/** A block that was made at one desk is sent to the vendors of another, and so is a release by a lead. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('vendors of a desk that shares its list', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let keeper: HubDesk;
  let sandbox: Sandbox;

  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
    keeper = await hub.join('Keeper');
    sandbox = await createSandbox({ clock: keeper.clock.now });
  });
  afterAll(async () => {
    await hub?.close();
    await server?.stop();
    await sandbox?.close();
  });

  it('what others block, and leads release, is so at the vendor', async () => {
    const tom = await hub.join('Tom');
    const lea = await hub.join('Lea', 'lead');
    const { id: tenant, token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
    await keeper.client.accounts.add({ vendor: 'yappr', name: 'Yappr', token, baseUrl, settings: {}, everyMinutes: 0 });
    const atVendor = async (...exchanged: HubDesk[]) => {
      for (const desk of [...exchanged, keeper]) await desk.client.hub.sync();
      const { job } = await keeper.client.sync.run({});
      await keeper.client.jobs.wait({ job });
      expect(await keeper.client.sync.results({ job })).toMatchObject([{ outcome: 'done', conflicts: 0 }]);
      return sandbox.control.records({ tenant }).map(({ number }) => number);
    };
    await tom.block('+12125550101', '+12125550102');
    expect(await atVendor(tom)).toEqual(['+12125550101', '+12125550102']);
    await lea.client.hub.sync();
    await lea.client.entries.remove({ numbers: ['+12125550101'], why: 'asked to be called' });
    expect(await atVendor(lea)).toEqual(['+12125550102']);
    // And what the vendor had by itself is shared with everybody.
    sandbox.control.addRecords({ tenant, records: [{ number: '+12125550103' }] });
    await atVendor();
    for (const desk of [keeper, tom]) await desk.client.hub.sync();
    expect(await tom.isBlocked('+12125550103')).toBe(true);
  });

  it('a hub from before knows one desk that holds all accounts; upgraded, that desk leads them, and others can', async () => {
    const old = await createTestHub(server);
    await old.ask('UPDATE dnc.head SET schema_version = 1');
    const mia = await old.join('Mia', 'lead');
    const lea = await old.join('Lea', 'lead');
    const { token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
    const account = { vendor: 'yappr', name: 'Yappr', token, baseUrl, settings: {}, everyMinutes: 0 };
    await mia.client.accounts.add(account);
    await mia.client.hub.sync();
    await expect(lea.client.accounts.add(account)).rejects.toThrow(/one of the desks that share a list.*that is Mia/);
    const run = async (desk: HubDesk) => {
      const { job } = await desk.client.sync.run({});
      await desk.client.jobs.wait({ job });
      return (await desk.client.sync.results({ job }))[0];
    };
    expect(await run(mia)).toMatchObject({ outcome: 'done' });
    await lea.client.hub.lead({});
    await mia.client.hub.sync();
    expect(await mia.client.hub.state()).toMatchObject({
      vendorsAt: 'Lea',
      notes: [
        expect.stringMatching(/told by the desk of Lea: this one tells them nothing/),
        expect.stringMatching(/An upgrade of the shared list waits: .*hub upgrade/),
      ],
    });
    expect(await run(mia)).toMatchObject({ outcome: 'cancelled', writes: 0, error: expect.stringMatching(/Lea/) });
    // Lea has no accounts and lets them go; after the upgrade each desk sees them, and who tells the vendor.
    await old.admin.init();
    for (const desk of [lea, mia, lea]) await desk.client.hub.sync();
    expect(await mia.client.accounts.list()).toMatchObject([{ lead: { isHere: true, sentence: null } }]);
    expect(await lea.client.accounts.list()).toMatchObject([{ name: 'Yappr', lead: { name: 'Mia', isHere: false } }]);
    expect(await run(mia)).toMatchObject({ outcome: 'done' });
    expect(await mia.client.hub.state()).toMatchObject({ vendorsAt: null, notes: [] });
    await old.close();
  });
});
