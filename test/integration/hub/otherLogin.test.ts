/** A desk that takes another login, or leaves, while an exchange is under way: that one ends before anything else begins. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useHubs, viewOf } from '../../support/useHubs.ts';

/** Longer than another login takes where nothing holds it up. */
const meanwhileMs = 500;

describe.skipIf(noPostgres !== undefined)('another login', () => {
  const { makeHub, proxy } = useHubs();

  it('that is taken in the middle of a push shares what the push carried, as the desk of the new login', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom', 'desk', { port: proxy().port });
    await tom.block('+12125550101');
    const line = await hub.invite('Tom as lead', 'lead');
    let joined: Promise<unknown> | undefined;
    const until = async () => {
      joined = tom.client.hub.join({ line });
      await pause(meanwhileMs);
    };
    proxy().cut({ when: 'held', text: 'INSERT INTO dnc.push', until });
    await exchange(tom).catch(() => {});
    await joined;
    await exchange(tom);
    await tom.block('+12125550102');
    await exchange(tom);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep', role: 'lead', name: 'Tom as lead', waiting: 0 });
    expect(await hub.ask('SELECT number FROM dnc.entry')).toHaveLength(2);
    expect(
      await hub.ask('SELECT 1 FROM dnc.push p JOIN dnc.desk d ON d.desk = p.desk WHERE d.login <> p.login'),
    ).toEqual([]);
  });

  it('of another hub, after leaving in the middle of a first copy, shares all that is here', async () => {
    const [hub, other] = [await makeHub(), await makeHub()];
    const mia = await hub.join('Mia');
    await mia.block('+12125550101');
    await exchange(mia);
    const tom = await hub.join('Tom', 'desk', { port: proxy().port, sync: false });
    await tom.block('+12125550102');
    let left: Promise<unknown> | undefined;
    const until = async () => {
      left = tom.client.hub.leave();
      await pause(meanwhileMs);
    };
    proxy().cut({ when: 'held', text: 'COPY (', until });
    await exchange(tom).catch(() => {});
    await left;
    expect(await tom.client.hub.state()).toBe(null);
    await tom.client.hub.join({ line: await other.invite('Tom') });
    await exchange(tom);
    const blocked = JSON.parse(await tom.export()) as readonly unknown[];
    expect(await other.ask('SELECT number FROM dnc.entry')).toHaveLength(blocked.length);
  });
});
