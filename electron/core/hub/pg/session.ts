/** One connection as the desk's port: what is read, and the one transaction that writes (hubPort.ts, docs/hub.md). */
import { unknownDesk } from '../../../../shared/words/otherDesks.ts';
import { phoneNumbersBetween } from '../../../../shared/domain/numbers/number.ts';
import { lastMs } from '../../../../shared/domain/time/instant.ts';
import {
  type HubAccount,
  type HubBlocked,
  type HubHead,
  type HubOutcome,
  type HubRelease,
  type HubRequest,
  type HubScope,
  type HubSession,
  type HubPlace,
  HubProblem,
} from '../hubPort.ts';
import { type Ask, createAsk } from './ask.ts';
import { connectPg, type PgConnection, type PgLimits, usualLimits } from './connect.ts';
import { createPageReader } from './readPage.ts';
import { writePush } from './push.ts';
import { createLeases } from './leases.ts';
import { protocol, protocolOfLeases } from './schema.ts';
import { sessionWords as say } from '../../../../shared/words/core/hub.ts';

/** Opens a session. @throws HubProblem */
export async function openPgSession(
  place: HubPlace,
  password: string,
  limits: PgLimits = usualLimits,
): Promise<HubSession> {
  return createPgSession(await connectPg(place, password, limits), limits);
}

/** A login that means harm may write what is no number; nobody can be called by it. */
const isNumber = `number BETWEEN ${phoneNumbersBetween[0]} AND ${phoneNumbersBetween[1]}`;
/** Kinds of requests and answers that a newer version may know are not understood here. */
const isUnderstood = `${isNumber} AND kind IN ('release', 'releasedHereChangedThere', 'releasedThereChangedHere')
  AND (answer IS NULL OR answer IN ('released', 'kept')) AND at BETWEEN 0 AND ${lastMs}`;

/** A desk says so often that it is there (`dnc-desk hub members` shows it): with each question it would be a write for nothing. */
const registeredForMs = 600_000;

/** The port over an open connection, which it owns. */
function createPgSession(connection: PgConnection, { lookMs, pauseMs }: PgLimits): HubSession {
  const ask = createAsk(connection);
  const look = createAsk(connection, lookMs);
  const pages = createPageReader(connection);
  let registered = { key: '', until: 0 };
  return {
    head: () => readHead(look),
    async digests(revs) {
      const rows = await ask<{ rev: number; digest: string }>(
        'SELECT rev, digest FROM dnc.push WHERE rev = ANY($1::bigint[])',
        [revs],
      );
      return new Map(rows.map(({ rev, digest }) => [rev, digest]));
    },
    copy: (after, most) =>
      pages.copy(`WHERE e.number > ${toWhole(after)} AND e.${isNumber} ORDER BY e.number LIMIT ${toWhole(most)}`, most),
    changes: ({ rev, number }, upTo, most) =>
      pages.copy(
        `WHERE (e.rev, e.number) > (${toWhole(rev)}, ${toWhole(number)}) AND e.rev <= ${toWhole(upTo)} AND e.${isNumber}
         ORDER BY e.rev, e.number LIMIT ${toWhole(most)}`,
        most,
      ),
    entriesOf: (numbers) => pages.select('WHERE e.number = ANY($1::bigint[])', [numbers]),
    async releases(after, upTo) {
      return await ask<HubRelease>(
        `SELECT number, rev FROM dnc.entry WHERE rev > $1 AND rev <= $2 AND removed_at IS NOT NULL AND ${isNumber}`,
        [after, upTo],
      );
    },
    scopes: (after, upTo) =>
      ask<HubScope>(
        `SELECT DISTINCT s.id, s.holds FROM dnc.entry e JOIN dnc.scope s ON s.id = e.scope
         WHERE e.rev > $1 AND e.rev <= $2 AND e.removed_at IS NULL`,
        [after, upTo],
      ),
    blockedIn: (scopes, { rev, number }, upTo, most) =>
      ask<HubBlocked>(
        `SELECT number, rev, scope FROM dnc.entry WHERE (rev, number) > ($1, $2) AND rev <= $3 AND removed_at IS NULL
         AND scope = ANY($4::int[]) AND ${isNumber} ORDER BY rev, number LIMIT $5`,
        [rev, number, upTo, scopes, most],
      ),
    requests: (after, upTo) =>
      ask<HubRequest>(
        `SELECT id, number, kind, why, asked_by AS "askedBy", at, answer, answered_at AS "answeredAt", answered_by AS "answeredBy"
         FROM dnc.request WHERE rev > $1 AND rev <= $2 AND ${isUnderstood}`,
        [after, upTo],
      ),
    accounts: (uuids) => readAccounts(ask, uuids),
    async register(desk, machine) {
      const key = `${desk} ${machine}`;
      if (registered.key === key && performance.now() < registered.until) return;
      await ask(
        `INSERT INTO dnc.desk (desk, login, machine, protocol) VALUES ($1, current_user, $2, $3)
         ON CONFLICT (desk) DO UPDATE SET machine = excluded.machine, protocol = excluded.protocol, seen_at = now()`,
        [desk, machine, protocol],
      );
      registered = { key, until: performance.now() + registeredForMs };
    },
    async holdAccounts(desk, take) {
      await ask(
        `UPDATE dnc.holder SET desk = $1 WHERE desk IS NULL OR ($2 AND desk <> $1) OR desk IN (
           SELECT d.desk FROM dnc.desk d JOIN dnc.member m ON m.login = d.login WHERE m.revoked_at IS NOT NULL)`,
        [desk, take],
      );
      const [held] = await ask<{ desk: string | null; name: string | null; knows: boolean | null }>(
        `SELECT h.desk, m.name, (d.protocol >= $1 AND (SELECT max(schema_version) FROM dnc.head) >= $1) AS knows
         FROM dnc.holder h LEFT JOIN dnc.desk d ON d.desk = h.desk LEFT JOIN dnc.member m ON m.login = d.login`,
        [protocolOfLeases],
      );
      // Where both know leases, nothing is held by this row: it only keeps desks of before away.
      return held?.desk === desk || held?.knows === true ? null : (held?.name ?? unknownDesk);
    },
    letAccountsGo: async (desk) => void (await ask('UPDATE dnc.holder SET desk = NULL WHERE desk = $1', [desk])),
    forget: pages.forget,
    leases: createLeases(ask),
    push: (push) => writePush(ask, push, pauseMs),
    async outcome(desk, n) {
      const [row] = await ask<HubOutcome>('SELECT rev, digest, lost FROM dnc.push WHERE desk = $1 AND n = $2', [
        desk,
        n,
      ]);
      return row;
    },
    isBroken: connection.isBroken,
    close: async () => {
      await connection.end().catch(() => {});
    },
  };
}

