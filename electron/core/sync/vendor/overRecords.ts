/**
 * A record whose end has passed blocks nobody. Where its vendor still lists it beside another record of the number, it says
 * nothing: taken for what the vendor has of the number it would hide the one that blocks. Whether that one is still there, a reading
 * knows at its end.
 */
import type { RemoteList, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RunContext } from './runContext.ts';

/** The records of a page, and apart from them those that are over where another record of the number is known on the list. */
export function splitOver(
  { store, view, now }: Pick<RunContext, 'store' | 'view' | 'now'>,
  list: RemoteList,
  records: readonly RemoteRecord[],
): { readonly shown: readonly RemoteRecord[]; readonly over: readonly RemoteRecord[] } {
  const isOver = ({ fields: { until } }: RemoteRecord) => until !== null && until <= now();
  const over = records.filter((record) => isOver(record));
  if (over.length === 0) return { shown: records, over };
  const known = store.remotes.loadMany(
    view().id,
    list,
    over.map(({ number }) => number),
  );
  const isBeside = (record: RemoteRecord) => {
    const facts = known.get(record.number);
    return isOver(record) && facts !== undefined && facts.seen !== null && facts.remoteId !== record.remoteId;
  };
  return { shown: records.filter((record) => !isBeside(record)), over: records.filter(isBeside) };
}
