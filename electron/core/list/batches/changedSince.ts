/**
 * Finds which numbers of a journal row were changed since, in the sense that matters to an undo: a later change that
 * was itself undone counts as if it had never been. So batches can be undone in reverse order, and this can be redone
 * and undone as often as wanted.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { FlatChange } from '../../journal/journalPayload.ts';
import type { ListStore } from '../write/listStore.ts';

/** A later change of one number: the batch that made it, and the version of the entry before it. */
type LaterChange = {
  readonly batch: number;
  readonly before: number;
  /** The change that this one took back. */
  readonly reverts: LaterChange | undefined;
  reverted: boolean;
};

/** One number's versions since the row: 0 is the version that the row made. */
type Versions = { current: number; readonly changes: LaterChange[] };

/** The numbers of the row's changes whose entry is no longer as the row left it. `current` is what the list has now. */
export function findChangedSince(
  store: ListStore,
  row: number,
  changes: readonly FlatChange[],
  current: ReadonlyMap<PhoneNumber, Entry>,
): ReadonlySet<number> {
  const moved = new Map<number, Versions>();
  for (const { after } of changes) {
    const now = current.get(after.number as PhoneNumber);
    if (now?.seq !== after.seq) moved.set(after.number, { current: 0, changes: [] });
  }
  const first = changes[0]?.after.number;
  const last = changes.at(-1)?.after.number;
  if (moved.size === 0 || first === undefined || last === undefined) return new Set();

  const undoes = createUndoLookup(store);
  let fresh = 0;
  for (const later of store.journal.eachLater(row, first, last)) {
    // The note that a hold has ended changes nothing, and a redaction was done to every version of the entry.
    if (later.kind === 'expired' || later.kind === 'redact') continue;
    const reverts = undoes(later.batch);
    for (const number of later.numbers()) {
      const versions = moved.get(number);
      if (versions === undefined) continue;
      const reverted = reverts === null ? undefined : findReverted(versions.changes, reverts);
      versions.changes.push({ batch: later.batch, before: versions.current, reverts: reverted, reverted: false });
      versions.current = reverted === undefined ? ++fresh : reverted.before;
      if (reverted !== undefined) setReverted(reverted, true);
    }
  }
  return new Set([...moved].filter(([, versions]) => versions.current !== 0).map(([number]) => number));
}

/** When a change is taken back, the change that it had taken back is in force again, and so on. */
function setReverted(change: LaterChange, reverted: boolean): void {
  change.reverted = reverted;
  if (change.reverts !== undefined) setReverted(change.reverts, !reverted);
}

function findReverted(changes: readonly LaterChange[], batch: number): LaterChange | undefined {
  return changes.findLast((change) => change.batch === batch && !change.reverted);
}

/** The batch that a batch undid, or null. */
function createUndoLookup({ batches }: ListStore): (batch: number) => number | null {
  const known = new Map<number, number | null>();
  return (batch) => {
    const found = known.get(batch);
    if (found !== undefined) return found;
    const undoes = batch === 0 ? null : (batches.load(batch)?.undoes ?? null);
    known.set(batch, undoes);
    return undoes;
  };
}
