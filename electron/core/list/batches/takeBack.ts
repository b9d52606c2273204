/**
 * Takes back work of several transactions that did not come to its end: cancelled by a person, failed, or killed with
 * its process. What it had written is taken back as an undo does it, so that a batch is whole or absent. After a kill,
 * the next start does this before anything else, and says so.
 */
import { inTransaction } from '../../db/handles.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type Batch, takenBackDetail } from '../../db/entries/batchRows.ts';
import { databaseName } from '../../db/openDatabase.ts';
import { toStorageProblem } from '../../db/storageProblem.ts';
import { JobFailure } from '../../desk/jobs.ts';
import type { Clock } from '../../ports.ts';
import type { ListStore } from '../write/listStore.ts';
import { endUndo, startUndo, toUndoProgress, undoNextRow } from './undoBatch.ts';
import { takeBackWords as say } from '../../../../shared/words/core/list.ts';

const rejectsAtOnce = 2000;

type Parts = { readonly store: ListStore; readonly clock: Clock };

/**
 * Undoes what a batch wrote so far and closes it as cancelled; continues an undo that was stopped in the middle.
 * @throws JobFailure when the disk is too full for it: the next start tries again
 */
export async function takeBack(parts: Parts, id: number): Promise<void> {
  try {
    await undoWhole(parts, id);
  } catch (error) {
    throw isFull(error) ? new JobFailure(stillThere) : error;
  }
}

const isFull = (error: unknown): boolean => toStorageProblem(error, databaseName)?.code === 'full';
const stillThere = say.theDiskIsFullAnd;

async function undoWhole({ store, clock }: Parts, id: number): Promise<void> {
  const batch = store.batches.load(id);
  if (batch === undefined) throw new Error(`There is no batch ${id} to take back`);
  const begun = store.batches.loadUndoOf(id);
  let progress = begun ? toUndoProgress(store, begun) : startUndo(store, batch, batch.author, toInstant(clock.now()));
  while (progress.rows.length > 0) {
    progress = undoNextRow(store, progress);
    await clock.breathe();
  }
  while (store.batches.dropRejects(id, rejectsAtOnce) > 0) await clock.breathe();
  inTransaction(store.db, () => {
    // What somebody else changed meanwhile stays, and is listed with the batch that was taken back.
    store.batches.saveLeft(id, endUndo(store, progress));
    store.batches.setState(id, 'cancelled');
  });
}

export type TakenBack = { readonly batch: number; readonly sentence: string };

/**
 * Takes back what a crash or a kill left half written; called once at the start. Answers what it took back.
 * @throws SQLite's errors, but for a full disk: what is left is then taken back at the next start
 */
export async function recoverBatches(parts: Parts): Promise<readonly TakenBack[]> {
  const { batches } = parts.store;
  const stopped = batches.listApplying().filter(({ kind }) => kind !== 'undo');
  const taken: TakenBack[] = [];
  for (const batch of stopped) {
    const { id, details } = batch;
    try {
      batches.setDetails(id, { ...details, [takenBackDetail]: true });
      await undoWhole(parts, id);
      taken.push({ batch: id, sentence: toSentence(batch) });
    } catch (error) {
      // On a full disk people can still ask what is blocked. Until the next start, the entries of the batch go on
      // blocking.
      if (!isFull(error)) throw error;
      taken.push({ batch: id, sentence: say.wasStoppedHalfWay(nameStopped(batch), stillThere) });
    }
  }
  return taken;
}

function nameStopped({ id, kind, label }: Batch): string {
  const what = kind === 'import' ? 'import' : kind === 'remove' ? 'removal' : 'change';
  return say.theOfBatch(what, label, id);
}

function toSentence(batch: Batch): string {
  const again = batch.kind === 'import' ? say.importTheFileAgain : say.doItAgain;
  return say.wasStoppedHalfWayWhat(nameStopped(batch), again);
}
