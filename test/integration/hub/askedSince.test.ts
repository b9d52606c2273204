/** What one desk asks for although it is blocked already, another desk's undo does not take away. */
import { describe, expect, it } from 'vitest';
import type { HubDesk } from '../../support/hubDesks.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useTwoDesks } from '../../support/useHubs.ts';

describe.skipIf(noPostgres !== undefined)('what another desk asked for', () => {
  const desks = useTwoDesks();
  const add = async (desk: HubDesk, ...numbers: string[]) => (await desk.client.entries.add({ numbers })).batch ?? 0;
  const areBlocked = async (number: string) => [await desks.mia.isBlocked(number), await desks.tom.isBlocked(number)];

  it('is heard of there, and an undo leaves it', async () => {
    const number = '+12125550101';
    const batch = await add(desks.mia, number);
    await exchange(desks.mia, desks.tom);
    await add(desks.tom, number);
    await exchange(desks.tom, desks.mia);
    expect(await desks.mia.client.batches.undo({ batch })).toMatchObject({ changed: 0, leftCount: 1 });
    await exchange(desks.mia, desks.tom, desks.mia);
    expect(await areBlocked(number)).toEqual([true, true]);
    expect(await desks.mia.client.hub.sync()).toMatchObject({ received: 0, sent: 0 });
  });

  it('stays blocked also where the undo had not heard of it', async () => {
    const [asked, other] = ['+12125550102', '+12125550103'] as const;
    const batch = await add(desks.mia, asked, other);
    await exchange(desks.mia, desks.tom);
    await add(desks.tom, asked);
    expect(await desks.mia.client.batches.undo({ batch })).toMatchObject({ changed: 2 });
    await exchange(desks.mia, desks.tom, desks.mia, desks.tom);
    expect(await areBlocked(asked)).toEqual([true, true]);
    expect(await areBlocked(other)).toEqual([false, false]);
    expect(await desks.tom.export()).toBe(await desks.mia.export());
    expect(await desks.mia.client.hub.sync()).toMatchObject({ received: 0, sent: 0 });
  });

  it('holds where both blocked it before they heard of each other', async () => {
    const number = '+12125550104';
    const batch = await add(desks.mia, number);
    await add(desks.tom, number);
    await exchange(desks.mia, desks.tom, desks.mia);
    expect(await desks.mia.client.batches.undo({ batch })).toMatchObject({ changed: 1 });
    await exchange(desks.mia, desks.tom, desks.mia);
    expect(await areBlocked(number)).toEqual([true, true]);
  });

  it('a release by a lead is taken, as before', async () => {
    const number = '+12125550106';
    await add(desks.mia, number);
    await exchange(desks.mia, desks.tom);
    await add(desks.tom, number);
    await exchange(desks.tom, desks.mia);
    await desks.mia.client.entries.remove({ numbers: [number], why: 'consent' });
    await exchange(desks.mia, desks.tom, desks.mia);
    expect(await areBlocked(number)).toEqual([false, false]);
  });
});
