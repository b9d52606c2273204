/** Deleting so that nothing of it is left in the database's files: SQLite usually leaves freed bytes, and its log, as they are. */
import type { WritableDb } from './handles.ts';

/**
 * Runs work during which the bytes of whatever is deleted or replaced are overwritten, and then empties the log. While somebody
 * else reads an older state, the log keeps it until the next checkpoint. What was freed before stays as it is.
 * @throws what `work` throws
 */
export function erasing<T>(db: WritableDb, work: () => T): T {
  const before = Number(db.pragma('secure_delete', { simple: true }));
  const patience = Number(db.pragma('busy_timeout', { simple: true }));
  db.pragma('secure_delete = ON');
  try {
    return work();
  } finally {
    db.pragma(`secure_delete = ${before}`);
    // Nobody waits here for a long reading.
    db.pragma('busy_timeout = 0');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma(`busy_timeout = ${patience}`);
  }
}
