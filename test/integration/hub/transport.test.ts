/**
 * The way to the hub: a server that does not prove who it is gets no password, and one that is slow, silent or busy costs no block. The
 * server is a real PostgreSQL with real certificates; its name is looked up as in a file of hosts.
 */
import dns from 'node:dns';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { toInviteLine } from '../../../electron/core/hub/inviteLine.ts';
import { type Ask, createAsk } from '../../../electron/core/hub/pg/ask.ts';
import { connectPg, usualLimits } from '../../../electron/core/hub/pg/connect.ts';
import { writePush } from '../../../electron/core/hub/pg/push.ts';
import { openPgSession } from '../../../electron/core/hub/pg/session.ts';
import { makeAuthority } from '../../support/certificates.ts';
import { type CuttingProxy, startCuttingProxy } from '../../support/cuttingProxy.ts';
import { registerDesk, toPush } from '../../support/hubOrder.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

const host = 'hub.example';

describe.skipIf(noPostgres !== undefined)('the way to a shared list', () => {
  const authority = makeAuthority();
  const right = authority.certify(host);
  let server: TestPostgres;
  let proxy: CuttingProxy;
  let hub: TestHub;
  let client: pg.Client;
  let tom: HubDesk;
  let uma: HubDesk;

  beforeAll(async () => {
    const { lookup } = dns;
    vi.spyOn(dns, 'lookup').mockImplementation((name: string, ...rest: unknown[]) =>
      Reflect.apply(lookup, dns, [name === host ? '127.0.0.1' : name, ...rest]),
    );
    server = await startPostgres();
    proxy = await startCuttingProxy(server.port);
    hub = await createTestHub(server);
    client = new pg.Client({ ...hub.place, user: hub.place.login, password: hub.password });
    client.on('error', () => {});
    await client.connect();
    tom = await hub.join('Tom', 'desk', { sync: false });
    uma = await hub.join('Uma', 'desk', { port: proxy.port });
  });
  afterEach(async () => {
    proxy.cut({ when: 'never' });
    await server.useTls(null);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await client?.end();
    await hub?.close();
    await proxy?.close();
    await server?.stop();
  });

  const exchange = (desk: HubDesk) => desk.client.hub.sync();
  const countOf = async (number: string) =>
    (await client.query('SELECT 1 FROM dnc.entry WHERE number = $1', [number.slice(1)])).rowCount;

  it('a server proves who it is, or it is told no password and nothing is shared with it', async () => {
    await server.useTls(right);
    const mia = await hub.join('Mia', 'lead', { host, ca: authority.ca, sync: false });
    await mia.block('+12125550101');
    for (const [certificate, sentence] of [
      [authority.certify('other.example'), /hub\.example shows the certificate of another name\. No password/],
      [
        makeAuthority().certify(host),
        /shows a certificate that is not of the authority in the invitation\. No password/,
      ],
      [authority.certify(host, -1), /shows a certificate that has expired\. No password/],
      [null, /does not offer TLS\. No password/],
    ] as const) {
      await server.useTls(certificate);
      await expect(exchange(mia)).rejects.toThrow(sentence);
      expect(await mia.client.hub.state()).toMatchObject({ state: 'problem', waiting: 1 });
      expect(await mia.isBlocked('+12125550101')).toBe(true);
      expect(await countOf('+12125550101')).toBe(0);
    }
    await server.useTls(right);
    expect(await exchange(mia)).toMatchObject({ sent: 1, hub: { state: 'inStep' } });
    expect((await client.query('SELECT 1 FROM pg_stat_ssl WHERE ssl')).rowCount).toBe(1);
  });

  it('an authority that this computer does not know is said to be that', async () => {
    await server.useTls(right);
    const line = toInviteLine({ place: { ...hub.place, host }, password: hub.password });
    await expect(tom.client.hub.join({ line })).rejects.toThrow(
      /an authority that this computer does not know\. No password was sent to it\. .*--ca FILE/,
    );
  });

  it('no line and no environment switches the proof off', async () => {
    await server.useTls(makeAuthority().certify(host));
    vi.stubEnv('PGSSLMODE', 'no-verify');
    await tom.client.hub.leave();
    const [unproven, unknown] = [/not of the authority in the invitation/, /There is no computer named/];
    for (const [place, sentence] of [
      [{ sslmode: 'disable', ssl: false }, unproven],
      [{ sslmode: 'no-verify', ssl: { rejectUnauthorized: false } }, unproven],
      [{ database: `${hub.place.database}?sslmode=disable` }, unproven],
      [{ host: `${host}?sslmode=no-verify` }, unknown],
      [{ host: `postgres://admin@${host}/?sslmode=disable` }, unknown],
    ] as const) {
      const line = toInviteLine({ place: { ...hub.place, host, ca: authority.ca, ...place }, password: hub.password });
      await expect(tom.client.hub.join({ line }), JSON.stringify(place)).rejects.toThrow(sentence);
    }
    vi.unstubAllEnvs();
  });

  it('a slow server is waited for', async () => {
    proxy.cut({ when: 'slow', ms: 15 });
    await uma.block('+12125550102');
    expect(await exchange(uma)).toMatchObject({ sent: 1 });
  });

  it.each(['head', 'push'] as const)('a server that falls silent is given up at a %s, and let go', async (at) => {
    const open = (connectMs: number) =>
      openPgSession({ ...hub.place, port: proxy.port }, hub.password, {
        ...usualLimits,
        connectMs,
        answerMs: 60,
        lookMs: 30,
      });
    const session = await open(10_000);
    const epoch = '2f6e7a52-0f0e-4d8e-9a51-4e0c5d1a7b02';
    proxy.cut({ when: 'silent' });
    const [desk, digest, author] = ['2f6e7a52-0f0e-4d8e-9a51-4e0c5d1a7b01', 'x', 'Mia'];
    const push = { epoch, desk, n: 1, digest, author, entries: [], accounts: [], requests: [] };
    await expect(at === 'head' ? session.head() : session.push(push)).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'The shared list does not answer.',
    });
    // What is asked next does not wait, and the end does not wait for a leave that nobody gives.
    await expect(session.head()).rejects.toMatchObject({ kind: 'unreachable' });
    await session.close();
    await expect(open(50)).rejects.toMatchObject({ kind: 'unreachable' });
  });

  /** The server refuses the next pushes so, each once. */
  async function failPushes(code: string, times: number): Promise<void> {
    await client.query(`DROP SEQUENCE IF EXISTS public.failed; CREATE SEQUENCE public.failed;
      GRANT USAGE ON SEQUENCE public.failed TO PUBLIC;
      CREATE OR REPLACE FUNCTION public.fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('public.failed') <= ${times} THEN
          IF '${code}' = '57P01' THEN PERFORM pg_terminate_backend(pg_backend_pid());
          ELSE RAISE EXCEPTION 'as planned' USING ERRCODE = '${code}'; END IF;
        END IF;
        RETURN NEW; END $$;
      DROP TRIGGER IF EXISTS fail ON dnc.push;
      CREATE TRIGGER fail BEFORE INSERT ON dnc.push FOR EACH ROW EXECUTE FUNCTION public.fail()`);
  }

  it.each(['40001', '40P01'])('a push that the server undoes (%s) is asked again at once', async (code) => {
    const number = `+1212555${code === '40001' ? '0103' : '0104'}`;
    await failPushes(code, 3);
    await uma.block(number);
    expect(await exchange(uma)).toMatchObject({ sent: 1, hub: { state: 'inStep' } });
    expect(await countOf(number)).toBe(1);
  });

  it('a server that is always busy is told of, and has the block when it is not', async () => {
    await failPushes('40001', 4);
    await uma.block('+12125550105');
    await expect(exchange(uma)).rejects.toThrow('The shared list is busy: try again in a moment.');
    expect(await uma.isBlocked('+12125550105')).toBe(true);
    expect(await exchange(uma)).toMatchObject({ sent: 1, hub: { state: 'inStep' } });
  });

  it('a desk that stands still in the middle of a push keeps nobody waiting, and its push is taken later', async () => {
    const connection = await connectPg(hub.place, hub.password);
    const ask = createAsk(connection);
    const [taken, woken] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const stopped: Ask = async <Row>(sql: string, values?: readonly unknown[]) => {
      const rows = await ask<Row>(sql, values);
      if (!sql.startsWith('UPDATE dnc.head')) return rows;
      taken.resolve();
      await woken.promise;
      return rows;
    };
    const [head] = await ask<{ epoch: string }>('SELECT epoch FROM dnc.head');
    const push = toPush(head?.epoch ?? '', await registerDesk(ask), 1, 12_125_550_107);
    const pushing = writePush(stopped, push, 100);
    await taken.promise;
    await uma.block('+12125550108');
    expect(await exchange(uma)).toMatchObject({ sent: 1, hub: { state: 'inStep' } });
    woken.resolve();
    await expect(pushing).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/stood still in the middle of a push/),
    });
    await connection.end();
    expect(await countOf('+12125550107')).toBe(0);
    expect(await writePush(createAsk(client), push)).toMatchObject({ lost: [] });
  });

  it('a connection that an admin ends in the middle of a push (57P01) loses nothing', async () => {
    await failPushes('57P01', 1);
    await uma.block('+12125550106');
    await expect(exchange(uma)).rejects.toThrow(/cannot be reached/);
    expect(await countOf('+12125550106')).toBe(0);
    expect(await exchange(uma)).toMatchObject({ sent: 1 });
    expect(await countOf('+12125550106')).toBe(1);
  });
});
