/** What one desk asks for although it is blocked already, another desk's undo does not take away. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('what another desk asked for', () => {
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

  const exchange = async (...desks: HubDesk[]) => {
    for (const desk of desks) await desk.client.hub.sync();
  };
  const add = async (desk: HubDesk, ...numbers: string[]) => (await desk.client.entries.add({ numbers })).batch ?? 0;
  const areBlocked = async (number: string) => [await mia.isBlocked(number), await tom.isBlocked(number)];

  it('is heard of there, and an undo leaves it', async () => {
    const number = '+12125550101';
    const batch = await add(mia, number);
    await exchange(mia, tom);
    await add(tom, number);
    await exchange(tom, mia);
    expect(await mia.client.batches.undo({ batch })).toMatchObject({ changed: 0, leftCount: 1 });
    await exchange(mia, tom, mia);
    expect(await areBlocked(number)).toEqual([true, true]);
    expect(await mia.client.hub.sync()).toMatchObject({ received: 0, sent: 0 });
  });

  it('stays blocked also where the undo had not heard of it', async () => {
    const [asked, other] = ['+12125550102', '+12125550103'] as const;
    const batch = await add(mia, asked, other);
    await exchange(mia, tom);
    await add(tom, asked);
    expect(await mia.client.batches.undo({ batch })).toMatchObject({ changed: 2 });
    await exchange(mia, tom, mia, tom);
    expect(await areBlocked(asked)).toEqual([true, true]);
    expect(await areBlocked(other)).toEqual([false, false]);
    expect(await tom.export()).toBe(await mia.export());
    expect(await mia.client.hub.sync()).toMatchObject({ received: 0, sent: 0 });
  });

  it('holds where both blocked it before they heard of each other', async () => {
    const number = '+12125550104';
    const batch = await add(mia, number);
    await add(tom, number);
    await exchange(mia, tom, mia);
    expect(await mia.client.batches.undo({ batch })).toMatchObject({ changed: 1 });
    await exchange(mia, tom, mia);
    expect(await areBlocked(number)).toEqual([true, true]);
  });

  it('a release by a lead is taken, as before', async () => {
    const number = '+12125550106';
    await add(mia, number);
    await exchange(mia, tom);
    await add(tom, number);
    await exchange(tom, mia);
    await mia.client.entries.remove({ numbers: [number], why: 'consent' });
    await exchange(mia, tom, mia);
    expect(await areBlocked(number)).toEqual([false, false]);
  });
});
