/**
 * Takes texts out of journal rows that are there. Such a row keeps its hash, which the rows after it are chained to, and no
 * longer fits it; the row of the redaction, in the same chain, holds the hash of what stands there now. So the chain still
 * proves every row: by its own hash, or by the word of the newest redaction of it (docs/decisions, "Redaction").
 */
import type { FlatEntry } from '../db/entries/entryForm.ts';
import type { JournalReader, JournalRow, JournalRows } from '../db/entries/journalRows.ts';
import { hashJournalRow } from './chain.ts';
import { findChange, readRewritten, rewriteChange } from './journalPayload.ts';

/** The hash of a row as it stands after a redaction: over its own first hash, its columns, and what is left. */
function hashRewritten(row: JournalRow): string {
  return hashJournalRow(row.hash, row).toString('hex');
}

/** What redactions say of rows before them, by the row's id: its hash as it stands now. */
export function loadRewritten(rows: JournalReader): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { id, payload } of rows.listRedactions())
    for (const [row, hash] of Object.entries(readRewritten(payload)))
      if (Number(row) < id) found.set(Number(row), hash);
  return found;
}

/** Whether a row that does not fit its own hash is as a redaction left it. */
export function isRewritten(row: JournalRow, known: ReadonlyMap<number, string>): boolean {
  return known.get(row.id) === hashRewritten(row);
}

/**
 * Takes out of every change of a number what `redact` takes out of an entry. `append` writes the row of the redaction, with the
 * rows that it rewrites and their new hashes: it is there first, as the table lets nobody rewrite a row otherwise. In the
 * caller's transaction.
 */
export function redactJournal(
  rows: JournalRows,
  { number, redact }: { readonly number: number; readonly redact: (entry: FlatEntry) => FlatEntry },
  append: (rewritten: Readonly<Record<number, string>>) => void,
): void {
  const changed = rows.loadCovering(number).flatMap((row) => {
    if (findChange(row.payload, number) === undefined) return [];
    return [{ ...row, payload: rewriteChange(row.payload, number, redact) }];
  });
  append(Object.fromEntries(changed.map((row) => [row.id, hashRewritten(row)])));
  for (const { id, payload } of changed) rows.rewrite(id, payload);
}
