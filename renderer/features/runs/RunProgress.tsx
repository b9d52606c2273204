/**
 * A run that is going on: its progress, as reported by the job that asked for it, and the way to stop it. A scheduled
 * run has no job.
 */
import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RunRow } from '../../../shared/contract/runs.ts';
import { withPace } from '../../../shared/words/paceWords.ts';
import { toSentence, useDesk, useJobs } from '../../desk.tsx';
import { findRunning } from '../../stores/jobs.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Runs.module.css';
import { runProgressWords as say } from '../../../shared/words/page/runs.ts';

export function RunProgress({ run }: { readonly run: RunRow }) {
  const { queries } = useDesk();
  const tell = useTell();
  const job = useJobs((state) => findRunning(state, 'sync', String(run.account)));
  const stop = useMutation(
    queries.runs.stop.mutationOptions({ onError: (error: unknown) => tell(toSentence(error), true) }),
  );
  const percent = job === undefined || !job.total ? null : Math.min(100, (job.done / job.total) * 100);
  const message = job?.message ?? say.syncingWith(run.accountName);
  const told = `${message}${job === undefined || job.total === null ? '' : say.progress(job.done, job.total)}`;
  return (
    <div className={classes.progress}>
      <Progress
        value={percent ?? 100}
        animated={percent === null}
        aria-label={say.syncWith(run.accountName)}
        transitionDuration={200}
      />
      <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ run: run.id })}>
        {say.stopThisRun}
      </Button>
      <span className={classes.quiet} role="status">
        {job === undefined ? told : withPace(told, job)}
      </span>
    </div>
  );
}
