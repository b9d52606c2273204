/**
 * Counts that answer at once at ten million entries: they sum blocks, scopes and origins instead of rows. What sums
 * cannot answer is counted row by row, once until something changes.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { blockSize } from '../../db/entries/entryTallyRows.ts';
import { findFirst } from '../../db/numbers/findFirst.ts';
import {
  hasOpenConflicts,
  isDisputed,
  joinConditions,
  type ListFilter,
  type Sql,
  toEntryCondition,
} from './listFilter.ts';

/** How many entries of the usual list lie in each block, in order of number. */
export type BlockCounts = { readonly blocks: Float64Array; readonly counts: Float64Array; readonly total: number };

/** How many entries of the usual list came with each origin, oldest first. */
export type OriginCounts = { readonly times: Float64Array; readonly counts: Float64Array };

export type ListCounts = {
  readonly blocks: () => BlockCounts;
  readonly origins: () => OriginCounts;
  /** Whether tombstones are in the usual list, because a conflict is open for them. */
  readonly hasTombstones: () => boolean;
  /** Entries of the usual list from `first` to `last`. */
  readonly countRange: (first: number, last: number) => number;
  /** The number of matching entries, if sums can tell; the filter has no digits and no text. */
  readonly tally: (filter: ListFilter) => number | undefined;
  /** The value of `count`, remembered under this key until anything in the database changes. */
  readonly remember: (key: string, count: () => number) => number;
};

type Pair = readonly [number, number];

/** Counts from what is kept beside the entries; read again only after a change. */
export function createListCounts(db: ReadableDb): ListCounts {
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const blockRows = db.prepare<[], Pair>('SELECT block, live FROM entry_block WHERE live > 0 ORDER BY block').raw();
  const originRows = db.prepare<[], Pair>('SELECT at, live FROM origin WHERE live > 0 ORDER BY at, id').raw();
  const disputedTombstones = db
    .prepare<[], Pair>(
      `SELECT DISTINCT e.number, o.at FROM conflict c INDEXED BY conflict_open CROSS JOIN entry e ON e.number = c.number
       JOIN origin o ON o.id = e.origin_id WHERE c.resolved_at IS NULL AND e.removed_at IS NOT NULL AND ${isDisputed}`,
    )
    .raw();
  const countLive = db
    .prepare<[number, number], number>('SELECT count(*) FROM entry WHERE number BETWEEN ? AND ? AND removed_at IS NULL')
    .pluck();

  let revision = -1;
  let remembered = new Map<string, unknown>();
  function once<T>(key: string, make: () => T): T {
    const now = totalChanges.get() ?? 0;
    if (now !== revision) {
      revision = now;
      remembered = new Map();
    }
    if (!remembered.has(key)) remembered.set(key, make());
    return remembered.get(key) as T;
  }

  const tombstones = () =>
    once('tombstones', () => (hasOpenConflicts(db) ? disputedTombstones.all() : ([] as readonly Pair[])));

  const blocks = () =>
    once('blocks', (): BlockCounts => {
      const counts = new Map(blockRows.all());
      for (const [number] of tombstones()) increase(counts, Math.floor(number / blockSize));
      const { keys, values } = toArrays(counts);
      return { blocks: keys, counts: values, total: values.reduce((sum, count) => sum + count, 0) };
    });

  function countRows(first: number, last: number): number {
    const live = countLive.get(first, last) ?? 0;
    return live + tombstones().filter(([number]) => number >= first && number <= last).length;
  }

  return {
    blocks,
    origins: () =>
      once('origins', (): OriginCounts => {
        const counts = new Map<number, number>();
        for (const [at, live] of originRows.iterate()) counts.set(at, (counts.get(at) ?? 0) + live);
        for (const [, at] of tombstones()) increase(counts, at);
        const { keys, values } = toArrays(counts);
        return { times: keys, counts: values };
      }),
    hasTombstones: () => tombstones().length > 0,
    countRange(first, last) {
      if (first > last) return 0;
      const firstBlock = Math.ceil(first / blockSize);
      const endBlock = Math.floor((last + 1) / blockSize);
      if (firstBlock >= endBlock) return countRows(first, last);
      const { blocks: all, counts } = blocks();
      let sum = countRows(first, firstBlock * blockSize - 1) + countRows(endBlock * blockSize, last);
      for (let at = findFirst(all, firstBlock); at < all.length && (all[at] ?? 0) < endBlock; at++)
        sum += counts[at] ?? 0;
      return sum;
    },
    tally: (filter) => tally(db, filter),
    remember: (key, count) => once(`count ${key}`, count),
  };
}

function increase(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function toArrays(counts: ReadonlyMap<number, number>): { readonly keys: Float64Array; readonly values: Float64Array } {
  const keys = Float64Array.from(counts.keys()).toSorted();
  return { keys, values: keys.map((key) => counts.get(key) ?? 0) };
}

/**
 * Counts by sums over scopes or origins. These sums do not know of conflicts, so the few entries in conflict are
 * corrected: subtracted as what they would be without the conflict, and added as what they are.
 */
function tally(db: ReadableDb, filter: ListFilter): number | undefined {
  const { states, scope, origin, now } = filter;
  const byEnd = states !== null && states.has('blocked') !== states.has('expired');
  if (origin !== undefined && (scope !== undefined || byEnd)) return undefined;
  const live = states === null || states.has('blocked') || states.has('expired');
  const sums = [...(live ? ['live'] : []), ...(states?.has('removed') === true ? ['removed'] : [])];
  let sum = 0;
  if (origin !== undefined) sum = sumOf(db, sums, 'origin', origin);
  else {
    const ended: Sql = {
      text: states?.has('expired') === true ? 'ends_at <= ?' : '(ends_at > ? OR ends_at IS NULL)',
      values: [now],
    };
    if (live) sum += sumOf(db, ['live'], 'scope', joinConditions([scope, byEnd ? ended : undefined]));
    if (sums.includes('removed')) sum += sumOf(db, ['removed'], 'scope', scope);
  }
  if (!hasOpenConflicts(db)) return sum;
  return sum - countDisputed(db, toEntryCondition(filter, false)) + countDisputed(db, toEntryCondition(filter, true));
}

function sumOf(db: ReadableDb, columns: readonly string[], table: 'scope' | 'origin', where: Sql | undefined): number {
  if (columns.length === 0) return 0;
  const condition = where === undefined ? '' : ` WHERE ${where.text}`;
  const sql = `SELECT coalesce(sum(${columns.join(' + ')}), 0) FROM ${table}${condition}`;
  return (
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...(where?.values ?? [])) ?? 0
  );
}

function countDisputed(db: ReadableDb, where: Sql | undefined): number {
  const sql = `SELECT count(*) FROM (SELECT DISTINCT number FROM conflict INDEXED BY conflict_open WHERE resolved_at IS NULL) c
    CROSS JOIN entry e ON e.number = c.number${where === undefined ? '' : ` WHERE ${where.text}`}`;
  return (
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...(where?.values ?? [])) ?? 0
  );
}
