/** Batches as their callers see them: list them, take them back, and the rejected lines of an import as a file. */
import Papa from 'papaparse';
import type { Settings } from '../../../shared/contract/app.ts';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { toInstant } from '../../../shared/domain/instant.ts';
import type { Batch } from '../db/batchRows.ts';
import type { Events } from '../events.ts';
import type { Jobs } from '../jobs.ts';
import type { Clock } from '../ports.ts';
import { csvOptions } from './csvCells.ts';
import { type Answer, refuse } from './listDeps.ts';
import type { ListStore } from './listStore.ts';
import { endUndo, startUndo, toUndoProgress, undoNextRow, type UndoProgress } from './undoBatch.ts';

export type UndoResult = { readonly batch: number | null; readonly changed: number; readonly left: readonly string[] };

export type BatchService = {
  readonly list: (input: { kinds?: readonly Batch['kind'][] | undefined; limit: number }) => readonly BatchRow[];
  /** What the batch changed and nobody changed since is as before; `left` names the rest. */
  readonly undo: (input: { batch: number }) => Promise<Answer<UndoResult>>;
  /** The rejected lines as CSV, in chunks; undefined for an unknown batch. */
  readonly rejects: (input: { batch: number }) => Generator<string> | undefined;
  /** Goes on with undos that a crash stopped. Called once at the start; answers their batches. */
  readonly resume: () => Promise<readonly number[]>;
};

const rejectsAtOnce = 1000;

export function createBatchService(parts: {
  store: ListStore;
  jobs: Jobs;
  events: Events;
  clock: Clock;
  settings: { readonly load: () => Settings };
  /** Opens the conflicts again that a batch of decisions resolved, and answers how many. */
  reopenConflicts: (batch: number) => number;
}): BatchService {
  const { store, jobs, events, clock, settings, reopenConflicts } = parts;
  const running = new Set<number>();

  async function run(start: UndoProgress, label: string): Promise<UndoProgress> {
    running.add(start.batch);
    try {
      return await runRows(start, label);
    } finally {
      running.delete(start.batch);
    }
  }

  async function runRows(start: UndoProgress, label: string): Promise<UndoProgress> {
    const publish = () => events.publish({ type: 'changed', topics: ['list', 'batches', 'conflicts'] });
    const total = start.rows.length;
    if (total <= 1) {
      // One row is one transaction: made, undone and ended before anything else can happen.
      const ended = store.db.transaction(() => {
        const undone = undoNextRow(store, start);
        const progress = { ...undone, reopened: reopenConflicts(start.undoes) };
        endUndo(store, progress);
        return progress;
      });
      const progress = ended.immediate();
      publish();
      return progress;
    }
    let progress = start;
    const job = jobs.start(
      { kind: 'undo', label, subject: String(start.undoes) },
      async ({ signal, progress: tell }) => {
        while (progress.rows.length > 0 && !signal.aborted) {
          progress = undoNextRow(store, progress);
          tell(total - progress.rows.length, total, `${progress.changed} entries are as they were.`);
          await new Promise(setImmediate);
        }
        if (!signal.aborted) endUndo(store, progress);
        publish();
        return { result: progress, message: `${progress.changed} entries are as they were.` };
      },
    );
    await job.done;
    return progress;
  }

  return {
    list: ({ kinds, limit }) => store.batches.list(kinds, limit).map(toBatchRow),
    async undo({ batch: id }) {
      const batch = store.batches.load(id);
      if (batch === undefined) return { ok: false, code: 'NOT_FOUND', message: `There is no batch ${id}.` };
      if (batch.state === 'applying')
        return refuse(`Batch ${id} is still being applied. Wait until it is done, or cancel it first.`, 'batch');
      if (batch.state === 'undone') {
        const undo = store.batches.loadUndoOf(id);
        return refuse(`Batch ${id} has been undone. To bring it back, undo batch ${undo?.id ?? id}.`, 'batch');
      }
      const stopped = store.batches.loadUndoOf(id);
      if (stopped !== undefined && running.has(stopped.id))
        return refuse(`Batch ${id} is being undone right now.`, 'batch');
      const start =
        stopped?.state === 'applying'
          ? toUndoProgress(stopped)
          : startUndo(store, batch, settings.load().author, toInstant(clock.now()));
      const done = await run(start, batch.label);
      if (done.rows.length > 0)
        return refuse(`The undo of batch ${id} was stopped half way. Undo it again to go on.`, 'batch');
      return {
        ok: true,
        value: {
          batch: done.changed === 0 && (done.reopened ?? 0) === 0 ? null : done.batch,
          changed: done.changed,
          left: done.left,
        },
      };
    },
    rejects({ batch }) {
      return store.batches.load(batch) === undefined ? undefined : eachReject(store, batch);
    },
    async resume() {
      const stopped = store.batches.listApplying().filter(({ kind }) => kind === 'undo');
      for (const undo of stopped) await run(toUndoProgress(undo), undo.label);
      return stopped.map(({ id }) => id);
    },
  };
}

function* eachReject(store: ListStore, batch: number): Generator<string> {
  yield 'line,reason,text\r\n';
  let after = -1;
  for (;;) {
    const rejects = store.batches.listRejects(batch, after, rejectsAtOnce);
    const last = rejects.at(-1);
    if (last === undefined) return;
    yield `${Papa.unparse(
      rejects.map(({ line, message, text }) => [line, message, text]),
      csvOptions,
    )}\r\n`;
    after = last.line;
  }
}

function toBatchRow({ undoes: _undoes, details: _details, ...row }: Batch): BatchRow {
  return row;
}
