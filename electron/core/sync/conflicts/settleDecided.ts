/** What a decision changes about its record. */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { afterDecision } from '../../../../shared/domain/vendor/echo.ts';
import { missingCall, oursOf } from '../../../../shared/domain/vendor/ours.ts';
import { toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import { callOf, toNamed } from '../record/knownRecords.ts';
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
    // The decision is a person's act about the record that is there now.
    const isWanted = oursOf(entry, account, conflict.scope, toInstant(at)).kind === 'wanted';
    const remoteId = base === null ? null : facts.remoteId;
    const named = isWanted ? null : toNamed(facts);
    store.remotes.save({ ...facts, base, baseAt: at, remoteId, named, echo: afterDecision(facts.echo) });
  }
  const isAdd = entry?.removed === null && facts?.seen == null;
  const missing = isAdd ? missingCall(account, entry.callReference ?? callOf(facts?.records ?? [])) : null;
  store.outbox.owe(key, { seq: entry?.seq ?? 0, at, missingCall: missing });
}
