/**
 * Sync runs and their requests, read page by page for a person who wants to know what happened. syncRunRows.ts writes
 * them. Ids give the order, not clocks. Runs of removed accounts stay readable.
 */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { WritableDb } from '../handles.ts';
import type { RunOutcome, RunTally, RunTrigger } from './syncRunRows.ts';

export type LoggedRun = RunTally & {
  readonly id: number;
  readonly account: AccountId;
  readonly accountName: string;
  readonly vendor: string;
  readonly trigger: RunTrigger;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: RunOutcome | null;
  readonly scanComplete: boolean;
  readonly error: string | null;
  /** The sentence about what still waits for a person. */
  readonly suspicion: string | null;
};

export type LoggedRequest = {
  readonly n: number;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly isWrite: boolean;
  readonly status: number | null;
  readonly tookMs: number;
  readonly problem: string | null;
};

export type RequestsShown = 'all' | 'writes' | 'problems';

export type RunLogRows = {
  /** Newest first; `result: 'running'` picks those without an outcome. */
  readonly list: (query: {
    account?: AccountId | undefined;
    result?: RunOutcome | 'running' | undefined;
    before?: number | undefined;
    limit: number;
  }) => readonly LoggedRun[];
  readonly load: (id: number) => LoggedRun | undefined;
  /** How many runs the account had after this one. */
  readonly countNewer: (run: Pick<LoggedRun, 'id' | 'account'>) => number;
  readonly listRequests: (
    run: number,
    page: { show: RequestsShown; offset: number; limit: number },
  ) => readonly LoggedRequest[];
  readonly countRequests: (run: number, show: RequestsShown) => number;
};

type RunRow = Omit<LoggedRun, 'scanComplete'> & { readonly scanComplete: number };
type RequestRow = Omit<LoggedRequest, 'isWrite'> & { readonly isWrite: number };

const columns = `run.id, run.account_id AS account, account.name AS accountName, account.vendor, run.trigger,
  run.started_at AS startedAt, run.ended_at AS endedAt, run.outcome, run.scanned, run.scan_complete AS scanComplete,
  run.writes, run.added, run.changed, run.removed, run.conflicts, run.retries, run.unreadable, run.error,
  run.suspicion ->> '$.sentence' AS suspicion`;
const runs = `SELECT ${columns} FROM sync_run AS run JOIN account ON account.id = run.account_id`;

// A look-up that finds nothing (a read answered 404) is an answer, not a problem.
const isProblem = "(problem IS NOT NULL OR (status >= 400 AND NOT (status = 404 AND method = 'GET')))";
const conditions = { all: '', writes: 'AND is_write', problems: `AND ${isProblem}` } as const satisfies Record<
  RequestsShown,
  string
>;

function toRun({ scanComplete, ...row }: RunRow): LoggedRun {
  return { ...row, scanComplete: scanComplete !== 0 };
}

/** Prepares the statements that list runs and their requests. */
export function createRunLogRows(db: WritableDb): RunLogRows {
  type Query = { account: number | null; result: string | null; before: number | null; limit: number };
  const pageOf = (own: string) =>
    db.prepare<[Query], RunRow>(
      `${runs} WHERE ${own} AND run.id < coalesce(@before, 9e15)
         AND (@result IS NULL OR coalesce(run.outcome, 'running') = @result)
       ORDER BY run.id DESC LIMIT @limit`,
    );
  // Two statements, so that each uses its own index.
  const pageOfAll = pageOf('@account IS NULL');
  const pageOfOne = pageOf('run.account_id = @account');
  const one = db.prepare<[number], RunRow>(`${runs} WHERE run.id = ?`);
  const newer = db
    .prepare<[number, number], number>('SELECT count(*) FROM sync_run WHERE account_id = ? AND id > ?')
    .pluck();
  const toStatements = (condition: string) => ({
    page: db.prepare<[number, number, number], RequestRow>(
      `SELECT n, at, method, path, is_write AS isWrite, status, took_ms AS tookMs, problem FROM sync_request
       WHERE run_id = ? ${condition} ORDER BY n LIMIT ? OFFSET ?`,
    ),
    count: db.prepare<[number], number>(`SELECT count(*) FROM sync_request WHERE run_id = ? ${condition}`).pluck(),
  });
  const requests = {
    all: toStatements(conditions.all),
    writes: toStatements(conditions.writes),
    problems: toStatements(conditions.problems),
  };

  return {
    list({ account, result, before, limit }) {
      const query = { account: account ?? null, result: result ?? null, before: before ?? null, limit };
      return (account === undefined ? pageOfAll : pageOfOne).all(query).map(toRun);
    },
    load(id) {
      const row = one.get(id);
      return row === undefined ? undefined : toRun(row);
    },
    countNewer: ({ account, id }) => newer.get(account, id) ?? 0,
    listRequests: (run, { show, offset, limit }) =>
      requests[show].page.all(run, limit, offset).map((row) => ({ ...row, isWrite: row.isWrite !== 0 })),
    countRequests: (run, show) => requests[show].count.get(run) ?? 0,
  };
}
