/**
 * The log of a run's requests, written some dozens at a time: a commit for each would cost more than the request. The
 * first requests are written at once, and the others at least once per second, so that a person who watches the run
 * sees it move.
 */
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import type { Clock } from '../../ports.ts';
import type { RequestTrace } from '../../vendors/adapter.ts';
import type { SyncStore } from '../record/syncStore.ts';

const heldAtMost = 50;
const heldAtMostMs = 1000;
const writtenAtOnce = 10;

/** The log of one run's requests; what it holds back is written by `flush`. */
export function createTraceLog(
  store: SyncStore,
  run: number,
  tally: RunTally,
  clock: Clock,
): { readonly note: (trace: RequestTrace) => void; readonly flush: () => void } {
  let held: { at: number; trace: RequestTrace }[] = [];
  let n = 0;
  let flushedAt = clock.now();
  const flush = (): void => {
    const traces = held;
    held = [];
    flushedAt = clock.now();
    store.inTransaction(() => {
      for (const { at, trace } of traces) store.runs.addRequest(run, (n += 1), at, trace);
      store.runs.saveTally(run, tally);
    });
  };
  return {
    note(trace) {
      if (trace.isWrite) tally.writes += 1;
      const at = clock.now();
      held.push({ at, trace });
      if (n < writtenAtOnce || held.length >= heldAtMost || at - flushedAt >= heldAtMostMs) flush();
    },
    flush,
  };
}
