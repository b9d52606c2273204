/**
 * The outbox: what is still owed to vendors, one row per remote record, oldest first. A row says that the record has to
 * be brought in step, not how: the planner decides that from the facts when the row's turn comes. Rows are written in
 * the transaction of the change that owes them.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { OutboxState } from '../../../../shared/domain/vendor/outboxTable.ts';
import type { RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import { createOutboxWrites, type OutboxWrites } from './outboxWrites.ts';
import { type RemoteKey, toFields } from './remoteRows.ts';

/** Instants are epoch milliseconds. */
export type Owed = RemoteKey & {
  readonly id: number;
  readonly seq: number;
  readonly state: OutboxState;
  /** What an unsettled request carried: null for a removal, undefined when there is none. */
  readonly sent: RemoteFields | null | undefined;
  readonly attempts: number;
  readonly nextAt: number | null;
  /** A code for the obstacle, and the sentence about it. */
  readonly problem: string | null;
  readonly message: string | null;
  readonly createdAt: number;
};

export type OutboxRows = OutboxWrites & {
  readonly load: (key: RemoteKey) => Owed | undefined;
  readonly loadMany: (account: AccountId, scope: RemoteList, numbers: readonly PhoneNumber[]) => Map<PhoneNumber, Owed>;
  readonly listOfNumbers: (numbers: readonly PhoneNumber[]) => readonly Owed[];
  /** Rows that can be tried now (waiting or unknown) after an id, oldest first. */
  readonly listReady: (account: AccountId, now: number, after: number, limit: number) => readonly Owed[];
  readonly listUnknown: (account: AccountId, scope: RemoteList, after: number, limit: number) => readonly Owed[];
  /** The earliest instant of a next try among the rows that wait for one. */
  readonly nextTryAt: (account: AccountId, now: number) => number | null;
  /** The id of the row that came to be owed last, to any account; later rows have larger ids. 0: nothing ever was. */
  readonly newestId: () => number;
  readonly counts: (account: AccountId) => Readonly<Record<OutboxState, number>>;
  readonly countReady: (account: AccountId, now: number) => number;
};

type OutboxRow = Omit<Owed, 'sent'> & { readonly sent: string | null };

const columns = `o.id, o.account_id AS account, o.scope, o.number, o.seq, o.state, o.sent, o.attempts,
  o.next_at AS nextAt, o.problem, o.message, o.created_at AS createdAt`;

function toOwed(row: OutboxRow): Owed {
  return { ...row, sent: row.sent === null ? undefined : row.sent === 'null' ? null : toFields(row.sent) };
}

/** Prepares the statements of the outbox of an open database. */
export function createOutboxRows(db: WritableDb): OutboxRows {
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
  const newestId = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'").pluck();
  const counts = db.prepare<[number], { state: OutboxState; n: number }>(
    'SELECT state, count(*) AS n FROM outbox WHERE account_id = ? GROUP BY state',
  );
  const countReady = db
    .prepare<[number, number], number>(
      `SELECT count(*) FROM outbox
       WHERE account_id = ? AND state IN ('waiting', 'unknown') AND (next_at IS NULL OR next_at <= ?)`,
    )
    .pluck();
  return {
    ...createOutboxWrites(db),
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
    newestId: () => newestId.get() ?? 0,
    counts(account) {
      const byState = { waiting: 0, unknown: 0, parked: 0, needsInput: 0, manual: 0 };
      for (const { state, n } of counts.all(account)) byState[state] = n;
      return byState;
    },
    countReady: (account, now) => countReady.get(account, now) ?? 0,
  };
}
