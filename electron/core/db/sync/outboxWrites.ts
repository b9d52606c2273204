/**
 * The one place where a row of the outbox changes its state. Callers say what happened; the table
 * (shared/domain/vendor/outboxTable.ts) says which state follows, and the SQL here is made from it.
 */
import {
  nextState,
  type OutboxEvent,
  type OutboxState,
  outboxStates,
  type RowState,
} from '../../../../shared/domain/vendor/outboxTable.ts';
import type { RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, Place, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import { type RemoteKey, toFieldsText } from './remoteRows.ts';
import { outboxWritesWords as say } from '../../../../shared/words/core/database.ts';

/**
 * A code for the obstacle, the sentence about it, and the next try (epoch ms); fields that are left out are cleared.
 */
export type Standing = {
  readonly problem?: string | null;
  readonly message?: string | null;
  readonly nextAt?: number | null;
};

/**
 * Many records of one remote list: those of every entry with a hold in force at one of the places that excepts none of the
 * targets `but`. `excepting`: only those with a hold there that excepts one of these.
 */
export type Covering = {
  readonly account: AccountId;
  readonly scope: RemoteList;
  readonly places: readonly Place[];
  readonly but: readonly TargetId[];
  readonly excepting?: readonly TargetId[] | undefined;
};

/** What is owed, since when (epoch ms), and what to say about a missing call reference; null where none is missing. */
export type Owing = { readonly seq: number; readonly at: number; readonly missingCall: string | null };

/** A row as another desk has it. `at`: epoch ms. */
export type FollowedRow = {
  readonly state: OutboxState;
  readonly seq: number;
  readonly sent: RemoteFields | null | undefined;
  readonly attempts: number;
  readonly problem: string | null;
  readonly message: string | null;
  readonly at: number;
};

export type OutboxWrites = {
  /**
   * Owes a record. A record that is already owed keeps its turn and takes the newer seq. If it was parked, it is tried
   * again; an unknown outcome stays unknown until it is settled.
   */
  readonly owe: (key: RemoteKey, owing: Owing) => void;
  /** Owes one remote list for every entry that covers it, as fast as SQLite copies rows. */
  readonly oweAll: (covering: Covering, owing: Omit<Owing, 'seq'>) => void;
  /**
   * Owes what is wanted on a remote list, was not seen there, and is neither owed nor in dispute, for `limit` entries
   * after the number `after`. Answers the last number looked at, or null when there are no more.
   */
  readonly oweMissing: (
    covering: Covering,
    owing: Omit<Owing, 'seq'>,
    stretch: { readonly after: number; readonly limit: number },
  ) => number | null;
  /**
   * Marks a request as sent with unknown outcome. Commit this before the request is sent. `sent: null` is a removal.
   * @throws if such a row can't be sent (a bug).
   */
  readonly markSent: (id: number, seq: number, sent: RemoteFields | null) => void;
  /**
   * Says what happened to a row. A row that was removed meanwhile stays away.
   * @throws if it cannot happen to a row in its state (a bug).
   */
  readonly note: (id: number, event: OutboxEvent, standing?: Standing) => void;
  /** Has the row as the desk has it that leads the account, whatever it was here. `sent`: undefined where every outcome is known. */
  readonly follow: (key: RemoteKey, row: FollowedRow) => void;
  /** Makes every row that waits for its next try due at once. */
  readonly hurry: (account: AccountId) => void;
  /** Tries again what was parked because the token was not allowed to write it. */
  readonly retryForbidden: (account: AccountId) => void;
  /** Drops what is owed to one remote list of the account, or to all of them. */
  readonly removeOf: (account: AccountId, scope: RemoteList | null) => void;
};

/** The SQL expression for the state of an existing row after an event. */
function afterInSql(event: OutboxEvent): string {
  return `CASE outbox.state ${outboxStates.map((state) => say.whenThen(state, nextState(state, event))).join(' ')} END`;
}

/** The rows that many entries owe at once: `@message` is the sentence for those without a call reference. */
function coveringRows(events: { readonly whole: OutboxEvent; readonly lacking: OutboxEvent }): string {
  const lacks = '@message IS NOT NULL AND e.call_batch_id IS NULL';
  return `INSERT INTO outbox (account_id, scope, number, seq, state, problem, message, created_at)
     SELECT @account, @scope, e.number, e.seq,
       iif(${lacks}, '${nextState('none', events.lacking)}', '${nextState('none', events.whole)}'),
       iif(${lacks}, 'callReference', NULL), iif(${lacks}, @message, NULL), @at
     FROM entry e
     WHERE e.removed_at IS NULL AND e.scope_id IN (
       SELECT h.scope_id FROM scope_hold h JOIN scope s ON s.id = h.scope_id
       WHERE h.place IN (SELECT value FROM json_each(@places)) AND (h.until IS NULL OR h.until > @at)
         AND EXISTS (SELECT 1 FROM json_each(s.holds) j
           WHERE j.value ->> 0 = h.place AND (j.value ->> 1 IS NULL OR j.value ->> 1 > @at)
             AND NOT EXISTS (SELECT 1 FROM json_each(j.value, '$[2]') WHERE value IN (SELECT value FROM json_each(@but)))
             AND (@excepting IS NULL OR EXISTS (SELECT 1 FROM json_each(j.value, '$[2]')
               WHERE value IN (SELECT value FROM json_each(@excepting))))))`;
}

/** Prepares the statements that write the outbox of an open database. */
export function createOutboxWrites(db: WritableDb): OutboxWrites {
  const oweOne = (event: OutboxEvent) =>
    db.prepare(
      `INSERT INTO outbox (account_id, scope, number, seq, state, problem, message, created_at)
       VALUES (@account, @scope, @number, @seq, '${nextState('none', event)}', @problem, @message, @at)
       ON CONFLICT (account_id, scope, number) DO UPDATE SET seq = @seq, attempts = 0, next_at = NULL,
         state = ${afterInSql(event)}, problem = iif(outbox.state = 'unknown', problem, @problem),
         message = iif(outbox.state = 'unknown', message, @message)`,
    );
  const owe = { whole: oweOne('owed'), lacking: oweOne('owedWithoutCall') };
  const oweAll = db.prepare(
    `${coveringRows({ whole: 'covered', lacking: 'coveredWithoutCall' })}
     ON CONFLICT (account_id, scope, number) DO UPDATE SET attempts = 0, next_at = NULL,
       state = iif(excluded.problem IS NULL, ${afterInSql('covered')}, ${afterInSql('coveredWithoutCall')})`,
  );
  const stretchEnd = db
    .prepare<[number, number], number | null>(
      'SELECT max(number) FROM (SELECT number FROM entry WHERE number > ? ORDER BY number LIMIT ?)',
    )
    .pluck();
  // An existing row stays as it is; the table says so for both events.
  const oweMissing = db.prepare(
    `${coveringRows({ whole: 'missed', lacking: 'missedWithoutCall' })}
       AND e.number > @after AND e.number <= @last
       AND NOT EXISTS (SELECT 1 FROM remote r
         WHERE r.account_id = @account AND r.scope = @scope AND r.number = e.number AND r.seen IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM conflict c
         WHERE c.number = e.number AND c.account_id = @account AND c.scope = @scope AND c.resolved_at IS NULL)
     ON CONFLICT (account_id, scope, number) DO NOTHING`,
  );
  const stateOf = db.prepare<[number], RowState>('SELECT state FROM outbox WHERE id = ?').pluck();
  const markSent = db.prepare<[string, number, string, number]>(
    `UPDATE outbox SET state = ?, sent_seq = ?, sent = ?, attempts = attempts + 1, next_at = NULL,
       problem = NULL, message = NULL WHERE id = ?`,
  );
  const save = db.prepare(
    `UPDATE outbox SET state = @state, problem = @problem, message = @message, next_at = @nextAt,
       sent = iif(@state = 'unknown', sent, NULL), sent_seq = iif(@state = 'unknown', sent_seq, NULL) WHERE id = @id`,
  );
  const follow = db.prepare(
    `INSERT INTO outbox (account_id, scope, number, seq, state, sent_seq, sent, attempts, problem, message, created_at)
     VALUES (@account, @scope, @number, @seq, @state, @seq, @sent, @attempts, @problem, @message, @at)
     ON CONFLICT (account_id, scope, number) DO UPDATE SET seq = @seq, state = @state, sent_seq = @seq, sent = @sent,
       attempts = @attempts, next_at = NULL, problem = @problem, message = @message`,
  );
  const hurry = db.prepare<[number]>('UPDATE outbox SET next_at = NULL WHERE account_id = ? AND next_at IS NOT NULL');
  const retryForbidden = db.prepare<[number]>(
    `UPDATE outbox SET state = ${afterInSql('retried')}, problem = NULL, message = NULL, next_at = NULL
     WHERE account_id = ? AND state = 'parked' AND problem = 'forbidden'`,
  );
  const remove = db.prepare<[number]>('DELETE FROM outbox WHERE id = ?');
  const removeOf = db.prepare<{ account: number; scope: string | null }>(
    'DELETE FROM outbox WHERE account_id = @account AND (@scope IS NULL OR scope = @scope)',
  );
  const next = (id: number, event: OutboxEvent): RowState => nextState(stateOf.get(id) ?? 'none', event);
  return {
    owe(key, { seq, at, missingCall }) {
      const problem = missingCall === null ? null : 'callReference';
      const statement = missingCall === null ? owe.whole : owe.lacking;
      statement.run({ ...key, seq, at, problem, message: missingCall });
    },
    oweAll(covering, { at, missingCall }) {
      oweAll.run({ ...toParameters(covering), at, message: missingCall });
    },
    oweMissing(covering, { at, missingCall }, { after, limit }) {
      const last = stretchEnd.get(after, limit) ?? null;
      if (last === null) return null;
      oweMissing.run({ ...toParameters(covering), at, message: missingCall, after, last });
      return last;
    },
    markSent: (id, seq, sent) => void markSent.run(next(id, 'sent'), seq, toFieldsText(sent) ?? 'null', id),
    note(id, event, { problem = null, message = null, nextAt = null } = {}) {
      const state = next(id, event);
      if (state === 'none') remove.run(id);
      else save.run({ id, state, problem, message, nextAt });
    },
    follow: (key, { sent, ...row }) =>
      void follow.run({ ...key, ...row, sent: sent === undefined ? null : (toFieldsText(sent) ?? 'null') }),
    hurry: (account) => void hurry.run(account),
    retryForbidden: (account) => void retryForbidden.run(account),
    removeOf: (account, scope) => void removeOf.run({ account, scope }),
  };
}

/** Lists as JSON; places as `scope_hold` has them. */
function toParameters({ account, scope, places, but, excepting }: Covering) {
  const ids = places.map((place) => (place === 'everywhere' ? 0 : place));
  return {
    account,
    scope,
    places: JSON.stringify(ids),
    but: JSON.stringify(but),
    excepting: excepting === undefined ? null : JSON.stringify(excepting),
  };
}
