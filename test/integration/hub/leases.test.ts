/** Who leads a vendor account, on a real PostgreSQL: one desk at a time, by the server's clock, and nobody writes under a lease of before. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubSession } from '../../../electron/core/hub/hubPort.ts';
import { parseInviteLine } from '../../../electron/core/hub/inviteLine.ts';
import type { HeldLease } from '../../../electron/core/hub/leasePort.ts';
import { openPgHub } from '../../../electron/core/hub/pg/openPgHub.ts';
import { createTestHub, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

type Desk = { readonly session: HubSession; readonly desk: string };

const forMs = 60_000;
const said = (account: string | null, ...numbers: number[]) => ({
  account,
  records: numbers.map((number) => ({ list: '', number, facts: `{"n":${number}}` })),
});

describe.skipIf(noPostgres !== undefined)('leases of vendor accounts', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let mia: Desk;
  let tom: Desk;
  const sessions: HubSession[] = [];

  async function connect(name: string, role: 'desk' | 'reader' = 'desk'): Promise<Desk> {
    const invited = parseInviteLine(await hub.invite(name, role));
    if (!invited.ok) throw new Error(invited.message);
    const session = await openPgHub(invited.value.place, invited.value.password);
    sessions.push(session);
    const desk = randomUUID();
    if (role === 'desk') await session.register(desk, `${name}'s computer`);
    return { session, desk };
  }

  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
    mia = await connect('Mia');
    tom = await connect('Tom');
  });
  afterAll(async () => {
    for (const session of sessions) await session.close();
    await hub?.close();
    await server?.stop();
  });

  const leaseOf = async (account: string) => (await tom.session.leases.list()).find((one) => one.account === account);

  /** An account that Mia leads, for so long. */
  async function lead(ms = forMs): Promise<HeldLease> {
    const account = randomUUID();
    const fence = await mia.session.leases.create({ account, desk: mia.desk, facts: '{"a":1}', forMs: ms });
    return { account, desk: mia.desk, fence: fence ?? 0 };
  }

  const takenBy = ({ session, desk }: Desk, account: string, rev: number, afterMs = 0) =>
    session.leases.take({ account, desk, rev, afterMs, forMs });

  it('who makes an account known leads it, and nobody takes it before it has run out', async () => {
    const { account, desk, fence } = await lead();
    expect(await leaseOf(account)).toMatchObject({ desk, name: 'Mia', machine: "Mia's computer", fence, isLive: true });
    expect(await takenBy(tom, account, 1)).toBeUndefined();
    expect(await tom.session.leases.create({ account, desk: tom.desk, facts: '{}', forMs })).toBeUndefined();
  });

  it('a lease that has run out is taken by the next, and the one before writes nothing any more', async () => {
    const held = await lead(1);
    await sleep(20);
    expect(await takenBy(tom, held.account, 1, 60_000)).toBeUndefined();
    expect(await takenBy(tom, held.account, 1)).toBe(2);
    expect(await mia.session.leases.hold(held, forMs, said(null, 12))).toBeUndefined();
    expect(await mia.session.leases.hold(held, forMs, said(null))).toBeUndefined();
    expect(await tom.session.leases.records(held.account, { rev: 0, list: '', number: 0 }, 99, 10)).toEqual([]);
    await mia.session.leases.release(held);
    expect(await leaseOf(held.account)).toMatchObject({ desk: tom.desk, isLive: true, rev: 1 });
  });

  it('who has run out and was replaced by nobody goes on', async () => {
    const held = await lead(1);
    await sleep(20);
    expect(await leaseOf(held.account)).toMatchObject({ isLive: false });
    expect(await mia.session.leases.hold(held, forMs, said(null))).toMatchObject({ rev: 1 });
    expect(await leaseOf(held.account)).toMatchObject({ isLive: true });
  });

  it('what was given back is taken at once, but never on facts that are not read', async () => {
    const held = await lead();
    await mia.session.leases.hold(held, forMs, said(null, 12));
    await mia.session.leases.release(held);
    expect(await leaseOf(held.account)).toMatchObject({ desk: null, name: null, isLive: false, rev: 2 });
    expect(await takenBy(tom, held.account, 1)).toBeUndefined();
    expect(await takenBy(tom, held.account, 2, 60_000)).toBe(2);
  });

  it('facts come in the order in which they were written, each with its last word', async () => {
    const held = await lead();
    await mia.session.leases.hold(held, forMs, said(null, 11, 12));
    expect(await mia.session.leases.hold(held, forMs, said('{"a":2}', 12, 13))).toMatchObject({ rev: 3 });
    const { records, recordsOf, accountFacts } = tom.session.leases;
    const first = await records(held.account, { rev: 0, list: '', number: 0 }, 3, 2);
    expect(first.map(({ rev, number }) => [rev, number])).toEqual([
      [2, 11],
      [3, 12],
    ]);
    const rest = await records(held.account, { rev: 3, list: '', number: 12 }, 3, 2);
    expect(rest.map(({ rev, number }) => [rev, number])).toEqual([[3, 13]]);
    expect(await recordsOf(held.account, [{ list: '', number: 12 }])).toMatchObject([{ rev: 3, facts: '{"n":12}' }]);
    expect(await leaseOf(held.account)).toMatchObject({ factsRev: 3 });
    expect(await accountFacts(held.account)).toBe('{"a":2}');
  });

  it('a leader hears that another wants to lead, and that a run is asked for', async () => {
    const held = await lead();
    const { hold, release } = mia.session.leases;
    expect(await hold(held, forMs, said(null))).toEqual({ rev: 1, wish: null, askedAt: null });
    await tom.session.leases.ask(held.account);
    await tom.session.leases.wish(held.account, tom.desk);
    expect(await hold(held, forMs, said(null))).toMatchObject({ wish: tom.desk, askedAt: expect.any(Number) });
    await release(held);
    expect(await takenBy(mia, held.account, 1)).toBeUndefined();
    expect(await takenBy(tom, held.account, 1)).toBe(2);
  });

  it('many that reach for it at once: one has it', async () => {
    const { account } = await lead(1);
    await sleep(20);
    const others = await Promise.all(Array.from({ length: 6 }, (_, at) => connect(`Desk ${at}`)));
    const fences = await Promise.all(others.map((one) => takenBy(one, account, 1)));
    expect(fences.filter((fence) => fence !== undefined)).toEqual([2]);
  });

  it('a reader leads nothing, and no desk speaks for another, whatever program it uses', async () => {
    const held = await lead();
    const { session: reads } = await connect('Ada', 'reader');
    await expect(reads.leases.ask(held.account)).rejects.toThrow(/may not/);
    expect(await reads.leases.list()).not.toHaveLength(0);
    const stolen = { ...held, desk: mia.desk };
    await expect(tom.session.leases.hold(stolen, forMs, said(null, 12))).rejects.toThrow(/may not/);
    await expect(tom.session.leases.release(stolen)).rejects.toThrow(/may not/);
    await expect(
      tom.session.leases.create({ account: randomUUID(), desk: mia.desk, facts: '{}', forMs }),
    ).rejects.toThrow(/may not/);
    expect(await leaseOf(held.account)).toMatchObject({ desk: mia.desk, isLive: true, rev: 1 });
  });
});
