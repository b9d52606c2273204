/**
 * Batches: one import, edit, removal or undo as a whole. Every command that changes the list makes one in the transaction
 * of its changes, so that everything can be undone; an import makes one when it starts and counts up as it goes.
 */
import type { BatchRow } from '../../../../shared/contract/entries.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { WritableDb } from '../handles.ts';

/** What a batch did so far. Each counter is added to the one in the table. */
export type BatchCounts = Partial<
  Record<'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected' | 'removed', number>
>;

export type Batch = Omit<BatchRow, 'why' | 'left' | 'takenBack'> & {
  readonly details: Readonly<Record<string, unknown>>;
};

/**
 * An entry that a batch left as it was, because somebody had changed it since (who and when), or because a conflict
 * about it is open, or because only a lead of the shared list may weaken its block, or because somebody asked for it since
 * (who and when).
 */
export type BatchLeft = {
  readonly number: PhoneNumber;
  readonly at: Instant;
  readonly by: string;
  readonly why: 'changed' | 'removed' | 'conflict' | 'lead' | 'asked';
};

export type BatchReject = {
  readonly line: number;
  /** The column's name; '' for the line as a whole. */
  readonly column: string;
  readonly code: string;
  readonly message: string;
  readonly text: string;
};

/** The detail of a batch whose work a crash stopped and which the next start took back. */
export const takenBackDetail = 'takenBack';

export type BatchRows = {
  /** The id that the next batch of this transaction will get. Plans write it into the entries that they make. */
  readonly nextId: () => number;
  /** Makes a batch and answers its id. `applying` is for work of several transactions. */
  readonly save: (batch: {
    kind: Batch['kind'];
    label: string;
    author: string;
    at: Instant;
    state: 'applying' | 'applied';
    details?: Readonly<Record<string, unknown>>;
    undoes?: number;
  }) => number;
  readonly count: (id: number, counts: BatchCounts) => void;
  readonly setState: (id: number, state: Batch['state']) => void;
  readonly setDetails: (id: number, details: Readonly<Record<string, unknown>>) => void;
  readonly setLabel: (id: number, label: string) => void;
  readonly load: (id: number) => Batch | undefined;
  /** Newest first; `before`: only older ones. The undo of a cancelled batch is part of that batch, and is left out. */
  readonly list: (query: {
    readonly kinds?: readonly Batch['kind'][] | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  }) => readonly Batch[];
  /** Batches that a crash left in the middle, oldest first. */
  readonly listApplying: () => readonly Batch[];
  /** The newest batch that undid this one. */
  readonly loadUndoOf: (id: number) => Batch | undefined;
  /** Deletes a batch that changed nothing. Nothing may refer to it. */
  readonly remove: (id: number) => void;
  readonly saveLeft: (id: number, left: readonly BatchLeft[]) => void;
  readonly countLeft: (id: number) => number;
  /** What a batch left as it was: the entries after a number, in order. */
  readonly listLeft: (id: number, after: number, limit: number) => readonly BatchLeft[];
  /**
   * The newest import of these parts (of a workbook or an archive) of a file with this hash, if it still holds;
   * undefined if there is none.
   */
  readonly findApplied: (sha256: string, parts: readonly string[]) => Pick<Batch, 'id' | 'at'> | undefined;
  /** One row per cell that could not be used, or per line. */
  readonly saveReject: (id: number, reject: BatchReject) => void;
  /** Deletes up to `limit` rejected lines, and answers how many it deleted. */
  readonly dropRejects: (id: number, limit: number) => number;
  /** Rejects after the given one (undefined: from the first), in the order of the file. */
  readonly listRejects: (id: number, after: StoredReject | undefined, limit: number) => readonly StoredReject[];
};

/** A reject with its index among those of its line. */
export type StoredReject = BatchReject & { readonly place: number };

type StoredLeft = Omit<BatchLeft, 'number' | 'at'> & { readonly number: number; readonly at: number };

type StoredBatch = Omit<Batch, 'at' | 'details' | 'alreadyThere'> & {
  readonly at: number;
  readonly details: string;
  readonly already_there: number;
};

function toBatch({ at, details, already_there, ...row }: StoredBatch): Batch {
  return {
    ...row,
    alreadyThere: already_there,
    at: toInstant(at),
    details: JSON.parse(details) as Readonly<Record<string, unknown>>,
  };
}

