/** The result, in figures, of the newest sync of an account that this page knows of; or why it stopped. */
import { useQuery } from '@tanstack/react-query';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { SyncResult } from '../../../shared/contract/sync.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { useDesk } from '../../desk.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Accounts.module.css';

export function SyncOutcome({ job, account }: { readonly job: JobRow; readonly account: string }) {
  const { queries } = useDesk();
  const results = useQuery(
    queries.sync.results.queryOptions({ input: { job: job.id }, enabled: job.state === 'done', retry: false }),
  );
  const result = results.data?.find((one) => one.account === account);
  return (
    <p className={classes.line} role="status">
      <span className={classes.quiet}>
        Last sync <TimeText at={job.endedAt} />: {result === undefined ? job.message : toOutcome(result)}
      </span>
    </p>
  );
}

function toOutcome(result: SyncResult): string {
  if (result.error !== null) return result.error;
  return [
    `read ${countOf(result.scanned, 'record')}`,
    result.writes === 0 ? 'sent nothing' : `sent changes in ${countOf(result.writes, 'request')}`,
    ...(result.conflicts === 0 ? [] : [`raised ${countOf(result.conflicts, 'conflict')}`]),
  ].join(', ');
}
