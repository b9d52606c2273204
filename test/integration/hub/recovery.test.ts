/**
 * What goes wrong between a desk and the hub, on a real PostgreSQL behind a proxy that cuts: no block is lost, none is released, and
 * both sides find together again by themselves.
 */
import pg from 'pg';
import { type HubPage, rowOf } from '../../../electron/core/hub/hubPort.ts';
import { openPgSession } from '../../../electron/core/hub/pg/session.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { committing, type CuttingProxy, startCuttingProxy } from '../../support/cuttingProxy.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('a shared list that breaks', () => {
  let server: TestPostgres;
  let proxy: CuttingProxy;
  const hubs: TestHub[] = [];
  const clients: pg.Client[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    proxy = await startCuttingProxy(server.port);
  });
  afterAll(async () => {
    for (const client of clients) await client.end();
    for (const hub of hubs) await hub.close();
    await proxy?.close();
    await server?.stop();
  });

  async function makeHub() {
    const hub = await createTestHub(server);
    hubs.push(hub);
    const { host, port, database, login: user } = hub.place;
    const client = new pg.Client({ host, port, database, user, password: hub.password });
    await client.connect();
    clients.push(client);
    const ask = async <Row>(sql: string): Promise<Row[]> => (await client.query(sql)).rows as Row[];
    return { ...hub, ask };
  }

  const exchange = async (...desks: HubDesk[]) => {
    for (const desk of desks) await desk.client.hub.sync();
  };

  it('the answer to a push is lost: it is asked for, and nothing is pushed twice', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead', { port: proxy.port });
    await mia.block('+12125550101');
    proxy.cut({ when: 'after', text: committing });
    await expect(exchange(mia)).rejects.toThrow(/cannot be reached/);
    expect(await mia.client.hub.state()).toMatchObject({ state: 'problem', waiting: 1 });
    // Released before the desk knows that the block had arrived: the release is what counts.
    await mia.client.entries.remove({ numbers: ['+12125550101'], why: 'a mistake' });
    await exchange(mia);
    expect(await mia.client.hub.state()).toMatchObject({ state: 'inStep', waiting: 0, requestCount: 0 });
    expect(await hub.ask('SELECT number, removed_why FROM dnc.entry')).toEqual([
      { number: '12125550101', removed_why: 'a mistake' },
    ]);
    expect(await hub.ask('SELECT count(*)::int AS pushes FROM dnc.push')).toEqual([{ pushes: 2 }]);
  });

  it('a push that breaks before its commit is sent again', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'desk', { port: proxy.port });
    await mia.block('+12125550101');
    proxy.cut({ when: 'before', text: committing });
    await expect(exchange(mia)).rejects.toThrow(/cannot be reached/);
    expect(await hub.ask('SELECT 1 FROM dnc.entry')).toEqual([]);
    proxy.cut({ when: 'never' });
    await exchange(mia);
    expect(await hub.ask('SELECT number FROM dnc.entry')).toEqual([{ number: '12125550101' }]);
  });

  it('the first copy goes on where it broke off, and no number is callable before it is whole', async () => {
    const hub = await makeHub();
    await hub.ask('UPDATE dnc.head SET rev = 1');
    await hub.ask(`INSERT INTO dnc.scope VALUES (1, '[["*",null]]')`);
    await hub.ask(`INSERT INTO dnc.origin VALUES (1, '["import","calls.csv","Mia",1]')`);
    await hub.ask(`INSERT INTO dnc.desk VALUES (gen_random_uuid(), 'admin', 'x', 1, now())`);
    await hub.ask(
      `INSERT INTO dnc.push (rev, desk, n, login, author, sent, digest, lost) SELECT 1, desk, 1, 'admin', 'Mia', 1, 'x', '[]' FROM dnc.desk`,
    );
    await hub.ask(
      `INSERT INTO dnc.entry (number, rev, scope, origin, details, line, changed_at, changed_by)
       SELECT 12120000000 + n, 1, 1, 1, '{"reason": "asked"}', n, 1, 'Mia' FROM generate_series(1, 45000) n`,
    );
    const tom = await hub.join('Tom', 'desk', { port: proxy.port, sync: false });
    const check = async () => (await tom.client.entries.check({ numbers: ['+13105550199'] }))[0];
    proxy.cut({ when: 'received', bytes: 1_500_000 });
    await expect(exchange(tom)).rejects.toThrow(/cannot be reached/);
    const { entries: copied } = await tom.client.app.info();
    expect(copied).toBeGreaterThan(0);
    expect(copied).toBeLessThan(45_000);
    expect(await check()).toMatchObject({
      blocked: false,
      callable: false,
      why: expect.stringMatching(/not read the whole shared list/),
    });
    await tom.abandon();
    await exchange(tom);
    expect((await tom.client.app.info()).entries).toBe(45_000);
    expect(await check()).toMatchObject({ blocked: false, callable: true });
    expect(await tom.isBlocked('+12120045000')).toBe(true);
  });

  it('what a server copies is what it selects, whatever stands in it, and one that does not copy is asked otherwise', async () => {
    const hub = await makeHub();
    await hub.ask(`INSERT INTO dnc.scope VALUES (1, '[["*",null]]'), (12, '[["*",4102444800000]]')`);
    await hub.ask(`INSERT INTO dnc.origin VALUES (1, '["import","a\\tb.csv","Mia",1]'), (7, '["manual","","Tom",2]')`);
    await hub.ask('SET session_replication_role = replica');
    const odd = String.raw`a	tab, a \ and a \\N, "quotes", 'one', é 😀, a line\nand an end`;
    await hub.ask(
      `INSERT INTO dnc.entry (number, rev, scope, origin, details, line, changed_at, changed_by, removed_at, removed_by, removed_why)
       SELECT 12120000000 + n, 1 + n % 3, CASE n % 2 WHEN 0 THEN 1 ELSE 12 END, CASE n % 5 WHEN 0 THEN 7 ELSE 1 END,
         CASE n % 4 WHEN 0 THEN '{}' WHEN 1 THEN jsonb_build_object('reason', x) ELSE jsonb_build_object('reason', 'x' || n, 'mood', NULL) END,
         nullif(n % 7, 3), n, CASE n % 3 WHEN 0 THEN x ELSE 'Mia' END, nullif(n % 2, 0), nullif(x, ''), CASE n % 6 WHEN 0 THEN '' ELSE x END
       FROM generate_series(1, 100) n, (VALUES (''), ($$${odd}$$)) v(x) WHERE (n % 2 = 0) = (x = '')`,
    );
    const rowsOf = (page: HubPage) => Array.from(page.numbers, (_, at) => rowOf(page, at));
    const open = () => openPgSession({ ...hub.place, port: proxy.port }, hub.password);
    const copying = await open();
    const copied = rowsOf(await copying.copy(12_120_000_000, 200));
    const selected = rowsOf(await copying.entriesOf(copied.map(({ number }) => number)));
    expect(copied).toHaveLength(100);
    expect(copied.find(({ details }) => String(details['reason']).includes('😀'))?.details).toEqual({ reason: odd });
    expect(copied).toEqual(selected.toSorted((a, b) => a.number - b.number));
    proxy.cut({ when: 'instead', text: 'COPY (', by: 'CUPY (' });
    const other = await open();
    expect(rowsOf(await other.copy(12_120_000_000, 200))).toEqual(copied);
    expect(rowsOf(await other.changes({ rev: 1, number: 0 }, 2, 200)).map(({ rev }) => rev)).toEqual(
      [1, 2].flatMap((rev) => copied.filter((one) => one.rev === rev).map(() => rev)),
    );
    proxy.cut({ when: 'never' });
    await copying.close();
    await other.close();
  });

  it('a hub that was put back to an older copy gets again what it lacks; what it has forgotten stays blocked', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await mia.block('+12125550101');
    await exchange(mia, tom);
    const [before] = await hub.ask<{ rev: string }>('SELECT rev FROM dnc.head');
    await mia.block('+12125550102');
    await exchange(mia, tom);
    await tom.block('+12125550103');
    await exchange(tom, mia);
    // As it was after the first block.
    for (const table of ['entry', 'push']) await hub.ask(`DELETE FROM dnc.${table} WHERE rev > ${before?.rev ?? 0}`);
    await hub.ask(`UPDATE dnc.head SET rev = ${before?.rev ?? 0}`);
    // Another desk goes on from there, so that numbers of pushes come twice.
    const uma = await hub.join('Uma');
    await uma.block('+12125550104');
    await exchange(uma);
    await exchange(mia, tom, uma, mia, tom);
    for (const desk of [mia, tom, uma])
      for (const number of ['+12125550101', '+12125550102', '+12125550103', '+12125550104'])
        expect(await desk.isBlocked(number), number).toBe(true);
    expect(await tom.export()).toBe(await mia.export());
    expect(await uma.export()).toBe(await mia.export());
  });

  it('a data directory that was copied becomes a desk of its own; both share what they block', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia');
    await mia.block('+12125550101');
    await exchange(mia);
    await mia.close();
    const copy = await hub.copyOf(mia);
    await mia.reopen();
    await mia.block('+12125550102');
    await copy.block('+12125550103');
    await exchange(mia, copy, mia);
    const shared = await hub.ask('SELECT number::text FROM dnc.entry ORDER BY number');
    expect(shared).toEqual(['12125550101', '12125550102', '12125550103'].map((number) => ({ number })));
    expect(await hub.ask('SELECT count(*)::int AS desks FROM dnc.desk')).toEqual([{ desks: 2 }]);
    expect(await copy.export()).toBe(await mia.export());
  });

  it('many releases at once wait for a person', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    const numbers = Array.from({ length: 20 }, (_, at) => `+121255501${String(at + 10)}`);
    await mia.block(...numbers);
    await exchange(mia, tom);
    await mia.client.entries.remove({ numbers: numbers.slice(0, 12), why: 'entered by mistake' });
    await exchange(mia);
    await expect(exchange(tom)).rejects.toThrow(/12 numbers were released .*dnc-desk hub accept/);
    expect(await tom.isBlocked(numbers[0] ?? '')).toBe(true);
    // As many, and others: one was blocked again, and another released.
    await mia.client.entries.add({ numbers: numbers.slice(0, 1), reason: 'asked again' });
    await mia.client.entries.remove({ numbers: numbers.slice(12, 13), why: 'entered by mistake' });
    await exchange(mia);
    await expect(tom.client.hub.accept()).rejects.toThrow(/12 numbers were released/);
    for (const number of numbers) expect(await tom.isBlocked(number)).toBe(true);
    await tom.client.hub.accept();
    expect(await tom.isBlocked(numbers[0] ?? '')).toBe(true);
    expect(await tom.isBlocked(numbers[1] ?? '')).toBe(false);
    expect(await tom.export()).toBe(await mia.export());
  });

  it('without the hub a desk goes on; after as many hours as are set no number is callable', async () => {
    const hub = await makeHub();
    const tom = await hub.join('Tom', 'desk', { port: proxy.port });
    await tom.client.hub.saveSettings({ openHours: 1 });
    proxy.cut({ when: 'always' });
    await tom.block('+12125550101');
    await expect(exchange(tom)).rejects.toThrow(/cannot be reached/);
    const check = async () => (await tom.client.entries.check({ numbers: ['+13105550199'] }))[0];
    expect(await check()).toMatchObject({ callable: true });
    tom.clock.forward(2 * 3_600_000);
    expect(await check()).toMatchObject({ callable: false, why: expect.stringMatching(/more than 1 hour ago/) });
    proxy.cut({ when: 'never' });
    await exchange(tom);
    expect(await check()).toMatchObject({ callable: true });
    // A clock that was far ahead when the list was read, and was set right since, is no newer reading.
    tom.clock.setBy(1000 * 3_600_000);
    await exchange(tom);
    tom.clock.setBy(-1000 * 3_600_000);
    tom.clock.forward(2 * 3_600_000);
    expect(await check()).toMatchObject({ callable: false });
  });
});