/** Batches with their counts, details, rejected lines and what they left. */
export function createBatchRows(db: WritableDb): BatchRows {
  const insert = db.prepare(
    `INSERT INTO batch (kind, label, author, at, state, details, undoes)
     VALUES (@kind, @label, @author, @at, @state, @details, @undoes)`,
  );
  const nextId = db.prepare<[], number>('SELECT coalesce(max(id), 0) + 1 FROM batch').pluck();
  const count = db.prepare(
    `UPDATE batch SET lines = lines + @lines, added = added + @added, changed = changed + @changed,
       already_there = already_there + @alreadyThere, rejected = rejected + @rejected, removed = removed + @removed
     WHERE id = @id`,
  );
  const setState = db.prepare<[string, number]>('UPDATE batch SET state = ? WHERE id = ?');
  const setDetails = db.prepare<[string, number]>('UPDATE batch SET details = ? WHERE id = ?');
  const setLabel = db.prepare<[string, number]>('UPDATE batch SET label = ? WHERE id = ?');
  const one = db.prepare<[number], StoredBatch>('SELECT * FROM batch WHERE id = ?');
  const newest = db.prepare<{ kinds: string | null; before: number; limit: number }, StoredBatch>(
    `SELECT * FROM batch b WHERE id < @before AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))
       AND NOT EXISTS (SELECT 1 FROM batch c WHERE c.id = b.undoes AND c.state = 'cancelled')
     ORDER BY id DESC LIMIT @limit`,
  );
  const remove = db.prepare<[number]>('DELETE FROM batch WHERE id = ?');
  const removeLeft = db.prepare<[number]>('DELETE FROM batch_left WHERE batch_id = ?');
  const insertLeft = db.prepare<[number, number, number, string, string]>(
    'INSERT OR REPLACE INTO batch_left (batch_id, number, at, by, why) VALUES (?, ?, ?, ?, ?)',
  );
  const countLeft = db.prepare<[number], number>('SELECT count(*) FROM batch_left WHERE batch_id = ?').pluck();
  const left = db.prepare<[number, number, number], StoredLeft>(
    'SELECT number, at, by, why FROM batch_left WHERE batch_id = ? AND number > ? ORDER BY number LIMIT ?',
  );
  const applying = db.prepare<[], StoredBatch>(`SELECT * FROM batch WHERE state = 'applying' ORDER BY id`);
  const undoOf = db.prepare<[number], StoredBatch>('SELECT * FROM batch WHERE undoes = ? ORDER BY id DESC LIMIT 1');
  const insertReject = db.prepare<BatchReject & { id: number }>(
    `INSERT INTO batch_reject (batch_id, line, place, column_name, code, message, text)
     VALUES (@id, @line, (SELECT count(*) FROM batch_reject WHERE batch_id = @id AND line = @line),
       @column, @code, @message, @text)`,
  );
  const applied = db.prepare<[string, string], { id: number; at: number }>(
    `SELECT id, at FROM batch WHERE kind = 'import' AND state = 'applied' AND json_extract(details, '$.sha256') = ?
       AND coalesce(json_extract(details, '$.parts'), '[]') = ?
     ORDER BY id DESC LIMIT 1`,
  );
  const dropRejects = db.prepare<{ id: number; limit: number }>(
    `DELETE FROM batch_reject WHERE (batch_id, line, place) IN
       (SELECT batch_id, line, place FROM batch_reject WHERE batch_id = @id LIMIT @limit)`,
  );
  const rejects = db.prepare<[number, number, number, number], StoredReject>(
    `SELECT line, place, column_name AS "column", code, message, text FROM batch_reject
     WHERE batch_id = ? AND (line, place) > (?, ?) ORDER BY line, place LIMIT ?`,
  );
  const toOptional = (row: StoredBatch | undefined) => (row === undefined ? undefined : toBatch(row));
  return {
    nextId: () => nextId.get() ?? 1,
    save({ details, undoes, at, ...batch }) {
      const row = { ...batch, at: toEpochMs(at), details: JSON.stringify(details ?? {}), undoes: undoes ?? null };
      return Number(insert.run(row).lastInsertRowid);
    },
    count(id, counts) {
      count.run({ lines: 0, added: 0, changed: 0, alreadyThere: 0, rejected: 0, removed: 0, ...counts, id });
    },
    setState: (id, state) => void setState.run(state, id),
    setDetails: (id, details) => void setDetails.run(JSON.stringify(details), id),
    setLabel: (id, label) => void setLabel.run(label, id),
    load: (id) => toOptional(one.get(id)),
    list: ({ kinds, before, limit }) =>
      newest
        .all({
          kinds: kinds === undefined ? null : JSON.stringify(kinds),
          before: before ?? Number.MAX_SAFE_INTEGER,
          limit,
        })
        .map(toBatch),
    remove(id) {
      removeLeft.run(id);
      remove.run(id);
    },
    saveLeft(id, all) {
      for (const { number, at, by, why } of all) insertLeft.run(id, number, toEpochMs(at), by, why);
    },
    countLeft: (id) => countLeft.get(id) ?? 0,
    listLeft: (id, after, limit) =>
      left.all(id, after, limit).map((row) => ({ ...row, number: toPhoneNumber(row.number), at: toInstant(row.at) })),
    listApplying: () => applying.all().map(toBatch),
    loadUndoOf: (id) => toOptional(undoOf.get(id)),
    findApplied(sha256, parts) {
      const row = applied.get(sha256, JSON.stringify(parts));
      return row === undefined ? undefined : { id: row.id, at: toInstant(row.at) };
    },
    saveReject: (id, reject) => void insertReject.run({ ...reject, id }),
    dropRejects: (id, limit) => dropRejects.run({ id, limit }).changes,
    listRejects: (id, after, limit) => rejects.all(id, after?.line ?? -1, after?.place ?? -1, limit),
  };
}
