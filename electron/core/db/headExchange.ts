/**
 * The head file while another database takes the place of the list. What the list had and nobody could read there (its end is missing, or
 * it is damaged) is not made good by a database that does not have it either: then the next one begins with that lack. The note about
 * the next one is written before the rename and counts after it, whenever the process ends.
 */
import { renameSync, statSync, writeFileSync } from 'node:fs';
import type { ReadableDb } from './handles.ts';
import {
  findNotedLack,
  hasRow,
  type Lack,
  loadLastNoted,
  type Place,
  preparePlace,
  toNextPath,
  toNotedPath,
  toSlot,
} from './headFile.ts';

/** What there was and nobody can take over any more. */
export type Unread = {
  /** Where a database has to have come to, to have all of it; null: that cannot be told of any. */
  readonly places: readonly (Place | null)[];
  /** When the newest of it was written, epoch ms. */
  readonly until: number;
  /** What is known of its beginning and its length. */
  readonly known: Pick<Lack, 'since' | 'writes'> | null;
};

/** How far a database had come, before anything was done to it, and when its newest row was written (epoch ms; null: it has none). */
export type Reached = Place & { readonly at: number | null };

/** How far a database has come. */
export function readReached(db: ReadableDb): Reached {
  const at = db.prepare<[], number>('SELECT at FROM journal ORDER BY id DESC LIMIT 1').pluck().get() ?? null;
  return { ...preparePlace(db)(), at };
}

/** What is missing in a list that could be read; null: nothing is. `file`: the list's, beside which it was noted. */
export function findUnreadEnd(db: ReadableDb, file: string): Unread | null {
  const lack = findNotedLack(db, file);
  if (lack === null) return null;
  return { places: [lack.missing], until: lack.until, known: lack };
}

/** All of a list that is damaged or gone; null: there was none. */
export function findUnreadWhole(file: string): Unread | null {
  const noted = loadLastNoted(file);
  if (noted !== undefined) {
    const { journal, hash, changes, lack } = noted;
    const earlier = lack === null ? [] : [lack.missing];
    return { places: [{ journal, hash, changes }, ...earlier], until: noted.at, known: null };
  }
  const found = statSync(file, { throwIfNoEntry: false });
  // Of a list that nothing was noted of, nothing says that the other has all of it.
  return found === undefined || found.size === 0
    ? null
    : { places: [null], until: Math.round(found.mtimeMs), known: null };
}

/**
 * What the next database lacks of it; null: nothing. `db` has at least the rows that it had when it had come to `reached`.
 */
export function findLackOfNext(db: ReadableDb, reached: Reached, unread: Unread | null): Lack | null {
  if (unread === null) return null;
  const has = (place: Place | null): boolean =>
    place !== null && place.journal <= reached.journal && hasRow(db, place) && reached.changes >= place.changes;
  const missing = unread.places.filter((place) => !has(place));
  const [first] = missing;
  if (first === undefined) return null;
  const { until, known } = unread;
  const only = missing.length === 1 ? first : null;
  if (known !== null) return { ...known, until, missing: only };
  return {
    since: reached.at,
    until: Math.max(until, reached.at ?? 0),
    writes: countWrites(db, reached, only),
    missing: only,
  };
}

function countWrites(db: ReadableDb, reached: Reached, place: Place | null): number | null {
  if (place === null) return null;
  if (place.journal <= reached.journal) return hasRow(db, place) ? 0 : null;
  return place.journal - reached.journal;
}

/**
 * Notes of the database that is about to take the place of `file` how far it has come and what it lacks. `flush` puts a file on the disk.
 * @throws what the file system says
 */
export function noteNext(
  next: { readonly db: ReadableDb; readonly lack: Lack | null },
  file: string,
  now: number,
  flush: (path: string) => void,
): void {
  const path = toNextPath(file);
  writeFileSync(path, toSlot({ ...preparePlace(next.db)(), lack: next.lack, turn: 2, at: now }), { mode: 0o600 });
  flush(path);
}

/** It has taken the place. @throws what the file system says */
export function endExchange(file: string): void {
  renameSync(toNextPath(file), toNotedPath(file));
}
