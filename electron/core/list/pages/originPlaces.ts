/**
 * Where the k-th entry of one origin is. An import is one origin of up to millions of entries, and within it the list
 * by time goes by number. To jump there, one number per stretch is kept, with how many entries lie from it to the next.
 * This is made once, in slices between which other calls are answered. The journal, which names every number that
 * changed, keeps it right.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { findFirst } from '../../db/numbers/findFirst.ts';
import { toChangedNumbers } from '../../journal/journalPayload.ts';

/** A number, and how many live entries of the origin come after it before the one that is looked for (ascending). */
export type OriginPlace = { readonly from: number; readonly skip: number };

export type OriginPlaces = {
  /**
   * Finds the live entry at this index of the origin (from 0, ascending): it is `skip` entries after the first one
   * whose number is `from` or more. Reads on in slices until that is known.
   */
  readonly find: (origin: number, place: number) => Promise<OriginPlace>;
};

/** The numbers at which stretches begin, and how many live entries each has; -1: to be counted again. */
type Marks = { readonly starts: number[]; readonly counts: number[]; isWhole: boolean };

/** Walking this many entries of the index takes a fraction of a millisecond. */
const stretchEntries = 16_384;
/** How many stretches are read in one go: two milliseconds, which a search that comes meanwhile waits for each time it lets others in. */
const stretchesAtOnce = 2;
/** The most origins that are kept; the one that was asked for the longest ago is dropped first. */
const mostOrigins = 8;
/** Up to this many changed numbers are corrected one by one; after more, everything is read again. */
const mostChanged = 5000;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * Where the entries of each origin lie.
 * @param options `stretch`: entries between two remembered places
 */
export function createOriginPlaces(db: ReadableDb, options: { readonly stretch?: number } = {}): OriginPlaces {
  const stretch = options.stretch ?? stretchEntries;
  const live = 'entry INDEXED BY entry_origin WHERE origin_id = ? AND removed_at IS NULL';
  const nextStart = db
    .prepare<[number, number], number>(
      `SELECT number FROM ${live} AND number >= ? ORDER BY number LIMIT 1 OFFSET ${stretch}`,
    )
    .pluck();
  const count = db
    .prepare<[number, number, number], number>(`SELECT count(*) FROM ${live} AND number >= ? AND number < ?`)
    .pluck();
  const head = db.prepare<[], number>('SELECT max(id) FROM journal').pluck();
  const payload = db.prepare<[number], Buffer>('SELECT payload FROM journal WHERE id = ?').pluck();
  const known = new Map<number, Marks>();
  let seen = head.get() ?? 0;

  /** Marks the stretches in which something changed since the last call. */
  function catchUp(): void {
    const now = head.get() ?? 0;
    let changed = 0;
    for (; seen < now && known.size > 0; seen += 1) {
      const bytes = payload.get(seen + 1);
      const numbers = bytes === undefined ? [] : toChangedNumbers(bytes);
      changed += numbers.length;
      if (changed > mostChanged) known.clear();
      for (const { starts, counts } of known.values()) {
        for (const number of numbers) {
          const at = findStretch(starts, number);
          if (at < counts.length) counts[at] = -1;
        }
      }
    }
    seen = now;
  }

  /** Reads some more stretches of an origin. */
  function readOn(origin: number, marks: Marks): void {
    const { starts, counts } = marks;
    for (let step = 0; step < stretchesAtOnce && !marks.isWhole; step += 1) {
      const next = nextStart.get(origin, starts.at(-1) ?? 0);
      // The last stretch has no end, and is never skipped.
      if (next === undefined) marks.isWhole = true;
      else {
        starts.push(next);
        counts.push(stretch);
      }
    }
  }

  function marksOf(origin: number): Marks {
    const marks = known.get(origin) ?? { starts: [0], counts: [], isWhole: false };
    known.delete(origin);
    known.set(origin, marks);
    const [oldest] = known.keys();
    if (known.size > mostOrigins && oldest !== undefined) known.delete(oldest);
    return marks;
  }

  /** The place, as far as is known. Undefined: more was read, so asking again leads on. */
  function look(origin: number, marks: Marks, place: number): OriginPlace | undefined {
    const { starts, counts } = marks;
    let skip = place;
    let counted = 0;
    for (const [at, from] of starts.entries()) {
      let size = counts[at];
      if (size === undefined) {
        if (marks.isWhole || skip < stretch) return { from, skip };
        break;
      }
      if (size < 0) {
        if (counted === stretchesAtOnce) return undefined;
        counted += 1;
        size = count.get(origin, from, starts[at + 1] ?? 0) ?? 0;
        counts[at] = size;
      }
      if (skip < size) return { from, skip };
      skip -= size;
    }
    readOn(origin, marks);
    return undefined;
  }

  return {
    async find(origin, place) {
      for (;;) {
        catchUp();
        const found = look(origin, marksOf(origin), place);
        if (found !== undefined) return found;
        await pause();
      }
    },
  };
}

/** The stretch in which a number lies. */
function findStretch(starts: readonly number[], number: number): number {
  return findFirst(starts, number + 1) - 1;
}
