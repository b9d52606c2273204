/** Two desks and a hub on a real PostgreSQL: what one supervisor blocks, the other's desk blocks too, with every field. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('two desks that share a list', () => {
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

  it('a block of one is a block of the other, with every field', async () => {
    await mia.client.entries.add({
      numbers: ['+12125550101'],
      reason: 'asked on the phone',
      category: 'complaint',
      campaign: 'Solar',
      channel: 'both',
      requestedAt: '2026-05-01T10:00:00.000Z',
      callReference: { batchId: 'b1', requestUuid: 'u1' },
    });
    await exchange(mia, tom);
    expect(await tom.isBlocked('+12125550101')).toBe(true);
    expect(await tom.export()).toBe(await mia.export());
    const { history } = await tom.client.entries.get({ number: '+12125550101' });
    expect(history.map(({ sentence }) => sentence)).toEqual(['Blocked everywhere by Mia, at another desk.']);
  });

  it('what is in step is sent no more', async () => {
    await exchange(mia, tom, mia);
    expect(await mia.client.hub.sync()).toMatchObject({ received: 0, sent: 0, hub: { state: 'inStep', waiting: 0 } });
    expect(await tom.client.hub.sync()).toMatchObject({ received: 0, sent: 0, hub: { state: 'inStep', waiting: 0 } });
  });

  it('both change something else: both have both', async () => {
    await tom.client.entries.edit({ numbers: ['+12125550101'], patch: { category: 'legal' } });
    await mia.client.entries.edit({ numbers: ['+12125550101'], patch: { reason: 'wrote a letter' } });
    await exchange(tom, mia, tom);
    expect(await tom.export()).toBe(await mia.export());
    expect(await mia.export()).toMatch(/wrote a letter.*legal/);
  });

  it('both block the same number before they hear of each other: one entry, nothing to decide', async () => {
    await tom.block('+12125550102');
    await mia.block('+12125550102');
    await exchange(tom, mia, tom);
    expect(await tom.export()).toBe(await mia.export());
  });

  it('a release by a lead reaches the other desk', async () => {
    await mia.client.entries.remove({ numbers: ['+12125550102'], why: 'a mistake' });
    await exchange(mia, tom);
    expect(await tom.isBlocked('+12125550102')).toBe(false);
    expect(await tom.export()).toBe(await mia.export());
  });

  it('a desk that may not release does not, and says who may', async () => {
    await tom.client.entries.add({ numbers: ['+12125550103'] });
    await exchange(tom);
    await expect(
      tom.client.entries.edit({ numbers: ['+12125550103'], patch: {}, expires: '2999-01-01' }),
    ).rejects.toThrow(/only a lead may release a number or narrow its block/);
    expect(await tom.isBlocked('+12125550103')).toBe(true);
  });

  it('what was not shared yet can be taken back', async () => {
    await tom.client.entries.add({ numbers: ['+12125550104'] });
    await tom.client.entries.remove({ numbers: ['+12125550104'], why: 'a typing mistake' });
    expect(await tom.isBlocked('+12125550104')).toBe(false);
  });
});
