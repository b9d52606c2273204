/**
 * What a database has beside its list that a restore has to see to: which vendors are told, how the desk is set, who may ask from outside,
 * what programs handed in, and what scrubs certified.
 */
import { type CarriedRows, findUncarried, readCarried, writeCarried } from '../db/desk/carriedRows.ts';
import { createSettingReader } from '../db/desk/settingRows.ts';
import { openSnapshot, type ReadableDb, type WritableDb } from '../db/handles.ts';
import { type ConnectedAccount, isSameConnected, readConnected } from '../db/sync/connectedAccounts.ts';
import { closeArrived, type Doors, findArrived, knowDoors, readDoors, tellDoors } from '../gate/arrivedDoors.ts';
import { loadRevoked } from '../gate/revokedFile.ts';
import { besidesWords as say } from '../../../shared/words/core/desk.ts';

export type Besides = {
  readonly doors: Doors;
  readonly rows: CarriedRows;
  readonly accounts: readonly ConnectedAccount[];
  readonly settings: Readonly<Record<SetAnew, unknown>>;
};

/** Settings on which it depends what a block says and covers: who made it, how its number is read, and when its last day ends. */
const setAnew = ['author', 'region', 'zone'] as const;
type SetAnew = (typeof setAnew)[number];

/** Reads it from a file that has this program's schema. @throws SQLite's errors */
export const readBesides = (path: string): Besides => {
  const { db, close } = openSnapshot(path);
  try {
    return toBesides(db);
  } finally {
    close();
  }
};

function toBesides(db: ReadableDb): Besides {
  const load = createSettingReader(db);
  const settings = ofSet((name) => load(name));
  return { doors: readDoors(db), rows: readCarried(db), accounts: readConnected(db), settings };
}

const ofSet = (toValue: (name: SetAnew) => unknown) =>
  Object.fromEntries(setAnew.map((name) => [name, toValue(name)])) as Besides['settings'];

/**
 * What is different of it in the backup, as sentences. `now`: of the list that is replaced; null where it cannot be read, or there is none.
 * @throws SQLite's errors
 */
export function tellBesides(backup: string, now: Besides | null, dataDir: string): string[] {
  const { db, close } = openSnapshot(backup);
  try {
    const questions = now === null ? 0 : findUncarried(db, now.rows).questions.length;
    return [
      ...(now === null ? [] : tellDesk(toBesides(db), now)),
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

/** Vendors that are told nothing after it, and settings that are others then. */
function tellDesk(then: Besides, now: Besides): readonly string[] {
  const gone = now.accounts.filter((account) => !then.accounts.some((other) => isSameConnected(account, other)));
  const changed = setAnew.filter((name) => then.settings[name] !== now.settings[name]);
  return [
    ...(gone.length === 0 ? [] : [say.accountsAreNotInIt(gone.map(({ name }) => name).join(', '), gone.length)]),
    ...(changed.length === 0 ? [] : [say.settingsDiffer(changed.map((name) => say.settings[name]).join(', '))]),
  ];
}
