/** What a search found, in the orders in which pages are slices of it. */
import type { ReadableDb } from '../../db/handles.ts';

/** All numbers that a search found. */
export type Found = {
  /** Ascending. */
  readonly numbers: Float64Array;
  /** Oldest origin first; within one origin ascending. */
  readonly byTime: () => Float64Array;
};

/**
 * Numbers, ascending. `findOrigins`: the origin of each, asked when somebody wants them ordered by time; undefined where all have one.
 */
export function toFound(
  db: ReadableDb,
  numbers: Float64Array,
  findOrigins: (() => ArrayLike<number>) | undefined,
): Found {
  let byTime = findOrigins === undefined ? numbers : undefined;
  return { numbers, byTime: () => (byTime ??= orderByTime(db, numbers, findOrigins?.() ?? [])) };
}

/** Counts the numbers of each origin and puts every number in its place: stable, and linear. */
function orderByTime(db: ReadableDb, numbers: Float64Array, originOf: ArrayLike<number>): Float64Array {
  // Neighbours mostly have one origin.
  const indexes = new Map<number, number>();
  const indexOf = new Uint32Array(numbers.length);
  const counts: number[] = [];
  let [last, index] = [-1, 0];
  for (let at = 0; at < numbers.length; at += 1) {
    const origin = originOf[at] ?? 0;
    if (origin !== last) {
      last = origin;
      index = indexes.get(origin) ?? indexes.size;
      indexes.set(origin, index);
    }
    indexOf[at] = index;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  const places = new Float64Array(counts.length);
  let place = 0;
  for (const origin of db.prepare<[], number>('SELECT id FROM origin ORDER BY at, id').pluck().iterate()) {
    const found = indexes.get(origin);
    if (found === undefined) continue;
    places[found] = place;
    place += counts[found] ?? 0;
  }
  const ordered = new Float64Array(numbers.length);
  for (let at = 0; at < numbers.length; at += 1) {
    const found = indexOf[at] ?? 0;
    ordered[places[found] ?? 0] = numbers[at] ?? 0;
    places[found] = (places[found] ?? 0) + 1;
  }
  return ordered;
}
