/** Finds and marks records at a vendor that may not be what is wanted there, without anything being owed for them. */
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
  /**
   * How many entries hold for an agent that the vendor does not list, by its name, where no record blocks for it; `agreed`: those of
   * them of which a record is agreed.
   */
  readonly countUnlisted: (account: AccountId) => { readonly all: number; readonly agreed: number };
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
  const countUnlisted = db.prepare<{ account: number }, { readonly all: number; readonly agreed: number }>(
    `SELECT count(*) AS "all", count(CASE WHEN EXISTS (SELECT 1 FROM remote r
         WHERE r.account_id = @account AND r.scope = '' AND r.number = e.number AND r.base IS NOT NULL) THEN 1 END) AS agreed
     FROM target t CROSS JOIN scope_hold h ON h.place = t.id CROSS JOIN entry e INDEXED BY entry_scope
       ON e.scope_id = h.scope_id AND e.scope_id <> 1 AND e.removed_at IS NULL
     WHERE t.account_id = @account AND t.state = 'gone' AND t.kind = 'agent' AND NOT EXISTS (SELECT 1 FROM remote r
       WHERE r.account_id = @account AND r.scope IN ('', t.remote_id) AND r.number = e.number AND r.seen IS NOT NULL
         AND (r.scope <> '' OR instr(r.seen, '"agents":null') > 0 OR instr(r.seen, json_quote(t.remote_id)) > 0))`,
  );
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
    countUnlisted: (account) => countUnlisted.get({ account }) ?? { all: 0, agreed: 0 },
    countUnread: (account) => countUnread.get(account, unreadText) ?? 0,
    markUnread(account, list, numbers) {
      for (const number of numbers) markUnread.run(unreadText, account, list, number);
    },
  };
}
