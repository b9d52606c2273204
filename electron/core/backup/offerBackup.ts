/**
 * When the list's file is damaged or gone, the desk must not start with an empty list in its place: every number would
 * be callable. Instead the start refuses, and names the newest whole backup and what may be missing in it.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkBackup, listBackups, rankBackups } from './backupFiles.ts';
import { databaseName } from '../db/openDatabase.ts';
import { offerBackupWords as say } from '../../../shared/words/core/desk.ts';

/** The directory of the backups beside a database. */
export const toBackupDir = (file: string): string => join(dirname(file), 'backups');

/**
 * One sentence that names the newest whole backup of this database, or says that there is none. `now` is epoch ms;
 * `migrationsDir` has the schema's files.
 */
export function offerBackup(file: string, now: number, migrationsDir: string): string {
  const dir = toBackupDir(file);
  const newest = rankBackups(dir, now).find(({ path }) => checkBackup(path, migrationsDir).ok);
  if (newest === undefined) return say.thereIsNoWholeBackup(dir);
  const at = new Date(newest.at).toISOString();
  return say.theNewestWholeBackup(newest.path, at);
}

/** Whether a data directory has neither a database nor a backup of one. */
export function isNeverBegun(dataDir: string): boolean {
  const file = join(dataDir, databaseName);
  return !existsSync(file) && listBackups(toBackupDir(file)).length === 0;
}

/** Why a missing or empty database must not be made anew; undefined for a directory without backups. */
export function refuseEmpty(file: string, now: number, migrationsDir: string): string | undefined {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0 || listBackups(toBackupDir(file)).length === 0)
    return undefined;
  return say.theDatabaseIsGone(file, offerBackup(file, now, migrationsDir));
}
