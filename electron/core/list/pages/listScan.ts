/**
 * Searches that no index answers (a text, the last four digits) look at every entry. At ten million entries that takes
 * a second, so they go through the list stretch by stretch and let the desk answer other calls in between. What was
 * found is kept until anything changes: the pages of one search are slices of it.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { joinConditions, type Sql } from './listFilter.ts';
import type { Segment } from './listSegments.ts';

/** All numbers that a search found. */
export type Found = {
  /** Ascending. */
  readonly numbers: Float64Array;
  /** Oldest origin first; within one origin ascending. */
  readonly byTime: () => Float64Array;
};

export type ListScan = {
  /** Finds the numbers that match within the segments; `key` names the search. `where` is a condition on `entry e`. */
  readonly find: (
    key: string,
    where: Sql | undefined,
    findSegments: () => Promise<readonly Segment[]>,
  ) => Promise<Found>;
};

/** Entries looked at in one go: a few milliseconds. */
const stretchEntries = 20_000;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Searches that have to look at every entry, one stretch of numbers at a time; the newest search is remembered. */
export function createListScan(db: ReadableDb): ListScan {
  const totalChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const endOfStretch = db
    .prepare<[number], number>(
      `SELECT number FROM entry NOT INDEXED WHERE number >= ? ORDER BY number LIMIT 1 OFFSET ${stretchEntries - 1}`,
    )
    .pluck();
  // The search that a person is looking at. An older one is not worth its memory.
  let last: { readonly key: string; readonly revision: number | undefined; readonly found: Promise<Found> } | undefined;

  async function scan(where: Sql | undefined, segments: readonly Segment[]): Promise<Found> {
    const numbers = createNumbers();
    const origins = createNumbers();
    const collect = (within: Sql): void => {
      const condition = joinConditions([within, where]);
      const rows = db
        .prepare<unknown[], readonly [number, number]>(
          `SELECT e.number, e.origin_id FROM entry e NOT INDEXED WHERE ${condition?.text ?? ''} ORDER BY e.number`,
        )
        .raw()
        .all(...(condition?.values ?? []));
      for (const [number, origin] of rows) {
        numbers.push(number);
        origins.push(origin);
      }
    };
    for (const segment of segments) {
      if (segment.kind === 'numbers') {
        collect({ text: 'e.number IN (SELECT value FROM json_each(?))', values: [JSON.stringify(segment.numbers)] });
        continue;
      }
      for (let from = segment.first; from <= segment.last;) {
        const end = Math.min(segment.last, endOfStretch.get(from) ?? Infinity);
        collect({ text: 'e.number BETWEEN ? AND ?', values: [from, end] });
        from = end + 1;
        if (from <= segment.last) await pause();
      }
    }
    const found = numbers.take();
    const originOf = origins.take();
    let byTime: Float64Array | undefined;
    return { numbers: found, byTime: () => (byTime ??= orderByTime(db, found, originOf)) };
  }

  return {
    find(key, where, findSegments) {
      const revision = totalChanges.get();
      if (last?.key !== key || last.revision !== revision)
        last = { key, revision, found: findSegments().then((segments) => scan(where, segments)) };
      return last.found;
    },
  };
}

/** A list of numbers that grows. */
function createNumbers(): { push: (value: number) => void; take: () => Float64Array } {
  let values = new Float64Array(1024);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const grown = new Float64Array(length * 2);
        grown.set(values);
        values = grown;
      }
      values[length++] = value;
    },
    take: () => values.slice(0, length),
  };
}

/** Counts the numbers of each origin and puts every number in its place: stable, and linear. */
function orderByTime(db: ReadableDb, numbers: Float64Array, originOf: Float64Array): Float64Array {
  const counts = new Map<number, number>();
  for (const origin of originOf) counts.set(origin, (counts.get(origin) ?? 0) + 1);
  const places = new Map<number, number>();
  let place = 0;
  for (const origin of db.prepare<[], number>('SELECT id FROM origin ORDER BY at, id').pluck().iterate()) {
    places.set(origin, place);
    place += counts.get(origin) ?? 0;
  }
  const ordered = new Float64Array(numbers.length);
  for (const [at, number] of numbers.entries()) {
    const origin = originOf[at] ?? 0;
    const next = places.get(origin) ?? 0;
    ordered[next] = number;
    places.set(origin, next + 1);
  }
  return ordered;
}
