/** How a run of one account ends: what it leaves in the database, and what its caller is told. */
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { RunOutcome, RunTally, RunTrigger, Suspicion } from '../../db/sync/syncRunRows.ts';
import type { Clock } from '../../ports.ts';
import type { Halt } from '../vendor/turnstile.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { runEndingWords as say } from '../../../../shared/words/core/sync/run.ts';

export type Ending = {
  readonly outcome: RunOutcome;
  readonly error: string | null;
  readonly suspicion: Suspicion | null;
  /** Whether the vendor's list was read to its end, so that it counts. */
  readonly wasRead: boolean;
  /** How many records that were read have a number that no numbering plan has. */
  readonly inNoPlan?: number;
  /** When (epoch ms) the reading began, if an earlier run did: what was read first is as old as that. */
  readonly wentOnFrom?: number | undefined;
};

/**
 * After a run that could not reach the vendor, scheduled runs wait a minute, and twice as long after each further
 * failure.
 */
const firstBackOffMs = 60_000;
const longestBackOffMs = 30 * 60_000;

/** Saves what the run leaves behind: its row, and the account's scan time and back-off. */
export function closeRun(
  { store, clock, random }: { store: SyncStore; clock: Clock; random: () => number },
  account: Account,
  { run, trigger, halt }: { run: number; trigger: RunTrigger; halt: Halt | null },
  { wasRead, inNoPlan = 0, wentOnFrom = clock.now(), ...ending }: Ending,
): void {
  const isOffline = halt?.kind === 'offline';
  const failures = isOffline ? account.failures + 1 : ending.outcome === 'done' ? 0 : account.failures;
  const backOffMsNow = Math.min(longestBackOffMs, firstBackOffMs * 2 ** account.failures);
  const backOffUntil = isOffline ? clock.now() + Math.round(backOffMsNow * (0.75 + random() / 4)) : null;
  store.inTransaction(() => {
    // A newer reading of the list replaces all earlier ones.
    if (wasRead || ending.suspicion !== null) store.runs.clearSuspicion(account.id);
    store.runs.end(run, { at: clock.now(), scanComplete: wasRead, ...ending });
    if (wasRead) store.accounts.saveScanned(account.id, wentOnFrom, inNoPlan);
    // A file tells nothing about whether the vendor can be reached.
    if (trigger !== 'scanFile') store.accounts.saveFailures(account.id, failures, backOffUntil, clock.now());
  });
}

/** The run as its caller is told of it, with what the account still owes. */
export function toSyncResult(store: SyncStore, account: Account, tally: RunTally, ending: Ending): SyncResult {
  const counts = store.outbox.counts(account.id);
  return {
    account: account.name,
    scanned: tally.scanned,
    writes: tally.writes,
    added: tally.added,
    changed: tally.changed,
    removed: tally.removed,
    conflicts: store.conflicts.countOpen(account.id),
    waiting: counts.waiting + counts.unknown + counts.needsInput + counts.manual,
    parked: counts.parked,
    outcome: ending.outcome,
    error: ending.error,
    wentOnFrom: ending.wentOnFrom === undefined ? null : toInstant(ending.wentOnFrom),
  };
}

/** The end of a run that did not read the list. */
export function failed(error: string): Ending {
  return { outcome: 'failed', error, suspicion: null, wasRead: false };
}

/** A run that did not begin, because another desk tells the vendor. */
export function notRun(why: string): Ending {
  return { outcome: 'cancelled', error: why, suspicion: null, wasRead: false };
}

/** The figures of a run that has done nothing yet. */
export function emptyTally(): RunTally {
  return { scanned: 0, writes: 0, added: 0, changed: 0, removed: 0, conflicts: 0, retries: 0, unreadable: 0 };
}

/** Says that records could not be read; null when all could. */
export function describeUnreadable(name: string, count: number): string | null {
  if (count === 0) return null;
  return say.ofCouldNotBeRead(count, name);
}
