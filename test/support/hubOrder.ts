/** Writers and readers of a shared list, to see whether a reader that asks for what is new can miss anything. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { HubPush } from '../../electron/core/hub/hubPort.ts';
import { type Ask, createAsk } from '../../electron/core/hub/pg/ask.ts';
import { writePush } from '../../electron/core/hub/pg/push.ts';

export type OrderRun = {
  readonly connect: () => Promise<pg.Client>;
  readonly epoch: string;
  readonly writers: number;
  readonly readers: number;
  readonly pushesOfEach: number;
  /** What becomes of a writer's statements: pauses, or another way of counting. */
  readonly slow: (ask: Ask) => Ask;
  /** Asks for the newest push. */
  readonly newest: string;
};

/** A push of one number that is blocked everywhere. */
export function toPush(epoch: string, desk: string, n: number, number: number, by = 'Mia'): HubPush {
  return {
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
  };
}

/** Makes a desk of the login known, and answers its id. */
export async function registerDesk(ask: Ask): Promise<string> {
  const desk = randomUUID();
  await ask('INSERT INTO dnc.desk (desk, login, machine, protocol) VALUES ($1, current_user, $2, 1)', [desk, 'test']);
  return desk;
}

/** Pauses for up to `mostMs` before one in `oneIn` commits. */
export function pauseBeforeCommit(mostMs: number, oneIn = 1): (ask: Ask) => Ask {
  return (ask) => async (sql, values) => {
    if (sql === 'COMMIT' && Math.random() * oneIn < 1) await sleep(Math.random() * mostMs);
    return await ask(sql, values);
  };
}

/** Some write while others read what is new: answers how many numbers each reader missed. */
export async function countMissed(run: OrderRun): Promise<readonly number[]> {
  const { connect, epoch, writers, readers, pushesOfEach, slow, newest } = run;
  let writing = true;
  const write = async (writer: number) => {
    const ask = createAsk(await connect());
    const desk = await registerDesk(ask);
    for (let n = 1; n <= pushesOfEach; n++)
      await writePush(slow(ask), toPush(epoch, desk, n, 10_000 + writer * pushesOfEach + n));
  };
  const read = async () => {
    const client = await connect();
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

/** Counts by a sequence in the place of the one row, which a reader can overtake. */
export function countBySequence(slow: (ask: Ask) => Ask): (ask: Ask) => Ask {
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
  // Once, before the first push: triggers that are dropped beside pushes can lock each other.
  let prepared: Promise<void> | undefined;
  return (ask) => async (sql, values) => {
    if (sql.startsWith('BEGIN')) await (prepared ??= prepare(ask));
    const asked = sql.startsWith('UPDATE dnc.head') ? "SELECT nextval('dnc.counted')::bigint AS rev" : sql;
    return await slow(ask)(asked, asked === sql ? values : []);
  };
}
