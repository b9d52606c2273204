/** Finds and marks records at a vendor that may not be what is wanted there, without anything being owed for them. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { WritableDb } from '../handles.ts';
import type { AssumedField } from './remoteRows.ts';

/** What is assumed of a record of which nothing can be read but its id. */
const unread: readonly AssumedField[] = ['id', 'reason', 'until', 'agents'];
const unreadText = JSON.stringify(unread);

export type UnverifiedRows = {
  /**
   * How many agreed records, with nothing owed and nothing in dispute, are of a kind that cannot be verified: the vendor has not shown
   * until when or for whom they block.
   */
  readonly count: (account: AccountId) => number;
  /** The scopes of entries that are not removed and hold at `at` (epoch ms), and how many entries have each. */
  readonly listScopes: (
    at: number,
  ) => readonly { readonly id: number; readonly holds: string; readonly live: number }[];
  /**
   * Of the entries with these scopes: how many records on the list block for all of these agents (by the vendor's ids; none: whoever
   * the list is of), how many others are owed, and how many others are agreed with nothing owed and nothing in dispute. `at`: ISO.
   */
  readonly countThere: (of: {
    readonly account: AccountId;
    readonly list: RemoteList;
    readonly scopes: readonly number[];
    readonly agents: readonly string[];
    readonly at: Instant;
  }) => { readonly there: number; readonly owed: number; readonly agreed: number };
  /** How many of the account's records are there by their id alone. */
  readonly countUnread: (account: AccountId) => number;
  /** Marks records that were there, and of which nothing but the id can be read now. */
  readonly markUnread: (account: AccountId, list: RemoteList, numbers: readonly PhoneNumber[]) => void;
};

/** Prepares the statements over an open database. */
export function createUnverifiedRows(db: WritableDb): UnverifiedRows {
  const count = db
    .prepare<{ account: number }, number>(
      `SELECT count(*) FROM remote r INDEXED BY remote_unshown
       WHERE r.account_id = @account AND r.assumed IS NOT NULL AND r.base IS NOT NULL
         AND (instr(r.assumed, '"until"') > 0 OR instr(r.assumed, '"agents"') > 0)
         AND NOT EXISTS (SELECT 1 FROM outbox o
           WHERE o.account_id = r.account_id AND o.scope = r.scope AND o.number = r.number)
         AND NOT EXISTS (SELECT 1 FROM conflict c
           WHERE c.account_id = r.account_id AND c.scope = r.scope AND c.number = r.number AND c.resolved_at IS NULL)`,
    )
    .pluck();
  const scopes = db.prepare<[number], { readonly id: number; readonly holds: string; readonly live: number }>(
    'SELECT id, holds, live FROM scope WHERE live > 0 AND (ends_at IS NULL OR ends_at > ?) ORDER BY id',
  );
  const isOfScopes = 'e.removed_at IS NULL AND e.scope_id IN (SELECT value FROM json_each(@scopes))';
  const blocksAll = `CASE WHEN json_valid(r.seen) THEN
    (instr(r.seen, '"until":null') > 0 OR json_extract(r.seen, '$.until') > @at)
    AND (r.scope <> '' OR instr(r.seen, '"agents":null') > 0 OR NOT EXISTS (SELECT 1 FROM json_each(@agents) a
      WHERE a.value NOT IN (SELECT value FROM json_each(r.seen, '$.agents')))) ELSE 0 END`;
  const ofRecord = (table: string) =>
    `${table}.account_id = r.account_id AND ${table}.scope = r.scope AND ${table}.number = r.number`;
  type Counted = {
    readonly account: number;
    readonly list: string;
    readonly scopes: string;
    readonly agents: string;
    readonly at: string;
  };
  const there = db.prepare<Counted, { readonly there: number; readonly agreed: number }>(
    `SELECT count(CASE WHEN isThere THEN 1 END) AS there, count(CASE WHEN NOT isThere AND r.base IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE ${ofRecord('o')})
         AND NOT EXISTS (SELECT 1 FROM conflict c WHERE ${ofRecord('c')} AND c.resolved_at IS NULL) THEN 1 END) AS agreed
     FROM (SELECT r.*, ${blocksAll} AS isThere FROM remote r CROSS JOIN entry e ON e.number = r.number
       WHERE r.account_id = @account AND r.scope = @list AND ${isOfScopes}) r`,
  );
  const owed = db
    .prepare<Counted, number>(
      `SELECT count(*) FROM outbox o CROSS JOIN entry e ON e.number = o.number
       LEFT JOIN remote r ON ${ofRecord('o')}
       WHERE o.account_id = @account AND o.scope = @list AND ${isOfScopes} AND NOT ${blocksAll}`,
    )
    .pluck();
  const countUnread = db
    .prepare<[number, string], number>(
      'SELECT count(*) FROM remote INDEXED BY remote_unshown WHERE account_id = ? AND assumed IS NOT NULL AND assumed = ?',
    )
    .pluck();
  const markUnread = db.prepare<[string, number, string, number]>(
    'UPDATE remote SET assumed = ? WHERE account_id = ? AND scope = ? AND number = ? AND seen IS NOT NULL',
  );
  return {
    count: (account) => count.get({ account }) ?? 0,
    listScopes: (at) => scopes.all(at),
    countThere({ account, list, scopes: ids, agents, at }) {
      const of = { account, list, at, scopes: JSON.stringify(ids), agents: JSON.stringify(agents) };
      return { ...(there.get(of) ?? { there: 0, agreed: 0 }), owed: owed.get(of) ?? 0 };
    },
    countUnread: (account) => countUnread.get(account, unreadText) ?? 0,
    markUnread(account, list, numbers) {
      for (const number of numbers) markUnread.run(unreadText, account, list, number);
    },
  };
}
