/** What an import writes with: the list's batches and its one writer, each call one transaction. */
import type { ListStore } from '../list/listStore.ts';
import type { Applier } from './applyStaged.ts';
import type { Reject } from './staging.ts';

export function createListApplier(parts: {
  readonly store: ListStore;
  readonly backUp: () => Promise<void>;
  /** Takes a batch back, whole, in one transaction (the list's undo). */
  readonly takeBack: (batch: number, why: string) => void;
}): Applier {
  const { store } = parts;
  const { db, batches, entries, writer } = store;
  return {
    load: entries.loadMany,
    backUp: parts.backUp,
    takeBack: parts.takeBack,
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

  function mergeByLine(rejects: readonly Reject[]): Iterable<Reject> {
    const byLine = new Map<number, Reject>();
    for (const reject of rejects) {
      const known = byLine.get(reject.line);
      byLine.set(reject.line, known ? { ...known, message: `${known.message} ${reject.message}` } : reject);
    }
    return byLine.values();
  }
}

/** Takes back the imports that a crash or a kill left half written, and says which. */
export function recoverImports(
  store: ListStore,
  takeBack: (batch: number, why: string) => void,
): readonly { readonly batch: number; readonly label: string }[] {
  return store.batches
    .listApplying()
    .filter(({ kind }) => kind === 'import')
    .map(({ id, label }) => {
      takeBack(id, 'The desk stopped in the middle of it.');
      return { batch: id, label };
    });
}
