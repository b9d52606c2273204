/** A hub that was put back to an older state, and what desks have told it of a vendor: whoever leads says it again, and the others hear it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import type { HubDesk, TestHub } from '../../support/hubDesks.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, putBack, revOf, useHubs } from '../../support/useHubs.ts';

const tables = ['lease', 'record', 'entry'];

describe.skipIf(noPostgres !== undefined)('a vendor, and a hub that was put back', () => {
  const { makeHub } = useHubs();
  let hub: TestHub;
  let mia: HubDesk;
  let tom: HubDesk;
  let sandbox: Sandbox;

  beforeEach(async () => {
    hub = await makeHub();
    mia = await hub.join('Mia', 'lead');
    tom = await hub.join('Tom', 'lead');
    sandbox = await createSandbox({ clock: mia.clock.now });
    const { token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
    await mia.client.accounts.add({ vendor: 'yappr', name: 'One', token, baseUrl, settings: {}, everyMinutes: 0 });
    await exchange(mia, tom);
    for (const { id } of await tom.client.accounts.list()) await tom.client.accounts.update({ account: id, token });
  });
  afterEach(async () => {
    for (const desk of [mia, tom]) await desk.close();
    await sandbox.close();
  });

  async function sync(desk: HubDesk): Promise<void> {
    const { job } = await desk.client.sync.run({});
    await desk.client.jobs.wait({ job });
    expect(await desk.client.sync.results({ job })).toMatchObject([{ outcome: 'done' }]);
  }
  const rowAt = async (desk: HubDesk) => (await desk.client.accounts.list())[0];
  const factsAt = () =>
    hub.ask<{ number: string; facts: string }>('SELECT number, facts FROM dnc.record ORDER BY number');

  /** Keeps the hub as it is; answers what puts it back. */
  async function keep(): Promise<() => Promise<void>> {
    const rev = await revOf(hub);
    for (const table of tables) await hub.ask(`CREATE TABLE copied_${table} AS TABLE dnc.${table}`);
    const back = tables.map((table) => `DELETE FROM dnc.${table}; INSERT INTO dnc.${table} TABLE copied_${table};`);
    return () => putBack(hub, rev, back.join(' '));
  }

  it('under the desk that leads: with its next look it writes all that the copy lacks', async () => {
    await mia.block('+12125550101');
    await sync(mia);
    const back = await keep();
    await mia.block('+12125550102');
    await sync(mia);
    const before = await factsAt();
    expect(before).toHaveLength(2);
    await back();
    expect(await factsAt()).toHaveLength(1);
    await exchange(mia);
    expect((await factsAt()).map(({ number }) => number)).toEqual(before.map(({ number }) => number));
    await exchange(tom);
    expect(await rowAt(tom)).toMatchObject({ inStep: 2, waiting: 0 });
  });

  it('after another desk led: what the next one says is read from the beginning, also where it has counted on by then', async () => {
    await mia.close();
    const back = await keep();
    for (const number of ['+12125550101', '+12125550102', '+12125550103']) {
      await tom.block(number);
      await sync(tom);
    }
    await tom.reopen();
    await back();
    // He hears that it is an older one, and does not lead it.
    await exchange(tom);
    await mia.reopen();
    await exchange(mia);
    await mia.block('+12125550104');
    for (let time = 0; time < 3; time += 1) {
      await sync(mia);
      await mia.block(`+1212555011${time}`);
    }
    await sync(mia);
    await exchange(mia, tom);
    expect(await rowAt(tom)).toMatchObject({ inStep: 7, waiting: 0 });
  });

  it('which a desk leads that only followed before: it says what it had heard, and a desk that joins then knows it', async () => {
    await mia.close();
    const back = await keep();
    await mia.reopen();
    await mia.block('+12125550101');
    await sync(mia);
    await exchange(mia, tom);
    expect(await rowAt(tom)).toMatchObject({ inStep: 1, waiting: 0 });
    await mia.close();
    await back();
    expect(await factsAt()).toEqual([]);
    await sync(tom);
    await exchange(tom);
    expect((await factsAt()).map(({ number }) => Number(number))).toEqual([12_125_550_101]);
    const lea = await hub.join('Lea');
    await exchange(lea);
    expect(await rowAt(lea)).toMatchObject({ inStep: 1, waiting: 0 });
    await lea.close();
    await mia.reopen();
    await exchange(mia);
  });
});
