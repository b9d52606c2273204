/**
 * Counts that follow the entry table: per scope, per origin and per block of 100,000 numbers. They are kept in the
 * transaction of each change. With them the list can say "12,408 of 1,204,331" and jump to any row without walking ten
 * million.
 */
import type { OriginRows } from './entryOriginRows.ts';
import type { WritableDb } from '../handles.ts';
import type { ScopeRows } from './scopeRows.ts';

/** Numbers per block, as in the schema. */
export const blockSize = 100_000;

type Count = { live: number; removed: number };

export type EntryTally = {
  /**
   * Notes that an entry with these ids came (`step` 1) or went (`step` -1), live or as a tombstone. A larger `step`
   * notes as many entries at once in the block of this number.
   */
  readonly note: (number: number, scopeId: number, originId: number, removed: boolean, step: number) => void;
  /** Writes what was noted. */
  readonly save: () => void;
};

/** Makes a tally for one write: counts gather in memory, and each counter is written once. */
export function createEntryTallies(db: WritableDb, scopes: ScopeRows, origins: OriginRows): () => EntryTally {
  const countBlock = db.prepare<[number, number, number]>(
    `INSERT INTO entry_block (block, live, removed) VALUES (?, ?, ?)
     ON CONFLICT (block) DO UPDATE SET live = live + excluded.live, removed = removed + excluded.removed`,
  );
  return () => {
    const byScope = new Map<number, Count>();
    const byOrigin = new Map<number, Count>();
    const byBlock = new Map<number, Count>();
    return {
      note(number, scopeId, originId, removed, step) {
        add(byScope, scopeId, removed, step);
        add(byOrigin, originId, removed, step);
        add(byBlock, Math.floor(number / blockSize), removed, step);
      },
      save() {
        for (const [id, { live, removed }] of changed(byScope)) scopes.count(id, live, removed);
        for (const [id, { live, removed }] of changed(byOrigin)) origins.count(id, live, removed);
        for (const [block, { live, removed }] of changed(byBlock)) countBlock.run(block, live, removed);
      },
    };
  };
}

function add(counts: Map<number, Count>, id: number, removed: boolean, step: number): void {
  let count = counts.get(id);
  if (count === undefined) {
    count = { live: 0, removed: 0 };
    counts.set(id, count);
  }
  if (removed) count.removed += step;
  else count.live += step;
}

function changed(counts: Map<number, Count>): readonly (readonly [number, Count])[] {
  return [...counts].filter(([, { live, removed }]) => live !== 0 || removed !== 0);
}
