/**
 * Carries an undo out: a small one in one transaction, a large one as a job of its own, row by row of the journal. When
 * it is stopped half way, what it has undone stays undone: asking again, or the next start, continues it.
 */
import { inTransaction } from '../../db/handles.ts';
import type { BatchLeft } from '../../db/entries/batchRows.ts';
import type { Events } from '../../desk/events.ts';
import type { JobControl, Jobs } from '../../desk/jobs.ts';
import type { Clock } from '../../ports.ts';
import type { ListStore } from '../write/listStore.ts';
import { type LongStep, runLongBatch } from './longBatch.ts';
import { endUndo, undoNextRow, type UndoProgress } from './undoBatch.ts';
import { runUndoWords as say } from '../../../../shared/words/core/list.ts';

/** How far it came; once it is complete, the first thousand entries that it left. */
export type EndedUndo = {
  readonly progress: UndoProgress;
  readonly isWhole: boolean;
  readonly left: readonly BatchLeft[];
};

type Parts = {
  readonly store: ListStore;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly clock: Clock;
  /** Takes back the batch's decisions about conflicts as part of its undo, and answers how many. */
  readonly undoDecisions: (undone: number, undo: number) => number;
};

/** The undos of a list; it knows those that are being carried out. */
export function createUndos({ store, jobs, events, clock, undoDecisions }: Parts) {
  const running = new Set<number>();
  const publish = () => events.publish({ type: 'changed', topics: ['list', 'batches', 'conflicts'] });

  /** Made, undone and ended before any other code can run. */
  function undoAtOnce(start: UndoProgress): EndedUndo {
    return inTransaction(store.db, (): EndedUndo => {
      const undone = undoNextRow(store, start);
      const progress = { ...undone, reopened: undoDecisions(start.undoes, start.batch) };
      return { progress, isWhole: true, left: endUndo(store, progress) };
    });
  }

  async function undoRows(start: UndoProgress, author: string, control: JobControl): Promise<EndedUndo> {
    let progress = start;
    function* chunks(): Generator<LongStep> {
      while (progress.rows.length > 0) {
        progress = undoNextRow(store, progress);
        yield {
          done: progress.changed + progress.left,
          message: say.asBefore(progress.changed),
        };
      }
    }
    const { state, counts } = await runLongBatch(
      {
        author,
        total: store.journal.countOfBatch(start.undoes),
        begin: () => start.batch,
        chunks,
        finish: () =>
          inTransaction(store.db, () => {
            progress = { ...progress, reopened: undoDecisions(start.undoes, start.batch) };
            return endUndo(store, progress);
          }),
      },
      { clock, control },
    );
    return { progress, isWhole: state === 'applied', left: counts ?? [] };
  }

  async function runJob(start: UndoProgress, label: string): Promise<EndedUndo> {
    let ended: EndedUndo = { progress: start, isWhole: false, left: [] };
    const author = store.batches.load(start.batch)?.author ?? '';
    const job = jobs.start({ kind: 'undo', label, subject: String(start.undoes) }, async (control) => {
      ended = await undoRows(start, author, control);
      publish();
      const { progress } = ended;
      return { result: progress, message: say.asBefore(progress.changed) };
    });
    await job.done;
    return ended;
  }

  return {
    isRunning: (undo: number): boolean => running.has(undo),

    /** Carries an undo out, or continues it; answers when it has ended or was stopped. */
    async run(start: UndoProgress, label: string): Promise<EndedUndo> {
      running.add(start.batch);
      try {
        if (start.rows.length > 1) return await runJob(start, label);
        const ended = undoAtOnce(start);
        publish();
        return ended;
      } finally {
        running.delete(start.batch);
      }
    },
  };
}
