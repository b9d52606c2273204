/** Releases that a lead of the shared list is asked for: the number stays blocked at every desk until one answers. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { HubRequestView, HubView } from '../../../shared/contract/hub.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { openNumber } from '../../route.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import { MoreRow } from './MoreRow.tsx';
import classes from './SharedList.module.css';
import { hubRequestsWords as say } from '../../../shared/words/page/hub.ts';

export function HubRequests({ hub }: { readonly hub: HubView }) {
  const more = hub.requestCount - hub.requests.length;
  return (
    <>
      <h3 className={classes.name}>{hub.mayAnswer ? say.askedFor : say.askedForALead}</h3>
      <ul className={classes.rows} aria-label={say.releasesThatAreAskedFor}>
        {hub.requests.map((request) => (
          <RequestRow key={request.id} request={request} mayAnswer={hub.mayAnswer}>
            <Button size="compact-sm" variant="subtle" onClick={() => openNumber(request.number)}>
              {say.history}
              <span className={classes.hidden}>{say.ofNumber(request.number)}</span>
            </Button>
          </RequestRow>
        ))}
        <MoreRow count={more} />
      </ul>
    </>
  );
}

/** What is asked about one number, with the answers where this desk's login may give one. */
export function RequestRow(props: {
  readonly request: HubRequestView;
  readonly mayAnswer: boolean;
  readonly children?: ReactNode;
}) {
  const { request, mayAnswer, children } = props;
  const { id, number, sentence, at, version } = request;
  const { queries } = useDesk();
  const tell = useTell();
  const answer = useMutation(
    queries.hub.answer.mutationOptions({
      onSuccess: (_view, { answer: given }) => tell(given === 'release' ? say.released : say.itStaysBlocked),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <li>
      <span>
        {sentence}{' '}
        <span className={classes.quiet}>
          {say.asked}
          <TimeText at={at} />.
        </span>
      </span>
      <span className={classes.actions}>
        {children}
        {mayAnswer ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              disabled={answer.isPending}
              onClick={() => answer.mutate({ id, answer: 'keep', version })}
            >
              {say.keepBlocked}
              <span className={classes.hidden}>: {number}</span>
            </Button>
            <Button
              size="compact-sm"
              color="red"
              disabled={answer.isPending}
              onClick={() => answer.mutate({ id, answer: 'release', version })}
            >
              {say.release}
              <span className={classes.hidden}> {number}</span>
            </Button>
          </>
        ) : null}
      </span>
    </li>
  );
}
