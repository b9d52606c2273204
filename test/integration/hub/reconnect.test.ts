/** A connection that broke while nothing was asked over it: what is asked next is asked over another at once. */
import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../../electron/sandbox/createSandbox.ts';
import type { TestHub } from '../../support/hubDesks.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useHubs, viewOf } from '../../support/useHubs.ts';

const [first, second] = ['+12125550101', '+12125550102'];
const endAll = (hub: TestHub) =>
  hub.ask(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename ~ '^dnc_' AND datname = current_database()`,
  );

describe.skipIf(noPostgres !== undefined)('a connection to a shared list that broke meanwhile', () => {
  const { makeHub, proxy } = useHubs();

  it('as the server ended it: the next exchange carries what waits', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await mia.block(first);
    await exchange(mia);
    await endAll(hub);
    await tom.block(second);
    await exchange(tom, mia);
    for (const desk of [mia, tom]) {
      for (const number of [first, second]) expect(await desk.isBlocked(number)).toBe(true);
      expect(await viewOf(desk)).toMatchObject({ state: 'inStep', problem: null });
    }
  });

  it('without a word: the first look finds it out, and is asked once more and not for ever', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom', 'desk', { port: proxy().port });
    await tom.block(first);
    proxy().cut({ when: 'received', bytes: 0 });
    await exchange(tom);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep', problem: null });
    proxy().cut({ when: 'before', text: 'FROM dnc.head' });
    await expect(exchange(tom)).rejects.toThrow(/cannot be reached/);
  });

  it('that of the desk which tells a vendor: it says over another one what it knows and is about to send', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const sandbox = await createSandbox({ clock: mia.clock.now });
    try {
      const { id: tenant, token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
      await mia.client.accounts.add({ vendor: 'yappr', name: 'One', token, baseUrl, settings: {}, everyMinutes: 0 });
      await exchange(mia);
      await mia.block(first);
      const run = async () => {
        const { job } = await mia.client.sync.run({});
        await mia.client.jobs.wait({ job });
        return mia.client.sync.results({ job });
      };
      expect(await run()).toMatchObject([{ outcome: 'done' }]);
      await endAll(hub);
      await mia.block(second);
      await exchange(mia);
      expect(await viewOf(mia)).toMatchObject({ state: 'inStep', problem: null });
      expect(await run()).toMatchObject([{ outcome: 'done', error: null }]);
      expect(sandbox.control.records({ tenant }).map(({ number }) => number)).toEqual([first, second]);
    } finally {
      await mia.close();
      await sandbox.close();
    }
  });
});
