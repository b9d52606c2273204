/**
 * Searches that no index answers (a text, the last four digits) look at every entry. At ten million entries that takes
 * a second, so they go through the list stretch by stretch and let the desk answer other calls in between. What was
 * found is kept until anything changes: the pages of one search are slices of it.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { type Found, toFound } from './found.ts';
import { joinConditions, type Sql } from './listFilter.ts';
import type { Segment } from './listSegments.ts';

export type ListScan = {
  /** What `search` finds, which `key` names; kept until anything changes. */
  readonly find: (key: string, search: () => Promise<Found>) => Promise<Found>;
  /** Looks at all entries of the segments. `where` is a condition on `entry e`. */
  readonly scan: (where: Sql | undefined, segments: readonly Segment[]) => Promise<Found>;
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
    return toFound(db, numbers.take(), origins.take);
  }

  return {
    find(key, search) {
      const revision = totalChanges.get();
      if (last?.key !== key || last.revision !== revision) last = { key, revision, found: search() };
      return last.found;
    },
    scan,
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
