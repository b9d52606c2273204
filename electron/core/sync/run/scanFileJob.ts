/** An export that a person gave as the scan of an account: it is opened and checked at once, and merged as a job. */
import { discardUpload } from '../../files/locate.ts';
import type { SyncResult } from '../../../../shared/contract/sync.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import type { Jobs } from '../../desk/jobs.ts';
import { type Answer, notFound } from '../../answer.ts';
import { type ExportRequest, openExport } from '../vendor/exportFile.ts';
import type { Runner } from './runner.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { scanFileJobWords as say } from '../../../../shared/words/core/sync/run.ts';

export type ScanFiles = {
  /** Starts the scan; a file that cannot be used is refused before anything starts. */
  readonly start: (account: AccountId, request: ExportRequest) => Promise<Answer<{ job: string }>>;
};

/** Takes vendors' exports for scans, each as a job. */
export function createScanFiles(parts: {
  store: SyncStore;
  runner: Runner;
  jobs: Jobs;
  /** Where the web host puts uploads. */
  uploadsDir: string;
  /** The default country of numbers. */
  region: () => Region | undefined;
  /** The desk's zone. */
  zone: () => Zone;
}): ScanFiles {
  const { store, runner, jobs, uploadsDir, region, zone } = parts;
  return {
    async start(id, request) {
      const account = store.loadView(id);
      if (account === undefined) {
        await discardUpload(request.from, uploadsDir);
        return notFound(say.thereIsNoSuchAccount);
      }
      const place = { uploadsDir, zone: zone() };
      const opened = await openExport({ ...request, region: request.region ?? region() }, account, place);
      if (!opened.ok) return opened;
      const file = opened.value;
      const about = {
        kind: 'sync',
        label: say.asTheListOf(file.name, account.name),
        subject: String(id),
      } as const;
      const job = jobs.start(about, async ({ signal, progress }) => {
        try {
          const result = await runner.scanFile(id, file, signal, (message, done, total) =>
            progress(done, total, message),
          );
          const results = result === undefined ? [] : [result];
          return { result: results, message: results.map(describe).join('') };
        } finally {
          await file.close();
        }
      });
      return { ok: true, value: { job: job.id } };
    },
  };
}

/** The result of the job, in one sentence. */
function describe({ account, outcome, error, scanned, conflicts }: SyncResult): string {
  if (error !== null) return error;
  if (outcome !== 'done') return say.theReadingOfTheExport(account);
  const open = conflicts === 0 ? say.noConflicts : say.conflicts(conflicts);
  return say.theExportHasOfTo(scanned, account, open);
}
