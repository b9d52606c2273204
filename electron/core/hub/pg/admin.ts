/**
 * What the admin of a shared list does, with a login of the database that may make roles and schemas: make the list, invite and
 * revoke desks. A desk's login is a login of the database, so no server of ours stands between.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { HubProblem, type HubPlace, type HubRole } from '../hubPort.ts';
import { connectPg, type PgConnection, toProblem } from './connect.ts';
import { groups } from './groups.ts';
import { protocol, schema } from './schema.ts';
import { type Ask, createAsk } from './ask.ts';
import { adminWords as say } from '../../../../shared/words/core/hub.ts';

/** A member as the admin sees it. Times are ISO 8601. */
export type HubMember = {
  readonly login: string;
  readonly name: string;
  readonly role: HubRole;
  readonly invitedAt: string;
  readonly revokedAt: string | null;
  /** When a desk of this login was last there, and on which computer; null: never. */
  readonly seenAt: string | null;
  readonly machine: string | null;
};

export type HubOverview = {
  readonly rev: number;
  readonly entries: number;
  readonly blocked: number;
  readonly members: readonly HubMember[];
};

export type HubAdmin = {
  /** Makes the list, or what this version adds to it; may run twice. Refuses a list that a newer version made. */
  readonly init: () => Promise<void>;
  /** From now on desks of versions before this one neither share nor trust the list. After `init`. */
  readonly shutOutOlder: () => Promise<void>;
  /** Makes a login. Answers its name and password, which nobody can read again. */
  readonly invite: (name: string, role: Exclude<HubRole, 'admin'>) => Promise<{ login: string; password: string }>;
  /** Shuts a login out, by itself or by the person's name, and ends its connections; what it shared stays. */
  readonly revoke: (named: string) => Promise<HubMember>;
  readonly overview: () => Promise<HubOverview>;
  /** Says that this database was restored from an older copy: every desk offers again what the copy lacks. */
  readonly restored: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Connects as an admin. @throws HubProblem, also from what it then does */
export async function openPgAdmin(place: HubPlace, password: string): Promise<HubAdmin> {
  const connection = await connectPg(place, password);
  const ask = createAsk(connection);
  return {
    init: () => init(ask),
    async shutOutOlder() {
      await ask('UPDATE dnc.head SET min_write = $1, min_read = $1 WHERE min_write < $1 OR min_read < $1', [protocol]);
    },
    invite: (name, role) => invite(connection, ask, name, role),
    revoke: (named) => revoke(connection, ask, named),
    overview: () => readOverview(ask),
    async restored() {
      await ask('UPDATE dnc.head SET epoch = $1', [randomUUID()]);
    },
    close: async () => {
      await connection.end().catch(() => {});
    },
  };
}

/** The version of the list's tables; 0: there is no list yet. */
async function readVersion(ask: Ask): Promise<number> {
  try {
    const [head] = await ask<{ version: number }>('SELECT schema_version AS version FROM dnc.head');
    return head?.version ?? 0;
  } catch (error) {
    if (error instanceof HubProblem && error.kind === 'notHub') return 0;
    throw error;
  }
}

async function init(ask: Ask): Promise<void> {
  const version = await readVersion(ask);
  // The triggers of before would take the place of the newer ones.
  if (version > protocol) throw new HubProblem('otherHub', say.aNewerVersionOfDnc);
  const roles = await ask<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY($1::text[])', [
    Object.values(groups),
  ]);
  const known = new Set(roles.map(({ rolname }) => rolname));
  for (const group of Object.values(groups)) if (!known.has(group)) await ask(`CREATE ROLE ${group} NOLOGIN`);
  for (const statement of schema) await ask(statement);
  await ask(
    `INSERT INTO dnc.member (login, name, role) VALUES (current_user, current_user, 'admin')
     ON CONFLICT (login) DO NOTHING`,
  );
  await ask(
    `INSERT INTO dnc.head (epoch, schema_version, min_write, min_read) VALUES ($1, $2, 1, 1) ON CONFLICT (one) DO NOTHING`,
    [randomUUID(), protocol],
  );
  await ask('UPDATE dnc.head SET schema_version = $1 WHERE schema_version < $1', [protocol]);
}

async function invite(
  connection: PgConnection,
  ask: Ask,
  name: string,
  role: Exclude<HubRole, 'admin'>,
): Promise<{ login: string; password: string }> {
  const known = await ask('SELECT 1 FROM dnc.member WHERE name = $1 AND revoked_at IS NULL', [name]);
  if (known.length > 0) throw new HubProblem('forbidden', say.isAMemberAlready(name));
  const word = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .slice(0, 24);
  const login = `dnc_${word}_${randomBytes(3).toString('hex')}`;
  const password = randomBytes(32).toString('base64url');
  const quoted = connection.escapeIdentifier(login);
  const group = role === 'reader' ? groups.reader : groups.desk;
  await ask(`CREATE ROLE ${quoted} LOGIN PASSWORD ${connection.escapeLiteral(password)}`);
  await ask(`GRANT ${group} TO ${quoted}`);
  await ask('INSERT INTO dnc.member (login, name, role) VALUES ($1, $2, $3)', [login, name, role]);
  return { login, password };
}

async function revoke(connection: PgConnection, ask: Ask, named: string): Promise<HubMember> {
  const { members } = await readOverview(ask);
  const open = members.filter(({ revokedAt, role }) => revokedAt === null && role !== 'admin');
  const found = open.find(({ login, name }) => login === named || name === named);
  if (found === undefined) throw new HubProblem('forbidden', say.nobodyNamedHasALogin(named));
  await ask('UPDATE dnc.member SET revoked_at = now() WHERE login = $1', [found.login]);
  await ask(`ALTER ROLE ${connection.escapeIdentifier(found.login)} NOLOGIN`);
  await ask('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [found.login]).catch(
    (error: unknown) => {
      // Some servers let only a superuser end connections; the triggers refuse what such a one still writes.
      if (toProblem(error).kind !== 'forbidden') throw error;
    },
  );
  return { ...found, revokedAt: new Date().toISOString() };
}

async function readOverview(ask: Ask): Promise<HubOverview> {
  const [head] = await ask<{ rev: number }>('SELECT rev FROM dnc.head');
  const [counts] = await ask<{ entries: number; blocked: number }>(
    'SELECT count(*) AS entries, count(*) FILTER (WHERE removed_at IS NULL) AS blocked FROM dnc.entry',
  );
  const members = await ask<Record<keyof HubMember, string | null>>(
    `SELECT m.login, m.name, m.role, m.invited_at::text AS "invitedAt", m.revoked_at::text AS "revokedAt",
       d.seen_at::text AS "seenAt", d.machine
     FROM dnc.member m LEFT JOIN (
       SELECT login, max(seen_at) AS seen_at, max(machine) AS machine FROM dnc.desk GROUP BY login) d ON d.login = m.login
     ORDER BY m.invited_at, m.login`,
  );
  const { rev = 0 } = head ?? {};
  const { entries = 0, blocked = 0 } = counts ?? {};
  return { rev, entries, blocked, members: members.map(toMember) };
}

/** PostgreSQL writes `2026-11-29 14:02:03.1+00`. */
const toIso = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString());

function toMember(row: Record<keyof HubMember, string | null>): HubMember {
  return {
    login: row.login ?? '',
    name: row.name ?? '',
    role: row.role as HubRole,
    invitedAt: toIso(row.invitedAt) ?? '',
    revokedAt: toIso(row.revokedAt),
    seenAt: toIso(row.seenAt),
    machine: row.machine,
  };
}
