/** Long work that is going on: what it does, its progress, and the way to stop it. */
import { Button, Progress } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JobRow } from '../../shared/contract/app.ts';
import { useDesk } from '../desk.tsx';
import { withPace } from '../../shared/words/paceWords.ts';
import { jobProgressWords as say } from '../../shared/words/page/ui.ts';

export function JobProgress({ job, cancelWord = say.stop }: { readonly job: JobRow; readonly cancelWord?: string }) {
  const { queries } = useDesk();
  const cancel = useMutation(queries.jobs.cancel.mutationOptions());
  const told = say.progress(job.message, job.total, job.done);
  const percent = job.total === null || job.total === 0 ? null : Math.min(100, (job.done / job.total) * 100);
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '1fr auto', alignItems: 'center', gap: '4px 12px' }}>
      <Progress value={percent ?? 100} animated={percent === null} aria-label={job.label} transitionDuration={200} />
      {job.state === 'running' ? (
        <Button
          variant="default"
          size="compact-sm"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ job: job.id })}
        >
          {cancelWord}
        </Button>
      ) : null}
      <span style={{ color: 'var(--mantine-color-dimmed)' }} role="status">
        {job.state === 'running' ? withPace(told, job) : told}
      </span>
    </div>
  );
}
