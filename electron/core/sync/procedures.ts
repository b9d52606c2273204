/** Handlers of accounts, sync, conflicts and runs: thin, over the services of this folder. */
import type { SyncResult } from '../../../shared/contract/sync.ts';
import { parseE164, type PhoneNumber, type Region } from '../../../shared/domain/numbers/number.ts';
import type { Jobs } from '../desk/jobs.ts';
import type { EditRequest } from '../list/commands/editPlan.ts';
import { notFound, Refused, unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Conflicts } from './conflicts/conflicts.ts';
import type { Decision } from './conflicts/decision.ts';
import type { PreviewSync } from './accounts/nextSync.ts';
import type { RecordActions } from './accounts/recordActions.ts';
import type { SameQuestions } from './accounts/sameQuestions.ts';
import type { Runner } from './run/runner.ts';
import type { Runs } from './run/runs.ts';
import type { Status } from './accounts/status.ts';
import type { ScanFiles } from './run/scanFileJob.ts';
import { startSyncJob, type SyncJobParts } from './run/syncJob.ts';
import { proceduresWords as say } from '../../../shared/words/core/sync/run.ts';

export type SyncServices = {
  readonly accounts: Accounts;
  readonly sameQuestions: SameQuestions;
  readonly status: Status;
  readonly runner: Runner;
  readonly actions: RecordActions;
  readonly conflicts: Conflicts;
  readonly runs: Runs;
  readonly scanFiles: ScanFiles;
  readonly preview: PreviewSync;
  readonly jobs: Jobs;
  readonly standing: SyncJobParts['standing'];
  readonly listRunnable: SyncJobParts['listRunnable'];
};

/** The contract's calls about accounts, syncs and conflicts: thin, over the services. */
export function createSyncProcedures(services: SyncServices) {
  const { accounts, sameQuestions, status, actions, conflicts, runs, scanFiles, jobs } = services;
  const toKey = ({ account, scope, number }: { account: number; scope: string; number: string }) => ({
    account,
    scope,
    number: toNumber(number),
  });
  return {
    accounts: {
      vendors: os.accounts.vendors.handler(() => status.listVendors()),
      list: os.accounts.list.handler(() => status.listAccounts()),
      add: os.accounts.add.handler(async ({ input }) => unwrap(await accounts.add(input))),
      update: os.accounts.update.handler(async ({ input: { account, ...change } }) =>
        unwrap(await accounts.update(account, change)),
      ),
      confirmAddress: os.accounts.confirmAddress.handler(({ input }) => unwrap(accounts.confirmAddress(input.account))),
      remove: os.accounts.remove.handler(async ({ input }) => unwrap(await accounts.remove(input.account))),
      test: os.accounts.test.handler(async ({ input }) => unwrap(await accounts.test(input.account))),
      targets: os.accounts.targets.handler(async ({ input }) =>
        unwrap(await accounts.targets(input.account, input.refresh)),
      ),
      retireTarget: os.accounts.retireTarget.handler(({ input }) => unwrap(accounts.retireTarget(input.target))),
      sameQuestions: os.accounts.sameQuestions.handler(() => sameQuestions.list()),
      answerSame: os.accounts.answerSame.handler(async ({ input: { answer, ...asked } }) =>
        unwrap(await sameQuestions.answer(asked, answer)),
      ),
    },
    sync: {
      run: os.sync.run.handler(({ input }) => unwrap(startSyncJob(services, input.account))),
      scanFile: os.sync.scanFile.handler(async ({ input }) => {
        const { account, from, region, mapping } = input;
        return unwrap(await scanFiles.start(account, { from, region: region as Region | undefined, mapping }));
      }),
      preview: os.sync.preview.handler(async ({ input }) => unwrap(await services.preview(input.account))),
      results: os.sync.results.handler(({ input }) => {
        const result = jobs.result(input.job);
        if (!isSyncResults(result)) throw new Refused(notFound(say.thereIsNoFinished));
        return result;
      }),
      answerSuspicion: os.sync.answerSuspicion.handler(async ({ input }) =>
        unwrap(await actions.answerSuspicion(input.account, input.run, input.confirm)),
      ),
      checkNow: os.sync.checkNow.handler(async ({ input }) => unwrap(await actions.checkNow(toKey(input)))),
      retry: os.sync.retry.handler(({ input }) => unwrap(actions.retry(toKey(input)))),
      confirmRemoved: os.sync.confirmRemoved.handler(async ({ input }) =>
        unwrap(await actions.confirmRemoved(toKey(input))),
      ),
    },
    conflicts: {
      list: os.conflicts.list.handler(({ input }) =>
        conflicts.list({ ...input, number: input.number === undefined ? undefined : toNumber(input.number) }),
      ),
      resolve: os.conflicts.resolve.handler(({ input }) =>
        unwrap(conflicts.resolve(input.questions, toDecision(input.choice, input))),
      ),
    },
    runs: {
      list: os.runs.list.handler(({ input }) => runs.list(input)),
      get: os.runs.get.handler(({ input }) => unwrap(runs.get(input))),
      stop: os.runs.stop.handler(({ input }) => unwrap(runs.stop(input.run))),
    },
  };
}

function toDecision(kind: Decision['kind'], { patch = {}, targets, expires }: Partial<EditRequest>): Decision {
  return kind === 'edit' ? { kind, patch, targets, expires } : { kind };
}

/** The contract has already checked the form. */
function toNumber(text: string): PhoneNumber {
  const number = parseE164(text);
  if (number === undefined) throw new Error('The contract let a number through that is none');
  return number;
}

function isSyncResults(result: unknown): result is SyncResult[] {
  return (
    Array.isArray(result) && result.every((item) => typeof item === 'object' && item !== null && 'scanned' in item)
  );
}
