/**
 * What an import uses for writing: the list's batches, its one writer, and its undo to take back what was half written.
 */
import { inTransaction } from '../../db/handles.ts';
import { startCheckpoints } from '../../db/checkpointBeside.ts';
import { resizeCache } from '../../db/openDatabase.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { OpenConflicts } from '../../list/pages/openConflicts.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { eachSavedReject } from '../../list/batches/savedRejects.ts';
import { takeBack } from '../../list/batches/takeBack.ts';
import { prepareNewBeside } from '../../list/write/writeNew.ts';
import type { Clock } from '../../ports.ts';
import type { Applier } from './applyStaged.ts';
import { noteNumbers } from './noteNumbers.ts';
import type { Reject } from '../staging/staging.ts';

type Parts = { readonly store: ListStore; readonly clock: Clock };
type OfDesk = Pick<Applier, 'backUp'> & { readonly conflicts: OpenConflicts };

/** Makes what an import writes with. */
export function createListApplier({ store, clock, backUp, conflicts }: Parts & OfDesk): Applier {
  const { db, batches, entries, writer } = store;
  const hasReleased = db
    .prepare<{ now: number }, number>(
      `SELECT EXISTS (SELECT 1 FROM entry WHERE removed_at IS NOT NULL)
         OR EXISTS (SELECT 1 FROM scope WHERE ends_at <= @now AND live > 0)`,
    )
    .pluck();
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  return {
    load: entries.loadMany,
    disputed: conflicts.disputed,
    backUp,
    takeBack: async (batch) => {
      resizeCache(db, 'usual');
      await takeBack({ store, clock }, batch);
    },
    begin({ label, act, details }) {
      resizeCache(db, 'small');
      return batches.save({ kind: 'import', label, author: act.author, at: act.at, state: 'applying', details });
    },
    prepare: (added, act) => prepareNewBeside(added, { ...act, kind: 'import' }),
    checkpointBeside: () => startCheckpoints(db),
    noteNumbers: (batch) => noteNumbers(db, batch),
    hasReleased: (now) => hasReleased.get({ now: toEpochMs(now) }) === 1,
    mark: () => totalChanges.get() ?? 0,
    write: ({ changes, asked, added }, act) =>
      inTransaction(db, (open) => {
        if (asked.length > 0) writer.noteAsked(open, asked, { ...act, kind: 'import' });
        if (changes.length > 0) writer.write(open, changes, { ...act, kind: 'import' });
        if (added === undefined) return;
        if ('payload' in added) writer.writePrepared(open, added);
        else writer.writeNew(open, added, { ...act, kind: 'import' });
      }),
    *saveRejects(batch, rejects) {
      for (const some of inChunks(rejects))
        yield inTransaction(db, () => some.forEach((reject) => batches.saveReject(batch, reject)));
    },
    savedRejects: (batch) => eachSavedReject(store, batch),
    finish(batch, counts) {
      inTransaction(db, () => {
        batches.count(batch, counts);
        batches.setState(batch, 'applied');
      });
      resizeCache(db, 'usual');
    },
  };
}

const rejectsAtOnce = 2000;

function* inChunks(rejects: Iterable<Reject>): Generator<readonly Reject[]> {
  let some: Reject[] = [];
  for (const reject of rejects) {
    some.push(reject);
    if (some.length < rejectsAtOnce) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
