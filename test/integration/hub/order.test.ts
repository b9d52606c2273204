/**
 * The order of pushes, on a real PostgreSQL: readers that ask for what is new miss nothing, however long a push takes to commit. The same
 * with a sequence in place of the one row misses some, and a comparison in one statement with the count overwrites unseen.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, createAsk } from '../../../electron/core/hub/pg/ask.ts';
import { writePush } from '../../../electron/core/hub/pg/push.ts';
import { createTestHub, type TestHub } from '../../support/hubDesks.ts';
import { countBySequence, countMissed, pauseBeforeCommit, registerDesk, toPush } from '../../support/hubOrder.ts';
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

  /** How many numbers each reader missed. */
  async function missedBy(slow: (ask: Ask) => Ask, newest: string): Promise<readonly number[]> {
    const { connect, epoch } = await makeHub();
    return await countMissed({ connect, epoch, writers, readers, pushesOfEach, slow, newest });
  }

  it('with one row that every push counts first, no reader misses any', async () => {
    expect(await missedBy(pauseBeforeCommit(4), 'SELECT rev FROM dnc.head')).toEqual(
      Array.from({ length: readers }, () => 0),
    );
  });

  it('with a sequence in its place readers miss some: the test can see it', async () => {
    const missed = await missedBy(countBySequence(pauseBeforeCommit(4)), 'SELECT max(rev) AS rev FROM dnc.push');
    expect(missed.some((count) => count > 0)).toBe(true);
  });

  it('of two that change one number on the same base, one loses and is told', async () => {
    const hub = await makeHub();
    const asks = await Promise.all(['Mia', 'Tom'].map(async () => createAsk(await hub.connect())));
    const outcomes = await Promise.all(
      asks.map(async (ask, at) => {
        const desk = await registerDesk(ask);
        return writePush(pauseBeforeCommit(4)(ask), toPush(hub.epoch, desk, 1, 12_125_550_101, String(at)));
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
