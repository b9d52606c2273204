/**
 * What a database has beside its list that a restore has to see to: who may ask from outside, what programs handed in, and what scrubs
 * certified.
 */
import { type CarriedRows, findUncarried, readCarried, writeCarried } from '../db/desk/carriedRows.ts';
import { openSnapshot, type ReadableDb, type WritableDb } from '../db/handles.ts';
import { closeArrived, type Doors, findArrived, knowDoors, readDoors, tellDoors } from '../gate/arrivedDoors.ts';
import { loadRevoked } from '../gate/revokedFile.ts';
import { besidesWords as say } from '../../../shared/words/core/desk.ts';

export type Besides = { readonly doors: Doors; readonly rows: CarriedRows };

/** Reads it from a file that has this program's schema. @throws SQLite's errors */
export const readBesides = (path: string): Besides => {
  const { db, close } = openSnapshot(path);
  try {
    return toBesides(db);
  } finally {
    close();
  }
};

const toBesides = (db: ReadableDb): Besides => ({ doors: readDoors(db), rows: readCarried(db) });

/**
 * What is different of it in the backup, as sentences. `now`: of the list that is replaced; null where it cannot be read, or there is none.
 * @throws SQLite's errors
 */
export function tellBesides(backup: string, now: Besides | null, dataDir: string): string[] {
  const { db, close } = openSnapshot(backup);
  try {
    const questions = now === null ? 0 : findUncarried(db, now.rows).questions.length;
    return [
      ...tellDoors(readDoors(db), now?.doors ?? null, dataDir),
      ...(questions === 0 ? [] : [say.questionsStay(questions)]),
    ];
  } finally {
    close();
  }
}

/** Does to the database that takes the list's place what `tellBesides` tells. */
export function arriveBesides(db: WritableDb, now: Besides | null, dataDir: string): void {
  const known = knowDoors(dataDir, now?.doors ?? null);
  closeArrived(db, findArrived(readDoors(db), known, loadRevoked(dataDir)));
  if (now !== null) writeCarried(db, findUncarried(db, now.rows));
}
