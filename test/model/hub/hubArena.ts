/**
 * What all scenarios of one process share: a real PostgreSQL, the sandbox, and for each vendor a list that three desks have joined, with
 * their folders as they were when they were closed. A scenario begins with copies of the list's database and of the folders.
 *
 * The server's clock is the scenario's: `now()` in the hub's statements and triggers reads it from a file.
 */
import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { findVendor } from '../../../electron/sandbox/sandboxVendors.ts';
import { type HubAdmin, openPgAdmin } from '../../../electron/core/hub/pg/admin.ts';
import { toInviteLine } from '../../../electron/core/hub/inviteLine.ts';
import { openTestCore } from '../../support/core.ts';
import { createTestClock } from '../../support/desk.ts';
import { createMemorySecrets } from '../../support/memorySecrets.ts';
import { type CuttingProxy, startCuttingProxy } from '../../support/cuttingProxy.ts';
import { startPostgres, type TestPostgres } from '../../support/startPostgres.ts';
import { type Arena, openArena } from '../arena.ts';
import { copyTables } from './hubTables.ts';
import { people, type Person } from './hubScenario.ts';

/** 3 May 2026, 12:00 UTC. */
export const startOfTime = Date.UTC(2026, 4, 3, 12);
/** The desks were there the day before. */
const dayBefore = new Date(startOfTime - 86_400_000).toISOString();

/** Each desk's folder, when three had joined a list and were closed. */
export type Folders = ReadonlyMap<Person, string>;

type Invited = Awaited<ReturnType<HubAdmin['invite']>>;

/** The one database that desks know; a scenario's list is in it. */
const database = 'room';

