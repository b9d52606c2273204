/**
 * The append-only, hash-chained history of every change. The one write path appends to it in the transaction of the
 * change; a number's history, undo and `verify` read it.
 */
import type { Entry } from '../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { readAbout } from '../db/damagedRow.ts';
import { createEntryReader, type FlatEntry, type FlatNewEntries } from '../db/entries/entryForm.ts';
import type { JournalRows } from '../db/entries/journalRows.ts';
import { hashBeforeFirst, hashJournalRow } from './chain.ts';
import {
  type FlatChange,
  findChange,
  toChangedNumbers,
  toChanges,
  toJournalPayload,
  toNewPayload,
} from './journalPayload.ts';
import { createJournalAsks, type JournalAsks } from './journalAsks.ts';
import { redactJournal } from './redactJournal.ts';

/** What a change was part of: a batch of this kind, what came from the shared list, the note that a hold has ended, or a redaction. */
export type JournalKind =
  | 'add'
  | 'edit'
  | 'remove'
  | 'import'
  | 'undo'
  | 'resolve'
  | 'pull'
  | 'share'
  | 'expired'
  | 'redact';

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

export type Journal = JournalAsks & {
  /** Appends changes, sorted by number and not empty, in the caller's transaction. */
  readonly append: (changes: readonly FlatChange[], act: JournalAct) => void;
  /**
   * Appends entries that were never on the list, as `append` would; not empty. `payload` is their payload, packed
   * before.
   */
  readonly appendNew: (added: FlatNewEntries, act: JournalAct, payload?: Buffer) => void;
  /**
   * Takes what `redact` takes out of every change of the number that is there, and appends this change of it, which is
   * redacted already.
   */
  readonly redact: (change: FlatChange, act: JournalAct, redact: (entry: FlatEntry) => FlatEntry) => void;
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

/** The journal over its rows. Appending without a change throws (a bug). The chain is that of `hashJournalRow`. */
export function createJournal(rows: JournalRows): Journal {
  function appendRow(
    { first, last, count }: { first: number | undefined; last: number | undefined; count: number },
    act: Omit<JournalAct, 'kind'> & { readonly kind: JournalKind | 'asked' },
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
    rows.append({ ...row, hash: hashJournalRow(head?.hash ?? hashBeforeFirst(), row) });
  }

  return {
    ...createJournalAsks(rows, appendRow),
    append(changes, act) {
      const numbers = { first: changes[0]?.after.number, last: changes.at(-1)?.after.number, count: changes.length };
      appendRow(numbers, act, () => toJournalPayload(changes));
    },
    appendNew(added, act, payload) {
      const { numbers } = added;
      const range = { first: numbers[0], last: numbers.at(-1), count: numbers.length };
      appendRow(range, act, () => payload ?? toNewPayload(added));
    },
    redact(change, act, redact) {
      const { number } = change.after;
      redactJournal(rows, { number, redact }, (rewritten) =>
        appendRow({ first: number, last: number, count: 1 }, act, () => toJournalPayload([change], rewritten)),
      );
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
