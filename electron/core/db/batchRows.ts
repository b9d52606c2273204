/**
 * Batches: one import, edit, removal or undo as a whole. Every command that changes the list makes one in the transaction
 * of its changes, so that everything can be undone; an import makes one when it starts and counts up as it goes.
 */
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { type Instant, toEpochMs, toInstant } from '../../../shared/domain/instant.ts';
import type { Db } from './openDatabase.ts';

/** What a batch did so far. Each counter is added to the one in the table. */
export type BatchCounts = Partial<
  Record<'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected' | 'removed', number>
>;

export type Batch = BatchRow & { readonly undoes: number | null; readonly details: Readonly<Record<string, unknown>> };

export type BatchReject = {
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly text: string;
};

export type BatchRows = {
  /** The id that the next batch of this transaction gets: plans name it in the entries that they make. */
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
  readonly load: (id: number) => Batch | undefined;
  /** Newest first. */
  readonly list: (kinds: readonly Batch['kind'][] | undefined, limit: number) => readonly Batch[];
  /** Batches that a crash left in the middle, oldest first. */
  readonly listApplying: () => readonly Batch[];
  /** The newest batch that undid this one. */
  readonly loadUndoOf: (id: number) => Batch | undefined;
  readonly saveReject: (id: number, reject: BatchReject) => void;
  /** Rejected lines after a line number, in order. */
  readonly listRejects: (id: number, afterLine: number, limit: number) => readonly BatchReject[];
};

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

export function createBatchRows(db: Db): BatchRows {
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
  const one = db.prepare<[number], StoredBatch>('SELECT * FROM batch WHERE id = ?');
  const newest = db.prepare<{ kinds: string | null; limit: number }, StoredBatch>(
    `SELECT * FROM batch WHERE @kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds))
     ORDER BY id DESC LIMIT @limit`,
  );
  const applying = db.prepare<[], StoredBatch>(`SELECT * FROM batch WHERE state = 'applying' ORDER BY id`);
  const undoOf = db.prepare<[number], StoredBatch>('SELECT * FROM batch WHERE undoes = ? ORDER BY id DESC LIMIT 1');
  const insertReject = db.prepare<BatchReject & { id: number }>(
    'INSERT INTO batch_reject (batch_id, line, code, message, text) VALUES (@id, @line, @code, @message, @text)',
  );
  const rejects = db.prepare<[number, number, number], BatchReject>(
    'SELECT line, code, message, text FROM batch_reject WHERE batch_id = ? AND line > ? ORDER BY line LIMIT ?',
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
    load: (id) => toOptional(one.get(id)),
    list: (kinds, limit) =>
      newest.all({ kinds: kinds === undefined ? null : JSON.stringify(kinds), limit }).map(toBatch),
    listApplying: () => applying.all().map(toBatch),
    loadUndoOf: (id) => toOptional(undoOf.get(id)),
    saveReject: (id, reject) => void insertReject.run({ ...reject, id }),
    listRejects: (id, afterLine, limit) => rejects.all(id, afterLine, limit),
  };
}
