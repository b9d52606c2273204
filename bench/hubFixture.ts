/** A shared list for the bench: a real PostgreSQL that waits for the disk as a company's would, and as many entries as are asked for. */
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { createTestHub, type TestHub } from '../test/support/hubDesks.ts';
import { startPostgres, type TestPostgres } from '../test/support/startPostgres.ts';

export type BenchHub = TestHub & {
  readonly server: TestPostgres;
  /** Where a client of PostgreSQL connects. */
  readonly config: pg.ClientConfig;
};

const settings = { shared_buffers: '256MB', max_wal_size: '4GB', work_mem: '32MB' };

/** Works with a hub of its own, which is gone afterwards. */
export async function withBenchHub<T>(work: (hub: BenchHub) => Promise<T>): Promise<T> {
  const server = await startPostgres({ durable: true, connections: 320, settings });
  try {
    const hub = await createTestHub(server);
    try {
      const { host, port, database, login: user } = hub.place;
      return await work({ ...hub, server, config: { host, port, database, user, password: hub.password } });
    } finally {
      await hub.close();
    }
  } finally {
    await server.stop();
  }
}

/** Asks one statement over a connection of its own. */
export async function askOnce(config: pg.ClientConfig, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

const perPush = 10_000;

/** `entries` numbers as 10,000 a push would have left them: two scopes, an origin for each push, reasons of some words. */
export async function fillHub(config: pg.ClientConfig, entries: number): Promise<void> {
  const pushes = Math.ceil(entries / perPush);
  await askOnce(
    config,
    `SET session_replication_role = replica;
     INSERT INTO dnc.scope VALUES (1, '[["*",null]]'), (2, '[["*",4102444800000]]');
     INSERT INTO dnc.desk (desk, login, machine, protocol) VALUES (gen_random_uuid(), 'admin', 'bench', 1);
     INSERT INTO dnc.origin SELECT n, json_build_array('import', 'calls ' || n || '.csv', 'Mia', 1700000000000 + n)::text
       FROM generate_series(1, ${pushes}) n;
     INSERT INTO dnc.push (rev, desk, n, login, author, sent, digest, lost)
       SELECT n, desk, n, 'admin', 'Mia', ${perPush}, md5(n::text), '[]' FROM dnc.desk, generate_series(1, ${pushes}) n;
     INSERT INTO dnc.entry (number, rev, scope, origin, details, line, changed_at, changed_by)
       SELECT 12120000000 + n * 3, 1 + n / ${perPush}, 1 + (n % 10 = 0)::int, 1 + n / ${perPush},
         CASE n % 3 WHEN 0 THEN '{"reason": "asked on the phone"}' WHEN 1 THEN '{"reason": "wrong number", "category": "legal"}' ELSE '{}' END::jsonb,
         n % ${perPush} + 2, 1700000000000 + n / ${perPush} + 1, 'Mia' FROM generate_series(0, ${entries - 1}) n;
     UPDATE dnc.head SET rev = ${pushes};
     SET session_replication_role = DEFAULT`,
  );
  await askOnce(config, 'VACUUM ANALYZE dnc.entry');
}

/** Processor time (ms) that the server and its processes have used so far; Linux alone tells it. */
export function serverCpuMs(pid: number): number {
  const times = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readCpuMs(name, pid));
  return times.reduce((sum, ms) => sum + ms, 0);
}

/** 0 where the process is none of the server's. */
function readCpuMs(name: string, server: number): number {
  try {
    // After the name in brackets: state, parent, ….
    const [, rest = ''] = readFileSync(`/proc/${name}/stat`, 'utf8').split(/\) /);
    if (Number(name) !== server && Number(rest.split(' ')[1]) !== server) return 0;
    // In nanoseconds; `stat` counts hundredths of a second, which one that is idle never fills.
    return Number(readFileSync(`/proc/${name}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
