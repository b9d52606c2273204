/**
 * The vendors' side of one desk. Its records are made first, because the list writes there what it owes; the engine, in
 * turn, needs the list.
 */
import type { DeskContext } from '../desk/context.ts';
import type { ListStore } from '../list/write/listStore.ts';
import { createSync, type Sync, type SyncParts } from '../sync/createSync.ts';
import { alone, type Lead } from '../sync/record/lead.ts';
import { createOutbox, type Outbox } from '../sync/record/outbox.ts';
import { createRecords } from '../sync/record/records.ts';
import { createSyncStore, type SyncStore } from '../sync/record/syncStore.ts';
import { type ClockTrust, createClockTrust } from '../sync/record/clockTrust.ts';
import { findAdapter, vendorAdapters } from '../vendors/registry.ts';

export type DeskRecords = {
  readonly store: SyncStore;
  readonly outbox: Outbox;
  readonly records: ReturnType<typeof createRecords>;
  readonly trust: ClockTrust;
};

/** What the desk knows of the records at the vendors, and what it owes them. */
export function composeRecords(
  { db, clock, time }: Pick<DeskContext, 'db' | 'clock' | 'time'>,
  lead: Lead = alone,
): DeskRecords {
  const store = createSyncStore({ db, findAdapter });
  const trust = createClockTrust({ clock, time });
  return { store, outbox: createOutbox(store), records: createRecords({ store, clock, trust, lead }), trust };
}

type SyncOptions = Pick<SyncParts, 'timeoutMs' | 'backUp'> & {
  readonly mayConnect?: SyncParts['mayConnect'];
  readonly lead?: Lead;
};

/** @param options `timeoutMs` for one vendor request, the HTTP client's own limit by default; the backup before long changes */
export function composeSync(
  desk: DeskContext,
  { store, outbox, records, trust }: DeskRecords,
  list: ListStore,
  { lead = alone, mayConnect = () => Promise.resolve({ ok: true, value: null }), ...options }: SyncOptions,
): Sync {
  return createSync({
    ...desk,
    lead,
    mayConnect,
    ports: desk,
    store,
    outbox,
    records,
    trust,
    list,
    adapters: vendorAdapters,
    ...options,
  });
}
