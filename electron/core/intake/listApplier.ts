/** What an import writes with: the list's batches, its one writer, and its undo to take back what was half written. */
import { toInstant } from '../../../shared/domain/instant.ts';
import type { ListStore } from '../list/listStore.ts';
import { endUndo, startUndo, toUndoProgress, undoNextRow } from '../list/undoBatch.ts';
import type { Clock } from '../ports.ts';
import type { Applier } from './applyStaged.ts';
import type { Reject } from './staging.ts';

type Parts = { readonly store: ListStore; readonly clock: Clock };

export function createListApplier({ store, clock, backUp }: Parts & { readonly backUp: () => Promise<void> }): Applier {
  const { db, batches, entries, writer } = store;
  return {
    load: entries.loadMany,
    backUp,
    takeBack: (batch) => takeBack({ store, clock }, batch),
    begin: ({ label, act, details }) =>
      batches.save({ kind: 'import', label, author: act.author, at: act.at, state: 'applying', details }),
    write: (changes, act) => db.transaction(() => writer.write(changes, { ...act, kind: 'import' })).immediate(),
    finish: (batch, counts, rejects) =>
      db
        .transaction(() => {
          batches.count(batch, counts);
          for (const reject of mergeByLine(rejects)) batches.saveReject(batch, reject);
          batches.setState(batch, 'applied');
        })
        .immediate(),
  };
}

/** One row a line: a line with two bad cells has both reasons. */
function mergeByLine(rejects: readonly Reject[]): Iterable<Reject> {
  const byLine = new Map<number, Reject>();
  for (const reject of rejects) {
    const known = byLine.get(reject.line);
    byLine.set(reject.line, known ? { ...known, message: `${known.message} ${reject.message}` } : reject);
  }
  return byLine.values();
}

/** Undoes what an import wrote so far and closes it as cancelled; goes on with an undo that was stopped in the middle. */
async function takeBack({ store, clock }: Parts, id: number): Promise<void> {
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
      endUndo(store, progress);
      store.batches.setState(id, 'cancelled');
    })
    .immediate();
}

/** Takes back the imports that a crash or a kill left half written; called once at the start. Answers what they were. */
export async function recoverImports(
  parts: Parts,
): Promise<readonly { readonly batch: number; readonly label: string }[]> {
  const stopped = parts.store.batches.listApplying().filter(({ kind }) => kind === 'import');
  for (const { id } of stopped) await takeBack(parts, id);
  return stopped.map(({ id, label }) => ({ batch: id, label }));
}
