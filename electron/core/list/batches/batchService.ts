/** Batches as their callers see them: list them, take them back, and the rejected lines and cells of an import as a file. */
import type { Settings } from '../../../../shared/contract/settings.ts';
import type { BatchRow, LeftEntry } from '../../../../shared/contract/entries.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import { type Batch, type BatchLeft, takenBackDetail } from '../../db/entries/batchRows.ts';
import type { Events } from '../../desk/events.ts';
import type { Jobs } from '../../desk/jobs.ts';
import type { Clock } from '../../ports.ts';
import { toRejectsCsv } from '../../files/write/rejectsCsv.ts';
import { findBatches } from './findBatches.ts';
import { type Answer, notFound, refuse } from '../../answer.ts';
import type { Foresee } from '../write/entryChange.ts';
import type { ListStore } from '../write/listStore.ts';
import { createUndos } from './runUndo.ts';
import { eachSavedReject } from './savedRejects.ts';
import { foreseeUndoRow, isNothing, startUndo, toUndoProgress } from './undoBatch.ts';
import { batchServiceWords as say } from '../../../../shared/words/core/list.ts';

/** `left` has the first thousand entries that were left; `leftCount` is how many there are. */
export type UndoResult = {
  readonly batch: number | null;
  readonly changed: number;
  readonly left: readonly LeftEntry[];
  readonly leftCount: number;
  /** How many numbers it had asked for that were blocked already, and does not ask for any more. */
  readonly asked: number;
};

/**
 * `asked`: the first of the numbers that stay blocked because somebody asked for them since; `askedCount`: how many there are. `more`:
 * changes of the batch that all of this leaves out.
 */
export type ForeseenUndo = {
  readonly vendors: readonly string[];
  readonly asked: readonly LeftEntry[];
  readonly askedCount: number;
  readonly more: number;
};

/** So many are named before an undo. */
const askedShown = 20;

export type BatchQuery = Parameters<ListStore['batches']['list']>[0];

export type BatchService = {
  readonly list: (query: BatchQuery) => readonly BatchRow[];
  /** Those batches of `list` whose id, label, author or reason contains every word of `search`. */
  readonly find: (query: BatchQuery & { readonly search: string }) => Promise<readonly BatchRow[]>;
  /** Everything that the batch changed and nobody changed since is as before; `left` names the rest. */
  readonly undo: (input: { batch: number }) => Promise<Answer<UndoResult>>;
  /** What each vendor is told and may do if the batch is undone, and what stays blocked. */
  readonly foreseeUndo: (input: { batch: number }) => Answer<ForeseenUndo>;
  /** The entries that a batch left as they were, after a number; undefined for an unknown batch. */
  readonly left: (
    batch: number,
    after: PhoneNumber | undefined,
    limit: number,
  ) => { readonly left: readonly LeftEntry[]; readonly total: number } | undefined;
  /** The rejected lines as CSV, in chunks; undefined for an unknown batch. */
  readonly rejects: (input: { batch: number }) => Generator<string> | undefined;
  /** Continues undos that a crash stopped. Called once at the start; answers their batches. */
  readonly resume: () => Promise<readonly number[]>;
};

export type BatchServiceDeps = {
  readonly store: ListStore;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly clock: Clock;
  readonly settings: { readonly load: () => Settings };
  /** Takes back the batch's decisions about conflicts as part of its undo, and answers how many. */
  readonly undoDecisions: (undone: number, undo: number) => number;
  readonly toDay: DayWriter;
  readonly foresee: Foresee;
};

/** Batches over one list. */
export function createBatchService(parts: BatchServiceDeps): BatchService {
  const { store, clock, settings, toDay } = parts;
  const undos = createUndos(parts);

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
    foreseeUndo({ batch: id }) {
      const batch = store.batches.load(id);
      if (batch === undefined) return notFound(say.thereIsNoBatch(id));
      const problem = findUndoProblem(store, batch);
      if (problem !== undefined) return refuse(problem, 'batch');
      const act = { at: toInstant(clock.now()), author: settings.load().author, batchId: null };
      const { changes, left, more } = foreseeUndoRow(store, batch, act);
      const asked = left.filter(({ why }) => why === 'asked');
      const value = {
        vendors: parts.foresee(changes),
        more,
        asked: asked.slice(0, askedShown).map((one) => toLeftEntry(one, toDay)),
        askedCount: asked.length,
      };
      return { ok: true, value };
    },
    left(batch, after, limit) {
      if (store.batches.load(batch) === undefined) return undefined;
      return {
        left: store.batches.listLeft(batch, after ?? 0, limit).map((one) => toLeftEntry(one, toDay)),
        total: store.batches.countLeft(batch),
      };
    },
    async undo({ batch: id }) {
      const batch = store.batches.load(id);
      if (batch === undefined) return notFound(say.thereIsNoBatch(id));
      const problem = findUndoProblem(store, batch);
      if (problem !== undefined) return refuse(problem, 'batch');
      const stopped = store.batches.loadUndoOf(id);
      if (stopped !== undefined && undos.isRunning(stopped.id)) return refuse(say.batchIsBeingUndone(id), 'batch');
      const start =
        stopped?.state === 'applying'
          ? toUndoProgress(store, stopped)
          : startUndo(store, batch, settings.load().author, toInstant(clock.now()));
      const { progress, isWhole, left } = await undos.run(start, batch.label);
      if (!isWhole) return refuse(say.theUndoOfBatchWas(id), 'batch');
      return {
        ok: true,
        value: {
          batch: isNothing(progress) ? null : progress.batch,
          changed: progress.changed,
          left: left.map((one) => toLeftEntry(one, toDay)),
          leftCount: progress.left,
          asked: progress.asked,
        },
      };
    },
    rejects: ({ batch }) =>
      store.batches.load(batch) === undefined ? undefined : toRejectsCsv(eachSavedReject(store, batch)),
    async resume() {
      const stopped = store.batches.listApplying().filter(({ kind }) => kind === 'undo');
      for (const undo of stopped) await undos.run(toUndoProgress(store, undo), undo.label);
      return stopped.map(({ id }) => id);
    },
  };
}

/** Why a batch cannot be undone, as a sentence. */
function findUndoProblem({ batches }: ListStore, { id, state, undoes }: Batch): string | undefined {
  if (state === 'applying') return say.batchIsStillBeing(id);
  if (state === 'undone') return say.batchHasBeenUndone(id, batches.loadUndoOf(id)?.id ?? id);
  if (state === 'cancelled') return say.batchWasCancelled(id);
  if (undoes !== null && batches.load(undoes)?.state === 'cancelled') return say.batchTookBackWhat(id);
  return undefined;
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
    changed: say.changedOnBy(toDay(at), by),
    removed: say.removedOnBy(toDay(at), by),
    conflict: say.aConflictWithAVendor,
    lead: say.otherDesksShareIt,
    asked: say.askedForAgainOnBy(toDay(at), by),
  } as const satisfies Record<BatchLeft['why'], string>;
  return { number: toE164(number), at, by, sentence: sentences[why] };
}
