/** What the desk that leads a vendor account hands on to the others that share the list: of the account, and of each record there. */
import type { AccountRow } from '../../../../shared/contract/sync.ts';
import type { Target } from '../../../../shared/domain/entry/scope.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { OutboxState } from '../../../../shared/domain/vendor/outboxTable.ts';
import type { RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountSettings } from './accountRows.ts';
import type { Decided, Question } from './conflictRows.ts';
import type { RemoteFacts, RemoteKey } from './remoteRows.ts';
import type { SharedSame } from './sharedAccountRows.ts';

/** Instants are epoch milliseconds. */
export type SharedAccount = {
  readonly vendor: string;
  readonly settings: AccountSettings;
  readonly createdAt: number;
  readonly lastScanAt: number | null;
  readonly inNoPlan: number;
  /** The vendor wants no request before this. */
  readonly notBefore: number | null;
  readonly agents: readonly (Pick<Target, 'kind' | 'name' | 'state'> & { readonly id: string })[];
  /** Whether two agents are one: what is asked, or was answered. */
  readonly same: readonly SharedSame[];
  /**
   * Whether it is another account, which was known before, connected or not: what is asked, or was answered. A desk of before tells
   * nothing of it, or of removed ones alone.
   */
  readonly again?: readonly SharedSame[];
  /** Whether another account that appeared later is it. */
  readonly known?: readonly SharedSame[];
  /** What the leader's own page says of it. */
  readonly says: Pick<AccountRow, 'state' | 'sentence'>;
  /** A person has disconnected it. */
  readonly isRemoved: boolean;
};

/** The facts about one record without what only this desk's own readings mean. Instants are epoch milliseconds. */
export type SharedRecord = {
  readonly list: RemoteList;
  readonly number: PhoneNumber;
  readonly facts: Omit<RemoteFacts, keyof RemoteKey | 'missedScan'> | null;
  /** What became of a request, where that is more than that it waits; null: nothing. */
  readonly owed: {
    readonly state: Exclude<OutboxState, 'waiting'>;
    /** What a request of unknown outcome carried: null for a removal, undefined where there is none. */
    readonly sent: RemoteFields | null | undefined;
    readonly attempts: number;
    readonly problem: string | null;
    readonly message: string | null;
  } | null;
  /** The question that is open about it. */
  readonly question: Omit<Question, keyof RemoteKey | 'seq'> | null;
  /** How the newest question that is not open any more ended. */
  readonly decided: Pick<Decided, 'resolution' | 'by' | 'resolvedAt'> | null;
};

/** `isNewer`: the entry has changed here in a way that the leader did not know of when it told this. */
export type ToldRecord = SharedRecord & { readonly isNewer: boolean };
