/** What leading an account asks of this desk's vendors' side; what composes the desk connects the two. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { SharedAccount, SharedRecord, ToldRecord } from '../../db/sync/sharedFacts.ts';
import type { RemoteKey } from '../../db/sync/remoteRows.ts';

export type VendorSide = {
  /** The accounts that are connected. */
  readonly list: () => readonly AccountId[];
  readonly nameOf: (account: AccountId) => string;
  /** Whether this desk can ask the account's vendor: its token is here, and the desk lacks nothing. */
  readonly mayLead: (account: AccountId) => Promise<boolean>;
  readonly tell: (account: AccountId) => Promise<SharedAccount | undefined>;
  /** Keeps what the leader tells of the account. In the caller's transaction. */
  readonly keepAccount: (account: AccountId, told: SharedAccount, at: Instant) => void;
  readonly load: (account: AccountId, keys: readonly RemoteKey[]) => readonly SharedRecord[];
  /** Keeps what the leader tells of records, and works out what is owed after it. In the caller's transaction. */
  readonly keep: (account: AccountId, told: readonly ToldRecord[], at: Instant) => void;
  readonly oweWanted: (account: AccountId, at: Instant) => Promise<void>;
  readonly settleWaiting: (account: AccountId, at: Instant) => boolean;
  /** Its list is begun anew: what was read of it is of a time when this desk led. In the caller's transaction. */
  readonly forgetReadings: (account: AccountId) => void;
  /** The account is led from here now: a run begins when one may. */
  readonly begin: (account: AccountId) => void;
  /** A person at another desk asks for a run. */
  readonly run: (account: AccountId) => void;
  /** The list is shared no more: an account of this desk's own is paused, another desk's is forgotten. In the caller's transaction. */
  readonly leave: (account: AccountId, isOwn: boolean) => void;
  /** Ends the account's runs; resolves when nothing is under way at the vendor any more. */
  readonly end: (account: AccountId) => Promise<void>;
};
