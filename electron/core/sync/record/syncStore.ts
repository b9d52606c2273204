/**
 * The repositories of sync over one open database, and the accounts as projection and merge see them. The composition
 * root makes one; everything in this folder works on it.
 */
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import { type Account, type AccountRows, createAccountRows } from '../../db/sync/accountRows.ts';
import { type ConflictRows, createConflictRows } from '../../db/sync/conflictRows.ts';
import { createEntryRows, type EntryRows } from '../../db/entries/entryRows.ts';
import { inTransaction, type Transaction, type WritableDb } from '../../db/handles.ts';
import { createOutboxRows, type OutboxRows } from '../../db/sync/outboxRows.ts';
import { createReadingRows, type ReadingRows } from '../../db/sync/readingRows.ts';
import { createRemoteRows, type RemoteRows } from '../../db/sync/remoteRows.ts';
import { createSyncRunRows, type SyncRunRows } from '../../db/sync/syncRunRows.ts';
import { createSameAccountRows, type SameAccountRows } from '../../db/sync/sameAccountRows.ts';
import { createSameQuestionRows, type SameQuestionRows } from '../../db/sync/sameQuestionRows.ts';
import { createTargetRows, type TargetRows } from '../../db/sync/targetRows.ts';
import { createUnverifiedRows, type UnverifiedRows } from '../../db/sync/unverifiedRows.ts';
import type { VendorAdapter } from '../../vendors/adapter.ts';

export type FindAdapter = (vendor: string) => VendorAdapter | undefined;

export type SyncStore = {
  readonly db: WritableDb;
  readonly accounts: AccountRows;
  readonly targets: TargetRows;
  /** Whether an agent, or an account, is another one under a new id. */
  readonly sameQuestions: SameQuestionRows;
  readonly remotes: RemoteRows;
  /** Finds records that may be others than they look. */
  readonly unverified: UnverifiedRows;
  readonly readings: ReadingRows;
  readonly outbox: OutboxRows;
  readonly conflicts: ConflictRows;
  readonly runs: SyncRunRows;
  readonly entries: EntryRows;
  readonly findAdapter: FindAdapter;
  /** Finds accounts that are probably one. */
  readonly sameAccounts: SameAccountRows;
  /**
   * Every account that is worked with, with its targets. Left out are one whose vendor this version does not know, and one of
   * which it is asked whether it is another that is connected: its list would be worked on twice.
   */
  readonly loadViews: () => readonly AccountView[];
  /** The account, also one that is left out there for being asked about. */
  readonly loadView: (account: AccountId) => AccountView | undefined;
  /** Every target of every account, by id. */
  readonly loadTargets: () => ReadonlyMap<TargetId, Target>;
  /** Runs the work in one transaction. */
  readonly inTransaction: <T>(work: (open: Transaction) => T) => T;
};

/** The store over an open database. `findAdapter`: by the vendor's id. */
export function createSyncStore({ db, findAdapter }: { db: WritableDb; findAdapter: FindAdapter }): SyncStore {
  const accounts = createAccountRows(db);
  const targets = createTargetRows(db);
  const sameQuestions = createSameQuestionRows(db, targets.touch);

  function toView({ id, name, vendor, adopt, putsBack }: Account, own: readonly Target[]): AccountView | undefined {
    const capabilities = findAdapter(vendor)?.capabilities;
    return capabilities === undefined ? undefined : { id, name, adopt, putsBack, capabilities, targets: own };
  }

  return {
    db,
    accounts,
    targets,
    sameQuestions,
    sameAccounts: createSameAccountRows(db),
    remotes: createRemoteRows(db),
    unverified: createUnverifiedRows(db),
    readings: createReadingRows(db),
    outbox: createOutboxRows(db),
    conflicts: createConflictRows(db),
    runs: createSyncRunRows(db),
    entries: createEntryRows(db),
    findAdapter,
    loadViews() {
      const all = accounts.list();
      if (all.length === 0) return [];
      const held = sameQuestions.listHeld();
      const byAccount = Map.groupBy(targets.list(), ({ accountId }) => accountId);
      return all.flatMap((account) =>
        held.has(account.id) ? [] : (toView(account, byAccount.get(account.id) ?? []) ?? []),
      );
    },
    loadView(id) {
      const account = accounts.load(id);
      return account === undefined ? undefined : toView(account, targets.listOf(id));
    },
    loadTargets: () => new Map(targets.list().map((target) => [target.id, target])),
    inTransaction: (work) => inTransaction(db, work),
  };
}
