/**
 * The part of the journal about requests that changed nothing, because the number was blocked already. They stand in rows of their own kind,
 * many numbers a row and nothing but them: who asked, when, and as part of what are the row's. An undo, and a release by another desk's
 * undo, ask here whether somebody wants a number blocked whom no change tells of.
 */
import type { Act } from '../../../shared/domain/entry/entry.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { readAbout } from '../db/damagedRow.ts';
import type { JournalRow, JournalRows } from '../db/entries/journalRows.ts';
import { type ChangeColumns, readCells, toAskedNumbers, toAskedPayload, toColumnsBetween } from './journalPayload.ts';

/** Somebody asked for a number that was blocked already, so that nothing changed. */
export type JournalAsk = {
  readonly journal: number;
  readonly at: Instant;
  readonly author: string;
  readonly batchId: number | null;
};

export type JournalAsks = {
  /** Appends that numbers were asked for which were blocked already: ascending, each once, and not empty. */
  readonly appendAsked: (numbers: ArrayLike<number>, act: Act) => void;
  /** How many numbers a batch asked for that were blocked already. */
  readonly countAskedBy: (batchId: number) => number;
  /** Every request for a number that was blocked already, oldest first. @throws DamagedRow where one cannot be read */
  readonly loadAsks: (number: PhoneNumber) => readonly JournalAsk[];
  /** Whether the newest that is known of a number is such a request of this author alone, as part of no batch. */
  readonly isAskedLast: (number: number, author: string) => boolean;
  /** The requests after a row that may name numbers from `first` to `last`, oldest first. */
  readonly eachAskedAfter: (
    id: number,
    first: number,
    last: number,
  ) => Generator<JournalAsk & { readonly numbers: () => readonly number[] }>;
  /** Whether a row of one of these kinds may speak of numbers from `first` to `last`. */
  readonly hasBetween: (kinds: readonly string[], first: number, last: number) => boolean;
  /** The rows that may speak of numbers from `first` to `last`, oldest first. */
  readonly eachBetween: (
    first: number,
    last: number,
  ) => Generator<{
    readonly kind: string;
    readonly batchId: number | null;
    readonly asked: () => readonly number[];
    /** Of these numbers alone. */
    readonly changes: () => readonly { readonly number: number; readonly isReleased: boolean }[];
  }>;
};

type AppendRow = (
  range: { readonly first: number | undefined; readonly last: number | undefined; readonly count: number },
  act: Act & { readonly kind: 'asked' },
  toPayload: () => Buffer,
) => void;

/** That part over the journal's rows; `append` adds a row to the chain. */
export function createJournalAsks(rows: JournalRows, append: AppendRow): JournalAsks {
  return {
    appendAsked(numbers, act) {
      const range = { first: numbers[0], last: numbers[numbers.length - 1], count: numbers.length };
      append(range, { ...act, kind: 'asked' }, () => toAskedPayload(numbers));
    },
    countAskedBy: (batchId) => rows.countAskedBy(batchId),
    loadAsks: (number) =>
      [...rows.eachAskedAfter(0, number, number)].flatMap((row) =>
        readAbout(number, () => toAskedNumbers(row.payload)).includes(number) ? [toAsk(row)] : [],
      ),
    isAskedLast(number, author) {
      const newest = rows.newestOn(number);
      const isOwn = newest?.kind === 'asked' && newest.author === author;
      return isOwn && newest.changes === 1 && newest.batch_id === 0;
    },
    *eachAskedAfter(id, first, last) {
      for (const row of rows.eachAskedAfter(id, first, last))
        yield { ...toAsk(row), numbers: () => toAskedNumbers(row.payload) };
    },
    hasBetween: (kinds, first, last) => rows.hasBetween(kinds, first, last),
    *eachBetween(first, last) {
      for (const { kind, batch_id: batch, payload } of rows.eachBetween(first, last))
        yield {
          kind,
          batchId: batch === 0 ? null : batch,
          asked: () => toAskedNumbers(payload),
          changes: () => toReleased(toColumnsBetween(payload, first, last)),
        };
    },
  };
}

function toReleased({ numbers, after }: ChangeColumns) {
  return Array.from(numbers, (number, at) => ({ number, isReleased: readCells(after, at)('removedAt') !== null }));
}

function toAsk({ id, at, author, batch_id: batch }: JournalRow): JournalAsk {
  return { journal: id, at: toInstant(at), author, batchId: batch === 0 ? null : batch };
}
