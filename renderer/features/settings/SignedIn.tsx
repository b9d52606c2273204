/** Who is signed in to the web host on this machine, and a way to end it. The desktop window has no sign-in. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Desk, toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import { toBrowserName } from './browserName.ts';
import classes from './SettingsScreen.module.css';
import { signedInWords as say } from '../../../shared/words/page/settings.ts';

const key = ['webSessions'];

type Sessions = NonNullable<Desk['link']['sessions']>;

export function SignedIn({ sessions }: { readonly sessions: Sessions }) {
  const tell = useTell();
  const queries = useQueryClient();
  const { connection } = useDesk();
  const list = useQuery({ queryKey: key, queryFn: sessions.list, refetchInterval: 30_000 });
  const end = useMutation({
    mutationFn: sessions.end,
    onSuccess: () => tell(say.signedOutThere),
    onError: (error) => tell(toSentence(error), true),
    onSettled: () => connection.getState().state === 'connected' && queries.invalidateQueries({ queryKey: key }),
  });
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LineSkeletons lines={2} />;
  return (
    <>
      <ul className={classes.sessions} aria-label={say.signedIn}>
        {list.data.map(({ id, browser, openedAt, usedAt, isThis }) => (
          <li key={id}>
            <div>
              {say.thisPage(toBrowserName(browser), isThis)}
              <p className={classes.sentence}>
                {say.since}
                <TimeText at={openedAt} />
                {say.lastUsed}
                <TimeText at={usedAt} />
              </p>
            </div>
            <Button
              variant="default"
              size="xs"
              aria-label={say.signOutThisPage(toBrowserName(browser), isThis)}
              loading={end.isPending && end.variables === id}
              onClick={() => end.mutate(id)}
            >
              {say.signOut}
            </Button>
          </li>
        ))}
      </ul>
      <p className={classes.sentence}>{say.whoeverHasNotUsed}</p>
    </>
  );
}
