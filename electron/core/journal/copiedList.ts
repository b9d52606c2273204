/**
 * How a copy of something of the list is proven to be of the list as it is: the row of the journal that it names has that hash in
 * this journal, which stands for all rows before it, so that it is no copy of another list, nor of what a restore took back. What
 * the rows since have changed is read from them, where each fits its hash.
 */
import type { ReadableDb } from '../db/handles.ts';
import { createJournalReader, type JournalRow } from '../db/entries/journalRows.ts';
import type { JournalHead } from '../db/numbers/copyFile.ts';
import { loadNumbers, type NumbersAt } from '../db/numbers/numberFile.ts';
import { hashJournalRow } from './chain.ts';
import { toChangedNumbers } from './journalPayload.ts';

/** The list whose copy is asked for: its database file, open to be read. */
export type CopiedList = { readonly file: string; readonly db: ReadableDb };

/** Lets others in. */
export type Pause = () => Promise<void>;

/** With more rows of the journal since, or more numbers in them, a copy is of no use. */
const most = { rows: 5000, numbers: 500_000 };

/** The copy of the numbers beside the list, if it is of an earlier state of it, or of this one. `pause` lets others in. */
export async function loadOwnCopy({ file, db }: CopiedList, pause: Pause): Promise<NumbersAt | undefined> {
  const copy = await loadNumbers(file, pause);
  return copy !== undefined && isInJournal(db, copy.head) ? copy : undefined;
}

function isInJournal(db: ReadableDb, { seq, hash }: JournalHead): boolean {
  return db.prepare<[number], string>('SELECT lower(hex(hash)) FROM journal WHERE id = ?').pluck().get(seq) === hash;
}

/** The newest row of the journal; undefined where nothing was ever written. */
export function readHead(db: ReadableDb): JournalHead | undefined {
  return db
    .prepare<[], JournalHead>('SELECT id AS seq, lower(hex(hash)) AS hash FROM journal ORDER BY id DESC LIMIT 1')
    .get();
}

/** All entries, removed ones too: each has a scope, which counts them. */
export function countEntries(db: ReadableDb): number {
  return db.prepare<[], number>('SELECT coalesce(sum(live + removed), 0) FROM scope').pluck().get() ?? 0;
}

type LaterRow = Pick<JournalRow, 'id' | 'kind' | 'hash' | 'changes' | 'batch_id'>;

/** Which numbers rows of the journal have changed, and the last of these rows. */
export type Changed = { readonly numbers: ReadonlySet<number>; readonly head: JournalHead };

/**
 * The numbers in rows of the journal after `head`; undefined where that is none of its rows, where one does not fit its hash (it is damaged, or a redaction has
 * rewritten it), or where they are too many. `except`: the batch whose rows are known. Rows that are written meanwhile are read too:
 * until the caller lets others in, there are no further ones.
 */
export async function readChanged(
  db: ReadableDb,
  head: JournalHead,
  pause: Pause,
  except = -1,
): Promise<Changed | undefined> {
  if (!isInJournal(db, head)) return undefined;
  const after = db.prepare<[number, number], LaterRow>(
    'SELECT id, kind, hash, changes, batch_id FROM journal WHERE id > ? ORDER BY id LIMIT ?',
  );
  const { load } = createJournalReader(db);
  const numbers = new Set<number>();
  let previous: Uint8Array = Buffer.from(head.hash, 'hex');
  let { seq } = head;
  const left = { ...most };
  for (let rows = after.all(seq, left.rows + 1); rows.length > 0; rows = after.all(seq, left.rows + 1)) {
    left.rows -= rows.length;
    left.numbers -= rows.reduce(
      (sum, row) => sum + (row.batch_id === except || row.kind === 'asked' ? 0 : row.changes),
      0,
    );
    if (left.rows < 0 || left.numbers < 0) return undefined;
    for (const { id, hash, batch_id: batch } of rows) {
      if (batch !== except) {
        const row = load(id);
        if (row === undefined || !hashJournalRow(previous, row).equals(row.hash)) return undefined;
        for (const number of toChangedNumbers(row.payload)) numbers.add(number);
      }
      previous = hash;
      seq = id;
      await pause();
    }
  }
  return { numbers, head: { seq, hash: Buffer.from(previous).toString('hex') } };
}
