/**
 * Opens the desk's one SQLite file: durable settings on every connection, a check of the file, then the migrations. A
 * damaged file, a newer version or a directory without permission is expected and is answered as a value; in each of
 * these cases nothing has been written to the file.
 */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Log } from '../ports.ts';
import { giveUpReserve, keepReserve } from './diskReserve.ts';
import { type ReadableDb, toWritable, type WritableDb } from './handles.ts';
import { listMigrations, type Migration, migrate, schemaVersion } from './migrate.ts';
import { compareSchema, describeSchema } from './schema.ts';
import { keepSums } from './tableSums.ts';
import { describeDamage, toStorageProblem } from './storageProblem.ts';
import { openDatabaseWords as say } from '../../../shared/words/core/database.ts';

/** The database's file in a data directory. */
export const databaseName = 'desk.sqlite';

export type OpenedDatabase =
  | { readonly ok: true; readonly db: WritableDb }
  | {
      readonly ok: false;
      readonly code: 'newerSchema' | 'corrupt' | 'readOnly' | 'full' | 'unusable';
      /** One sentence for the supervisor. */
      readonly message: string;
    };

/**
 * Files up to this size are checked whole at every start. The check of a larger one (seconds for ten million entries)
 * would keep the window closed: only its schema and first pages are read at the start. The rest is found by the daily
 * backup, whose copy is always checked whole, and by `verify`. Who only looks at a few pages waits no longer for the check than for
 * the rest: SQLite tells of what is damaged on the way to them.
 */
const checkedWholeBytes = { start: 128 * 1024 * 1024, look: 4 * 1024 * 1024 } as const;

type OpenOptions = { readonly file: string; readonly migrationsDir: string; readonly log: Log };

/**
 * Opens, checks and migrates. Writes to `log` which migrations ran. On a full disk it
 * gives the reserve up, so that at least what is there can be read.
 */
export function openDatabase(options: OpenOptions): OpenedDatabase {
  const { file, log } = options;
  const dir = dirname(file);
  const opened = openOnce(options);
  if (opened.ok) keepReserve(dir);
  else if (opened.code === 'full' && giveUpReserve(dir)) {
    log.warn('database.reserveGivenUp', {});
    return openOnce(options);
  }
  return opened;
}

function openOnce({ file, migrationsDir, log }: OpenOptions): OpenedDatabase {
  let db: Database.Database | undefined;
  try {
    const existed = existsSync(file);
    // SQLite opens a file without write permission as read-only, and says so only at the first write, which is too late
    // for us.
    accessSync(existed ? file : dirname(file), constants.W_OK);
    accessSync(dirname(file), constants.W_OK);
    const migrations = listMigrations(migrationsDir);
    const refused = existed
      ? look(file, (readable) => findRefusal(readable, file, migrations, checkedWholeBytes.start))
      : undefined;
    if (refused !== undefined) return refused;
    db = new Database(file);
    configure(db);
    const applied = migrate(db, migrations);
    if (applied.length > 0) log.info('database.migrated', { versions: applied });
    const writable = toWritable(db);
    keepSums(writable);
    return { ok: true, db: writable };
  } catch (error) {
    db?.close();
    const problem = toStorageProblem(error, file);
    if (problem === undefined) throw error;
    const code = problem.code === 'busy' ? 'unusable' : problem.code;
    return { ok: false, code, message: problem.message };
  }
}

/**
 * Whether a start would find nothing to do to this file and, as far as a look tells, nothing against it: it is sound, and of this
 * version's schema. Nothing is written.
 * @throws SQLite's errors: the file is gone, or no database
 */
export function isCurrent(file: string, migrationsDir: string): boolean {
  const migrations = listMigrations(migrationsDir);
  return look(
    file,
    (db) =>
      schemaVersion(db) === migrations.length &&
      findRefusal(db, file, migrations, checkedWholeBytes.look) === undefined,
  );
}

/** Looks at a file on a read-only connection of its own: closing that one leaves the file as it is. */
function look<T>(file: string, ask: (db: ReadableDb) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    db.pragma('trusted_schema = OFF');
    return ask(db);
  } finally {
    db.close();
  }
}

/** Says why this file must not be written. A file of up to `mostChecked` bytes is checked whole. */
function findRefusal(
  db: ReadableDb,
  file: string,
  migrations: readonly Migration[],
  mostChecked: number,
): Exclude<OpenedDatabase, { ok: true }> | undefined {
  const version = schemaVersion(db);
  const newest = migrations.length;
  if (version > newest)
    return {
      ok: false,
      code: 'newerSchema',
      message: say.theDatabaseWasWritten(file, version, newest),
    };
  if (version === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0)
    return {
      ok: false,
      code: 'unusable',
      message: say.theFileIsADatabase(file),
    };
  const differences = version === 0 ? [] : compareSchema(db, migrations, version);
  if (differences.length > 0)
    return {
      ok: false,
      code: 'corrupt',
      message: say.nothingWasWritten(describeSchema(file, differences)),
    };
  if (statSync(file).size <= mostChecked && checkPages(db).length > 0)
    return { ok: false, code: 'corrupt', message: describeDamage(file) };
  return undefined;
}

/**
 * What SQLite's own check finds; empty when the file is sound. Reads the whole file. `quick` leaves out whether each index
 * has what its table has; `whole` takes some times as long.
 */
export function checkPages(db: ReadableDb, how: 'quick' | 'whole' = 'quick'): readonly string[] {
  return db
    .prepare<[], string>(how === 'quick' ? 'PRAGMA quick_check(5)' : 'PRAGMA integrity_check(5)')
    .pluck()
    .all()
    .filter((line) => line !== 'ok');
}

/**
 * KiB of pages in memory. An import writes in order and never needs the pages behind it again: they would only fill
 * memory.
 */
const cacheKib = { usual: 32_768, small: 8192 };

/** Sets how many pages the connection keeps in memory. */
export function resizeCache(db: Database.Database, size: keyof typeof cacheKib): void {
  db.pragma(`cache_size = -${cacheKib[size]}`);
}

/**
 * Pages of the log after which a commit makes a checkpoint and waits for the disk. An import commits a hundred times,
 * so it turns this off.
 */
const checkpointPages = { usual: 1500, off: 0 };

/** Sets whether commits of the connection make checkpoints. */
export function setAutoCheckpoint(db: Database.Database, pages: keyof typeof checkpointPages): void {
  db.pragma(`wal_autocheckpoint = ${checkpointPages[pages]}`);
}

/** Sets what every connection that writes has to set for itself. */
export function makeDurable(db: Database.Database): void {
  // better-sqlite3 is built with NORMAL for a reopened WAL file, so every connection has to ask for FULL.
  db.pragma('synchronous = FULL');
  // On macOS a plain fsync leaves data in the drive's cache. This has no effect elsewhere.
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
}

/** Sets WAL, which SQLite keeps in the file, and the settings that it does not keep. Each that matters is read back. */
function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL');
  makeDurable(db);
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  db.pragma('busy_timeout = 5000');
  resizeCache(db, 'usual');
  setAutoCheckpoint(db, 'usual');
  db.pragma('journal_size_limit = 67108864');
  for (const [name, wanted] of [
    ['journal_mode', 'wal'],
    ['synchronous', 2],
    ['foreign_keys', 1],
    ['trusted_schema', 0],
  ] as const) {
    const actual = db.pragma(name, { simple: true });
    if (actual !== wanted) throw new Error(`PRAGMA ${name} is ${String(actual)} and not ${wanted}`);
  }
}
