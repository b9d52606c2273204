/**
 * Rows of the journal table: how they are appended and read. Nothing deletes them, and only a redaction rewrites what they say;
 * triggers of the schema refuse anything else even when a bug tries.
 */
import type { ReadableDb, WritableDb } from '../handles.ts';

/** Times in epoch ms; batch 0: none. */
export type JournalRow = {
  readonly id: number;
  readonly at: number;
  readonly author: string;
  readonly kind: string;
  readonly batch_id: number;
  readonly first_number: number;
  readonly last_number: number;
  readonly changes: number;
  readonly payload: Buffer;
  readonly hash: Buffer;
};

export type NewestRow = Pick<JournalRow, 'kind' | 'author' | 'batch_id' | 'changes'>;

/** The ways in which the journal is read. */
export type JournalReader = {
  /** The id and hash of the newest row. */
  readonly head: () => { readonly id: number; readonly hash: Buffer } | undefined;
  /** When the newest row was written (epoch ms), or undefined where there is none. */
  readonly newestAt: () => number | undefined;
  /** The rows whose range of numbers includes this number, oldest first. */
  readonly loadCovering: (number: number) => readonly JournalRow[];
  /** The ids of a batch's rows with changes, oldest first; their payloads together may be too big for memory. */
  readonly listOfBatch: (batchId: number) => readonly number[];
  /** How many changes a batch's rows hold together. */
  readonly countOfBatch: (batchId: number) => number;
  /** How many numbers a batch asked for that were blocked already. */
  readonly countAskedBy: (batchId: number) => number;
  readonly load: (id: number) => JournalRow | undefined;
  /** The first and the last row of a time, from and before instants in epoch ms; undefined: none was written then. */
  readonly findBetween: (from: number, to: number) => { readonly first: number; readonly last: number } | undefined;
  /** All rows, oldest first. */
  readonly each: () => IterableIterator<JournalRow>;
  /** The redactions, oldest first. */
  readonly listRedactions: () => IterableIterator<JournalRow>;
  /** The rows after the given row that may hold changes of numbers from `first` to `last`, oldest first. */
  readonly eachLater: (id: number, first: number, last: number) => Generator<JournalRow>;
  /** The newest row that may speak of a number, without what it says. */
  readonly newestOn: (number: number) => NewestRow | undefined;
  /** The rows of requests that changed nothing, after the given row, that may name numbers from `first` to `last`, oldest first. */
  readonly eachAskedAfter: (id: number, first: number, last: number) => Generator<JournalRow>;
  /** Whether a row of one of these kinds may speak of numbers from `first` to `last`. */
  readonly hasBetween: (kinds: readonly string[], first: number, last: number) => boolean;
  /** The rows that may hold changes of numbers from `first` to `last`, oldest first. */
  readonly eachBetween: (first: number, last: number) => IterableIterator<JournalRow>;
};

export type JournalRows = JournalReader & {
  readonly append: (row: JournalRow) => void;
  /** Replaces what a row says. Throws where no redaction of a number within it was appended before. */
  readonly rewrite: (id: number, payload: Buffer) => void;
};

/** The journal of the desk's own database, to be read and appended to. */
export function createJournalRows(db: WritableDb): JournalRows {
  const append = db.prepare<JournalRow>(
    `INSERT INTO journal (id, at, author, kind, batch_id, first_number, last_number, changes, payload, hash)
     VALUES (@id, @at, @author, @kind, @batch_id, @first_number, @last_number, @changes, @payload, @hash)`,
  );
  const rewrite = db.prepare<[Buffer, number]>('UPDATE journal SET payload = ? WHERE id = ?');
  return {
    ...createJournalReader(db),
    append: (row) => void append.run(row),
    rewrite: (id, payload) => void rewrite.run(payload, id),
  };
}

