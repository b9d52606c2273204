/** A scan that would remove too much stopped: what it found, and the person's answer. Until then everything stays blocked. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { suspicionWords as say } from '../../../shared/words/page/accounts.ts';

export function Suspicion(props: {
  readonly account: AccountRow;
  readonly suspicion: NonNullable<AccountRow['suspicion']>;
}) {
  const { account, suspicion } = props;
  const { queries } = useDesk();
  const tell = useTell();
  const answer = useMutation(
    queries.sync.answerSuspicion.mutationOptions({
      onSuccess: (_ok, { confirm }) =>
        tell(
          confirm && suspicion.about === 'agents'
            ? say.notedAgents(account.name)
            : confirm
              ? say.notedGone(account.name)
              : say.notedTooLittle(account.name),
        ),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const run = suspicion.run;
  return (
    <div className={classes.suspicion} role="alert">
      <StateMark mark={{ word: say.suspiciousAnswer, shape: 'triangle', tone: 'lost' }} />
      <p>{suspicion.sentence}</p>
      <div className={classes.buttons}>
        <Button loading={answer.isPending} onClick={() => answer.mutate({ account: account.id, run, confirm: false })}>
          {say.keepBlockingLookAgain}
        </Button>
        <Button
          variant="default"
          disabled={answer.isPending}
          onClick={() => answer.mutate({ account: account.id, run, confirm: true })}
        >
          {suspicion.about === 'agents' ? say.itIsTheRightAccount : say.theyWereRemovedThere}
        </Button>
      </div>
    </div>
  );
}
