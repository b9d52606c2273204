/**
 * Deletes the log of runs that ended long ago: their requests, then the runs. What tells how an account stands (its newest run,
 * its last reading of the list, a question that waits for a person) stays. The journal is another table, and is never touched.
 */
import { inTransaction, type WritableDb } from '../handles.ts';

export type OldRunRows = {
  /** The days on which runs ended, in days since 1970 (UTC), newest first. */
  readonly listDays: () => readonly number[];
  /** Deletes up to `limit` requests and `limit` runs that ended before `before` (epoch ms); answers how many rows went. */
  readonly drop: (before: number, limit: number) => number;
};

/** Prepares the statements that delete old runs. */
export function createOldRunRows(db: WritableDb): OldRunRows {
  const dropRequests = db.prepare<{ before: number; limit: number }>(
    `DELETE FROM sync_request WHERE (run_id, n) IN
       (SELECT q.run_id, q.n FROM sync_run r CROSS JOIN sync_request q ON q.run_id = r.id
        WHERE r.ended_at < @before LIMIT @limit)`,
  );
  const dropRuns = db.prepare<{ before: number; limit: number }>(
    `DELETE FROM sync_run WHERE id IN
       (SELECT r.id FROM sync_run r JOIN account a ON a.id = r.account_id
        WHERE r.ended_at < @before AND NOT EXISTS (SELECT 1 FROM sync_request q WHERE q.run_id = r.id)
          AND (a.removed_at IS NOT NULL OR (r.suspicion IS NULL AND EXISTS
            (SELECT 1 FROM sync_run n WHERE n.account_id = r.account_id AND n.id > r.id AND n.ended_at IS NOT NULL
               AND n.trigger NOT IN ('change', 'scanFile'))))
        ORDER BY r.id LIMIT @limit)`,
  );
  const days = db
    .prepare<[], number>('SELECT DISTINCT ended_at / 86400000 FROM sync_run WHERE ended_at IS NOT NULL ORDER BY 1 DESC')
    .pluck();
  return {
    listDays: () => days.all(),
    drop: (before, limit) =>
      inTransaction(db, () => dropRequests.run({ before, limit }).changes + dropRuns.run({ before, limit }).changes),
  };
}
