/**
 * Notices that two accounts are one: their agents or their records have the same ids. A person is asked, and until the answer the
 * one that was connected later is not worked with: the other one's list is the same, and stands for it.
 */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { AccountPair } from '../../db/sync/sameAccountRows.ts';
import type { FoundBy } from '../../db/sync/sameQuestionRows.ts';
import type { Clock } from '../../ports.ts';
import type { VendorConnection, VendorFailure } from '../../vendors/adapter.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { sameAccountWords as say } from '../../../../shared/words/core/sync/vendor.ts';

type Watched = {
  readonly store: Pick<SyncStore, 'accounts' | 'sameAccounts' | 'sameQuestions'>;
  readonly account: AccountId;
  readonly clock: Pick<Clock, 'now'>;
};

/** Asks, unless it was asked before. */
export function askSameAccount(
  { store, clock }: Pick<Watched, 'store' | 'clock'>,
  pair: AccountPair | undefined,
  foundBy: FoundBy,
): void {
  if (pair === undefined) return;
  store.sameQuestions.ask({ target: pair.later, other: pair.earlier, foundBy, askedAt: clock.now() });
}

/** The sentence about an account that is not worked with until somebody has answered; null: it is. */
export function describeHeld({ store, account }: Pick<Watched, 'store' | 'account'>): string | null {
  if (!store.sameQuestions.listHeld().has(account)) return null;
  const name = store.accounts.load(account)?.name ?? '';
  return say.seemsToBeAnAccount(name);
}

/**
 * The connection, which looks at what lists show: where this account turns out to be another one, it answers no further, and the
 * run ends.
 */
export function watchSameAccount(connection: VendorConnection, watched: Watched): VendorConnection {
  const { store, account } = watched;
  if (!store.sameAccounts.hasSiblings(account)) return connection;
  const stop = (): VendorFailure | undefined => {
    const message = describeHeld(watched);
    return message === null
      ? undefined
      : { ok: false, class: 'auth', effect: 'notDone', message, status: null, retryAt: null };
  };
  return {
    ...connection,
    async listTargets(signal) {
      const listed = await connection.listTargets(signal);
      if (listed.ok) {
        const ids = listed.value.map(({ remoteId }) => remoteId);
        askSameAccount(watched, store.sameAccounts.findByAgents(account, ids), 'agents');
      }
      return stop() ?? listed;
    },
    async scan(scope, cursor, signal, options) {
      const page = await connection.scan(scope, cursor, signal, options);
      if (page.ok) {
        const records = page.value.records.flatMap(({ remoteId, number }) =>
          remoteId === null ? [] : [{ id: remoteId, number }],
        );
        askSameAccount(watched, store.sameAccounts.findByRecords(account, scope, records), 'records');
      }
      return stop() ?? page;
    },
  };
}
