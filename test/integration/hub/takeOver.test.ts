/** Desks take turns with a vendor: one tells it at a time, and one that goes on knows what the one before knew. Real PostgreSQL, real HTTP. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('desks take turns with a vendor', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let sandbox: Sandbox;
  let mia: HubDesk;
  let tom: HubDesk;
  let tenant: string;
  let token: string;

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach(async () => {
    hub = await createTestHub(server);
    mia = await hub.join('Mia', 'lead');
    tom = await hub.join('Tom');
    sandbox = await createSandbox({ clock: mia.clock.now });
  });
  afterEach(async () => {
    await hub?.close();
    await sandbox?.close();
  });

  /** Mia connects an account, and Tom is given its token. */
  async function connect(vendor: 'yappr' | 'fluents' | 'osvi', settings: Record<string, string> = {}): Promise<void> {
    const made = sandbox.control.createTenant({ vendor });
    ({ id: tenant, token } = made);
    const { baseUrl } = made;
    await mia.client.accounts.add({ vendor, name: 'The vendor', token, baseUrl, settings, everyMinutes: 0 });
    await exchange(mia, tom);
    await tom.client.accounts.update({ account: await accountAt(tom), token });
  }

  const exchange = async (...desks: HubDesk[]) => {
    for (const desk of desks) await desk.client.hub.sync();
  };
  const accountAt = async (desk: HubDesk) => (await desk.client.accounts.list())[0]?.id ?? 0;
  const rowAt = async (desk: HubDesk) => (await desk.client.accounts.list())[0];

  async function sync(desk: HubDesk) {
    const { job } = await desk.client.sync.run({});
    const ended = await desk.client.jobs.wait({ job });
    if (ended.state !== 'done') throw new Error(JSON.stringify(ended));
    return (await desk.client.sync.results({ job }))[0];
  }
  const there = () => sandbox.control.records({ tenant }).map(({ number }) => number);
  const writes = () => sandbox.control.countWrites({ tenant }).writes;

  it('another desk sees the account, who tells it, and how it stands; and tells nothing itself', async () => {
    await connect('yappr');
    await mia.block('+12125550101');
    expect(await sync(mia)).toMatchObject({ outcome: 'done', writes: 1 });
    await exchange(mia, tom);
    expect(await rowAt(tom)).toMatchObject({
      name: 'The vendor',
      hasToken: true,
      state: 'inStep',
      inStep: 1,
      waiting: 0,
    });
    expect((await rowAt(tom))?.sentence).toMatch(
      /told by the desk of Mia since .* As of .*: In step with The vendor: 1/,
    );
    expect(await sync(tom)).toMatchObject({
      outcome: 'cancelled',
      writes: 0,
      error: expect.stringMatching(/told by the desk of Mia since .*It was asked to sync now/),
    });
    await tom.block('+12125550102');
    expect(await rowAt(tom)).toMatchObject({ waiting: 1 });
    // Mia's desk hears that it was asked, and does so.
    await exchange(tom, mia);
    await expect.poll(there).toEqual(['+12125550101', '+12125550102']);
    await sync(mia);
    await exchange(mia, tom);
    expect(await rowAt(tom)).toMatchObject({ inStep: 2, waiting: 0 });
  });

  it('after the leader has closed, another goes on at once: nothing is added twice, what waits is sent', async () => {
    await connect('yappr');
    await mia.block('+12125550101', '+12125550102');
    await sync(mia);
    await mia.close();
    await tom.block('+12125550103');
    const before = writes();
    expect(await sync(tom)).toMatchObject({ outcome: 'done', writes: 1, conflicts: 0 });
    expect(writes() - before).toBe(1);
    expect(there()).toEqual(['+12125550101', '+12125550102', '+12125550103']);
    expect(await sync(tom)).toMatchObject({ outcome: 'done', writes: 0 });
  });

  it('what was released before is not adopted again, and is removed by whoever goes on', async () => {
    await connect('yappr');
    await mia.block('+12125550101', '+12125550102');
    await sync(mia);
    await exchange(mia, tom);
    // The release is at the hub, and its leader is gone before it has told the vendor.
    await mia.client.entries.remove({ numbers: ['+12125550101'], why: 'asked to be called' });
    await exchange(mia);
    await mia.close();
    expect(await sync(tom)).toMatchObject({ outcome: 'done', conflicts: 0, removed: 1 });
    expect(there()).toEqual(['+12125550102']);
    expect(await tom.isBlocked('+12125550101')).toBe(false);
  });

  it('a release that the leader never heard of holds as well', async () => {
    await connect('yappr');
    await mia.block('+12125550101');
    // The vendor's own record, which only knowledge tells from one that somebody puts on anew.
    sandbox.control.addRecords({ tenant, records: [{ number: '+12125550102' }] });
    await sync(mia);
    const lea = await hub.join('Lea', 'lead');
    await exchange(mia, lea);
    await lea.client.entries.remove({ numbers: ['+12125550102'], why: 'asked to be called' });
    await exchange(lea);
    await mia.close();
    expect(await sync(tom)).toMatchObject({ outcome: 'done', conflicts: 0, removed: 1 });
    expect(there()).toEqual(['+12125550101']);
    expect(await tom.isBlocked('+12125550102')).toBe(false);
  });

  it('a question that is open blocks at every desk, and is decided where the vendor is told from', async () => {
    await connect('yappr');
    await mia.block('+12125550101', '+12125550102');
    await sync(mia);
    const lea = await hub.join('Lea', 'lead');
    await exchange(mia, lea);
    sandbox.control.removeRecords({ tenant, number: '+12125550101' });
    await sync(mia);
    await exchange(mia, tom, lea);
    const asked = await tom.client.conflicts.list({ limit: 10 });
    expect(asked.conflicts).toMatchObject([{ number: '+12125550101', kind: 'goneThere' }]);
    // Each desk says beforehand where it is decided.
    expect(asked.conflicts[0]?.elsewhere).toMatch(/is told by the desk of Mia since/);
    expect((await mia.client.conflicts.list({ limit: 10 })).conflicts[0]?.elsewhere).toBeNull();
    const questions = asked.conflicts.map(({ id, version }) => ({ id, version }));
    await expect(tom.client.conflicts.resolve({ questions, choice: 'keepOurs' })).rejects.toThrow(/desk of Mia/);
    // Released elsewhere, it blocks on until the question is decided.
    await lea.client.entries.remove({ numbers: ['+12125550101'], why: 'a mistake' });
    await exchange(lea, tom);
    expect(await tom.isBlocked('+12125550101')).toBe(true);
  });

  it('a desk that asks to lead does so once the other has let go; settings are the leader’s to change', async () => {
    await connect('yappr');
    const account = await accountAt(tom);
    await expect(tom.client.accounts.update({ account, everyMinutes: 5 })).rejects.toThrow(/desk of Mia/);
    await tom.client.hub.lead({});
    await expect
      .poll(async () => {
        await exchange(mia, tom);
        return (await rowAt(tom))?.lead;
      })
      .toMatchObject({ isHere: true, sentence: null });
    await tom.client.accounts.update({ account, everyMinutes: 5 });
    await exchange(tom, mia);
    expect(await rowAt(mia)).toMatchObject({ everyMinutes: 5, lead: { name: 'Tom', isHere: false } });
    expect((await rowAt(mia))?.sentence).toMatch(/told by the desk of Tom/);
  });

  it('a leader whose lease was taken writes nothing more, and takes over what the other knows', async () => {
    await connect('yappr');
    await mia.block('+12125550101');
    await sync(mia);
    await exchange(mia, tom);
    await hub.endLeases();
    expect(await sync(tom)).toMatchObject({ outcome: 'done' });
    const before = writes();
    await mia.block('+12125550102');
    expect(await sync(mia)).toMatchObject({ outcome: 'cancelled', writes: 0 });
    expect(writes()).toBe(before);
    await exchange(mia, tom);
    expect(await sync(tom)).toMatchObject({ outcome: 'done', writes: 1 });
    await exchange(tom, mia);
    expect(await rowAt(mia)).toMatchObject({ inStep: 2, waiting: 0, lead: { name: 'Tom' } });
  });

  it('a desk that ended without closing waits for its own lease, and a copy of it leads nothing', async () => {
    await connect('yappr');
    await mia.block('+12125550101');
    await mia.abandon();
    expect(await sync(mia)).toMatchObject({
      outcome: 'cancelled',
      error: expect.stringMatching(/ended without closing/),
    });
    expect(there()).toEqual([]);
    await hub.endLeases();
    expect(await sync(mia)).toMatchObject({ outcome: 'done', writes: 1 });
  });

  it.each([
    // Yappr takes the same add twice without making two of it, which tells as much as reading it back.
    ['yappr', 1],
    ['fluents', 0],
  ] as const)(
    'what a leader was sending to %s when it died is settled by the next, and no record is made twice',
    async (vendor, repeats) => {
      await connect(vendor);
      await mia.block('+12125550101');
      await sync(mia);
      await exchange(mia, tom);
      // The vendor takes the add, and the desk is gone before it hears of it.
      const hang = { do: 'hang', ms: 60_000, commit: 'first' } as const;
      sandbox.control.setFaults({ tenant, plan: { rules: [{ method: 'POST', times: 1, action: hang }] } });
      await mia.block('+12125550102');
      await exchange(mia, tom);
      const running = mia.client.sync.run({});
      await expect.poll(() => there().length).toBe(2);
      await hub.endLeases();
      expect(await sync(tom)).toMatchObject({ outcome: 'done', writes: repeats, conflicts: 0 });
      expect(there()).toEqual(['+12125550101', '+12125550102']);
      await running;
    },
  );
});
