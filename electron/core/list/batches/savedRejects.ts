/** The rejected lines and cells that were kept with a batch. */
import type { BatchReject, StoredReject } from '../../db/entries/batchRows.ts';
import type { ListStore } from '../write/listStore.ts';

const rejectsAtOnce = 1000;

/** All of them, in the order of the file, read only as they are needed. */
export function* eachSavedReject({ batches }: Pick<ListStore, 'batches'>, batch: number): Generator<BatchReject> {
  let after: StoredReject | undefined;
  for (;;) {
    const rejects = batches.listRejects(batch, after, rejectsAtOnce);
    after = rejects.at(-1);
    if (after === undefined) return;
    yield* rejects;
  }
}
