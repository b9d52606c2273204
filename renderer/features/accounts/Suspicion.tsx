/** A scan that would remove too much stopped: what it found, and the person's answer. Until then everything stays blocked. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';

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
            ? `Noted: these are ${account.name}'s agents now. What held for the others stays as it is.`
            : confirm
              ? `Noted: they are gone at ${account.name}. Each becomes a conflict to decide; they stay blocked here.`
              : `Noted: ${account.name} answered too little. Nothing changes, and the next sync looks again.`,
        ),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const run = suspicion.run;
  return (
    <div className={classes.suspicion} role="alert">
      <StateMark mark={{ word: 'Suspicious answer', shape: 'triangle', tone: 'lost' }} />
      <p>{suspicion.sentence}</p>
      <div className={classes.buttons}>
        <Button loading={answer.isPending} onClick={() => answer.mutate({ account: account.id, run, confirm: false })}>
          Keep blocking, look again
        </Button>
        <Button
          variant="default"
          disabled={answer.isPending}
          onClick={() => answer.mutate({ account: account.id, run, confirm: true })}
        >
          {suspicion.about === 'agents' ? 'It is the right account' : 'They were removed there'}
        </Button>
      </div>
    </div>
  );
}
