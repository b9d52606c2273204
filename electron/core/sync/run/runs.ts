/** The results of sync runs for the Runs screen: their figures, their sentences and the log of their requests. */
import type { RunRequest, RunResult, RunRow } from '../../../../shared/contract/runs.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { createRunLogRows, type LoggedRequest, type LoggedRun, type RequestsShown } from '../../db/sync/runLogRows.ts';
import { keptRequestRuns } from '../../db/sync/syncRunRows.ts';
import { type Answer, notFound } from '../../answer.ts';
import { createOldRunRows } from '../../db/sync/oldRunRows.ts';
import type { Clock } from '../../ports.ts';
import { forgetOldRuns } from './forgetOldRuns.ts';
import type { Runner } from './runner.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { runsWords as say } from '../../../../shared/words/core/sync/run.ts';

export type RunPage = { runs: RunRow[]; next: number | null };
export type RunDetails = { run: RunRow; requests: RunRequest[]; total: number; areRequestsKept: boolean };

export type Runs = {
  /** Newest first. */
  readonly list: (query: {
    account?: AccountId | undefined;
    result?: RunResult | undefined;
    before?: number | undefined;
    limit: number;
  }) => RunPage;
  readonly get: (query: { run: number; show: RequestsShown; offset: number; limit: number }) => Answer<RunDetails>;
  /** Stops the run if it is still under way. */
  readonly stop: (run: number) => Answer<{ ok: boolean }>;
  /** Deletes the logs of runs that ended more than so many days ago; answers how many rows went. */
  readonly forgetOld: (days: number) => Promise<number>;
};

const notThere = notFound(say.thereIsNoSuchRun);

/** The log of runs, as the contract shows it. */
export function createRuns({
  store,
  runner,
  clock,
}: {
  store: SyncStore;
  runner: Pick<Runner, 'stop'>;
  clock: Clock;
}): Runs {
  const rows = createRunLogRows(store.db);

  function toRow({ vendor, startedAt, endedAt, ...run }: LoggedRun): RunRow {
    return {
      ...run,
      vendorName: store.findAdapter(vendor)?.name ?? vendor,
      startedAt: toInstant(startedAt),
      // The machine's clock may be set back during a run.
      tookMs: endedAt === null ? null : Math.max(0, endedAt - startedAt),
    };
  }

  /** A run without requests in the log made none, unless it is old or its figures say otherwise. */
  function areKept(run: LoggedRun, requests: number): boolean {
    if (requests > 0 || run.outcome === null) return true;
    return run.scanned === 0 && run.writes === 0 && rows.countNewer(run) < keptRequestRuns;
  }

  return {
    list({ limit, ...query }) {
      const found = rows.list({ ...query, limit: limit + 1 });
      const page = found.slice(0, limit);
      return { runs: page.map(toRow), next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
    },
    get({ run: id, ...page }) {
      const run = rows.load(id);
      if (run === undefined) return notThere;
      const all = rows.countRequests(id, 'all');
      return {
        ok: true,
        value: {
          run: toRow(run),
          requests: rows.listRequests(id, page).map(toRequest),
          total: page.show === 'all' ? all : rows.countRequests(id, page.show),
          areRequestsKept: areKept(run, all),
        },
      };
    },
    forgetOld: (days) => forgetOldRuns({ rows: createOldRunRows(store.db), clock }, days),
    stop(id) {
      const run = rows.load(id);
      if (run === undefined) return notThere;
      // Runs of one account never overlap, so the one without an end is the one that stops.
      if (run.outcome === null) runner.stop(run.account);
      return { ok: true, value: { ok: run.outcome === null } };
    },
  };
}

function toRequest({ at, problem, ...request }: LoggedRequest): RunRequest {
  return { ...request, at: toInstant(at), problem: problem ?? describeStatus(request) };
}

/** What a refusal means in general, where the log has no words for it; the record shows what the vendor said. */
function describeStatus({ status, method }: Pick<LoggedRequest, 'status' | 'method'>): string | null {
  if (status === null || status < 400) return null;
  switch (status) {
    case 401:
    case 403:
      return say.theTokenWasRefused;
    case 402:
      return say.theVendorAsksFor;
    case 404:
      return method === 'GET' ? null : say.theVendorDoesNot;
    case 409:
      return say.theVendorSaysThat;
    default:
      return say.theVendorRefused;
  }
}
