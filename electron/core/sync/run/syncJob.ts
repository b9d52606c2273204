/** A sync that a person asked for: one job over one or all accounts, side by side, with a result per account. */
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Jobs } from '../../desk/jobs.ts';
import { refuseLacking, type Standing } from '../../desk/standing.ts';
import { type Answer, notFound, refuse } from '../../answer.ts';
import type { Runner } from './runner.ts';
import { syncJobWords as say } from '../../../../shared/words/core/sync/run.ts';

export type SyncJobParts = {
  readonly jobs: Jobs;
  /** A desk that lacks commits sends nothing. */
  readonly standing: Standing;
  readonly runner: Runner;
  /** The accounts that can be synced. Paused accounts too: a person who asks for a run gets one. */
  readonly listRunnable: () => readonly { readonly id: AccountId; readonly name: string }[];
};

/**
 * Starts the job. Says so when the one account that was asked for does not exist, or when there is no account at all.
 */
export function startSyncJob(
  { jobs, runner, listRunnable, standing }: SyncJobParts,
  only: AccountId | undefined,
): Answer<{ job: string }> {
  const lacking = refuseLacking(standing);
  if (lacking !== undefined) return lacking;
  const all = listRunnable();
  const accounts = only === undefined ? all : all.filter(({ id }) => id === only);
  const [first] = accounts;
  if (first === undefined)
    return only === undefined ? refuse(say.thereIsNoAccount) : notFound(say.thereIsNoSuchAccount);
  const label = say.syncWith(accounts.length === 1 ? first.name : say.accounts(accounts.length));
  const subject = only === undefined ? null : String(only);
  const { id } = jobs.start({ kind: 'sync', label, subject }, async ({ signal, progress }) => {
    const done = new Map<AccountId, { done: number; total: number | null }>();
    const results = await Promise.all(
      accounts.map(({ id: account }) =>
        runner.run(account, 'manual', signal, (message, at, total) => {
          done.set(account, { done: at, total });
          const parts = [...done.values()];
          const sum = parts.reduce((before, part) => before + part.done, 0);
          const whole = parts.length === accounts.length && parts.every((part) => part.total !== null);
          progress(sum, whole ? parts.reduce((before, part) => before + (part.total ?? 0), 0) : null, message);
        }),
      ),
    );
    const found = results.filter((result) => result !== undefined);
    return { result: found, message: summarise(found) };
  });
  return { ok: true, value: { job: id } };
}

/** The result of the job, in one sentence. */
function summarise(results: readonly SyncResult[]): string {
  const troubled = results.filter(({ outcome }) => outcome !== 'done');
  const writes = results.reduce((sum, result) => sum + result.writes, 0);
  const sent = say.requestsThatWrite(writes);
  const done = say.syncedOf(results.length - troubled.length, results.length, sent);
  return [done, ...troubled.map(({ account, error, outcome }) => `${account}: ${error ?? outcome}`)].join(' ');
}
