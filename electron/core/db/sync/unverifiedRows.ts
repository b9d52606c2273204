/** Finds and marks records at a vendor that may not be what is wanted there, without anything being owed for them. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { WritableDb } from '../handles.ts';

/** What is assumed of a record of which nothing can be read but its id. */
export const unread: readonly (keyof RemoteFields)[] = ['reason', 'until', 'agents'];
const unreadText = JSON.stringify(unread);

export type UnverifiedRows = {
  /**
   * Numbers after this one, ascending, whose record may be one that cannot be verified: the vendor has not shown until when or for
   * whom it blocks. While the account has an agent that its vendor does not list any more, that may be any record which names agents.
   */
  readonly list: (account: AccountId, after: number, limit: number) => readonly PhoneNumber[];
  /** How many of the account's records are there by their id alone. */
  readonly countUnread: (account: AccountId) => number;
  /** Marks records that were there, and of which nothing but the id can be read now. */
  readonly markUnread: (account: AccountId, list: RemoteList, numbers: readonly PhoneNumber[]) => void;
};

/** Prepares the statements over an open database. */
export function createUnverifiedRows(db: WritableDb): UnverifiedRows {
  const isAgentGone = db
    .prepare<[number], number>("SELECT EXISTS (SELECT 1 FROM target WHERE account_id = ? AND state = 'gone')")
    .pluck();
  const doubtful = `SELECT number FROM remote INDEXED BY remote_unshown WHERE account_id = @account AND number > @after
    AND assumed IS NOT NULL AND (instr(assumed, '"until"') > 0 OR instr(assumed, '"agents"') > 0)`;
  const naming = `SELECT number FROM remote WHERE account_id = @account AND number > @after AND instr(seen, '"agents":[') > 0`;
  const inOrder = (numbers: string) =>
    db
      .prepare<{ account: number; after: number; limit: number }, PhoneNumber>(
        `SELECT DISTINCT number FROM (${numbers}) ORDER BY number LIMIT @limit`,
      )
      .pluck();
  const [unshown, any] = [inOrder(doubtful), inOrder(`${doubtful} UNION ${naming}`)];
  const countUnread = db
    .prepare<[number, string], number>(
      'SELECT count(*) FROM remote INDEXED BY remote_unshown WHERE account_id = ? AND assumed IS NOT NULL AND assumed = ?',
    )
    .pluck();
  const markUnread = db.prepare<[string, number, string, number]>(
    'UPDATE remote SET assumed = ? WHERE account_id = ? AND scope = ? AND number = ? AND seen IS NOT NULL',
  );
  return {
    list: (account, after, limit) => (isAgentGone.get(account) === 1 ? any : unshown).all({ account, after, limit }),
    countUnread: (account) => countUnread.get(account, unreadText) ?? 0,
    markUnread(account, list, numbers) {
      for (const number of numbers) markUnread.run(unreadText, account, list, number);
    },
  };
}
