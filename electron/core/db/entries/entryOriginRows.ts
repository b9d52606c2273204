/**
 * Origins are interned like scopes: source, author, creation time and batch of an entry, one row for a whole import.
 * Their counts tell how many entries came from where without walking the list.
 */
import type { Source } from '../../../../shared/domain/entry/entry.ts';
import type { WritableDb } from '../handles.ts';

/** Times in epoch ms; label '' and batch 0 stand for none. */
export type OriginRow = {
  readonly source_kind: Source['kind'];
  readonly source_label: string;
  readonly author: string;
  readonly at: number;
  readonly batch_id: number;
};

export type OriginRows = {
  /** The id of an origin, made if it is new. Inside the caller's transaction. */
  readonly saveOrigin: (origin: OriginRow) => number;
  readonly count: (id: number, live: number, removed: number) => void;
  /** Takes the label out of an origin that no entry has any more; its row stays, so that its id is no other's. */
  readonly forgetLabel: (id: number, instead: string) => void;
};

/** Finds or makes the row of an origin, and counts its entries. */
export function createOriginRows(db: WritableDb): OriginRows {
  const find = db
    .prepare<OriginRow, number>(
      `SELECT id FROM origin WHERE source_kind = @source_kind AND source_label = @source_label
       AND author = @author AND at = @at AND batch_id = @batch_id`,
    )
    .pluck();
  const insert = db.prepare<OriginRow>(
    `INSERT INTO origin (source_kind, source_label, author, at, batch_id)
     VALUES (@source_kind, @source_label, @author, @at, @batch_id)`,
  );
  const count = db.prepare<[number, number, number]>(
    'UPDATE origin SET live = live + ?, removed = removed + ? WHERE id = ?',
  );
  const forgetLabel = db.prepare<{ id: number; instead: string }>(
    `UPDATE origin SET source_label = @instead || ' ' || id WHERE id = @id AND live = 0 AND removed = 0`,
  );
  return {
    forgetLabel: (id, instead) => void forgetLabel.run({ id, instead }),
    saveOrigin: (origin) => find.get(origin) ?? Number(insert.run(origin).lastInsertRowid),
    count: (id, live, removed) => void count.run(live, removed, id),
  };
}
