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

  it('a desk that does not hold the accounts any more tells vendors nothing', async () => {
    const lea = await hub.join('Lea too', 'lead');
    await lea.client.hub.hold();
    await keeper.client.hub.sync();
    expect(await keeper.client.hub.state()).toMatchObject({ vendorsAt: 'Lea too' });
    await expect(keeper.client.sync.run({})).rejects.toThrow(/told by one of the desks that share a list/);
  });
});
