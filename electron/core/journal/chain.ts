/** The hash chain of the journal: what each row is chained to, and by what. */
import { createHash } from 'node:crypto';
import type { JournalRow } from '../db/entries/journalRows.ts';

const firstHash = Buffer.alloc(32);

/** The hash of a row: SHA-256 over the hash before it, its other columns as JSON, and its payload. */
export function hashJournalRow(previous: Uint8Array, row: Omit<JournalRow, 'hash'>): Buffer {
  const columns = [row.id, row.at, row.author, row.kind, row.batch_id, row.first_number, row.last_number, row.changes];
  return createHash('sha256')
    .update(previous)
    .update(JSON.stringify(columns))
    .update('\n')
    .update(row.payload)
    .digest();
}

/** The hash before the first row. */
export function hashBeforeFirst(): Buffer {
  return firstHash;
}
