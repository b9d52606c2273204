/** The result, in figures, of the newest sync of an account that this page knows of; or why it stopped. */
import { useQuery } from '@tanstack/react-query';
import type { JobRow } from '../../../shared/contract/app.ts';
import type { SyncResult } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Accounts.module.css';
import { syncOutcomeWords as say } from '../../../shared/words/page/accounts.ts';

export function SyncOutcome({ job, account }: { readonly job: JobRow; readonly account: string }) {
  const { queries } = useDesk();
  const results = useQuery(
    queries.sync.results.queryOptions({ input: { job: job.id }, enabled: job.state === 'done', retry: false }),
  );
  const result = results.data?.find((one) => one.account === account);
  return (
    <p className={classes.line} role="status">
      <span className={classes.quiet}>
        {say.lastSync}
        <TimeText at={job.endedAt} />: {result === undefined ? job.message : toOutcome(result)}
      </span>
    </p>
  );
}

function toOutcome(result: SyncResult): string {
  if (result.error !== null) return result.error;
  return [
    say.readRecords(result.scanned),
    result.writes === 0 ? say.sentNothing : say.sentChangesInRequests(result.writes),
    ...(result.conflicts === 0 ? [] : [say.raisedConflicts(result.conflicts)]),
  ].join(', ');
}
