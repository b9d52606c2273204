/**
 * The two ways in which the core holds its database. Code that looks at the list gets a handle that cannot change it:
 * its queries have no `run`. Code that writes gets the writable one, and the list's writer also wants the token of an
 * open transaction. So "one write path" is a wall, not just a custom: a pager that tries to write does not compile.
 */
import Database from 'better-sqlite3';

/** A prepared query that only reads. Rows are objects by column; `pluck` gives the first column, `raw` tuples. */
export type Query<Binds extends unknown[], Row> = {
  readonly get: (...binds: Binds) => Row | undefined;
  readonly all: (...binds: Binds) => Row[];
  readonly iterate: (...binds: Binds) => IterableIterator<Row>;
  readonly pluck: () => Query<Binds, Row>;
  readonly raw: () => Query<Binds, Row>;
};

declare const writable: unique symbol;
declare const isOpen: unique symbol;
const committed = Symbol('committed');

/** A database that can be asked but not changed; a writable one is also one of these. */
export type ReadableDb = {
  readonly prepare: <Binds extends unknown[] | {} = unknown[], Row = unknown>(
    sql: string,
  ) => Binds extends unknown[] ? Query<Binds, Row> : Query<[Binds], Row>;
  /** Whether what is read now is read within one transaction. */
  readonly inTransaction: boolean;
  readonly readonly: boolean;
};

/** The desk's one connection that writes. Only `db/`, the list's writer and what composes the desk hold it. */
export type WritableDb = Database.Database & { readonly [writable]: true; [committed]?: () => void };

/**
 * The handle of a connection that may write. Only the code that opens the database, and tests that build one by hand,
 * call it.
 */
export function toWritable(db: Database.Database): WritableDb {
  return db as WritableDb;
}

/** Says that a transaction is open: `inTransaction` hands it to its work, and nothing else makes one. */
export type Transaction = { readonly [isOpen]: true };

/**
 * Runs `work` in one transaction, which takes the write lock at once; inside another it is a part of that.
 * @throws what `work` throws, and SQLite's errors; then nothing is written
 */
export function inTransaction<T>(db: WritableDb, work: (open: Transaction) => T): T {
  const done = db.transaction(work).immediate({} as Transaction);
  if (!db.inTransaction) db[committed]?.();
  return done;
}

/** Has `work` done after every commit of `inTransaction`, before the caller goes on. It must not throw. */
export function followCommits(db: WritableDb, work: () => void): void {
  db[committed] = work;
}

/** A connection that reads and sees what others commit, whatever they write meanwhile. */
export type Follower = {
  readonly db: ReadableDb;
  /** Runs `work` on the database as it is at one moment. @throws what `work` throws, and SQLite's errors */
  readonly atOnce: <T>(work: () => T) => T;
  readonly close: () => void;
};

/** Opens a file to be followed. The caller closes it. @throws SQLite's errors: the file is gone, damaged, or no database */
export function openFollower(file: string, { cacheKib }: { readonly cacheKib: number }): Follower {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma('trusted_schema = OFF');
  db.pragma('busy_timeout = 5000');
  db.pragma(`cache_size = -${cacheKib}`);
  const [begin, commit] = [db.prepare('BEGIN'), db.prepare('COMMIT')];
  return {
    db,
    atOnce(work) {
      begin.run();
      try {
        return work();
      } finally {
        if (db.inTransaction) commit.run();
      }
    },
    close: () => db.close(),
  };
}

export type Snapshot = { readonly db: ReadableDb; readonly close: () => void };

/**
 * Opens a file on a connection of its own that reads what is there now, whatever is written meanwhile; The caller
 * closes it, whatever happens. Throws SQLite's errors: the file is gone, damaged, or no database.
 */
export function openSnapshot(file: string, options: { readonly cacheKib?: number } = {}): Snapshot {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma('trusted_schema = OFF');
    if (options.cacheKib !== undefined) db.pragma(`cache_size = -${options.cacheKib}`);
    db.exec('BEGIN');
    return { db, close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}
