/**
 * Whether the account's token belongs to the organisation whose records are known. That is in doubt from when the token, the
 * address or a setting was changed until something that was known is seen again; until then nothing is sent.
 */
import { isKnownAgent } from '../../../../shared/domain/vendor/targetPlan.ts';
import type { AccountView, RemoteList, RemoteRecord, RemoteTarget } from '../../../../shared/domain/vendor/remote.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { SyncStore } from '../record/syncStore.ts';

/** With fewer agreed numbers nothing could be told from their absence. */
const fewestNumbers = 6;

export type OwnerOfRun = {
  /** Whether the token belongs to the organisation that is known, or nothing is known to compare with. */
  readonly isOwnerKnown: () => boolean;
  readonly noteOwner: (isKnown: boolean) => void;
};

/** What is known of the owner of an account's token, and noted as soon as a run learns it. */
export function createOwner(store: SyncStore, view: () => AccountView, { access, provenAccess }: Account): OwnerOfRun {
  const { id, capabilities } = view();
  const isComparable =
    (capabilities.list === 'paged' || capabilities.listTargets) &&
    store.remotes.countAgreedNumbers(id) >= fewestNumbers;
  let isKnown = access === provenAccess || (!isComparable && provenAccess !== null);
  return {
    isOwnerKnown: () => isKnown,
    noteOwner(known) {
      isKnown = known;
      store.accounts.saveProven(id, known ? access : null);
    },
  };
}

/** Whether an agent that was known is among these. */
export function agentsProveOwner(account: AccountView, listed: readonly RemoteTarget[]): boolean {
  return listed.some((agent) => isKnownAgent(account, agent));
}

/**
 * Whether a record that both sides had agreed on is among these, by its number and, where it has one, its id. What a list of
 * strangers has shown, and was taken over with it, proves nothing.
 */
export function provesOwner(
  { store, view }: { readonly store: SyncStore; readonly view: () => AccountView },
  list: RemoteList,
  shown: readonly RemoteRecord[],
): boolean {
  const suspicious = store.runs.loadSuspicious(view().id);
  const strangersAt = suspicious?.suspicion?.isOfStrangers === true ? suspicious.startedAt : Infinity;
  const known = store.remotes.loadMany(
    view().id,
    list,
    shown.map(({ number }) => number),
  );
  return shown.some(({ number, remoteId }) => {
    const facts = known.get(number);
    if (facts === undefined || facts.base === null) return false;
    if (facts.records.some(({ firstSeenAt }) => (firstSeenAt ?? 0) >= strangersAt)) return false;
    return remoteId === null || facts.remoteId === null || remoteId === facts.remoteId;
  });
}
