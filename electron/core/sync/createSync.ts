/** The sync side of one desk, put together: engine, runner, schedule, and the services behind its calls. */
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { quietAt, type QuietHours, type QuietNow } from '../../../shared/domain/time/quietHours.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import type { Events } from '../desk/events.ts';
import type { Jobs } from '../desk/jobs.ts';
import type { Standing } from '../desk/standing.ts';
import type { VendorRecords } from '../list/commands/listDeps.ts';
import type { ListStore } from '../list/write/listStore.ts';
import { sweepExpired } from '../list/write/sweepExpired.ts';
import type { Ports } from '../ports.ts';
import type { VendorAdapter } from '../vendors/adapter.ts';
import { type AccountsParts, createAccounts } from './accounts/accounts.ts';
import { createConflicts } from './conflicts/conflicts.ts';
import { createEngine, type Engine } from './run/engine.ts';
import type { Outbox } from './record/outbox.ts';
import type { SyncServices } from './procedures.ts';
import { createSameQuestions } from './accounts/sameQuestions.ts';
import { createPreviewSync } from './accounts/nextSync.ts';
import { createRecordActions } from './accounts/recordActions.ts';
import type { ClockTrust } from './record/clockTrust.ts';
import { createPaces } from './vendor/turnstile.ts';
import { createRunner } from './run/runner.ts';
import { createRuns } from './run/runs.ts';
import { createScanFiles } from './run/scanFileJob.ts';
import { createScheduler, type Scheduler } from './run/scheduler.ts';
import { createStatus } from './accounts/status.ts';
import type { Lead } from './record/lead.ts';
import type { Records } from './record/records.ts';
import { askConnectedAgain } from './record/targets.ts';
import type { SyncStore } from './record/syncStore.ts';

export type SyncParts = {
  readonly store: SyncStore;
  readonly outbox: Outbox;
  readonly list: ListStore;
  readonly trust: ClockTrust;
  /** The result of `createRecords(store)`; the list shows the same records. */
  readonly records: VendorRecords & Pick<Records, 'planOwed'>;
  readonly adapters: readonly VendorAdapter[];
  /** Every target with the name of its account. */
  readonly targets: () => TargetIndex;
  readonly events: Events;
  readonly jobs: Jobs;
  readonly standing: Standing;
  /** Of the desks that share a list one asks each vendor. */
  readonly lead: Lead;
  readonly ports: Pick<Ports, 'clock' | 'random' | 'secrets' | 'dispatcher' | 'log' | 'tightenHeap'>;
  /** The person at the desk. */
  readonly author: () => string;
  /** Where the web host puts uploads. */
  readonly uploadsDir: string;
  /** The default country of numbers. */
  readonly region: () => Region | undefined;
  readonly quietHours: () => QuietHours | null;
  /** The desk's zone. */
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
  /** Makes a fresh backup before a long change, unless there is a recent one; answers why, if it could not be made. */
  readonly backUp: () => Promise<string | undefined>;
  /** Whether this desk may connect a vendor: of those that share a list one does. */
  readonly mayConnect: AccountsParts['mayConnect'];
  readonly timeoutMs?: number | undefined;
};

/** The services behind the calls of this side, and what runs by schedule. */
export type Sync = SyncServices & {
  readonly engine: Engine;
  readonly scheduler: Scheduler;
  /** The quiet hours that are on now; null outside them. */
  readonly quiet: () => QuietNow | null;
  /** Stops every run; the next run settles what was in flight. */
  readonly close: () => Promise<void>;
};

/** Puts the sync side of one desk together. Runs that a crash left open are closed as interrupted. */
export function createSync(parts: SyncParts): Sync {
  const { store, outbox, list, events, jobs, ports, trust } = parts;
  const { clock, secrets, log } = ports;
  const paces = createPaces();
  store.runs.closeInterrupted(clock.now());
  // An account may have been connected again before that was asked about, or by a desk whose database was put back.
  store.inTransaction(() => {
    for (const id of store.sameAccounts.listConnected()) askConnectedAgain(store, id, toInstant(clock.now()));
  });
  const engine = createEngine({
    store,
    list,
    sweepExpired: () => void sweepExpired(list, outbox, clock.now()),
    paces,
    trust,
    ports,
    region: parts.region,
    standing: parts.standing,
    lead: parts.lead,
    ...(parts.timeoutMs === undefined ? {} : { timeoutMs: parts.timeoutMs }),
  });
  const runner = createRunner({ engine, events, clock });
  const quiet = () => quietAt(clock.now(), parts.quietHours(), parts.zone().name);
  const scheduler = createScheduler({
    store,
    runner,
    events,
    clock,
    log,
    quiet,
    standing: parts.standing,
    lead: parts.lead,
  });
  const conflicts = createConflicts({ ...parts, clock });
  const sameQuestions = createSameQuestions({ ...parts, clock, stopRuns: runner.stop });
  return {
    engine,
    runner,
    scheduler,
    quiet,
    jobs,
    standing: parts.standing,
    accounts: createAccounts({ ...parts, paces, trust, stopRuns: runner.stop }),
    status: createStatus({ ...parts, clock, trust, secrets, runner, quiet }),
    actions: createRecordActions({ ...parts, engine, runner, paces, trust }),
    conflicts: { ...conflicts, undo: (undone, undo) => conflicts.undo(undone, undo) + sameQuestions.undo(undone) },
    sameQuestions,
    runs: createRuns({ store, runner, clock }),
    scanFiles: createScanFiles({ ...parts, runner }),
    preview: createPreviewSync({ ...parts, clock }),
    listRunnable: () => store.accounts.list(),
    async close() {
      await scheduler.close();
      await runner.close();
    },
  };
}
