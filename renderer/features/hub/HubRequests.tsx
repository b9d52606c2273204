/** Releases that a lead of the shared list is asked for: the number stays blocked at every desk until one answers. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { HubView } from '../../../shared/contract/hub.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { openNumber } from '../../route.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './SharedList.module.css';

export function HubRequests({ hub }: { readonly hub: HubView }) {
  const { queries } = useDesk();
  const tell = useTell();
  const answer = useMutation(
    queries.hub.answer.mutationOptions({
      onSuccess: (_view, { answer: given }) => tell(given === 'release' ? 'Released.' : 'It stays blocked.'),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const more = hub.requestCount - hub.requests.length;
  return (
    <>
      <h3 className={classes.name}>{hub.mayAnswer ? 'Asked for' : 'Asked for; a lead has not answered yet'}</h3>
      <ul className={classes.rows} aria-label="Releases that are asked for">
        {hub.requests.map(({ id, number, sentence, at }) => (
          <li key={id}>
            <span>
              {sentence}{' '}
              <span className={classes.quiet}>
                <TimeText at={at} />
              </span>
            </span>
            <span className={classes.actions}>
              <Button size="compact-sm" variant="subtle" onClick={() => openNumber(number)}>
                History<span className={classes.hidden}> of {number}</span>
              </Button>
              {hub.mayAnswer ? (
                <>
                  <Button
                    size="compact-sm"
                    variant="default"
                    disabled={answer.isPending}
                    onClick={() => answer.mutate({ id, answer: 'keep' })}
                  >
                    Keep blocked<span className={classes.hidden}>: {number}</span>
                  </Button>
                  <Button
                    size="compact-sm"
                    color="red"
                    disabled={answer.isPending}
                    onClick={() => answer.mutate({ id, answer: 'release' })}
                  >
                    Release<span className={classes.hidden}> {number}</span>
                  </Button>
                </>
              ) : null}
            </span>
          </li>
        ))}
        {more > 0 ? <li>And {more} more.</li> : null}
      </ul>
    </>
  );
}
