/**
 * The list's repositories and its one writer, put together over one open database. The composition root makes one and
 * hands it to all code that reads or changes the list.
 */
import { type BatchRows, createBatchRows } from '../../db/entries/batchRows.ts';
import { createOriginRows } from '../../db/entries/entryOriginRows.ts';
import { createEntryRows, type EntryRows } from '../../db/entries/entryRows.ts';
import { createExpiryRows, type ExpiryRows } from '../../db/entries/expiryRows.ts';
import { createJournalRows } from '../../db/entries/journalRows.ts';
import type { WritableDb } from '../../db/handles.ts';
import { createScopeRows } from '../../db/entries/scopeRows.ts';
import { createJournal, type Journal } from '../../journal/journal.ts';
import type { ListOutbox } from './entryChange.ts';
import { createListWriter, type ListWriter } from './writer.ts';

export type ListStore = {
  readonly db: WritableDb;
  readonly entries: EntryRows;
  readonly expiries: ExpiryRows;
  readonly batches: BatchRows;
  readonly journal: Journal;
  readonly writer: ListWriter;
  /** The numbers among these changes whose block this desk may not weaken so. */
  readonly mayNotWeaken: NonNullable<ListOutbox['mayNotWeaken']>;
  /** Whether it may weaken every block, so that nobody has to ask about each. */
  readonly mayWeakenAny: () => boolean;
};

/** `outbox` is called inside the transaction of every write. */
export function createListStore({ db, outbox }: { db: WritableDb; outbox: ListOutbox }): ListStore {
  const entries = createEntryRows(db);
  const expiries = createExpiryRows(db);
  const journal = createJournal(createJournalRows(db));
  const writer = createListWriter({
    db,
    entries,
    scopes: createScopeRows(db),
    origins: createOriginRows(db),
    expiries,
    journal,
    outbox,
  });
  const mayNotWeaken: ListStore['mayNotWeaken'] = (changes, at) => outbox.mayNotWeaken?.(changes, at) ?? new Set();
  const mayWeakenAny = () => outbox.mayWeakenAny?.() ?? outbox.mayNotWeaken === undefined;
  return { db, entries, expiries, batches: createBatchRows(db), journal, writer, mayNotWeaken, mayWeakenAny };
}
