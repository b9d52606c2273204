/**
 * The order of pushes, on a real PostgreSQL: readers that ask for what is new miss nothing, however long a push takes to commit. The same
 * with a sequence in place of the one row misses some, and a comparison in one statement with the count overwrites unseen.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubPush } from '../../../electron/core/hub/hubPort.ts';
import { type Ask, createAsk } from '../../../electron/core/hub/pg/ask.ts';
import { writePush } from '../../../electron/core/hub/pg/push.ts';
import { createTestHub, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

const [writers, readers, pushesOfEach] = [8, 3, 25];

describe.skipIf(noPostgres !== undefined)('the order of pushes', () => {
  let server: TestPostgres;
  const open: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const close of open) await close();
    await server?.stop();
  });

  async function makeHub(): Promise<TestHub & { connect: () => Promise<pg.Client>; epoch: string }> {
    const hub = await createTestHub(server);
    const connect = async () => {
      const { host, port, database, login: user } = hub.place;
      const client = new pg.Client({ host, port, database, user, password: hub.password });
      await client.connect();
      open.unshift(() => client.end());
      return client;
    };
    open.push(() => hub.close());
    const { rows } = await (await connect()).query<{ epoch: string }>('SELECT epoch FROM dnc.head');
    return { ...hub, connect, epoch: rows[0]?.epoch ?? '' };
  }

  const toPush = (epoch: string, desk: string, n: number, number: number, by = 'Mia'): HubPush => ({
    epoch,
    desk,
    n,
    digest: `${desk} ${n}`,
    author: by,
    accounts: [],
    requests: [],
    entries: [
      {
        number,
        base: 0,
        holds: '[["*",null]]',
        origin: '["manual","","Mia",1]',
        details: {},
        line: null,
        changedAt: 1,
        changedBy: by,
        removedAt: null,
        removedBy: null,
        removedWhy: null,
      },
    ],
  });

  /** Some write, with pauses before they commit, while others read what is new: answers how many numbers each reader missed. */
  async function missedBy(slow: (ask: Ask) => Ask, newest: string): Promise<readonly number[]> {
    const hub = await makeHub();
    let writing = true;
    const write = async (writer: number) => {
      const ask = createAsk(await hub.connect());
      const desk = randomUUID();
      await ask('INSERT INTO dnc.desk (desk, login, machine, protocol) VALUES ($1, current_user, $2, 1)', [
        desk,
        'test',
      ]);
      for (let n = 1; n <= pushesOfEach; n++)
        await writePush(slow(ask), toPush(hub.epoch, desk, n, 10_000 + writer * pushesOfEach + n));
    };
    const read = async () => {
      const client = await hub.connect();
      const seen = new Set<string>();
      let cursor = 0;
      for (let isLast = false; !isLast;) {
        isLast = !writing;
        const head = Number((await client.query<{ rev: string }>(newest)).rows[0]?.rev ?? 0);
        const found = await client.query<{ number: string }>(
          'SELECT number FROM dnc.entry WHERE rev > $1 AND rev <= $2 ORDER BY rev, number',
          [cursor, head],
        );
        for (const { number } of found.rows) seen.add(number);
        cursor = Math.max(cursor, head);
        await sleep(1);
      }
      return writers * pushesOfEach - seen.size;
    };
    const reading = Array.from({ length: readers }, read);
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    writing = false;
    return await Promise.all(reading);
  }

  const pauseBeforeCommit =
    (ask: Ask): Ask =>
    async (sql, values) => {
      if (sql === 'COMMIT') await sleep(Math.random() * 4);
      return await ask(sql, values);
    };

  it('with one row that every push counts first, no reader misses any', async () => {
    expect(await missedBy(pauseBeforeCommit, 'SELECT rev FROM dnc.head')).toEqual(
      Array.from({ length: readers }, () => 0),
    );
  });

  it('with a sequence in its place readers miss some: the test can see it', async () => {
    const withSequence =
      (ask: Ask): Ask =>
      async (sql, values) => {
        if (sql.startsWith('BEGIN')) await prepare(ask);
        const asked = sql.startsWith('UPDATE dnc.head') ? "SELECT nextval('dnc.counted')::bigint AS rev" : sql;
        return await pauseBeforeCommit(ask)(asked, asked === sql ? values : []);
      };
    const prepare = async (ask: Ask) => {
      await ask('CREATE SEQUENCE IF NOT EXISTS dnc.counted').catch(() => []);
      for (const [table, trigger] of [
        ['push', 'guard_push'],
        ['entry', 'guard_entry'],
      ])
        await ask(`DROP TRIGGER IF EXISTS ${trigger} ON dnc.${table}`).catch(() => []);
      // Ids of scopes and origins are counted under the lock that is not there.
      await ask(`INSERT INTO dnc.scope VALUES (1, '[["*",null]]') ON CONFLICT DO NOTHING`);
      await ask(`INSERT INTO dnc.origin VALUES (1, '["manual","","Mia",1]') ON CONFLICT DO NOTHING`);
    };
    const missed = await missedBy(withSequence, 'SELECT max(rev) AS rev FROM dnc.push');
    expect(missed.some((count) => count > 0)).toBe(true);
  });

  it('of two that change one number on the same base, one loses and is told', async () => {
    const hub = await makeHub();
    const asks = await Promise.all(['Mia', 'Tom'].map(async () => createAsk(await hub.connect())));
    const outcomes = await Promise.all(
      asks.map(async (ask, at) => {
        const desk = randomUUID();
        await ask('INSERT INTO dnc.desk (desk, login, machine, protocol) VALUES ($1, current_user, $2, 1)', [
          desk,
          'test',
        ]);
        return writePush(pauseBeforeCommit(ask), toPush(hub.epoch, desk, 1, 12_125_550_101, String(at)));
      }),
    );
    expect(outcomes.filter(({ lost }) => lost.length === 1)).toHaveLength(1);
    expect(outcomes.filter(({ lost }) => lost.length === 0)).toHaveLength(1);
  });

  it('counted and compared in one statement, the second overwrites the first unseen', async () => {
    const hub = await makeHub();
    const [first, second, watch] = [await hub.connect(), await hub.connect(), await hub.connect()];
    await first.query('DROP TRIGGER guard_entry ON dnc.entry');
    const inOne = `WITH h AS (UPDATE dnc.head SET rev = rev + 1 RETURNING rev),
      fits AS (SELECT 1 AS one WHERE NOT EXISTS (SELECT 1 FROM dnc.entry WHERE number = 12125550101))
      INSERT INTO dnc.entry (number, rev, scope, origin, details, changed_at, changed_by)
      SELECT 12125550101, h.rev, 1, 1, '{}', 1, $1 FROM h, fits
      ON CONFLICT (number) DO UPDATE SET rev = excluded.rev, changed_by = excluded.changed_by RETURNING number`;
    await first.query('BEGIN');
    await first.query(inOne, ['Mia']);
    const waiting = second.query(inOne, ['Tom']);
    for (let isWaiting = false; !isWaiting;) {
      const locked = await watch.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'");
      isWaiting = locked.rowCount === 1;
    }
    await first.query('COMMIT');
    expect((await waiting).rowCount).toBe(1);
    const { rows } = await first.query('SELECT changed_by FROM dnc.entry');
    expect(rows).toEqual([{ changed_by: 'Tom' }]);
  });
});
