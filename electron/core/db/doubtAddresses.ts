/**
 * For a database that takes the place of another. Whose backup it is, nobody knows: each account asks a person for its
 * address again, and none takes a token that only has its number (sync/vendor/accountToken.ts); and the shared list takes no password
 * that was kept without its place (hub/hubPassword.ts).
 */
import Database from 'better-sqlite3';
import type { WritableDb } from './handles.ts';
import { keepSums } from './tableSums.ts';

/**
 * Marks the accounts, and the shared list, of a database file that no desk has open and that has this program's schema. Answers how many accounts
 * there are. `also`: what else is to be done to it.
 * @throws the system's error when the file cannot be written, and what `also` throws
 */
export function doubtAddresses(file: string, also: (db: WritableDb) => void = () => {}): number {
  const db = new Database(file) as unknown as WritableDb;
  try {
    keepSums(db);
    db.prepare('UPDATE account SET address_confirmed = 0, numbered_token_url = NULL').run();
    db.prepare('UPDATE hub SET place_given = 0').run();
    also(db);
    const accounts = db.prepare<[], number>('SELECT count(*) FROM account WHERE removed_at IS NULL').pluck().get() ?? 0;
    // What is renamed into place is one file.
    db.pragma('journal_mode = DELETE');
    return accounts;
  } finally {
    db.close();
  }
}