/** Reads the journal of the desk's own database or of a snapshot. */
export function createJournalReader(db: ReadableDb): JournalReader {
  const head = db.prepare<[], { id: number; hash: Buffer }>('SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1');
  const covering = db.prepare<{ number: number }, JournalRow>(
    `SELECT * FROM journal WHERE id IN (
       SELECT id FROM journal WHERE changes = 1 AND first_number = @number
       UNION ALL
       SELECT id FROM journal WHERE changes > 1 AND first_number <= @number AND last_number >= @number
     ) ORDER BY id`,
  );
  const ofBatch = db
    .prepare<[number], number>(`SELECT id FROM journal WHERE batch_id = ? AND kind <> 'asked' ORDER BY id`)
    .pluck();
  const countBy = (kind: string) =>
    db
      .prepare<[number], number>(`SELECT coalesce(sum(changes), 0) FROM journal WHERE batch_id = ? AND kind ${kind}`)
      .pluck();
  const countOfBatch = countBy(`<> 'asked'`);
  const countAskedBy = countBy(`= 'asked'`);
  const one = db.prepare<[number], JournalRow>('SELECT * FROM journal WHERE id = ?');
  const ofTime = db.prepare<[number, number], { first: number | null; last: number | null }>(
    'SELECT min(id) AS first, max(id) AS last FROM journal WHERE at >= ? AND at < ?',
  );
  const all = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY id');
  const between = db.prepare<[number, number], JournalRow>(
    'SELECT * FROM journal WHERE last_number >= ? AND first_number <= ? ORDER BY id',
  );
  const later = db
    .prepare<[number, number, number], number>(
      `SELECT id FROM journal WHERE id > ? AND last_number >= ? AND first_number <= ? AND kind <> 'asked' ORDER BY id`,
    )
    .pluck();
  // From the indexes of single numbers and of many: the rows are as many as the list has ever had writes.
  const touching = (where: string) => `
    SELECT id FROM journal INDEXED BY journal_single WHERE changes = 1 AND first_number BETWEEN @first AND @last AND ${where}
    UNION ALL
    SELECT id FROM journal INDEXED BY journal_many
    WHERE changes > 1 AND first_number <= @last AND last_number >= @first AND ${where}`;
  const askedAfter = db
    .prepare<{ id: number; first: number; last: number }, number>(
      `${touching(`id > @id AND kind = 'asked'`)} ORDER BY 1`,
    )
    .pluck();
  const hasBetween = db
    .prepare<{ kinds: string; first: number; last: number }, number>(
      `SELECT EXISTS (${touching('kind IN (SELECT value FROM json_each(@kinds))')})`,
    )
    .pluck();
  const newestOn = db.prepare<{ first: number; last: number }, NewestRow>(
    `SELECT kind, author, batch_id, changes FROM journal WHERE id = (SELECT max(id) FROM (${touching('true')}))`,
  );
  const redactions = db.prepare<[], JournalRow>(`SELECT * FROM journal WHERE kind = 'redact' ORDER BY id`);
  const newestAt = db.prepare<[], number>('SELECT at FROM journal ORDER BY id DESC LIMIT 1').pluck();
  return {
    newestAt: () => newestAt.get(),
    head: () => head.get(),
    loadCovering: (number) => covering.all({ number }),
    listOfBatch: (batchId) => ofBatch.all(batchId),
    countOfBatch: (batchId) => countOfBatch.get(batchId) ?? 0,
    countAskedBy: (batchId) => countAskedBy.get(batchId) ?? 0,
    newestOn: (number) => newestOn.get({ first: number, last: number }),
    hasBetween: (kinds, first, last) => hasBetween.get({ kinds: JSON.stringify(kinds), first, last }) === 1,
    *eachAskedAfter(id, first, last) {
      for (const found of askedAfter.all({ id, first, last })) {
        const row = one.get(found);
        if (row !== undefined) yield row;
      }
    },
    load: (id) => one.get(id),
    findBetween(from, to) {
      const { first = null, last = null } = ofTime.get(from, to) ?? {};
      return first === null || last === null ? undefined : { first, last };
    },
    each: () => all.iterate(),
    listRedactions: () => redactions.iterate(),
    *eachLater(id, first, last) {
      for (const found of later.all(id, first, last)) {
        const row = one.get(found);
        if (row !== undefined) yield row;
      }
    },
    eachBetween: (first, last) => between.iterate(first, last),
  };
}