/** COPY takes no values beside its text. @throws where it is no whole number (a bug) */
function toWhole(value: number): string {
  if (!Number.isSafeInteger(value)) throw new Error('No whole number');
  return String(value);
}

/** What the head says, in one statement: an idle desk asks nothing else. */
const headNow = `
  SELECT h.epoch, h.schema_version AS version, h.min_write, h.min_read, p.rev, p.digest, m.role, m.name
  FROM dnc.head h
  -- A login that means harm may count the head up without a push; what was pushed ends at a push.
  LEFT JOIN dnc.push p ON p.rev = (SELECT max(last.rev) FROM dnc.push last WHERE last.rev <= h.rev)
  LEFT JOIN dnc.member m ON m.login = current_user AND m.revoked_at IS NULL`;

type HeadRow = {
  readonly epoch: string;
  readonly version: number;
  readonly min_write: number;
  readonly min_read: number;
  readonly rev: number | null;
  readonly digest: string | null;
  readonly role: HubHead['role'] | null;
  readonly name: string | null;
};

async function readHead(ask: Ask): Promise<HubHead> {
  const [head] = await ask<HeadRow>(headNow);
  if (head === undefined) throw new HubProblem('notHub', say.theSharedListHas);
  const { epoch, role, name } = head;
  if (role === null || name === null) throw new HubProblem('auth', say.thisLoginIsNoLonger);
  return {
    epoch,
    rev: head.rev ?? 0,
    digest: head.digest ?? '',
    role,
    name,
    canWrite: head.min_write <= protocol && role !== 'reader',
    isTooOld: head.min_write > protocol,
    canRead: head.min_read <= protocol,
    hasLeases: head.version >= protocolOfLeases,
    isOlder: head.version < protocol,
  };
}

async function readAccounts(ask: Ask, uuids: readonly string[]): Promise<readonly HubAccount[]> {
  const accounts = await ask<Omit<HubAccount, 'agents'>>(
    'SELECT id AS uuid, vendor, name FROM dnc.account WHERE id = ANY($1::uuid[])',
    [uuids],
  );
  const agents = await ask<{ account: string } & HubAccount['agents'][number]>(
    'SELECT account, remote_id AS id, kind, name FROM dnc.agent WHERE account = ANY($1::uuid[])',
    [uuids],
  );
  const known = agents.map((agent) => ({ ...agent, kind: agent.kind === 'user' ? agent.kind : ('agent' as const) }));
  return accounts.map((account) => ({ ...account, agents: known.filter((agent) => agent.account === account.uuid) }));
}
