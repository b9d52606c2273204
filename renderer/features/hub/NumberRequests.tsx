/** Beside a number: what a lead is asked about it on the shared list, and the answer where this desk's login may give one. */
import { useQuery } from '@tanstack/react-query';
import { useDesk } from '../../desk.tsx';
import { RequestRow } from './HubRequests.tsx';
import classes from './SharedList.module.css';
import { hubRequestsWords as say } from '../../../shared/words/page/hub.ts';

export function NumberRequests({ number }: { readonly number: string }) {
  const { queries } = useDesk();
  const hub = useQuery(queries.hub.state.queryOptions()).data ?? null;
  const requests = hub?.requests.filter((request) => request.number === number) ?? [];
  if (hub === null || requests.length === 0) return null;
  return (
    <ul className={classes.rows} aria-label={say.releasesThatAreAskedFor}>
      {requests.map((request) => (
        <RequestRow key={request.id} request={request} mayAnswer={hub.mayAnswer} />
      ))}
    </ul>
  );
}
