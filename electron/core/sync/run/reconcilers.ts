/**
 * Makes the reconcilers of the runs of one desk, and of single looks outside of runs, each with the account as it is at
 * that moment.
 */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import { createReconciler, type ListSide, type Reconciler, type ReconcilerOptions } from '../record/reconcile.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { emptyTally } from './runEnding.ts';

export type ReconcilerParts = {
  readonly store: SyncStore;
  readonly list: ListSide;
  readonly now: () => Instant;
};

/** `run: null`: a single look outside of runs. */
export type RunNumber = { readonly run: number | null; readonly tally: RunTally };

export type Reconciling = {
  /** The account as it is now. */
  readonly view: () => AccountView;
  readonly reconciler: Reconciler;
};

/** What a run has learned so far: whether it has read the account's agents, and what is there of the lists that it reads. */
export type RunKnowledge = {
  readonly areAgentsKnown: () => boolean;
  readonly reading: ReadonlyMap<RemoteList, { readonly add: (number: PhoneNumber) => void }>;
};

/**
 * Merges what a run's requests show.
 * @throws when the account was removed meanwhile
 */
export function reconcileRun(
  { store, list, now }: ReconcilerParts,
  id: AccountId,
  { run, tally }: RunNumber,
  { areAgentsKnown, reading }: RunKnowledge,
): Reconciling {
  let known: { readonly view: AccountView; readonly revision: number } | undefined;
  // Targets change rarely, but every record needs them.
  const view = () => {
    const revision = store.targets.revision();
    if (known?.revision !== revision) known = { view: loadView(store, id), revision };
    return known.view;
  };
  const noteShown: ReconcilerOptions['noteShown'] = (scope, numbers) => {
    for (const number of numbers) reading.get(scope)?.add(number);
  };
  return { view, reconciler: createReconciler({ store, list, view, now, areAgentsKnown, run, tally, noteShown }) };
}

/**
 * Merges what was seen outside of the vendor's runs.
 * @throws when the account was removed meanwhile
 */
export function reconcileAside(
  { store, list, now }: ReconcilerParts,
  id: AccountId,
  { run, tally }: RunNumber = { run: null, tally: emptyTally() },
): Reconciling {
  const view = () => loadView(store, id);
  const options = { store, list, view, now, run, tally };
  return {
    view,
    reconciler: createReconciler({ ...options, areAgentsKnown: () => false, noteShown: () => undefined }),
  };
}

function loadView(store: SyncStore, account: AccountId): AccountView {
  const view = store.loadView(account);
  if (view === undefined) throw new Error(`Account ${account} went away while it was worked on`);
  return view;
}
