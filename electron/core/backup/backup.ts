/**
 * Copies of the database that are known to be good. A copy is made while the desk goes on working, and is read as a
 * whole; only then does it get its name, so that a file with a backup's name is a backup.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { WritableDb } from '../db/handles.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import { toWriteTarget } from '../files/write/writeTarget.ts';
import type { Clock, Log } from '../ports.ts';
import { type BackupFile, type BackupKind, listBackups, removeUnfinished, toBackupName } from './backupFiles.ts';
import { checkAside } from './checkAside.ts';
import { toOutdated } from './rotation.ts';
import { isCopied, type SecondFolder, type SecondState } from './secondFolder.ts';
import { backupWords as say } from '../../../shared/words/core/desk.ts';

export type BackupResult =
  /** `second`: how the copy to the second folder went; null: there is none to make. */
  | { readonly ok: true; readonly path: string; readonly entries: number; readonly second: SecondState | null }
  | { readonly ok: false; readonly message: string };

export type Backups = {
  /**
   * Without a path, the backup goes into the backup directory; a path of a person's lies outside of the data directory.
   * It never overwrites an existing file.
   */
  readonly backup: (path?: string) => Promise<BackupResult>;
  /** Makes today's backup unless there is one, and deletes outdated ones. Undefined: there was nothing to do. */
  readonly dailyBackup: () => Promise<BackupResult | undefined>;
  /**
   * Makes a backup before an import, unless the list is empty or the newest backup is younger than ten minutes: what
   * happened since then is in the journal and can be undone batch by batch.
   */
  readonly beforeImport: () => Promise<BackupResult | undefined>;
  /** Newest first. */
  readonly list: () => readonly BackupFile[];
};

const freshMs = 10 * 60 * 1000;
const pagesAtOnce = 500;

/**
 * Makes copies of the database in `dir`: on demand, once per day, and before large writes. A failure is a value with a
 * sentence.
 */
export function createBackups(parts: {
  db: WritableDb;
  dataDir: string;
  dir: string;
  /** The schema's files: a copy is compared with them. */
  migrationsDir: string;
  clock: Clock;
  log: Log;
  /** Where copies go besides. */
  second?: Pick<SecondFolder, 'copy'>;
}): Backups {
  const { db, dataDir, dir, migrationsDir, clock, log, second } = parts;
  removeUnfinished(dir);

  async function copy(path: string): Promise<BackupResult> {
    const part = `${path}.part`;
    if (existsSync(path)) return { ok: false, message: say.isThereAlreadyChoose(path) };
    try {
      mkdirSync(dirname(path), { recursive: true });
      rmSync(part, { force: true });
      await db.backup(part, { progress: () => pagesAtOnce });
      closeInOneFile(part);
      const checked = await checkAside(part, migrationsDir);
      if (!checked.ok) return { ok: false, message: say.theBackupFailedIts(checked.message) };
      await syncCopy(part);
      renameSync(part, path);
      syncDirectory(dirname(path));
      return { ok: true, path, entries: checked.entries, second: null };
    } catch (error) {
      const problem = toStorageProblem(error, path);
      if (problem === undefined) throw error;
      return { ok: false, message: say.noBackupWasMade(problem.message) };
    } finally {
      if (existsSync(part)) rmSync(part);
    }
  }

  // A folder that was moved, or whose disk is gone, leaves the open file where it was: a copy would lie in a place that nobody looks at.
  const opened = toIdentity(db.name);

  async function make(kind: BackupKind): Promise<BackupResult> {
    const at = clock.now();
    if (toIdentity(db.name) !== opened) {
      log.error('backup.databaseMoved', { kind });
      return { ok: false, message: say.theDatabaseIsNotThere(db.name) };
    }
    const made = await copy(join(dir, toBackupName(kind, at)));
    if (!made.ok) {
      log.error('backup.failed', { kind });
      return made;
    }
    for (const old of toOutdated(listBackups(dir), { path: made.path, kind, at }, at))
      rmSync(old.path, { force: true });
    if (!isCopied(kind) || second === undefined) return made;
    return { ...made, second: await second.copy({ path: made.path, kind, at }) };
  }

  return {
    async backup(path) {
      if (path === undefined) return make('manual');
      const target = toWriteTarget(resolve(path), { dataDir, replace: false });
      return target.ok ? copy(target.value) : { ok: false, message: say.noBackupWasMade(target.message) };
    },
    async dailyBackup() {
      const today = dayOf(clock.now());
      return listBackups(dir).some(({ kind, at }) => kind === 'daily' && dayOf(at) === today)
        ? undefined
        : make('daily');
    },
    async beforeImport() {
      if (db.prepare('SELECT EXISTS (SELECT 1 FROM journal)').pluck().get() === 0) return undefined;
      const now = clock.now();
      // A backup from the future was made while the clock was wrong: its age is not known.
      const isFresh = ({ at, kind }: BackupFile) => kind !== 'before-restore' && at <= now && now - at < freshMs;
      return listBackups(dir).some(isFresh) ? undefined : make('import');
    },
    list: () => listBackups(dir),
  };
}

/** Which file a path leads to; '': to none. */
function toIdentity(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.dev} ${found.ino}`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** A copy of a WAL database says so in its header; a backup must be one file that needs no other. */
function closeInOneFile(file: string): void {
  const db = new Database(file);
  db.pragma('journal_mode = DELETE');
  db.close();
}

/** As `syncFile`, for a large file: the desk answers others meanwhile. */
async function syncCopy(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts the file's content on the disk, so that this is done before its name is there. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts a renamed file's name on the disk. Windows cannot open a directory, and its file system needs no such call. */
export function syncDirectory(dir: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
