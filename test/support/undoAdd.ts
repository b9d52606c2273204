// Takes an add back, as the undo of its batch does, on a desk whose adds were no batches.
import { toTakenBackWhy } from '../../shared/domain/entry/entry.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { type SyncDesk, toNumber } from './syncDesk.ts';

/** The entry of the number is gone as if nobody had ever blocked it. */
export function undoAdd({ list, store, clock }: SyncDesk, e164: string): void {
  const at = toInstant(clock.now());
  store.inTransaction((open) => {
    const before = list.entries.load(toNumber(e164));
    if (before === undefined) throw new Error('nothing to undo');
    const removed = { at, why: toTakenBackWhy('import of calls.csv'), by: 'Dana' };
    const after = { ...before, removed, seq: before.seq + 1, changedAt: at, changedBy: 'Dana' };
    list.writer.write(open, [{ before, after }], { at, author: 'Dana', batchId: null, kind: 'undo' });
  });
}
