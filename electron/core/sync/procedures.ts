/** Handlers of accounts, sync, conflicts and runs: thin, over the services of this folder. */
import type { SyncResult } from '../../../shared/contract/sync.ts';
import { parseE164, type PhoneNumber, type Region } from '../../../shared/domain/numbers/number.ts';
import type { Jobs } from '../desk/jobs.ts';
import type { EditRequest } from '../list/commands/editPlan.ts';
import type { Answer } from '../list/commands/listDeps.ts';
import { os } from '../desk/rpc.ts';
import type { Accounts } from './accounts/accounts.ts';
import type { Conflicts } from './conflicts/conflicts.ts';
import type { Decision } from './conflicts/decision.ts';
import type { RecordActions } from './accounts/recordActions.ts';
import type { Runner } from './run/runner.ts';
import type { Runs } from './run/runs.ts';
import type { Status } from './accounts/status.ts';
import type { ScanFiles } from './run/scanFileJob.ts';
import { startSyncJob, type SyncJobParts } from './run/syncJob.ts';

export type SyncServices = {
  readonly accounts: Accounts;
  readonly status: Status;
  readonly runner: Runner;
  readonly actions: RecordActions;
  readonly conflicts: Conflicts;
  readonly runs: Runs;
  readonly scanFiles: ScanFiles;
  readonly jobs: Jobs;
  readonly listRunnable: SyncJobParts['listRunnable'];
};

type Raise = Record<'BAD_INPUT' | 'NOT_FOUND' | 'NEEDS_PERSON', (options: { message: string }) => Error>;

/** The value of an answer, or the contract's error for it. */
function unwrap<T>(answer: Answer<T>, errors: Raise): T {
  if (answer.ok) return answer.value;
  throw errors[answer.code]({ message: answer.message });
}

export function createSyncProcedures(services: SyncServices) {
  const { accounts, status, actions, conflicts, runs, scanFiles, jobs } = services;
  const toKey = ({ account, scope, number }: { account: number; scope: string; number: string }) => ({
    account,
    scope,
    number: toNumber(number),
  });
  return {
    accounts: {
      vendors: os.accounts.vendors.handler(() => status.listVendors()),
      list: os.accounts.list.handler(() => status.listAccounts()),
      add: os.accounts.add.handler(async ({ input, errors }) => unwrap(await accounts.add(input), errors)),
      update: os.accounts.update.handler(async ({ input: { account, ...change }, errors }) =>
        unwrap(await accounts.update(account, change), errors),
      ),
      remove: os.accounts.remove.handler(async ({ input, errors }) =>
        unwrap(await accounts.remove(input.account), errors),
      ),
      test: os.accounts.test.handler(async ({ input, errors }) => unwrap(await accounts.test(input.account), errors)),
      targets: os.accounts.targets.handler(async ({ input, errors }) =>
        unwrap(await accounts.targets(input.account, input.refresh), errors),
      ),
      retireTarget: os.accounts.retireTarget.handler(({ input, errors }) =>
        unwrap(accounts.retireTarget(input.target), errors),
      ),
    },
    sync: {
      run: os.sync.run.handler(({ input, errors }) => unwrap(startSyncJob(services, input.account), errors)),
      scanFile: os.sync.scanFile.handler(async ({ input, context, errors }) => {
        const { account, from, region, mapping } = input;
        if (from.kind === 'path' && context.host === 'web')
          throw errors.BAD_INPUT({ message: 'The page cannot name a path. Choose the file instead.' });
        return unwrap(await scanFiles.start(account, { from, region: region as Region | undefined, mapping }), errors);
      }),
      results: os.sync.results.handler(({ input, errors }) => {
        const result = jobs.result(input.job);
        if (!isSyncResults(result)) throw errors.NOT_FOUND({ message: 'There is no finished sync of this name.' });
        return result;
      }),
      answerSuspicion: os.sync.answerSuspicion.handler(async ({ input, errors }) =>
        unwrap(await actions.answerSuspicion(input.account, input.run, input.confirm), errors),
      ),
      checkNow: os.sync.checkNow.handler(async ({ input, errors }) =>
        unwrap(await actions.checkNow(toKey(input)), errors),
      ),
      retry: os.sync.retry.handler(({ input, errors }) => unwrap(actions.retry(toKey(input)), errors)),
      confirmRemoved: os.sync.confirmRemoved.handler(async ({ input, errors }) =>
        unwrap(await actions.confirmRemoved(toKey(input)), errors),
      ),
    },
    conflicts: {
      list: os.conflicts.list.handler(({ input }) =>
        conflicts.list({ ...input, number: input.number === undefined ? undefined : toNumber(input.number) }),
      ),
      resolve: os.conflicts.resolve.handler(({ input, errors }) =>
        unwrap(conflicts.resolve(input.ids, toDecision(input.choice, input)), errors),
      ),
    },
    runs: {
      list: os.runs.list.handler(({ input }) => runs.list(input)),
      get: os.runs.get.handler(({ input, errors }) => unwrap(runs.get(input), errors)),
      stop: os.runs.stop.handler(({ input, errors }) => unwrap(runs.stop(input.run), errors)),
    },
  };
}

function toDecision(kind: Decision['kind'], { patch = {}, targets, expires }: Partial<EditRequest>): Decision {
  return kind === 'edit' ? { kind, patch, targets, expires } : { kind };
}

/** The contract has checked the form already. */
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
