/** Looks for another account of the same vendor that shows the same agents or records: then it is probably one account. */
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { ReadableDb } from '../handles.ts';

/** The whole account of each, as a target; `later`: the one that was connected later. */
export type AccountPair = { readonly later: TargetId; readonly earlier: TargetId };

export type SameAccountRows = {
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

/** Prepares the statements. */
export function createSameAccountRows(db: ReadableDb): SameAccountRows {
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
  return {
    hasSiblings: (account) => has.get({ account }) !== undefined,
    findByAgents: (account, ids) => byAgents.get({ account, ids: JSON.stringify(ids), size: ids.length }),
    findByRecords(account, scope, records) {
      const texts = JSON.stringify(records.map(({ id, number }) => [id, number]));
      return byRecords.get({ account, scope, records: texts, size: records.length });
    },
  };
}
