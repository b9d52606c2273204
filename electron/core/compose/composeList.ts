/**
 * The list of one desk: its store, the service over it, and its batches. The caller gives what vendors and registries
 * contribute.
 */
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { DeskContext } from '../desk/context.ts';
import { type BatchService, type BatchServiceDeps, createBatchService } from '../list/batches/batchService.ts';
import type { AskReleases, VendorRecords } from '../list/commands/listDeps.ts';
import { createListService, type ListService, type ListServiceDeps } from '../list/listService.ts';
import { createUsedCountries } from '../list/pages/usedCountries.ts';
import type { ListOutbox } from '../list/write/entryChange.ts';
import { createListStore, type ListStore } from '../list/write/listStore.ts';

/** What the list needs from the parts beside it. */
export type ListNeighbours = {
  /** Called inside the transaction of every write. */
  readonly outbox: ListOutbox;
  readonly records: VendorRecords;
  readonly registries?: NonNullable<ListServiceDeps['registries']>;
  /** Asks leads of the shared list; without it, none is shared. */
  readonly askReleases?: AskReleases;
  /** Opens the conflicts again that a batch decided. */
  readonly undoDecisions: BatchServiceDeps['undoDecisions'];
};

export type DeskList = {
  readonly store: ListStore;
  readonly list: ListService;
  readonly batches: BatchService;
  /** The countries in which a text that is not valid where it is asked could be a number. */
  readonly otherCountries: () => readonly Region[];
};

/** Puts together the list of one desk, with what its neighbours know of vendors and registries. */
export function composeList(desk: DeskContext, neighbours: ListNeighbours): DeskList {
  const { outbox, records, registries, askReleases = () => [], undoDecisions } = neighbours;
  const store = createListStore({ db: desk.db, outbox });
  const usedCountries = createUsedCountries(desk.db);
  const otherCountries = () => [...usedCountries(), ...(registries?.lookup().countries ?? [])];
  const list = createListService({
    ...desk,
    store,
    records,
    askReleases,
    otherCountries,
    ...(registries === undefined ? {} : { registries }),
  });
  return {
    store,
    list,
    batches: createBatchService({ ...desk, store, undoDecisions, foresee: records.foresee }),
    otherCountries,
  };
}
