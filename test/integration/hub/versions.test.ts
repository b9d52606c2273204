/** Desks and a shared list of different versions: who is too old goes on blocking and says so, and nobody downgrades a list. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('versions side by side', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let mia: HubDesk;
  let tom: HubDesk;

  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
    mia = await hub.join('Mia', 'lead');
    tom = await hub.join('Tom');
  });
  afterAll(async () => {
    await hub?.close();
    await server?.stop();
  });

  const set = (words: string) => hub.ask(`UPDATE dnc.head SET ${words}`);
  const check = async (desk: HubDesk, number: string) => (await desk.client.entries.check({ numbers: [number] }))[0];

  it('one that is too old to write reads on, keeps its blocks, and says that it is to be updated', async () => {
    await mia.block('+12125550101');
    await mia.client.hub.sync();
    await set('min_write = 99');
    await tom.block('+12125550102');
    const { received, sent, hub: view } = await tom.client.hub.sync();
    expect([received, sent]).toEqual([1, 0]);
    expect(view).toMatchObject({
      state: 'problem',
      waiting: 1,
      sentence: expect.stringMatching(/newer versions .*: update it here\. .* 1 number waits/),
    });
    expect(await check(tom, '+12125550101')).toMatchObject({ blocked: true });
    expect(await check(tom, '+12125550102')).toMatchObject({ blocked: true });
    expect(await check(tom, '+12125550199')).toMatchObject({ callable: true });
    await set('min_write = 1');
    expect(await tom.client.hub.sync()).toMatchObject({ sent: 1, hub: { state: 'inStep', problem: null } });
  });

  it('one that does not understand the list calls no number callable, also while it cannot be reached', async () => {
    await set('min_read = 99');
    await expect(tom.client.hub.sync()).rejects.toThrow(/asks for a newer version of DNC Desk/);
    const isOpen = { blocked: false, callable: false, why: expect.stringMatching(/newer version/) as string };
    expect(await check(tom, '+12125550199')).toMatchObject(isOpen);
    expect(await check(tom, '+12125550101')).toMatchObject({ blocked: true });
    await server.kill('SIGQUIT');
    await expect(tom.client.hub.sync()).rejects.toThrow(/cannot be reached/);
    expect(await check(tom, '+12125550199')).toMatchObject(isOpen);
    await server.restart();
    await set('min_read = 1');
    await tom.client.hub.sync();
    expect(await check(tom, '+12125550199')).toMatchObject({ callable: true });
  });

  it('a list of an older version is used as it is; an admin of an older version changes nothing of a newer one', async () => {
    const again = await createTestHub(server);
    const [head] = await again.ask<{ version: number }>('SELECT schema_version AS version FROM dnc.head');
    await again.ask('UPDATE dnc.head SET schema_version = 1');
    const uma = await again.join('Uma');
    await uma.block('+12125550103');
    expect(await uma.client.hub.sync()).toMatchObject({ sent: 1, hub: { state: 'inStep' } });
    // Each of them lacks something that an upgrade brings.
    for (const version of [1, 2]) {
      await again.ask(`UPDATE dnc.head SET schema_version = ${version}`);
      const { hub: view } = await uma.client.hub.sync();
      expect(view.notes).toContainEqual(expect.stringMatching(/An upgrade of the shared list waits/));
    }
    await again.admin.init();
    expect(await again.ask('SELECT schema_version AS version FROM dnc.head')).toEqual([head]);
    expect((await uma.client.hub.sync()).hub.notes).toEqual([]);
    await again.ask('UPDATE dnc.head SET schema_version = 99');
    await expect(again.admin.init()).rejects.toThrow(/A newer version of DNC Desk made this shared list/);
    expect(await uma.client.hub.sync()).toMatchObject({ sent: 0, hub: { state: 'inStep' } });
    await again.admin.shutOutOlder();
    expect(await again.ask('SELECT min_write, min_read FROM dnc.head')).toEqual([
      { min_write: head?.version, min_read: head?.version },
    ]);
    await again.close();
  });
});
