/**
 * Puts a backup in the place of the database, for a desk that is not running: the caller holds the data directory's
 * lock. The present file is kept beside it, whatever its state. At every moment of a crash there is a whole database in
 * place.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import {
  endExchange,
  findLackOfNext,
  findUnreadEnd,
  findUnreadWhole,
  noteNext,
  type Reached,
  readReached,
  type Unread,
} from '../db/headExchange.ts';
import type { WritableDb } from '../db/handles.ts';
import type { Lack } from '../db/headFile.ts';
import { forgetGroups } from '../db/numbers/groupFile.ts';
import { forgetNumbers } from '../db/numbers/numberFile.ts';
import { listMigrations } from '../db/migrate.ts';
import { databaseName } from '../db/openDatabase.ts';
import { doubtAddresses } from '../db/doubtAddresses.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { syncDirectory, syncFile } from './backup.ts';
import { checkBackup, isDesks, listBackups, toBackupName } from './backupFiles.ts';
import { toBackupDir } from './offerBackup.ts';
import { toOutdated } from './rotation.ts';
import { restoreWords as say } from '../../../shared/words/core/desk.ts';

export type RestoreResult =
  | {
      readonly ok: true;
      readonly entries: number;
      /** How many accounts came with it; each asks for its address. */
      readonly accounts: number;
      /** What the list that was replaced had and nobody could take over, and the backup has not either; null: nothing. */
      readonly lack: Lack | null;
      /** The path where the replaced file is now. */ readonly kept: string | null;
    }
  | { readonly ok: false; readonly message: string };

/** Directories beside the list in which a backup is tried before it takes the list's place. */
export const trialPrefix = 'restoring-';

/** Removes what a restore that was killed has left in a data directory. The caller owns it. */
export function removeInterrupted(dataDir: string): void {
  for (const name of readdirSync(dataDir))
    if (name.startsWith(trialPrefix) || name.startsWith(`${databaseName}.restoring`))
      rmSync(join(dataDir, name), { recursive: true, force: true });
}

/**
 * What nobody can take over from the list `file` any more: its end that is missing or, unless it `isRead`, all of it.
 * @throws SQLite's errors, of a list that was read
 */
export function findUnread(file: string, isRead: boolean): Unread | null {
  if (!isRead) return findUnreadWhole(file);
  return withReader(file, (db) => findUnreadEnd(db, file));
}

/** What a backup lacks of that; null: nothing. @throws SQLite's errors */
export function findLack(from: string, reached: Reached, unread: Unread | null): Lack | null {
  return unread === null ? null : withReader(from, (db) => findLackOfNext(db, reached, unread));
}

/** How far the database `from` has come; undefined: it is no desk's. @throws SQLite's errors */
export const findReached = (from: string): Reached | undefined =>
  withReader(from, (db) => (isDesks(db) ? readReached(db) : undefined));

function withReader<T>(file: string, read: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('trusted_schema = OFF');
    return read(db);
  } finally {
    db.close();
  }
}

/**
 * `migrationsDir` has the schema's files: a backup that is built otherwise, or by a newer version, is refused. `now` is
 * epoch ms. `isRead`: what the list as it is blocks was read, and is blocked in the backup; `reached`: how far the backup had come before
 * that; `arrive`: what is done to it before it takes the list's place.
 * @throws any error but trouble with the storage, which is a bug
 */
export function restore(options: {
  from: string;
  file: string;
  migrationsDir: string;
  now: number;
  isRead: boolean;
  reached?: Reached;
  arrive?: (db: WritableDb) => void;
}): RestoreResult {
  const { from, file, migrationsDir, now, isRead } = options;
  const checked = checkBackup(from, migrationsDir);
  if (!checked.ok) return { ok: false, message: say.nothingWasRestored(checked.message) };
  if (checked.schema > listMigrations(migrationsDir).length)
    return {
      ok: false,
      message: say.nothingWasRestoredWas(from),
    };
  const staged = `${file}.restoring`;
  try {
    const reached = options.reached ?? findReached(from);
    const lack = reached === undefined ? null : findLack(from, reached, findUnread(file, isRead));
    copyFileSync(from, staged);
    // Tokens of this computer must not go to addresses that came with a backup before a person has seen them.
    const accounts = doubtAddresses(staged, options.arrive);
    syncFile(staged);
    withReader(staged, (db) => noteNext({ db, lack }, file, now, syncFile));
    const kept = hasContent(file) ? keepAside(file, now) : null;
    // A write-ahead log left behind would be replayed into the restored file.
    settle(file);
    forgetNumbers(file);
    forgetGroups(file);
    renameSync(staged, file);
    endExchange(file);
    syncDirectory(dirname(file));
    return { ok: true, entries: checked.entries, accounts, lack, kept };
  } catch (error) {
    const problem = toStorageProblem(error, file);
    if (problem === undefined) throw error;
    return { ok: false, message: say.nothingWasRestored(problem.message) };
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

const hasContent = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/**
 * Copies the list, as it is and with what is only in its log, to the backups; answers the copy's path. The oldest such copies
 * go.
 */
function keepAside(file: string, now: number): string {
  const dir = toBackupDir(file);
  mkdirSync(dir, { recursive: true });
  const aside = join(dir, toBackupName('before-restore', now));
  const copy = (from: string, to: string): void => {
    copyFileSync(from, to);
    syncFile(to);
  };
  copy(file, `${aside}.part`);
  if (hasContent(`${file}-wal`)) copy(`${file}-wal`, `${aside}-wal`);
  renameSync(`${aside}.part`, aside);
  syncDirectory(dir);
  for (const old of toOutdated(listBackups(dir), { path: aside, kind: 'before-restore', at: now }, now))
    for (const suffix of ['', '-wal', '-shm']) rmSync(old.path + suffix, { force: true });
  return aside;
}

/**
 * Empties the write-ahead log into the file. A log that is too damaged for that has already been kept aside, and is
 * deleted.
 */
function settle(file: string): void {
  if (!existsSync(file)) return;
  try {
    const db = new Database(file);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
  } catch (error) {
    if (toStorageProblem(error, file) === undefined) throw error;
  }
  for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
}
