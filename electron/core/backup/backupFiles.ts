/** The desk's backup files: their names, which of them rotate away, and what makes one good. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ReadableDb } from '../db/handles.ts';
import { listMigrations, schemaVersion } from '../db/migrate.ts';
import { checkPages } from '../db/openDatabase.ts';
import { compareSchema, describeSchema } from '../db/schema.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { backupFilesWords as say } from '../../../shared/words/core/desk.ts';

/** How it was made: by hand, once per day, before an import, or it is the list that a restore replaced, whatever its state. */
export type BackupKind = 'manual' | 'daily' | 'import' | 'before-restore';

export type BackupFile = { readonly path: string; readonly kind: BackupKind; readonly at: number };

const namePattern =
  /^desk-(manual|daily|import|before-restore)-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})-(\d{3})Z\.sqlite(?:\.sealed)?$/;

/** `desk-daily-2026-05-03T14-01-00-000Z.sqlite`: sorts by time within a kind, and every file system allows it. */
export function toBackupName(kind: BackupKind, at: number): string {
  return `desk-${kind}-${new Date(at).toISOString().replace(/[:.]/g, '-')}.sqlite`;
}

/** The backups of a directory, newest first. Other files are ignored. */
export function listBackups(dir: string): readonly BackupFile[] {
  return toBackupFiles(dir, readNames(dir));
}

/** Which of these names in a directory are backups, newest first. */
export function toBackupFiles(dir: string, names: readonly string[]): readonly BackupFile[] {
  return names
    .flatMap((name): BackupFile[] => {
      const [, kind, day, hours, minutes, seconds, ms] = namePattern.exec(name) ?? [];
      if (kind === undefined) return [];
      const at = Date.parse(`${day}T${hours}:${minutes}:${seconds}.${ms}Z`);
      return [{ path: join(dir, name), kind: kind as BackupKind, at }];
    })
    .toSorted((a, b) => b.at - a.at);
}

/**
 * The backups of a directory, the one with the most in it first. That is the newest, unless the clock was set back: the
 * times of files from the future say nothing, but the length of their journals does.
 */
export function rankBackups(dir: string, now: number): readonly BackupFile[] {
  const files = listBackups(dir);
  if (!files.some(({ at }) => at > now)) return files;
  const rows = new Map(files.map(({ path }) => [path, countJournal(path)]));
  return files.toSorted((a, b) => (rows.get(b.path) ?? 0) - (rows.get(a.path) ?? 0));
}

/** How many rows a backup's journal has; none for a file that cannot be read. */
function countJournal(file: string): number {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    return db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM journal').pluck().get() ?? 0;
  } catch {
    return 0;
  } finally {
    db?.close();
  }
}

/** Removes what backups that were killed have left in a directory. The caller owns it: no backup is being made there. */
export function removeUnfinished(dir: string): void {
  const names = readNames(dir);
  const isAlone = (name: string): boolean =>
    /\.sqlite-(wal|shm)$/.test(name) && !names.includes(name.replace(/-(wal|shm)$/, ''));
  for (const name of names)
    if (/\.sqlite\.part(-journal|-wal|-shm)?$/.test(name) || isAlone(name)) rmSync(join(dir, name), { force: true });
}

/** A directory that is missing or may not be read holds no usable backup. */
function readNames(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

export type CheckedBackup =
  | { readonly ok: true; readonly entries: number; readonly schema: number }
  | { readonly ok: false; readonly message: string };

/** Whether a database is a desk's, as far as one look tells. An empty file is none. */
export function isDesks(db: ReadableDb): boolean {
  const tables = db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name IN ('entry', 'journal')`).pluck().get();
  return schemaVersion(db) !== 0 && tables === 2;
}

/**
 * Reads the whole file and answers that it is a sound database of the desk, or why not. A database of a newer version is
 * taken as its schema says: what it should be, only that version knows.
 * @param migrationsDir the schema's files, with which the file's own is compared
 * @throws any error but trouble with the storage, which is a bug
 */
export function checkBackup(file: string, migrationsDir: string): CheckedBackup {
  if (!existsSync(file)) return { ok: false, message: say.thereIsNoFile(file) };
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true });
    db.pragma('trusted_schema = OFF');
    const schema = schemaVersion(db);
    if (!isDesks(db)) return { ok: false, message: say.isNotADatabaseOf(file) };
    const migrations = listMigrations(migrationsDir);
    const differences = schema > migrations.length ? [] : compareSchema(db, migrations, schema);
    if (differences.length > 0) return { ok: false, message: describeSchema(file, differences) };
    const [damage] = checkPages(db);
    if (damage !== undefined) return { ok: false, message: say.isDamaged(file, damage) };
    const entries = db.prepare<[], number>('SELECT count(*) FROM entry WHERE removed_at IS NULL').pluck().get() ?? 0;
    return { ok: true, entries, schema };
  } catch (error) {
    const problem = toStorageProblem(error, file);
    if (problem === undefined) throw error;
    return {
      ok: false,
      message: problem.code === 'corrupt' ? say.isNotADatabaseOr(file) : problem.message,
    };
  } finally {
    db?.close();
  }
}
