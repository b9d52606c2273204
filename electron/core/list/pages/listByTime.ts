/**
 * The usual list by time of creation, from any position. Sums over origins tell in which origin a position lies, and
 * the kept places of that origin tell where in it.
 */
import type { ReadableDb } from '../../db/handles.ts';
import type { ListCounts } from './listCounts.ts';
import { createOriginPlaces, type OriginPlaces } from './originPlaces.ts';

export type TimeWindow = { readonly descending: boolean; readonly offset: number; readonly limit: number };

export type ListByTime = {
  /** The time of the origin in which a position lies, and how many entries of that time are before it. */
  readonly jump: (skip: number, descending: boolean) => { readonly from: number | undefined; readonly skip: number };
  /** A window far into a large origin; undefined where walking there is as quick, or where the places cannot tell. */
  readonly pageFar: (window: TimeWindow) => Promise<readonly number[] | undefined>;
  /** Reads the places of the newest origin ahead, while nobody waits for them. */
  readonly prepare: () => void;
};

type OriginRow = { readonly id: number; readonly live: number };

/** Walking over fewer entries takes a few milliseconds. */
const nearEntries = 50_000;

/** `options`: other sizes, for tests. */
export function createListByTime(
  db: ReadableDb,
  counts: ListCounts,
  { near = nearEntries, places = createOriginPlaces(db) }: { near?: number; places?: OriginPlaces } = {},
): ListByTime {
  const originsAt = db.prepare<[number], OriginRow>(
    'SELECT id, live FROM origin WHERE at = ? AND live > 0 ORDER BY id',
  );
  const inOrigin = db
    .prepare<[number, number, number, number], number>(
      `SELECT number FROM entry INDEXED BY entry_origin
       WHERE origin_id = ? AND removed_at IS NULL AND number >= ? ORDER BY number LIMIT ? OFFSET ?`,
    )
    .pluck();
  const prepareAfter = (direction: 'ASC' | 'DESC', than: '>' | '<') =>
    db
      .prepare<[number, number, number], number>(
        `SELECT e.number FROM origin o CROSS JOIN entry e INDEXED BY entry_origin ON e.origin_id = o.id
         WHERE (o.at, o.id) ${than} (?, ?) AND e.removed_at IS NULL
         ORDER BY o.at ${direction}, o.id ${direction}, e.number ${direction} LIMIT ?`,
      )
      .pluck();
  const after = { up: prepareAfter('ASC', '>'), down: prepareAfter('DESC', '<') };

  function jump(skip: number, descending: boolean): { from: number | undefined; skip: number } {
    const { times, counts: sizes } = counts.origins();
    let left = skip;
    for (let step = 0; step < times.length; step++) {
      const at = descending ? times.length - 1 - step : step;
      const size = sizes[at] ?? 0;
      if (left < size) return { from: times[at], skip: left };
      left -= size;
    }
    return { from: undefined, skip };
  }

  /** The origin of that time in which a position lies. */
  function findOrigin(at: number, skip: number, descending: boolean): (OriginRow & { skip: number }) | undefined {
    let left = skip;
    const origins = originsAt.all(at);
    for (const origin of descending ? origins.toReversed() : origins) {
      if (left < origin.live) return { ...origin, skip: left };
      left -= origin.live;
    }
    return undefined;
  }

  return {
    jump,
    async pageFar({ descending, offset, limit }) {
      const there = jump(offset, descending);
      if (there.from === undefined || there.skip < near || counts.hasTombstones()) return undefined;
      const origin = findOrigin(there.from, there.skip, descending);
      if (origin === undefined || origin.skip < near) return undefined;
      // Backwards, the same entries are read forwards from the last one of the window.
      const last = origin.live - 1 - origin.skip;
      const first = descending ? Math.max(0, last - limit + 1) : origin.skip;
      const { from, skip } = await places.find(origin.id, first);
      const numbers = inOrigin.all(origin.id, from, descending ? last - first + 1 : limit, skip);
      if (descending) numbers.reverse();
      if (numbers.length === limit) return numbers;
      const rest = after[descending ? 'down' : 'up'].all(there.from, origin.id, limit - numbers.length);
      return [...numbers, ...rest];
    },
    prepare() {
      const newest = counts.origins().times.at(-1);
      const largest = newest === undefined ? undefined : originsAt.all(newest).at(-1);
      if (largest === undefined || largest.live < 2 * near) return;
      // The caller that asks for a place is told what goes wrong.
      places.find(largest.id, largest.live - 1).catch(() => {});
    },
  };
}
