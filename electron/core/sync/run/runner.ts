/**
 * Decides who runs when: one run per account at a time, and accounts beside each other, so that trouble with one
 * account holds up no other. A run that only sends changes is not queued behind another run: the next one sends them
 * too.
 */
import PQueue from 'p-queue';
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { RunTrigger } from '../../db/sync/syncRunRows.ts';
import { withPace } from '../../../../shared/words/paceWords.ts';
import type { Events } from '../../desk/events.ts';
import { createPaceMeter } from '../../desk/paceMeter.ts';
import type { Clock } from '../../ports.ts';
import type { Engine } from './engine.ts';
import type { RunProgress } from '../vendor/runContext.ts';
import type { ExportFile } from '../vendor/exportFile.ts';
import { runnerWords as say } from '../../../../shared/words/core/sync/run.ts';

export type Runner = {
  /** Runs the account when its turn comes. Undefined when the account does not exist or the run was not needed. */
  readonly run: (
    account: AccountId,
    trigger: RunTrigger,
    signal?: AbortSignal,
    progress?: RunProgress,
  ) => Promise<SyncResult | undefined>;
  /** Uses an export as a scan when the account's turn comes. Undefined when the account no longer exists. */
  readonly scanFile: (
    account: AccountId,
    file: ExportFile,
    signal: AbortSignal,
    progress: RunProgress,
  ) => Promise<SyncResult | undefined>;
  /** Looks at the heads of the account's lists when no run of it is active. */
  readonly look: (account: AccountId, signal: AbortSignal) => Promise<void>;
  /** Does other work on the account when no run of it is active. */
  readonly exclusive: <T>(account: AccountId, work: () => Promise<T>) => Promise<T>;
  readonly isRunning: (account: AccountId) => boolean;
  /** What the account's run is doing, how fast and for how long still, as far as is known; null: it has not said yet. */
  readonly progressOf: (account: AccountId) => string | null;
  /** Cancels the account's runs, running and waiting. */
  readonly stop: (account: AccountId) => void;
  /** Cancels everything and resolves when all of it has stopped. */
  readonly close: () => Promise<void>;
};

type Lane = { readonly queue: PQueue; abort: AbortController; doing: string | null };

/** So often (ms) at most those who watch are told that a run has got on. */
const toldEveryMs = 5000;

/** The runner of one desk: never two runs of one account at once. */
export function createRunner({
  engine,
  events,
  clock,
}: {
  engine: Engine;
  events: Events;
  clock: Pick<Clock, 'monotonic'>;
}): Runner {
  const lanes = new Map<AccountId, Lane>();
  let isClosed = false;

  function laneOf(account: AccountId): Lane {
    const queue = () => new PQueue({ concurrency: 1 });
    const lane = lanes.get(account) ?? { queue: queue(), abort: new AbortController(), doing: null };
    lanes.set(account, lane);
    return lane;
  }

  /** Keeps what a run of the lane is doing, and passes it on. */
  function watch(lane: Lane, progress: RunProgress): RunProgress {
    const meter = createPaceMeter(clock.monotonic());
    let toldAt = clock.monotonic();
    return (message, done, total) => {
      const now = clock.monotonic();
      const of = total === null ? '' : say.ofDone(done, total);
      lane.doing = withPace(`${message}${of}`, { kind: 'sync', ...meter.tell(done, total, now) });
      progress(message, done, total);
      if (now - toldAt < toldEveryMs) return;
      toldAt = now;
      events.publish({ type: 'changed', topics: ['accounts'] });
    };
  }

  /** Does the run in the account's lane, and tells what it touched. */
  async function inLane(
    lane: Lane,
    signal: AbortSignal | undefined,
    progress: RunProgress,
    work: (signal: AbortSignal, progress: RunProgress) => Promise<SyncResult | undefined>,
  ): Promise<SyncResult | undefined> {
    const { queue, abort } = lane;
    const all = signal === undefined ? abort.signal : AbortSignal.any([signal, abort.signal]);
    const result = await queue.add(async () => {
      events.publish({ type: 'changed', topics: ['accounts'] });
      try {
        return await work(all, watch(lane, progress));
      } finally {
        lane.doing = null;
      }
    });
    const topics = ['accounts', 'conflicts'] as const;
    const touched = result !== undefined && (result.added > 0 || result.changed > 0 || result.writes > 0);
    events.publish({ type: 'changed', topics: touched ? [...topics, 'list', 'batches'] : [...topics] });
    return result;
  }

  return {
    async run(account, trigger, signal, progress = () => {}) {
      if (isClosed) return undefined;
      const lane = laneOf(account);
      if (trigger !== 'manual' && lane.queue.size > 0) return undefined;
      return await inLane(lane, signal, progress, (all, told) => engine.runAccount(account, trigger, all, told));
    },
    async scanFile(account, file, signal, progress) {
      if (isClosed) return undefined;
      return await inLane(laneOf(account), signal, progress, (all, told) => engine.scanFile(account, file, all, told));
    },
    async look(account, signal) {
      if (isClosed) return;
      const { queue, abort } = laneOf(account);
      const hasChanged = await queue.add(() => engine.lookAtHeads(account, AbortSignal.any([signal, abort.signal])));
      if (hasChanged) events.publish({ type: 'changed', topics: ['accounts', 'conflicts', 'list', 'batches'] });
    },
    exclusive: (account, work) => laneOf(account).queue.add(work),
    progressOf: (account) => lanes.get(account)?.doing ?? null,
    isRunning: (account) => (lanes.get(account)?.queue.pending ?? 0) > 0,
    stop(account) {
      const lane = lanes.get(account);
      lane?.abort.abort();
      if (lane !== undefined) lane.abort = new AbortController();
    },
    async close() {
      isClosed = true;
      for (const { abort } of lanes.values()) abort.abort();
      await Promise.all([...lanes.values()].map(({ queue }) => queue.onIdle()));
    },
  };
}
