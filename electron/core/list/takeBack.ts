/**
 * Work of several transactions that did not come to its end: cancelled by a person, failed, or killed with its process. What
 * it had written is taken back as an undo does it, so that a batch is whole or absent; after a kill the next start does that
 * before anything else, and says so.
 */
import { toInstant } from '../../../shared/domain/instant.ts';
import { type Batch, takenBackDetail } from '../db/batchRows.ts';
import type { Clock } from '../ports.ts';
import type { ListStore } from './listStore.ts';
import { endUndo, startUndo, toUndoProgress, undoNextRow } from './undoBatch.ts';

type Parts = { readonly store: ListStore; readonly clock: Clock };

/** Undoes what a batch wrote so far and closes it as cancelled; goes on with an undo that was stopped in the middle. */
export async function takeBack({ store, clock }: Parts, id: number): Promise<void> {
  const batch = store.batches.load(id);
  if (batch === undefined) throw new Error(`There is no batch ${id} to take back`);
  const begun = store.batches.loadUndoOf(id);
  let progress = begun ? toUndoProgress(begun) : startUndo(store, batch, batch.author, toInstant(clock.now()));
  while (progress.rows.length > 0) {
    progress = undoNextRow(store, progress);
    await clock.sleep(0);
  }
  store.db
    .transaction(() => {
      // What somebody changed meanwhile stays: it is listed with the batch that was taken back.
      store.batches.saveLeft(id, endUndo(store, progress));
      store.batches.setState(id, 'cancelled');
    })
    .immediate();
}

export type TakenBack = { readonly batch: number; readonly sentence: string };

/** Takes back what a crash or a kill left half written; called once at the start. Answers what that was. */
export async function recoverBatches(parts: Parts): Promise<readonly TakenBack[]> {
  const { batches } = parts.store;
  const stopped = batches.listApplying().filter(({ kind }) => kind !== 'undo');
  for (const { id, details } of stopped) {
    batches.setDetails(id, { ...details, [takenBackDetail]: true });
    await takeBack(parts, id);
  }
  return stopped.map((batch) => ({ batch: batch.id, sentence: toSentence(batch) }));
}

function toSentence({ id, kind, label }: Batch): string {
  if (kind === 'import')
    return `The import of ${label} (batch ${id}) was stopped half way. What it had written was taken back: import the file again.`;
  const what = kind === 'remove' ? 'removal' : 'change';
  return `The ${what} of ${label} (batch ${id}) was stopped half way. What it had written was taken back: do it again.`;
}
