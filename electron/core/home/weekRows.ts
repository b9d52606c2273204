/** What was added and released of late, by source and by author: from the origins of entries and the journal. */
import type { ReadableDb } from '../db/handles.ts';
import type { Clock } from '../ports.ts';

/** One act of adding: when (epoch ms), by whom, from where, and how many numbers it brought that are known today. */
export type Added = {
  readonly at: number;
  readonly author: string;
  readonly kind: 'manual' | 'import' | 'api' | 'vendor';
  readonly count: number;
};

export type WeekRows = {
  readonly added: (since: number) => readonly Added[];
  readonly released: (since: number) => Promise<number>;
  /** How many entries of a batch are on the list. */
  readonly ofBatch: (batch: number) => number;
};

const rowsAtOnce = 2000;

/** Prepares the reading. */
export function createWeekRows({ db, clock }: { db: ReadableDb; clock: Pick<Clock, 'breathe'> }): WeekRows {
  const added = db.prepare<[number], Added>(
    `SELECT at, author, source_kind AS kind, live + removed AS count FROM origin WHERE at >= ? AND live + removed > 0
     ORDER BY at`,
  );
  const newest = db.prepare<[number, number], { id: number; at: number; kind: string; changes: number }>(
    'SELECT id, at, kind, changes FROM journal WHERE id < ? ORDER BY id DESC LIMIT ?',
  );
  const ofBatch = db.prepare<[number], number>('SELECT coalesce(sum(live), 0) FROM origin WHERE batch_id = ?').pluck();
  return {
    added: (since) => added.all(since),
    ofBatch: (batch) => ofBatch.get(batch) ?? 0,
    async released(since) {
      let count = 0;
      for (let before = Number.MAX_SAFE_INTEGER; ;) {
        const rows = newest.all(before, rowsAtOnce);
        for (const { at, kind, changes } of rows) if (at >= since && kind === 'remove') count += changes;
        const last = rows.at(-1);
        if (last === undefined || last.at < since) return count;
        before = last.id;
        await clock.breathe();
      }
    },
  };
}
