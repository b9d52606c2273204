/**
 * Puts a backup in the place of the database, for a desk that is not running: the caller holds the data directory's
 * lock. The present file is kept beside it, whatever its state. At every moment of a crash there is a whole database in
 * place.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { forgetHead } from '../db/headFile.ts';
import { forgetGroups } from '../db/numbers/groupFile.ts';
import { forgetNumbers } from '../db/numbers/numberFile.ts';
import { listMigrations } from '../db/migrate.ts';
import { databaseName } from '../db/openDatabase.ts';
import { doubtAddresses } from '../db/doubtAddresses.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { syncDirectory, syncFile } from './backup.ts';
import { checkBackup, listBackups, toBackupName } from './backupFiles.ts';
import { toBackupDir } from './offerBackup.ts';
import { toOutdated } from './rotation.ts';
import { restoreWords as say } from '../../../shared/words/core/desk.ts';

export type RestoreResult =
  | {
      readonly ok: true;
      readonly entries: number;
      /** How many accounts came with it; each asks for its address. */
      readonly accounts: number;
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
 * `migrationsDir` has the schema's files: a backup that is built otherwise, or by a newer version, is refused. `now` is
 * epoch ms.
 * @throws any error but trouble with the storage, which is a bug
 */
export function restore(options: { from: string; file: string; migrationsDir: string; now: number }): RestoreResult {
  const { from, file, migrationsDir, now } = options;
  const checked = checkBackup(from, migrationsDir);
  if (!checked.ok) return { ok: false, message: say.nothingWasRestored(checked.message) };
  if (checked.schema > listMigrations(migrationsDir).length)
    return {
      ok: false,
      message: say.nothingWasRestoredWas(from),
    };
  const staged = `${file}.restoring`;
  try {
    copyFileSync(from, staged);
    // Tokens of this computer must not go to addresses that came with a backup before a person has seen them.
    const accounts = doubtAddresses(staged);
    syncFile(staged);
    const kept = hasContent(file) ? keepAside(file, now) : null;
    // A write-ahead log left behind would be replayed into the restored file.
    settle(file);
    forgetHead(file);
    forgetNumbers(file);
    forgetGroups(file);
    renameSync(staged, file);
    syncDirectory(dirname(file));
    return { ok: true, entries: checked.entries, accounts, kept };
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
