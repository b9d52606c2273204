/** The card *Shared list* in *Accounts*: joining the list that desks share, how it stands, and what a lead is asked. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { HubView } from '../../../shared/contract/hub.ts';
import { useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { HubActions } from './HubActions.tsx';
import { HubHours } from './HubHours.tsx';
import { MoreRow } from './MoreRow.tsx';
import classes from './SharedList.module.css';
import { HubRequests } from './HubRequests.tsx';
import { JoinHub } from './JoinHub.tsx';
import { sharedListWords as say } from '../../../shared/words/page/hub.ts';

const marks = {
  inStep: { word: say.inStep, shape: 'full', tone: 'verified' },
  waiting: { word: say.waiting, shape: 'quarter', tone: 'plain' },
  copying: { word: say.notReadWholeYet, shape: 'half', tone: 'person' },
  problem: { word: say.needsYou, shape: 'triangle', tone: 'person' },
} as const;

const roles = {
  reader: say.looksOnly,
  desk: say.addsAndChanges,
  lead: say.releasesAndNarrowsToo,
  admin: say.releasesAndNarrowsToo,
} as const satisfies Record<HubView['role'], string>;

export function SharedList({ isChosen }: { readonly isChosen: boolean }) {
  const { queries } = useDesk();
  // When it was last read changes without an event: an idle desk reads every few seconds.
  const state = useQuery(queries.hub.state.queryOptions({ refetchInterval: 10_000 }));
  const heading = useRef<HTMLHeadingElement>(null);
  const isThere = state.data !== undefined;
  useEffect(() => {
    if (isChosen && isThere) heading.current?.focus();
  }, [isChosen, isThere]);
  if (state.isError) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  if (state.data === undefined) return null;
  return (
    <section className={classes.card} aria-labelledby="shared-list" data-chosen={isChosen}>
      <header className={classes.head}>
        <h2 className={classes.name} id="shared-list" ref={heading} tabIndex={-1}>
          {say.sharedList}
        </h2>
        {state.data === null ? null : (
          <>
            <span className={classes.quiet}>
              {state.data.place}
              {say.asWho(state.data.name)}
              {roles[state.data.role]}
            </span>
            <HubActions hub={state.data} />
          </>
        )}
      </header>
      {state.data === null ? <JoinHub /> : <Joined hub={state.data} />}
    </section>
  );
}

function Joined({ hub }: { readonly hub: HubView }) {
  const more = hub.refusedCount - hub.refused.length;
  return (
    <>
      <p className={classes.state} role="status">
        <strong>
          <StateMark mark={marks[hub.state]} />
        </strong>
        <span>{hub.sentence}</span>
        <span className={classes.quiet}>
          {hub.readAt === null ? null : (
            <>
              {say.lastRead}
              <TimeText at={hub.readAt} />.
            </>
          )}
        </span>
      </p>
      {hub.notes.map((note) => (
        <p key={note} className={classes.quiet}>
          {note}
        </p>
      ))}
      <HubHours hub={hub} />
      {hub.requestCount === 0 ? null : <HubRequests hub={hub} />}
      {hub.refused.length === 0 ? null : (
        <>
          <h3 className={classes.name}>{say.notShared}</h3>
          <p className={classes.quiet}>{say.sentAgainWhenChanged}</p>
          <ul className={classes.rows}>
            {hub.refused.map(({ number, why }) => (
              <li key={number}>
                {number}: {why}
              </li>
            ))}
            <MoreRow count={more} />
          </ul>
        </>
      )}
    </>
  );
}
