/** Copies a database into a directory of its own, where it can be opened and changed without touching the original. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databaseName } from '../db/openDatabase.ts';

/**
 * Copies through SQLite, not byte by byte: what a database still has in its log is part of it.
 * @throws SQLite's errors: it is damaged or no database, or there is no room
 */
export async function copyDatabase(from: string, dir: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(join(dir, databaseName));
  } finally {
    source.close();
  }
}
