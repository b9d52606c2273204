/** What a search found, in the orders in which pages are slices of it. */
import type { ReadableDb } from '../../db/handles.ts';
import { findFirst } from '../../db/numbers/findFirst.ts';

/** All numbers that a search found. */
export type Found = {
  readonly size: number;
  /** How many of them are below a number. */
  readonly countBelow: (number: number) => number;
  /**
   * Those at the indexes `from` to `to` (not included): ascending; or oldest origin first, within one origin ascending.
   */
  readonly slice: (by: 'number' | 'createdAt', from: number, to: number) => readonly number[];
};

/** Numbers, ascending. `findOrigins`: the origin of each, asked when somebody wants them ordered by time. */
export function toFound(db: ReadableDb, numbers: Float64Array, findOrigins: () => ArrayLike<number>): Found {
  let byTime: Float64Array | undefined;
  const orderBy = (by: 'number' | 'createdAt'): Float64Array =>
    by === 'number' ? numbers : (byTime ??= orderByTime(db, numbers, findOrigins()));
  return {
    size: numbers.length,
    countBelow: (number) => findFirst(numbers, number),
    slice: (by, from, to) => [...orderBy(by).subarray(from, to)],
  };
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
