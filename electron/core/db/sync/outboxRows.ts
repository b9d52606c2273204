/**
 * The outbox: what is still owed to vendors, one row a remote record, oldest first. A row says that the record has to be
 * brought in step, not how: the planner decides that from the facts when its turn comes. Rows are written in the
 * transaction of the change that owes them.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, Place } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import { type RemoteKey, toFields, toFieldsText } from './remoteRows.ts';

/**
 * `unknown`: a request was sent whose outcome is not known. `parked`: the vendor refused it, and a person has to look.
 * `needsInput`: a call reference is missing. `manual`: a person has to remove it in the vendor's dashboard.
 */
export type OutboxState = 'waiting' | 'unknown' | 'parked' | 'needsInput' | 'manual';

/** Instants are epoch milliseconds. */
export type Owed = RemoteKey & {
  readonly id: number;
  readonly seq: number;
  readonly state: OutboxState;
  /** What an unsettled request carried: null for a removal, undefined when there is none. */
  readonly sent: RemoteFields | null | undefined;
  readonly attempts: number;
  readonly nextAt: number | null;
  /** A code for what stands in the way, and the sentence about it. */
  readonly problem: string | null;
  readonly message: string | null;
  readonly createdAt: number;
};

export type OutboxRows = {
  /**
   * Owes a record. One that is owed keeps its turn and takes the newer seq; whatever parked it is tried anew, but an
   * unknown outcome stays unknown until it is settled.
   */
  readonly owe: (key: RemoteKey, seq: number, at: number, needsInput: string | null) => void;
  /**
   * Owes one remote list for every entry with a hold in force at one of the places, as fast as SQLite copies rows.
   * `needsInput`: what to say about those without a call reference.
   */
  readonly oweAll: (
    owed: { account: AccountId; scope: RemoteList; places: readonly Place[] },
    at: number,
    needsInput: string | null,
  ) => void;
  /**
   * Owes what is wanted on a remote list, was not seen there, and is neither owed nor in dispute, for a stretch of
   * numbers after `after`. Answers the last number looked at, or null when there are no more.
   */
  readonly oweMissing: (
    owed: { account: AccountId; scope: RemoteList; places: readonly Place[] },
    at: number,
    needsInput: string | null,
    after: number,
    limit: number,
  ) => number | null;
  readonly load: (key: RemoteKey) => Owed | undefined;
  readonly loadMany: (account: AccountId, scope: RemoteList, numbers: readonly PhoneNumber[]) => Map<PhoneNumber, Owed>;
  readonly listOfNumbers: (numbers: readonly PhoneNumber[]) => readonly Owed[];
  /** What can be tried now (waiting or unknown), oldest first, after an id. */
  readonly listReady: (account: AccountId, now: number, after: number, limit: number) => readonly Owed[];
  readonly listUnknown: (account: AccountId, scope: RemoteList, after: number, limit: number) => readonly Owed[];
  /** The earliest instant at which something that waits for its next try may be tried. */
  readonly nextTryAt: (account: AccountId, now: number) => number | null;
  /** Marks a request as sent with unknown outcome: to be committed before it is sent. */
  readonly markSent: (id: number, seq: number, sent: RemoteFields | null) => void;
  readonly setState: (
    id: number,
    state: OutboxState,
    about?: { problem?: string | null; message?: string | null; nextAt?: number | null },
  ) => void;
  /** Lets everything be tried at once that waits for its next try. */
  readonly hurry: (account: AccountId) => void;
  readonly remove: (id: number) => void;
  readonly counts: (account: AccountId) => Readonly<Record<OutboxState, number>>;
  readonly countReady: (account: AccountId, now: number) => number;
  readonly removeOf: (account: AccountId, scope: RemoteList | null) => void;
};

type OutboxRow = Omit<Owed, 'sent'> & { readonly sent: string | null };

const columns = `o.id, o.account_id AS account, o.scope, o.number, o.seq, o.state, o.sent, o.attempts,
  o.next_at AS nextAt, o.problem, o.message, o.created_at AS createdAt`;

