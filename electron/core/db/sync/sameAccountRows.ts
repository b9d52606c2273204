/**
 * Looks for another account of the same vendor that shows the same agents or records: then it is probably one account. And for
 * those that are not connected any more, and may be an account that is, connected again.
 */
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { ReadableDb } from '../handles.ts';
import { isOpenQuestion, sameQuestionTables } from './sameQuestionRows.ts';

/** The whole account of each, as a target; `later`: the one that was connected later. */
export type AccountPair = { readonly later: TargetId; readonly earlier: TargetId };

/** An account that was removed, beside one that is connected. Counts are of agents with their ids at the vendor. */
export type RemovedAccount = {
  readonly whole: TargetId;
  readonly vendor: string;
  readonly name: string;
  /** The name of the account that is connected. */
  readonly ownName: string;
  readonly isAtOneAddress: boolean;
  /** Whether the one was removed before the other was connected. */
  readonly isBefore: boolean;
  readonly agents: number;
  readonly ownAgents: number;
  readonly sharedAgents: number;
};

export type SameAccountRows = {
  readonly listConnected: () => readonly AccountId[];
  /** The removed accounts of the vendor, of which was never asked whether the connected account is them. */
  readonly listRemoved: (account: AccountId) => readonly RemovedAccount[];
  /**
   * The removed accounts among these, and those for which one of them or the connected account `own` stands: of all that was never
   * asked whether `own` is them.
   */
  readonly listStoodFor: (own: TargetId, found: readonly TargetId[]) => readonly TargetId[];
  /** Whether there is another account of the vendor of which nobody has said yet whether it is this one. */
  readonly hasSiblings: (account: AccountId) => boolean;
  /** The account that knows at least half of these agents, by their ids at the vendor. */
  readonly findByAgents: (account: AccountId, ids: readonly string[]) => AccountPair | undefined;
  /** The account whose list has at least half of these records: the same id for the same number. */
  readonly findByRecords: (
    account: AccountId,
    scope: string,
    records: readonly { readonly id: string; readonly number: number }[],
  ) => AccountPair | undefined;
};

/** Accounts `o` of the vendor of the account `@account`, of which was never asked whether they are one with it. */
const siblings = `account me JOIN account o ON o.vendor = me.vendor AND o.id <> me.id AND o.removed_at IS NULL
  JOIN target w ON w.account_id = me.id AND w.kind = 'account'
  JOIN target ow ON ow.account_id = o.id AND ow.kind = 'account'`;
const isNotAsked = `me.id = @account AND NOT EXISTS (SELECT 1 FROM same_question q
  WHERE (q.target_id = w.id AND q.other_id = ow.id) OR (q.target_id = ow.id AND q.other_id = w.id))`;
const pair = 'iif(me.id > o.id, w.id, ow.id) AS later, iif(me.id > o.id, ow.id, w.id) AS earlier';

type RemovedRow = Omit<RemovedAccount, 'isAtOneAddress' | 'isBefore'> & {
  readonly isAtOneAddress: 0 | 1;
  readonly isBefore: 0 | 1;
};

const agentsOf = (account: string) =>
  `SELECT count(*) FROM target t WHERE t.account_id = ${account} AND t.kind <> 'account' AND t.state IN ('active', 'inactive')`;
/** An account of another desk that nothing was told of has no address. */
const removedSiblings = `account me JOIN account o ON o.vendor = me.vendor AND o.removed_at IS NOT NULL AND o.base_url <> ''
  JOIN target w ON w.account_id = me.id AND w.kind = 'account'
  JOIN target ow ON ow.account_id = o.id AND ow.kind = 'account'`;

/** Prepares the statements. */
export function createSameAccountRows(db: ReadableDb): SameAccountRows {
  const removed = db.prepare<{ account: number }, RemovedRow>(
    `SELECT ow.id AS whole, o.vendor, o.name, me.name AS ownName, o.base_url = me.base_url AS isAtOneAddress,
       o.removed_at <= me.created_at AS isBefore, (${agentsOf('o.id')}) AS agents, (${agentsOf('me.id')}) AS ownAgents,
       (${agentsOf('me.id')} AND t.remote_id IN
         (SELECT x.remote_id FROM target x WHERE x.account_id = o.id AND x.kind <> 'account')) AS sharedAgents
     FROM ${removedSiblings} WHERE me.removed_at IS NULL AND ${isNotAsked} ORDER BY o.id`,
  );
  const stoodFor = db
    .prepare<{ own: number; found: string }, TargetId>(
      `WITH RECURSIVE near (id) AS (
         SELECT @own UNION SELECT value FROM json_each(@found)
         UNION SELECT t.id FROM ${sameQuestionTables} JOIN near ON near.id IN (q.target_id, q.other_id)
           JOIN target t ON t.id = iif(q.target_id = near.id, q.other_id, q.target_id) AND t.kind = 'account'
           JOIN account a ON a.id = t.account_id AND a.removed_at IS NOT NULL
         WHERE q.answer IS NOT 'another' OR ${isOpenQuestion})
       SELECT id FROM near WHERE id <> @own AND NOT EXISTS (SELECT 1 FROM same_question q
         WHERE (q.target_id = near.id AND q.other_id = @own) OR (q.target_id = @own AND q.other_id = near.id)) ORDER BY id`,
    )
    .pluck();
  const has = db.prepare<{ account: number }, number>(`SELECT 1 FROM ${siblings} WHERE ${isNotAsked} LIMIT 1`).pluck();
  const byAgents = db.prepare<{ account: number; ids: string; size: number }, AccountPair>(
    `SELECT ${pair} FROM ${siblings} WHERE ${isNotAsked} AND @size > 0 AND @size <= 2 * (
       SELECT count(*) FROM target t WHERE t.account_id = o.id AND t.kind <> 'account'
         AND t.state IN ('active', 'inactive') AND t.remote_id IN (SELECT value FROM json_each(@ids)))
     ORDER BY o.id LIMIT 1`,
  );
  const byRecords = db.prepare<{ account: number; scope: string; records: string; size: number }, AccountPair>(
    `SELECT ${pair} FROM ${siblings} WHERE ${isNotAsked} AND @size > 0 AND @size <= 2 * (
       SELECT count(*) FROM json_each(@records) j CROSS JOIN remote r
         ON r.account_id = o.id AND r.scope = @scope AND r.remote_id = j.value ->> 0 AND r.number = j.value ->> 1
         AND r.seen IS NOT NULL)
     ORDER BY o.id LIMIT 1`,
  );
  const connected = db.prepare<[], AccountId>('SELECT id FROM account WHERE removed_at IS NULL ORDER BY id').pluck();
  return {
    listConnected: () => connected.all(),
    listRemoved: (account) =>
      removed.all({ account }).map(({ isAtOneAddress, isBefore, ...row }) => ({
        ...row,
        isAtOneAddress: isAtOneAddress === 1,
        isBefore: isBefore === 1,
      })),
    listStoodFor: (own, found) => stoodFor.all({ own, found: JSON.stringify(found) }),
    hasSiblings: (account) => has.get({ account }) !== undefined,
    findByAgents: (account, ids) => byAgents.get({ account, ids: JSON.stringify(ids), size: ids.length }),
    findByRecords(account, scope, records) {
      const texts = JSON.stringify(records.map(({ id, number }) => [id, number]));
      return byRecords.get({ account, scope, records: texts, size: records.length });
    },
  };
}
