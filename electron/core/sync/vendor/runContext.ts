/** What the parts of one sync run share. Made by the engine for each run. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import type { Log } from '../../ports.ts';
import type { VendorConnection } from '../../vendors/adapter.ts';
import type { Reconciler } from '../record/reconcile.ts';
import type { Requests } from './requests.ts';
import type { PageSizing } from './pageSizing.ts';
import type { SyncStore } from '../record/syncStore.ts';
import type { OwnerOfRun } from './owner.ts';
import type { SeenNumbers } from './seenNumbers.ts';

/** Reports the progress of a run: what it does, how much is done, and out of how much, where that is known. */
export type RunProgress = (message: string, done: number, total: number | null) => void;

export type RunContext = OwnerOfRun & {
  readonly store: SyncStore;
  readonly connection: VendorConnection;
  readonly requests: Requests;
  readonly reconciler: Reconciler;
  /** The account as it is now. */
  readonly view: () => AccountView;
  /** With which of the account's tokens, addresses and settings the vendor is asked (accountRows.ts). */
  readonly access: number;
  readonly now: () => Instant;
  readonly tally: RunTally;
  readonly log: Log;
  readonly progress: RunProgress;
  /** Remote lists that were read to the end in this run. */
  readonly complete: Map<string, number>;
  /** Remote lists that are being read: each is told what else is known to be there since it began. */
  readonly reading: Map<string, Pick<SeenNumbers, 'add'>>;
  /** How many records pages are asked for. */
  readonly pages: PageSizing;
  /** Whether the heads of the lists were not looked at for a while (headLook.ts); asking notes that they are now. */
  readonly takeLook: () => boolean;
  /** Called before a write leaves, so that other desks hear of it first. Answers why it must not leave; null: it may. */
  readonly announce: () => Promise<string | null>;
  /** Whether this computer's clock can be believed about what is over (clockTrust.ts). */
  readonly clockAgrees: () => boolean;
};