function toOwed(row: OutboxRow): Owed {
  return { ...row, sent: row.sent === null ? undefined : row.sent === 'null' ? null : toFields(row.sent) };
}

export function createOutboxRows(db: WritableDb): OutboxRows {
  const owe = db.prepare(
    `INSERT INTO outbox (account_id, scope, number, seq, state, problem, message, created_at)
     VALUES (@account, @scope, @number, @seq, @state, @problem, @message, @at)
     ON CONFLICT (account_id, scope, number) DO UPDATE SET seq = @seq, attempts = 0, next_at = NULL,
       state = iif(state = 'unknown', state, @state), problem = iif(state = 'unknown', problem, @problem),
       message = iif(state = 'unknown', message, @message)`,
  );
  const oweAll = db.prepare(
    `INSERT INTO outbox (account_id, scope, number, seq, state, problem, message, created_at)
     SELECT @account, @scope, e.number, e.seq,
       iif(@message IS NOT NULL AND e.call_batch_id IS NULL, 'needsInput', 'waiting'),
       iif(@message IS NOT NULL AND e.call_batch_id IS NULL, 'callReference', NULL),
       iif(e.call_batch_id IS NULL, @message, NULL), @at
     FROM entry e
     WHERE e.removed_at IS NULL AND e.scope_id IN (
       SELECT scope_id FROM scope_hold
       WHERE place IN (SELECT value FROM json_each(@places)) AND (until IS NULL OR until > @at))
     ON CONFLICT (account_id, scope, number) DO UPDATE SET attempts = 0, next_at = NULL,
       state = iif(state = 'parked', 'waiting', state)`,
  );
  const stretchEnd = db
    .prepare<[number, number], number | null>(
      'SELECT max(number) FROM (SELECT number FROM entry WHERE number > ? ORDER BY number LIMIT ?)',
    )
    .pluck();
  const oweMissing = db.prepare(
    `INSERT INTO outbox (account_id, scope, number, seq, state, problem, message, created_at)
     SELECT @account, @scope, e.number, e.seq,
       iif(@message IS NOT NULL AND e.call_batch_id IS NULL, 'needsInput', 'waiting'),
       iif(@message IS NOT NULL AND e.call_batch_id IS NULL, 'callReference', NULL),
       iif(e.call_batch_id IS NULL, @message, NULL), @at
     FROM entry e
     WHERE e.number > @after AND e.number <= @last AND e.removed_at IS NULL AND e.scope_id IN (
       SELECT scope_id FROM scope_hold
       WHERE place IN (SELECT value FROM json_each(@places)) AND (until IS NULL OR until > @at))
       AND NOT EXISTS (SELECT 1 FROM remote r
         WHERE r.account_id = @account AND r.scope = @scope AND r.number = e.number AND r.seen IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM conflict c
         WHERE c.number = e.number AND c.account_id = @account AND c.scope = @scope AND c.resolved_at IS NULL)
     ON CONFLICT (account_id, scope, number) DO NOTHING`,
  );
  const one = db.prepare<[number, string, number], OutboxRow>(
    `SELECT ${columns} FROM outbox o WHERE account_id = ? AND scope = ? AND number = ?`,
  );
  const many = db.prepare<[string, number, string], OutboxRow>(
    `SELECT ${columns} FROM json_each(?) n CROSS JOIN outbox o
     ON o.account_id = ? AND o.scope = ? AND o.number = n.value`,
  );
  const ofNumbers = db.prepare<[string], OutboxRow>(
    `SELECT ${columns} FROM json_each(?) n CROSS JOIN outbox o ON o.number = n.value`,
  );
  const ready = db.prepare<[number, number, number, number], OutboxRow>(
    `SELECT ${columns} FROM outbox o
     WHERE account_id = ? AND state IN ('waiting', 'unknown') AND id > ? AND (next_at IS NULL OR next_at <= ?)
     ORDER BY id LIMIT ?`,
  );
  const unknown = db.prepare<[number, string, number, number], OutboxRow>(
    `SELECT ${columns} FROM outbox o WHERE account_id = ? AND state = 'unknown' AND scope = ? AND id > ?
     ORDER BY id LIMIT ?`,
  );
  const nextTryAt = db
    .prepare<[number, number], number | null>(
      `SELECT min(next_at) FROM outbox WHERE account_id = ? AND state IN ('waiting', 'unknown') AND next_at > ?`,
    )
    .pluck();
  const markSent = db.prepare<[number, string, number]>(
    `UPDATE outbox SET state = 'unknown', sent_seq = ?, sent = ?, attempts = attempts + 1, next_at = NULL,
       problem = NULL, message = NULL WHERE id = ?`,
  );
  const setState = db.prepare(
    `UPDATE outbox SET state = @state, problem = @problem, message = @message, next_at = @nextAt,
       sent = iif(@state = 'unknown', sent, NULL), sent_seq = iif(@state = 'unknown', sent_seq, NULL) WHERE id = @id`,
  );
  const hurry = db.prepare<[number]>('UPDATE outbox SET next_at = NULL WHERE account_id = ? AND next_at IS NOT NULL');
  const remove = db.prepare<[number]>('DELETE FROM outbox WHERE id = ?');
  const counts = db.prepare<[number], { state: OutboxState; n: number }>(
    'SELECT state, count(*) AS n FROM outbox WHERE account_id = ? GROUP BY state',
  );
  const countReady = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM outbox
       WHERE account_id = ? AND state IN ('waiting', 'unknown') AND (next_at IS NULL OR next_at <= ?)`,
    )
    .pluck();
  const removeOf = db.prepare<{ account: number; scope: string | null }>(
    'DELETE FROM outbox WHERE account_id = @account AND (@scope IS NULL OR scope = @scope)',
  );
  return {
    owe(key, seq, at, needsInput) {
      const state = needsInput === null ? 'waiting' : 'needsInput';
      const problem = needsInput === null ? null : 'callReference';
      owe.run({ ...key, seq, at, state, problem, message: needsInput });
    },
    oweAll({ account, scope, places }, at, needsInput) {
      const ids = places.map((place) => (place === 'everywhere' ? 0 : place));
      oweAll.run({ account, scope, places: JSON.stringify(ids), at, message: needsInput });
    },
    oweMissing({ account, scope, places }, at, needsInput, after, limit) {
      const last = stretchEnd.get(after, limit) ?? null;
      if (last === null) return null;
      const ids = places.map((place) => (place === 'everywhere' ? 0 : place));
      oweMissing.run({ account, scope, places: JSON.stringify(ids), at, message: needsInput, after, last });
      return last;
    },
    load({ account, scope, number }) {
      const row = one.get(account, scope, number);
      return row === undefined ? undefined : toOwed(row);
    },
    loadMany: (account, scope, numbers) =>
      new Map(many.all(JSON.stringify(numbers), account, scope).map((row) => [row.number, toOwed(row)])),
    listOfNumbers: (numbers) => ofNumbers.all(JSON.stringify(numbers)).map(toOwed),
    listReady: (account, now, after, limit) => ready.all(account, after, now, limit).map(toOwed),
    listUnknown: (account, scope, after, limit) => unknown.all(account, scope, after, limit).map(toOwed),
    nextTryAt: (account, now) => nextTryAt.get(account, now) ?? null,
    markSent: (id, seq, sent) => void markSent.run(seq, toFieldsText(sent) ?? 'null', id),
    setState(id, state, { problem = null, message = null, nextAt = null } = {}) {
      setState.run({ id, state, problem, message, nextAt });
    },
    hurry: (account) => void hurry.run(account),
    remove: (id) => void remove.run(id),
    counts(account) {
      const byState = { waiting: 0, unknown: 0, parked: 0, needsInput: 0, manual: 0 };
      for (const { state, n } of counts.all(account)) byState[state] = n;
      return byState;
    },
    countReady: (account, now) => countReady.get(account, now) ?? 0,
    removeOf: (account, scope) => void removeOf.run({ account, scope }),
  };
}
