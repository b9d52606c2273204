/**
 * A record whose end has passed blocks nobody. Where its vendor still lists it beside another record of the number, it says
 * nothing: taken for what the vendor has of the number it would hide the one that blocks.
 */
import type { RemoteList, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RunContext } from './runContext.ts';

/** The records of a page without those that are over, where another record of the number is known on the list. */
export function withoutOver(
  { store, view, now }: Pick<RunContext, 'store' | 'view' | 'now'>,
  list: RemoteList,
  records: readonly RemoteRecord[],
): readonly RemoteRecord[] {
  const isOver = ({ fields: { until } }: RemoteRecord) => until !== null && until <= now();
  const over = records.filter((record) => isOver(record));
  if (over.length === 0) return records;
  const known = store.remotes.loadMany(
    view().id,
    list,
    over.map(({ number }) => number),
  );
  return records.filter((record) => {
    if (!isOver(record)) return true;
    const facts = known.get(record.number);
    return facts === undefined || facts.seen === null || facts.remoteId === record.remoteId;
  });
}
