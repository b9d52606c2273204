/** Batches as their callers see them: list them, take them back, and the rejected lines and cells of an import as a file. */
import Papa from 'papaparse';
import type { Settings } from '../../../../shared/contract/app.ts';
import type { BatchRow, LeftEntry } from '../../../../shared/contract/entries.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import { countOf } from '../../../../shared/words/counts.ts';
import { type Batch, type BatchLeft, type StoredReject, takenBackDetail } from '../../db/entries/batchRows.ts';
import type { Events } from '../../desk/events.ts';
import type { Jobs } from '../../desk/jobs.ts';
import type { Clock } from '../../ports.ts';
import { csvOptions } from '../../files/write/csvCells.ts';
import { findBatches } from './findBatches.ts';
import { type Answer, notFound, refuse } from '../../answer.ts';
import type { ListStore } from '../write/listStore.ts';
import { endUndo, isNothing, startUndo, toUndoProgress, undoNextRow, type UndoProgress } from './undoBatch.ts';

/** `left` has the first thousand entries that were left, `leftCount` says how many there are. */
export type UndoResult = {
  readonly batch: number | null;
  readonly changed: number;
  readonly left: readonly LeftEntry[];
  readonly leftCount: number;
};

export type BatchQuery = Parameters<ListStore['batches']['list']>[0];

export type BatchService = {
  readonly list: (query: BatchQuery) => readonly BatchRow[];
  /** Those of `list` that hold every word of `search` in their number, name, author or reason. */
  readonly find: (query: BatchQuery & { readonly search: string }) => Promise<readonly BatchRow[]>;
  /** What the batch changed and nobody changed since is as before; `left` names the rest. */
  readonly undo: (input: { batch: number }) => Promise<Answer<UndoResult>>;
  /** The entries that a batch left as they were, after a number; undefined for an unknown batch. */
  readonly left: (
    batch: number,
    after: PhoneNumber | undefined,
    limit: number,
  ) => { readonly left: readonly LeftEntry[]; readonly total: number } | undefined;
  /** The rejected lines as CSV, in chunks; undefined for an unknown batch. */
  readonly rejects: (input: { batch: number }) => Generator<string> | undefined;
  /** Goes on with undos that a crash stopped. Called once at the start; answers their batches. */
  readonly resume: () => Promise<readonly number[]>;
};

const rejectsAtOnce = 1000;

export type BatchServiceDeps = {
  store: ListStore;
  jobs: Jobs;
  events: Events;
  clock: Clock;
  settings: { readonly load: () => Settings };
  /** Takes the decisions about conflicts of a batch back, as part of its undo, and answers how many. */
  undoDecisions: (undone: number, undo: number) => number;
  toDay: DayWriter;
};

