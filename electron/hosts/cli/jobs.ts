/** Waits for long work: shows progress on a terminal; Ctrl+C cancels the work itself, not just the wait. */
import { setTimeout as wait } from 'node:timers/promises';
import type { JobRow } from '../../../shared/contract/app.ts';
import { toPaceWords } from '../../../shared/words/paceWords.ts';
import { CommandFailure } from './commandFailure.ts';
import type { CommandContext } from './runCommand.ts';
import type { ExitCode } from './terminal.ts';

const lookEveryMs = 250;

/**
 * Resolves when the job is done.
 * @param failed the exit code of a job that failed: 2 where only its input can be the reason
 * @throws CommandFailure if it failed or was cancelled
 */
export async function finishJob(context: CommandContext, id: string, failed: ExitCode = 1): Promise<JobRow> {
  const { client } = context;
  const cancel = (): void => void client.jobs.cancel({ job: id }).catch(() => {});
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  const shown = new AbortController();
  const showing = showProgress(context, id, shown.signal);
  try {
    const job = await client.jobs.wait({ job: id });
    if (job.state !== 'done') throw new CommandFailure(job.state === 'failed' ? failed : 1, job.message);
    return job;
  } finally {
    process.off('SIGINT', cancel);
    process.off('SIGTERM', cancel);
    shown.abort();
    await showing;
  }
}

async function showProgress({ client, terminal }: CommandContext, id: string, signal: AbortSignal): Promise<void> {
  if (!process.stderr.isTTY) return;
  try {
    for (;;) {
      await wait(lookEveryMs, undefined, { signal });
      const job = (await client.jobs.list()).find((row) => row.id === id);
      if (job === undefined || signal.aborted) return;
      const share = job.total === null || job.total === 0 ? '' : `${Math.floor((100 * job.done) / job.total)} % `;
      terminal.progress(`${share}${job.message.replace(/\.$/, '')}${toPaceWords(job)}.`);
    }
  } catch {
    // The job has ended, or the desk has: waiting for the job tells which.
  }
}
