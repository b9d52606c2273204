/** A desk with nothing to share costs the hub next to nothing, and hears of a block within seconds all the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CuttingProxy, startCuttingProxy } from '../../support/cuttingProxy.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('a desk with nothing to share', () => {
  let server: TestPostgres;
  let proxy: CuttingProxy;
  let hub: TestHub;
  let mia: HubDesk;
  let tom: HubDesk;

  beforeAll(async () => {
    server = await startPostgres();
    proxy = await startCuttingProxy(server.port);
    hub = await createTestHub(server);
    mia = await hub.join('Mia', 'desk', { port: proxy.port });
    tom = await hub.join('Tom');
  });
  afterAll(async () => {
    await hub?.close();
    await proxy?.close();
    await server?.stop();
  });

  it('asks one statement, and one for the accounts of vendors', async () => {
    await mia.client.hub.sync();
    const before = proxy.asked();
    await mia.client.hub.sync();
    expect(proxy.asked() - before).toBeLessThanOrEqual(2);
  });

  it('has read the list as of when it asked, however much others push meanwhile', async () => {
    const readAt = async () => (await mia.client.hub.state())?.readAt;
    mia.clock.forward(3_600_000);
    await mia.client.hub.sync();
    expect(await readAt()).toBe(new Date(mia.clock.now()).toISOString());
    // Tom pushes while Mia's round is on its way.
    proxy.cut({ when: 'slow', ms: 10 });
    mia.clock.forward(3_600_000);
    await mia.block('+12125550101');
    const round = mia.client.hub.sync();
    for (let at = 0; at < 5; at += 1) {
      await tom.block(`+1212555010${at + 2}`);
      await tom.client.hub.sync();
    }
    await round;
    expect(await readAt()).toBe(new Date(mia.clock.now()).toISOString());
  });
});
