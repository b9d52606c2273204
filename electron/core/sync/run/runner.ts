/**
 * Decides who runs when: one run per account at a time, and accounts beside each other, so that trouble with one
 * account holds up no other. A run that only sends changes is not queued behind another run: the next one sends them
 * too.
 */
import PQueue from 'p-queue';
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { RunTrigger } from '../../db/sync/syncRunRows.ts';
import type { Events } from '../../desk/events.ts';
import type { Log } from '../../ports.ts';
import type { Engine } from './engine.ts';
import type { RunProgress } from '../vendor/runContext.ts';
import type { ExportFile } from '../vendor/exportFile.ts';

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
  /** Does other work on the account when no run of it is active. */
  readonly exclusive: <T>(account: AccountId, work: () => Promise<T>) => Promise<T>;
  readonly isRunning: (account: AccountId) => boolean;
  /** Cancels the account's runs, running and waiting. */
  readonly stop: (account: AccountId) => void;
  /** Cancels everything and resolves when all of it has stopped. */
  readonly close: () => Promise<void>;
};

type Lane = { readonly queue: PQueue; abort: AbortController };

/** The runner of one desk: never two runs of one account at once. */
export function createRunner({ engine, events, log }: { engine: Engine; events: Events; log: Log }): Runner {
  const lanes = new Map<AccountId, Lane>();
  let isClosed = false;

  function laneOf(account: AccountId): Lane {
    const lane = lanes.get(account) ?? { queue: new PQueue({ concurrency: 1 }), abort: new AbortController() };
    lanes.set(account, lane);
    return lane;
  }

  /** Does the run in the account's lane, and tells what it touched. */
  async function inLane(
    { queue, abort }: Lane,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<SyncResult | undefined>,
  ): Promise<SyncResult | undefined> {
    const all = signal === undefined ? abort.signal : AbortSignal.any([signal, abort.signal]);
    const result = await queue.add(async () => {
      events.publish({ type: 'changed', topics: ['accounts'] });
      return await work(all);
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
      return await inLane(lane, signal, (all) => engine.runAccount(account, trigger, all, progress));
    },
    async scanFile(account, file, signal, progress) {
      if (isClosed) return undefined;
      return await inLane(laneOf(account), signal, (all) => engine.scanFile(account, file, all, progress));
    },
    exclusive: (account, work) => laneOf(account).queue.add(work),
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
      log.info('sync.closed');
    },
  };
}
