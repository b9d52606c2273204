/** Finds the numbers whose record at a vendor may not be what is wanted there, without anything being owed for it. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { WritableDb } from '../handles.ts';

export type UnverifiedRows = {
  /**
   * Numbers after this one, ascending, whose record may be one that cannot be verified. While the account has an agent that its
   * vendor does not list any more, that may be any record which names agents.
   */
  readonly list: (account: AccountId, after: number, limit: number) => readonly PhoneNumber[];
};

/** Prepares the statements over an open database. */
export function createUnverifiedRows(db: WritableDb): UnverifiedRows {
  const isAgentGone = db
    .prepare<[number], number>("SELECT EXISTS (SELECT 1 FROM target WHERE account_id = ? AND state = 'gone')")
    .pluck();
  const naming = db
    .prepare<[number, number, number], PhoneNumber>(
      `SELECT DISTINCT number FROM remote WHERE account_id = ? AND number > ? AND instr(seen, '"agents":[') > 0
       ORDER BY number LIMIT ?`,
    )
    .pluck();
  return {
    list: (account, after, limit) => (isAgentGone.get(account) === 1 ? naming.all(account, after, limit) : []),
  };
}
