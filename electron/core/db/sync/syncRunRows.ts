/**
 * Sync runs and the log of their requests (no secrets, no full numbers): what each run found, did and could not do. The
 * end of a run drops the requests of the account's old runs; the figures of those runs are kept much longer.
 */
import type { RemoteTarget } from '../../../../shared/domain/vendor/remote.ts';
import type { RequestTrace } from '../../vendors/adapter.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { parseStored, readAbout } from '../damagedRow.ts';
import type { WritableDb } from '../handles.ts';
import { syncRunRowsWords as say } from '../../../../shared/words/core/database.ts';

export type RunTrigger = 'manual' | 'schedule' | 'start' | 'change' | 'scanFile';
export type RunOutcome = 'done' | 'failed' | 'cancelled' | 'suspicious' | 'interrupted';

/** What a run counted. */
export type RunTally = {
  scanned: number;
  writes: number;
  added: number;
  changed: number;
  removed: number;
  conflicts: number;
  retries: number;
  unreadable: number;
};

/** A scan that stopped because it would have taken too many records for gone. */
export type Suspicion = {
  readonly sentence: string;
  /** The scans, by remote list, whose absences count once a person confirms them. */
  readonly scans: Readonly<Record<string, number>>;
  /** Nothing that was known is there, and other things are: the token may be of another account, so nothing is sent. */
  readonly isOfStrangers?: true;
  /** The agents that were listed in place of those that were known: taken over once a person confirms them. */
  readonly agents?: readonly RemoteTarget[];
};

export type SyncRun = RunTally & {
  readonly id: number;
  readonly account: AccountId;
  readonly trigger: RunTrigger;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: RunOutcome | null;
  readonly scanComplete: boolean;
  readonly error: string | null;
  readonly suspicion: Suspicion | null;
};

export type SyncRunRows = {
  readonly start: (account: AccountId, trigger: RunTrigger, at: number) => number;
  readonly saveTally: (id: number, tally: RunTally) => void;
  /**
   * Ends the run, and drops what is no longer kept of the account's older runs. Runs within a transaction of the
   * caller.
   */
  readonly end: (
    id: number,
    end: { at: number; outcome: RunOutcome; scanComplete: boolean; error: string | null; suspicion: Suspicion | null },
  ) => void;
  readonly load: (id: number) => SyncRun | undefined;
  /** The newest run of the account, ended or not. */
  readonly loadNewest: (account: AccountId) => SyncRun | undefined;
  /** The newest run of the account that has ended. */
  readonly loadLast: (account: AccountId) => SyncRun | undefined;
  /** The newest run that was meant to read the list from the vendor, ended or not. */
  readonly loadLastReading: (account: AccountId) => SyncRun | undefined;
  /** The newest run, if what it found still waits for a person. */
  readonly loadSuspicious: (account: AccountId) => SyncRun | undefined;
  readonly clearSuspicion: (account: AccountId) => void;
  /** Closes the runs that a crash left open. */
  readonly closeInterrupted: (at: number) => void;
  readonly addRequest: (run: number, n: number, at: number, trace: RequestTrace) => void;
};

/** This many of an account's newest runs keep their requests. */
export const keptRequestRuns = 200;
/** An account keeps at most this many requests; the newest run keeps all of its own. */
const keptRequests = 200_000;
/** This many of an account's newest runs keep their figures: with a run every five minutes, that is five weeks. */
const keptRuns = 10_000;

type RunRow = Omit<SyncRun, 'scanComplete' | 'suspicion'> & {
  readonly scanComplete: number;
  readonly suspicion: string | null;
};

const columns = `id, account_id AS account, trigger, started_at AS startedAt, ended_at AS endedAt, outcome, scanned,
  scan_complete AS scanComplete, writes, added, changed, removed, conflicts, retries, unreadable, error, suspicion`;

/** @throws DamagedRow about the run */
function toRun(row: RunRow): SyncRun {
  const suspicion = row.suspicion === null ? null : readSuspicion(row.id, row.suspicion);
  return { ...row, scanComplete: row.scanComplete !== 0, suspicion };
}

function readSuspicion(run: number, text: string): Suspicion {
  return readAbout(say.syncRun(run), () => parseStored(text, say.whatItAsksAPerson) as Suspicion);
}

