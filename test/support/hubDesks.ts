/** Desks that share a list: real cores, each on a folder of its own, and a database on the test's real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { cp } from 'node:fs/promises';
import type { HubPlace, HubRole } from '../../electron/core/hub/hubPort.ts';
import { toInviteLine } from '../../electron/core/hub/inviteLine.ts';
import { type HubAdmin, openPgAdmin } from '../../electron/core/hub/pg/admin.ts';
import { connectPg } from '../../electron/core/hub/pg/connect.ts';
import type { Ports } from '../../electron/core/ports.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from './core.ts';
import { createTestClock, type TestClock } from './desk.ts';
import { createMemorySecrets } from './memorySecrets.ts';
import type { TestPostgres } from './startPostgres.ts';

export type HubDesk = TestCore & {
  readonly ports: Partial<Ports> & { readonly clock: TestClock };
  readonly clock: TestClock;
  readonly block: (...numbers: string[]) => Promise<void>;
  /** The JSON export. */
  readonly export: () => Promise<string>;
  readonly isBlocked: (number: string) => Promise<boolean>;
  readonly reopen: () => Promise<HubDesk>;
  /** Opens the folder in another process's place: the desk of before is not closed, as after a kill, and is heard of no more. */
  readonly abandon: () => Promise<HubDesk>;
  /** Closes the desk and removes its folder. */
  readonly remove: () => Promise<void>;
};

/** `port`, `host`, `ca`: the way to the server, such as a proxy's; `first`: what is done before it joins; `sync` false: nothing is exchanged yet. */
export type JoinHow = Partial<Pick<HubPlace, 'host' | 'port' | 'ca'>> & {
  readonly sync?: boolean;
  readonly first?: (desk: HubDesk) => Promise<void>;
};

export type TestHub = {
  readonly admin: HubAdmin;
  readonly place: HubPlace;
  readonly password: string;
  readonly invite: (name: string, role?: Exclude<HubRole, 'admin'>) => Promise<string>;
  /** A desk that has joined and exchanged once. */
  readonly join: (name: string, role?: Exclude<HubRole, 'admin'>, how?: JoinHow) => Promise<HubDesk>;
  /** A desk on a copy of this one's folder and with its password, as it was when it was closed. */
  readonly copyOf: (desk: HubDesk) => Promise<HubDesk>;
  /** What the admin asks over a connection of its own. */
  readonly ask: <Row>(sql: string) => Promise<readonly Row[]>;
  /** Has every lease run out now, whoever has it. */
  readonly endLeases: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A shared list in a database of its own. */
export async function createTestHub(server: TestPostgres): Promise<TestHub> {
  const database = await server.createDatabase();
  const place = { host: '127.0.0.1', port: server.port, database, login: 'admin', ca: null };
  const admin = await openPgAdmin(place, server.password);
  await admin.init();
  const desks: HubDesk[] = [];
  const invite = async (name: string, role: Exclude<HubRole, 'admin'> = 'desk'): Promise<string> => {
    const { login, password } = await admin.invite(name, role);
    return toInviteLine({ place: { ...place, login }, password });
  };
  async function ask<Row>(sql: string): Promise<readonly Row[]> {
    const connection = await connectPg(place, server.password);
    try {
      return (await connection.query(sql)).rows as Row[];
    } finally {
      await connection.end();
    }
  }
  return {
    admin,
    place,
    password: server.password,
    invite,
    async join(name, role = 'desk', { sync = true, first, ...way } = {}) {
      const desk = await openHubDesk();
      desks.push(desk);
      await desk.client.app.saveSettings({ author: name });
      await first?.(desk);
      const { login, password } = await admin.invite(name, role);
      await desk.client.hub.join({ line: toInviteLine({ place: { ...place, ...way, login }, password }) });
      if (sync) await desk.client.hub.sync();
      return desk;
    },
    async copyOf(desk) {
      const made = await makeDataDir();
      await cp(desk.dataDir, made.dataDir, { recursive: true });
      const copy = await toHubDesk(made.dataDir, desk.ports, made.remove);
      desks.push(copy);
      return copy;
    },
    ask,
    async endLeases() {
      // The guards would not let it: nobody ends another's lease.
      await ask(
        `SET session_replication_role = replica; UPDATE dnc.lease SET until = now() - interval '1 hour';
         SET session_replication_role = DEFAULT`,
      );
    },
    async close() {
      for (const desk of desks) await desk.remove();
      await admin.close();
    },
  };
}

/** A desk that shares nothing yet. */
async function openHubDesk(): Promise<HubDesk> {
  const { dataDir, remove } = await makeDataDir();
  const secrets = createMemorySecrets();
  const log = { info: () => {}, warn: () => {}, error: console.error };
  return toHubDesk(dataDir, { newId: randomUUID, secrets, clock: createTestClock(), log }, remove);
}

async function toHubDesk(dataDir: string, ports: HubDesk['ports'], remove: () => Promise<void>): Promise<HubDesk> {
  let core = await openTestCore(dataDir, ports);
  const abandoned: TestCore[] = [];
  const desk: HubDesk = {
    get client() {
      return core.client;
    },
    dataDir,
    ports,
    clock: ports.clock,
    close: () => core.close(),
    async block(...numbers) {
      await core.client.entries.add({ numbers });
    },
    export: async () => readAll(await core.client.entries.export({ filter: {}, format: 'json' })),
    isBlocked: async (number) => (await core.client.entries.check({ numbers: [number] }))[0]?.blocked === true,
    async reopen() {
      await core.close();
      core = await openTestCore(dataDir, ports);
      return desk;
    },
    async abandon() {
      abandoned.push(core);
      core = await openTestCore(dataDir, ports);
      return desk;
    },
    async remove() {
      for (const before of abandoned) await before.close().catch(() => {});
      await core.close().catch(() => {});
      await remove();
    },
  };
  return desk;
}