export type HubArena = {
  readonly sandbox: Arena['sandbox'];
  readonly vendors: Arena;
  readonly server: TestPostgres;
  /** Tokens and passwords, as they were when the desks had joined. */
  readonly secrets: ReadonlyMap<Person, ReturnType<typeof createMemorySecrets>>;
  /** Each desk's way to the hub, which can break. */
  readonly ways: ReadonlyMap<Person, CuttingProxy>;
  readonly setServerClock: (ms: number) => void;
  /** Makes the list as it was when the desks had joined. Answers a connection of the admin, and the desks' folders. */
  readonly makeList: (vendor: VendorName) => Promise<{ readonly hub: pg.Client; readonly folders: Folders }>;
  /** Does something as the list's admin. */
  readonly asAdmin: <T>(work: (admin: HubAdmin) => Promise<T>) => Promise<T>;
  /** The line with which a desk joins over its way. */
  readonly toLine: (name: Person, invited: Invited) => string;
  /** Removes the list, and leaves the logins as they were when the desks had joined. */
  readonly dropList: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const toTenant = (vendor: VendorName) => ({ id: `room-${vendor}`, token: `token_of_${vendor}` });
const agentIds = ['7e8a91c1-0000-4c11-9a00-000000000000', '7e8a91c1-0000-4c11-9a00-000000000001'] as const;

/** Makes the vendor's account in the sandbox, which a new scenario has emptied. */
export function makeTenant({ sandbox }: Pick<HubArena, 'sandbox'>, vendor: VendorName): void {
  const hasAgents = findVendor(vendor).model.agents !== 'none';
  const agents = hasAgents ? agentIds.map((id, at) => ({ id, name: `Agent ${at}` })) : [];
  sandbox.control.createTenant({ vendor, ...toTenant(vendor), agents });
}

export async function openHubArena(): Promise<HubArena> {
  const vendors = await openArena();
  const server = await startPostgres({ connections: 100 });
  chmodSync(vendors.dir, 0o755);
  const clockFile = join(vendors.dir, 'now');
  const file = openSync(clockFile, 'w', 0o644);
  const setServerClock = (ms: number): void => void writeSync(file, String(Math.round(ms)), 0);
  setServerClock(startOfTime);
  const secrets = new Map(people.map(({ name }) => [name, createMemorySecrets()]));
  const prepared = new Map<VendorName, Folders>();
  const ways = new Map<Person, CuttingProxy>();
  for (const { name } of people) ways.set(name, await startCuttingProxy(server.port));
  const root = { host: '127.0.0.1', port: server.port, user: 'admin', password: server.password };
  const place = { host: '127.0.0.1', port: server.port, database, login: 'admin', ca: null };
  const toLine: HubArena['toLine'] = (name, { login, password }) =>
    toInviteLine({ place: { ...place, port: ways.get(name)?.port ?? 0, login }, password });
  const asAdmin: HubArena['asAdmin'] = async (work) => {
    const list = await openPgAdmin(place, server.password);
    try {
      return await work(list);
    } finally {
      await list.close();
    }
  };
  const connect = async (name: string): Promise<pg.Client> => {
    const client = new pg.Client({ ...root, database: name });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const admin = await connect('postgres');
  const logins = new Set<string>();
  const parts = { vendors, secrets, connect, clockFile, logins, toLine, asAdmin };
  const useModelClock = () => admin.query(`ALTER DATABASE ${database} SET search_path = model, pg_catalog, public`);
  return {
    sandbox: vendors.sandbox,
    vendors,
    server,
    secrets,
    ways,
    setServerClock,
    async makeList(vendor) {
      const made = `${database}_${vendor}`;
      let folders = prepared.get(vendor);
      if (folders === undefined) {
        await admin.query(`CREATE DATABASE ${database}`);
        await useModelClock();
        folders = await prepare(parts, vendor);
        await admin.query(`ALTER DATABASE ${database} RENAME TO ${made}`);
        prepared.set(vendor, folders);
      }
      await admin.query(`CREATE DATABASE ${database} TEMPLATE ${made}`);
      await useModelClock();
      return { hub: await connect(database), folders };
    },
    asAdmin,
    toLine,
    async dropList() {
      await admin.query(`DROP DATABASE ${database} WITH (FORCE)`);
      await resetLogins(admin, logins);
    },
    async close() {
      await admin.end();
      for (const way of ways.values()) await way.close();
      closeSync(file);
      await vendors.close();
      await server.stop();
    },
  };
}

/** A login belongs to the server and not to a database. `known`: those of desks that had joined. */
async function resetLogins(admin: pg.Client, known: ReadonlySet<string>): Promise<void> {
  const { rows } = await admin.query<{ name: string; mayEnter: boolean }>(
    `SELECT rolname AS name, rolcanlogin AS "mayEnter" FROM pg_roles WHERE rolname ~ '^dnc_.*_[0-9a-f]{6}$'`,
  );
  for (const { name, mayEnter } of rows)
    if (!known.has(name)) await admin.query(`DROP ROLE ${name}`);
    else if (!mayEnter) await admin.query(`ALTER ROLE ${name} LOGIN`);
}

type Preparing = Pick<HubArena, 'vendors' | 'secrets' | 'toLine' | 'asAdmin'> & {
  readonly connect: (name: string) => Promise<pg.Client>;
  readonly clockFile: string;
  readonly logins: Set<string>;
};

/** Three desks join, the first one connects the vendor, and the others are given its token. */
async function prepare(parts: Preparing, vendor: VendorName): Promise<Folders> {
  const { vendors, secrets, logins, toLine, asAdmin } = parts;
  await useClockFile(parts);
  await asAdmin((admin) => admin.init());
  vendors.use({ now: () => startOfTime, random: () => 0.5, later: (run) => run(), log: () => {} });
  makeTenant(vendors, vendor);
  const { token } = toTenant(vendor);
  const folders = new Map<Person, string>();
  for (const { name, role } of people) {
    const folder = join(vendors.dir, `${vendor}-${name}`);
    await mkdir(folder, { mode: 0o700 });
    folders.set(name, folder);
    const ports = { clock: createTestClock(dayBefore), newId: randomUUID, secrets: secrets.get(name) };
    const { client, close } = await openTestCore(folder, { ...ports, dispatcher: vendors.agent });
    const invited = await asAdmin((admin) => admin.invite(name, role));
    logins.add(invited.login);
    await client.app.saveSettings({ author: name, region: 'US' });
    await client.hub.join({ line: toLine(name, invited) });
    await client.hub.sync();
    const baseUrl = vendors.sandbox.baseUrl(vendor);
    if (name === 'Mia')
      await client.accounts.add({ vendor, name: 'The vendor', token, baseUrl, settings: {}, everyMinutes: 0 });
    else for (const { id } of await client.accounts.list()) await client.accounts.update({ account: id, token });
    await client.hub.sync();
    await close();
    await rm(join(folder, 'backups'), { recursive: true, force: true });
  }
  const hub = await parts.connect(database);
  await copyTables(hub);
  await hub.end();
  return folders;
}

/** `now()` of whatever this database runs is what the file says. */
async function useClockFile({ connect, clockFile }: Preparing): Promise<void> {
  const client = await connect(database);
  await client.query(`CREATE SCHEMA model; GRANT USAGE ON SCHEMA model TO PUBLIC;
    CREATE FUNCTION model.now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
      AS 'SELECT to_timestamp(pg_read_file(''${clockFile}'')::double precision / 1000)'`);
  await client.end();
}