/** Prepares the statements that write runs and their requests. */
export function createSyncRunRows(db: WritableDb): SyncRunRows {
  const insert = db.prepare<[number, string, number]>(
    'INSERT INTO sync_run (account_id, trigger, started_at) VALUES (?, ?, ?)',
  );
  const saveTally = db.prepare(
    `UPDATE sync_run SET scanned = @scanned, writes = @writes, added = @added, changed = @changed, removed = @removed,
       conflicts = @conflicts, retries = @retries, unreadable = @unreadable WHERE id = @id`,
  );
  const end = db.prepare(
    `UPDATE sync_run SET ended_at = @at, outcome = @outcome, scan_complete = @scanComplete, error = @error,
       suspicion = @suspicion WHERE id = @id`,
  );
  const one = db.prepare<[number], RunRow>(`SELECT ${columns} FROM sync_run WHERE id = ?`);
  const newestOne = db.prepare<[number], RunRow>(
    `SELECT ${columns} FROM sync_run WHERE account_id = ? ORDER BY id DESC LIMIT 1`,
  );
  const last = db.prepare<[number], RunRow>(
    `SELECT ${columns} FROM sync_run WHERE account_id = ? AND ended_at IS NOT NULL ORDER BY id DESC LIMIT 1`,
  );
  const lastReading = db.prepare<[number], RunRow>(
    `SELECT ${columns} FROM sync_run WHERE account_id = ? AND trigger NOT IN ('change', 'scanFile') ORDER BY id DESC LIMIT 1`,
  );
  const suspicious = db.prepare<[number], RunRow>(
    `SELECT ${columns} FROM sync_run WHERE account_id = ? AND suspicion IS NOT NULL ORDER BY id DESC LIMIT 1`,
  );
  const clearSuspicion = db.prepare<[number]>(
    'UPDATE sync_run SET suspicion = NULL WHERE account_id = ? AND suspicion IS NOT NULL',
  );
  const closeInterrupted = db.prepare<[number]>(
    `UPDATE sync_run SET ended_at = ?, outcome = 'interrupted', error = 'The desk was closed while this ran.'
     WHERE ended_at IS NULL`,
  );
  const newest = db.prepare<[number, number], { id: number; requests: number }>(
    `SELECT id, coalesce((SELECT max(n) FROM sync_request WHERE run_id = sync_run.id), 0) AS requests
     FROM sync_run WHERE account_id = ? ORDER BY id DESC LIMIT ?`,
  );
  const dropRequests = db.prepare<[number]>('DELETE FROM sync_request WHERE run_id = ?');
  const dropRuns = db.prepare<[{ account: number; kept: number }]>(
    `DELETE FROM sync_run WHERE account_id = @account AND id <=
       (SELECT id FROM sync_run WHERE account_id = @account ORDER BY id DESC LIMIT 1 OFFSET @kept)`,
  );
  const addRequest = db.prepare(
    `INSERT INTO sync_request (run_id, n, at, method, path, is_write, status, took_ms, problem)
     VALUES (@run, @n, @at, @method, @path, @isWrite, @status, @tookMs, @problem)`,
  );

  /**
   * Looks at twice as many runs as keep their requests: requests of older runs were dropped when earlier runs ended.
   */
  function prune(account: AccountId): void {
    let sum = 0;
    for (const [at, { id, requests }] of newest.all(account, 2 * keptRequestRuns).entries()) {
      sum += requests;
      if (requests > 0 && at > 0 && (at >= keptRequestRuns || sum > keptRequests)) dropRequests.run(id);
    }
    dropRuns.run({ account, kept: keptRuns });
  }

  const toOptional = (row: RunRow | undefined) => (row === undefined ? undefined : toRun(row));
  return {
    start: (account, trigger, at) => Number(insert.run(account, trigger, at).lastInsertRowid),
    saveTally: (id, tally) => void saveTally.run({ id, ...tally }),
    end(id, { scanComplete, suspicion, ...rest }) {
      const text = suspicion === null ? null : JSON.stringify(suspicion);
      end.run({ id, scanComplete: scanComplete ? 1 : 0, suspicion: text, ...rest });
      const ended = one.get(id);
      if (ended !== undefined) prune(ended.account);
    },
    load: (id) => toOptional(one.get(id)),
    loadNewest: (account) => toOptional(newestOne.get(account)),
    loadLast: (account) => toOptional(last.get(account)),
    loadLastReading: (account) => toOptional(lastReading.get(account)),
    loadSuspicious: (account) => toOptional(suspicious.get(account)),
    clearSuspicion: (account) => void clearSuspicion.run(account),
    closeInterrupted: (at) => void closeInterrupted.run(at),
    addRequest: (run, n, at, trace) => void addRequest.run({ run, n, at, ...trace, isWrite: trace.isWrite ? 1 : 0 }),
  };
}
