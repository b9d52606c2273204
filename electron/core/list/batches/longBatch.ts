/**
 * Work of several transactions as one batch: an import, a change of many entries, a large undo. A backup comes first,
 * other work gets a turn between two transactions, and work that does not come to its end is taken back, so that a
 * batch is whole or absent. After a kill, the next start takes it back (takeBack.ts).
 */
import type { Act } from '../../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { JobControl } from '../../desk/jobs.ts';
import type { Clock } from '../../ports.ts';
import { longBatchWords as say } from '../../../../shared/words/core/list.ts';

export type LongBatch<Counts> = {
  readonly author: string;
  /** The value of `done` when all of it is done. */
  readonly total: number;
  /** Makes the row of the batch, in state "applying", and answers its id. */
  readonly begin: (started: Omit<Act, 'batchId'>) => number;
  /**
   * The transactions, one after the other: each runs when the iterator asks for it, and says how far the work has come.
   */
  readonly chunks: (act: Act & { readonly batchId: number }) => Iterable<LongStep> | AsyncIterable<LongStep>;
  /** Closes the batch in one transaction, and counts. */
  readonly finish: (batch: number) => Counts;
};

export type LongStep = { readonly done: number; readonly message: string };

export type LongBatchOptions = {
  readonly clock: Clock;
  readonly control: JobControl;
  /**
   * Makes a fresh backup, unless there is a recent one; answers why, if it could not be made. Absent: none is needed.
   */
  readonly backup?: {
    readonly make: () => Promise<string | undefined>;
    /** What the warning calls the work: "import". */
    readonly before: string;
  };
  /** Takes back what was written, after a cancel or a failure. Absent: it stays, and the next start continues it. */
  readonly onCancel?: (batch: number) => Promise<void>;
};

export type LongBatchResult<Counts> = {
  readonly batch: number;
  /** What the person has to be told besides: that there is no backup from before the work. */
  readonly warnings: readonly string[];
} & ({ readonly state: 'applied'; readonly counts: Counts } | { readonly state: 'cancelled'; readonly counts: null });

/**
 * Runs the work. Nothing is written before the backup was tried; work that can be undone goes on without one.
 * @throws the signal's reason when it is cancelled before the batch has begun, and what `begin`, `chunks` or `finish` throw
 */
export async function runLongBatch<Counts>(
  { author, total, begin, chunks, finish }: LongBatch<Counts>,
  { clock, control: { signal, progress }, backup, onCancel }: LongBatchOptions,
): Promise<LongBatchResult<Counts>> {
  const warnings: string[] = [];
  if (backup !== undefined) {
    progress(0, total, say.backingUpTheList);
    const failure = await backup.make();
    if (failure !== undefined) warnings.push(toNoBackup(failure, backup.before));
    signal.throwIfAborted();
  }
  const started = { at: toInstant(clock.now()), author };
  const batch = begin(started);
  try {
    for await (const { done, message } of chunks({ ...started, batchId: batch })) {
      progress(done, total, message);
      await clock.breathe();
      if (signal.aborted) break;
    }
    if (!signal.aborted) return { batch, warnings, state: 'applied', counts: finish(batch) };
  } catch (error) {
    await onCancel?.(batch);
    throw error;
  }
  await onCancel?.(batch);
  return { batch, warnings, state: 'cancelled', counts: null };
}

function toNoBackup(failure: string, work: string): string {
  return say.noBackupWasMadeBefore(work, failure);
}