/** Batches as people see them: listed, searched and undone; an undo of many is a job. */
export function createBatchService(parts: BatchServiceDeps): BatchService {
  const { store, jobs, events, clock, settings, undoDecisions, toDay } = parts;
  const running = new Set<number>();

  type Ended = { readonly progress: UndoProgress; readonly left: readonly BatchLeft[] };

  async function run(start: UndoProgress, label: string): Promise<Ended> {
    running.add(start.batch);
    try {
      return await runRows(start, label);
    } finally {
      running.delete(start.batch);
    }
  }

  async function runRows(start: UndoProgress, label: string): Promise<Ended> {
    const publish = () => events.publish({ type: 'changed', topics: ['list', 'batches', 'conflicts'] });
    if (start.rows.length <= 1) {
      // One row is one transaction: made, undone and ended before anything else can happen.
      const ended = store.db.transaction((): Ended => {
        const undone = undoNextRow(store, start);
        const progress = { ...undone, reopened: undoDecisions(start.undoes, start.batch) };
        return { progress, left: endUndo(store, progress) };
      });
      const done = ended.immediate();
      publish();
      return done;
    }
    let progress = start;
    let left: readonly BatchLeft[] = [];
    const total = store.journal.countOfBatch(start.undoes);
    const job = jobs.start(
      { kind: 'undo', label, subject: String(start.undoes) },
      async ({ signal, progress: tell }) => {
        while (progress.rows.length > 0 && !signal.aborted) {
          progress = undoNextRow(store, progress);
          const { changed } = progress;
          tell(changed + progress.left, total, `${countOf(changed, 'entry is', 'entries are')} as before.`);
          await clock.breathe();
        }
        if (!signal.aborted) left = endUndo(store, progress);
        publish();
        return { result: progress, message: `${countOf(progress.changed, 'entry is', 'entries are')} as before.` };
      },
    );
    await job.done;
    return { progress, left };
  }

  const list = (query: BatchQuery) =>
    store.batches.list(query).map((batch) => toBatchRow(batch, store.batches.countLeft(batch.id)));

  return {
    list,
    find: (query) =>
      findBatches(
        query,
        (before, limit) => list({ ...query, before, limit }),
        () => clock.breathe(),
      ),
    left(batch, after, limit) {
      if (store.batches.load(batch) === undefined) return undefined;
      return {
        left: store.batches.listLeft(batch, after ?? 0, limit).map((one) => toLeftEntry(one, toDay)),
        total: store.batches.countLeft(batch),
      };
    },
    async undo({ batch: id }) {
      const batch = store.batches.load(id);
      if (batch === undefined) return notFound(`There is no batch ${id}.`);
      if (batch.state === 'applying')
        return refuse(`Batch ${id} is still being applied. Wait until it is done, or cancel it first.`, 'batch');
      if (batch.state === 'undone') {
        const undo = store.batches.loadUndoOf(id);
        return refuse(`Batch ${id} has been undone. To bring it back, undo batch ${undo?.id ?? id}.`, 'batch');
      }
      if (batch.state === 'cancelled')
        return refuse(`Batch ${id} was cancelled and has been taken back: there is nothing to undo.`, 'batch');
      if (batch.undoes !== null && store.batches.load(batch.undoes)?.state === 'cancelled')
        return refuse(`Batch ${id} took back what was cancelled half way. Do that again instead.`, 'batch');
      const stopped = store.batches.loadUndoOf(id);
      if (stopped !== undefined && running.has(stopped.id))
        return refuse(`Batch ${id} is being undone right now.`, 'batch');
      const start =
        stopped?.state === 'applying'
          ? toUndoProgress(stopped)
          : startUndo(store, batch, settings.load().author, toInstant(clock.now()));
      const { progress, left } = await run(start, batch.label);
      if (progress.rows.length > 0)
        return refuse(`The undo of batch ${id} was stopped half way. Undo it again to go on.`, 'batch');
      return {
        ok: true,
        value: {
          batch: isNothing(progress) ? null : progress.batch,
          changed: progress.changed,
          left: left.map((one) => toLeftEntry(one, toDay)),
          leftCount: progress.left,
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
  yield 'line,column,reason,text\r\n';
  let after: StoredReject | undefined;
  for (;;) {
    const rejects = store.batches.listRejects(batch, after, rejectsAtOnce);
    const last = rejects.at(-1);
    if (last === undefined) return;
    yield `${Papa.unparse(
      rejects.map(({ line, column, message, text }) => [line, column, message, text]),
      csvOptions,
    )}\r\n`;
    after = last;
  }
}

function toBatchRow({ details, ...row }: Batch, left: number): BatchRow {
  const why = details['why'];
  return {
    ...row,
    why: typeof why === 'string' ? why : null,
    left,
    takenBack: details[takenBackDetail] === true,
  };
}

/** An entry that was left, with the sentence that says why. */
export function toLeftEntry({ number, at, by, why }: BatchLeft, toDay: DayWriter): LeftEntry {
  const sentences = {
    changed: `Changed on ${toDay(at)} by ${by}.`,
    removed: `Removed on ${toDay(at)} by ${by}.`,
    conflict: 'A conflict with a vendor is open: decide it first.',
  } as const satisfies Record<BatchLeft['why'], string>;
  return { number: toE164(number), at, by, sentence: sentences[why] };
}
