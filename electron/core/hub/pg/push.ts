/**
 * The one transaction that writes to the hub. It takes the next rev first, in a statement of its own: the comparison of bases that
 * follows then sees all that was pushed before. In one statement with it, it would see what there was before the wait.
 */
import {
  HubProblem,
  type HubAccount,
  type HubEntry,
  type HubOutcome,
  type HubPush,
  type HubRequest,
} from '../hubPort.ts';
import { protocol } from './schema.ts';
import type { Ask } from './ask.ts';
import { usualLimits } from './connect.ts';
import { pushWords as say } from '../../../../shared/words/core/hub.ts';

/** PostgreSQL keeps any character but one, which nobody means to write. */
const toText = <T extends string | null>(text: T): T => (text === null ? text : (text.replaceAll('\0', '\uFFFD') as T));

const toDetails = (details: HubEntry['details']): string =>
  JSON.stringify(details, (_, value: unknown) => (typeof value === 'string' ? toText(value) : value));

const next = 'UPDATE dnc.head SET rev = rev + 1 WHERE min_write <= $1 AND epoch = $2 RETURNING rev';

/** By the sum first, which has the index. */
const alike = (a: string, b: string): string => `md5(${a}) = md5(${b}) AND ${a} = ${b}`;

/** Ids are counted under the lock of the head: no two pushes take the same. */
const intern = (table: string, words: string) =>
  `INSERT INTO dnc.${table} (id, ${words})
   SELECT (SELECT coalesce(max(id), 0) FROM dnc.${table}) + row_number() OVER (), given.words
   FROM unnest($1::text[]) AS given(words)
   WHERE NOT EXISTS (SELECT 1 FROM dnc.${table} known WHERE ${alike(`known.${words}`, 'given.words')})`;

/**
 * Writes what nobody else changed since its base, and answers the numbers of the rest. A null
 * detail takes that away; one that a newer desk wrote and this one does not know stays.
 */
const write = `
  WITH sent AS (
    SELECT * FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[],
      $10::bigint[], $11::text[], $12::text[])
      AS s(number, base, holds, origin, details, line, changed_at, changed_by, removed_at, removed_by, removed_why)),
  fits AS (
    SELECT s.*, sc.id AS scope_id, o.id AS origin_id FROM sent s
    JOIN dnc.scope sc ON ${alike('sc.holds', 's.holds')} JOIN dnc.origin o ON ${alike('o.words', 's.origin')}
    LEFT JOIN dnc.entry e ON e.number = s.number WHERE coalesce(e.rev, 0) = s.base),
  written AS (
    INSERT INTO dnc.entry AS e (number, rev, scope, origin, details, line, changed_at, changed_by, removed_at, removed_by, removed_why)
    SELECT number, $1, scope_id, origin_id, details::jsonb, line, changed_at, changed_by, removed_at, removed_by, removed_why FROM fits
    ON CONFLICT (number) DO UPDATE SET rev = excluded.rev, scope = excluded.scope, origin = excluded.origin,
      details = jsonb_strip_nulls(e.details || excluded.details), line = excluded.line, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
      removed_at = excluded.removed_at, removed_by = excluded.removed_by, removed_why = excluded.removed_why
    RETURNING number)
  SELECT s.number FROM sent s LEFT JOIN written w ON w.number = s.number WHERE w.number IS NULL`;

/** A server that undid a push because of another transaction is asked again so often. */
const mostTries = 4;

/**
 * Writes a push whole or not at all. `pauseMs`: a desk that stands still within it for so long is given up by the server, as all others
 * wait for the row that it took. @throws HubProblem
 */
export async function writePush(ask: Ask, push: HubPush, pauseMs = usualLimits.pauseMs): Promise<HubOutcome> {
  for (let tries = 1; ; tries++) {
    try {
      return await writeOnce(ask, push, pauseMs);
    } catch (error) {
      if (!(error instanceof HubProblem) || error.kind !== 'again' || tries === mostTries) throw error;
    }
  }
}

async function writeOnce(ask: Ask, push: HubPush, pauseMs: number): Promise<HubOutcome> {
  try {
    // Spelled out: some servers have another level as their own. Both are one message, and hold for this transaction alone: a pooler
    // hands the connection on after it.
    await ask(
      `BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL idle_in_transaction_session_timeout = ${pauseMs}`,
    );
    const outcome = await writeInside(ask, push);
    await ask('COMMIT');
    return outcome;
  } catch (error) {
    await ask('ROLLBACK').catch(() => {});
    throw error;
  }
}

async function writeInside(ask: Ask, push: HubPush): Promise<HubOutcome> {
  const { epoch, desk, n, digest, author, entries, accounts } = push;
  const [head] = await ask<{ rev: number }>(next, [protocol, epoch]);
  if (head === undefined) throw new HubProblem('otherHub', say.theSharedListIsAnother);
  const { rev } = head;
  for (const account of accounts) await saveAccount(ask, account);
  await ask(intern('scope', 'holds'), [[...new Set(entries.map(({ holds }) => holds))]]);
  await ask(intern('origin', 'words'), [[...new Set(entries.map(({ origin }) => origin))]]);
  const column = <T>(read: (entry: HubPush['entries'][number]) => T): readonly T[] => entries.map(read);
  const lost = await ask<{ number: number }>(write, [
    rev,
    column((one) => one.number),
    column((one) => one.base),
    column((one) => one.holds),
    column((one) => one.origin),
    column((one) => toDetails(one.details)),
    column((one) => one.line),
    column((one) => one.changedAt),
    column((one) => toText(one.changedBy)),
    column((one) => one.removedAt),
    column((one) => toText(one.removedBy)),
    column((one) => toText(one.removedWhy)),
  ]);
  for (const request of push.requests) await saveRequest(ask, rev, request);
  const numbers = lost.map(({ number }) => number);
  await ask(
    `INSERT INTO dnc.push (rev, desk, n, login, author, sent, digest, lost)
     VALUES ($1, $2, $3, current_user, $4, $5, $6, $7::jsonb)`,
    [rev, desk, n, toText(author), entries.length, digest, JSON.stringify(numbers)],
  );
  return { rev, digest, lost: numbers };
}

async function saveAccount(ask: Ask, { uuid, vendor, name, agents }: HubAccount): Promise<void> {
  await ask(
    `INSERT INTO dnc.account AS a (id, vendor, name) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE a.name <> excluded.name`,
    [uuid, vendor, toText(name)],
  );
  for (const { id, kind, name: agent } of agents)
    await ask(
      `INSERT INTO dnc.agent AS a (account, remote_id, kind, name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account, remote_id) DO UPDATE SET name = excluded.name WHERE a.name <> excluded.name`,
      [uuid, id, kind, toText(agent)],
    );
}

/** Makes a request, or answers one that nobody has answered. */
async function saveRequest(ask: Ask, rev: number, request: HubRequest): Promise<void> {
  const { id, number, kind, why, askedBy, at, answer, answeredAt, answeredBy } = request;
  await ask(
    `INSERT INTO dnc.request AS r (id, rev, number, kind, why, asked_by, at, answer, answered_at, answered_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET rev = excluded.rev, answer = excluded.answer, answered_at = excluded.answered_at,
       answered_by = excluded.answered_by
     WHERE r.answer IS NULL AND excluded.answer IS NOT NULL`,
    [id, rev, number, kind, toText(why), toText(askedBy), at, answer, answeredAt, toText(answeredBy)],
  );
}
