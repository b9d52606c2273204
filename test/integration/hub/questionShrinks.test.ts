/** What an open question blocks stays blocked at every desk that shares the list, whatever the vendor makes of its record. Real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

const number = '+12125550101';
const day = 86_400_000;

describe.skipIf(noPostgres !== undefined)('a question about a record that becomes less', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let mia: HubDesk;
  let tom: HubDesk;
  let sandbox: Sandbox;

  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
    mia = await hub.join('Mia', 'lead');
    tom = await hub.join('Tom');
    sandbox = await createSandbox({ clock: mia.clock.now });
  });
  afterAll(async () => {
    await hub?.close();
    await server?.stop();
    await sandbox?.close();
  });

  async function sync(desk: HubDesk) {
    const { job } = await desk.client.sync.run({});
    await desk.client.jobs.wait({ job });
    for (const one of [desk, mia, tom]) await one.client.hub.sync();
  }
  const held = async (desk: HubDesk) => {
    const answers = await desk.client.entries.check({ numbers: [number], target: 'Yappr/y' });
    return answers.map(({ blocked }) => blocked);
  };

  it('is kept by the desk that leads, by the others, and by the one that goes on', async () => {
    const agents = ['x', 'y'].map((id) => ({ id, name: id }));
    const { id: tenant, token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr', agents });
    const account = {
      vendor: 'yappr',
      name: 'Yappr',
      token,
      baseUrl,
      settings: {},
      everyMinutes: 0,
      adopt: 'ask' as const,
    };
    await mia.client.accounts.add(account);
    sandbox.control.addRecords({ tenant, records: [{ number, agents: [], reason: 'asked' }] });
    await sync(mia);
    sandbox.control.changeRecord({ tenant, number, agents: ['x'], expiresAt: mia.clock.now() + day });
    await sync(mia);
    expect([await held(mia), await held(tom)]).toEqual([[true], [true]]);

    const [atTom] = await tom.client.accounts.list();
    await tom.client.accounts.update({ account: atTom?.id ?? 0, token });
    for (const desk of [mia, tom]) desk.clock.forward(2 * day);
    await hub.endLeases();
    await tom.client.hub.lead({});
    await tom.client.hub.sync();
    await sync(tom);
    expect([await held(mia), await held(tom)]).toEqual([[true], [true]]);
    expect((await tom.client.conflicts.list({ limit: 10 })).conflicts).toMatchObject([{ kind: 'onlyThere' }]);
  });
});
