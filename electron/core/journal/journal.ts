/**
 * The append-only, hash-chained history of every change. The one write path appends to it in the transaction of the
 * change; a number's history, undo and `verify` read it.
 */
import { createHash } from 'node:crypto';
import type { Entry } from '../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { readAbout } from '../db/damagedRow.ts';
import { createEntryReader, type FlatNewEntries } from '../db/entries/entryForm.ts';
import type { JournalRow, JournalRows } from '../db/entries/journalRows.ts';
import {
  type FlatChange,
  findChange,
  toChangedNumbers,
  toChanges,
  toJournalPayload,
  toNewPayload,
} from './journalPayload.ts';

/** What a change was part of: a batch of this kind, or the note that a hold has ended. */
export type JournalKind = 'add' | 'edit' | 'remove' | 'import' | 'undo' | 'resolve' | 'pull' | 'expired';

/** One change of one number, as history shows it. */
export type JournalChange = {
  readonly journal: number;
  readonly at: Instant;
  readonly author: string;
  readonly kind: JournalKind;
  readonly batchId: number | null;
  readonly before: Entry | undefined;
  readonly after: Entry;
};

/** Who did it, when, and as part of what. */
export type JournalAct = {
  readonly at: Instant;
  readonly author: string;
  readonly batchId: number | null;
  readonly kind: JournalKind;
};

export type Journal = {
  /** Appends changes, sorted by number and not empty, in the caller's transaction. */
  readonly append: (changes: readonly FlatChange[], act: JournalAct) => void;
  /**
   * Appends entries that were never on the list, as `append` would; not empty. `payload` is their payload, packed
   * before.
   */
  readonly appendNew: (added: FlatNewEntries, act: JournalAct, payload?: Buffer) => void;
  /** Every change of a number, oldest first. @throws DamagedRow where one cannot be read */
  readonly loadHistory: (number: PhoneNumber) => readonly JournalChange[];
  /** The journal rows of a batch, oldest first. */
  readonly listOfBatch: (batchId: number) => readonly number[];
  /** How many changes the rows of a batch hold. */
  readonly countOfBatch: (batchId: number) => number;
  /** The changes of one journal row, sorted by number. */
  readonly loadRow: (id: number) => readonly FlatChange[];
  /** The rows after a row that may hold changes of numbers from `first` to `last`, oldest first. */
  readonly eachLater: (
    id: number,
    first: number,
    last: number,
  ) => Generator<{ readonly kind: string; readonly batch: number; readonly numbers: () => readonly number[] }>;
  /** The newest row: its hash stands for the state of the whole list. */
  readonly head: () => { readonly id: number; readonly hash: string } | undefined;
  /** When the newest row was written (epoch ms); null: nothing is written yet. */
  readonly newestAt: () => number | null;
};

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

/** The journal over its rows. Appending without a change throws (a bug). The chain is that of `hashJournalRow`. */
export function createJournal(rows: JournalRows): Journal {
  function appendRow(
    { first, last, count }: { first: number | undefined; last: number | undefined; count: number },
    act: JournalAct,
    toPayload: () => Buffer,
  ): void {
    if (first === undefined || last === undefined) throw new Error('A journal row needs a change');
    const head = rows.head();
    const row = {
      id: (head?.id ?? 0) + 1,
      at: toEpochMs(act.at),
      author: act.author,
      kind: act.kind,
      batch_id: act.batchId ?? 0,
      first_number: first,
      last_number: last,
      changes: count,
      payload: toPayload(),
    };
    rows.append({ ...row, hash: hashJournalRow(head?.hash ?? firstHash, row) });
  }

  return {
    append(changes, act) {
      const numbers = { first: changes[0]?.after.number, last: changes.at(-1)?.after.number, count: changes.length };
      appendRow(numbers, act, () => toJournalPayload(changes));
    },
    appendNew(added, act, payload) {
      const { numbers } = added;
      const range = { first: numbers[0], last: numbers.at(-1), count: numbers.length };
      appendRow(range, act, () => payload ?? toNewPayload(added));
    },
    loadHistory(number) {
      const toEntry = createEntryReader();
      return rows.loadCovering(number).flatMap((row): JournalChange[] => {
        const change = readAbout(number, () => findChange(row.payload, number));
        if (change === undefined) return [];
        return [
          {
            journal: row.id,
            at: toInstant(row.at),
            author: row.author,
            kind: row.kind as JournalKind,
            batchId: row.batch_id === 0 ? null : row.batch_id,
            before: change.before === undefined ? undefined : toEntry(change.before),
            after: toEntry(change.after),
          },
        ];
      });
    },
    listOfBatch: (batchId) => rows.listOfBatch(batchId),
    countOfBatch: (batchId) => rows.countOfBatch(batchId),
    loadRow(id) {
      const row = rows.load(id);
      return row === undefined ? [] : toChanges(row.payload);
    },
    *eachLater(id, first, last) {
      for (const { kind, batch_id: batch, payload } of rows.eachLater(id, first, last))
        yield { kind, batch, numbers: () => toChangedNumbers(payload) };
    },
    newestAt: () => rows.newestAt() ?? null,
    head() {
      const head = rows.head();
      return head === undefined ? undefined : { id: head.id, hash: head.hash.toString('hex') };
    },
  };
}
