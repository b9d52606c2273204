/** What a decision changes about its record. */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { missingCall } from '../../../../shared/domain/vendor/ours.ts';
import { toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { SyncStore } from '../record/syncStore.ts';

/**
 * The vendor's side, as it was last seen, becomes what both agreed on, and the record gets its turn in the outbox.
 * `entry`: as decided; `at`: epoch ms. In the caller's transaction.
 */
export function settleDecided(
  store: SyncStore,
  conflict: Conflict,
  entry: Entry | undefined,
  account: AccountView,
  at: number,
): void {
  const key = { account: conflict.account, scope: conflict.scope, number: conflict.number };
  const facts = store.remotes.load(key);
  if (facts !== undefined) {
    const base = facts.seen === null ? null : toComparable(facts.seen, account);
    store.remotes.save({ ...facts, base, baseAt: at, remoteId: base === null ? null : facts.remoteId });
  }
  const isAdd = entry?.removed === null && facts?.seen == null;
  const missing = isAdd ? missingCall(account, entry.callReference) : null;
  store.outbox.owe(key, { seq: entry?.seq ?? 0, at, missingCall: missing });
}
