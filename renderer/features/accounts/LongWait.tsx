/** A vendor that asks to be left alone for more than a day: that is rarely meant, so a person may try at once. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { longWaitWords as say } from '../../../shared/words/page/accounts.ts';

export function LongWait({ account }: { readonly account: AccountRow }) {
  const { queries } = useDesk();
  const tell = useTell();
  const onError = (error: unknown) => tell(`${account.name}: ${toSentence(error)}`, true);
  const sync = useMutation(queries.sync.run.mutationOptions({ onError }));
  return (
    <div className={classes.suspicion} role="alert">
      <p>{say.asksToBeLeftAlone(account.name)}</p>
      <div className={classes.buttons}>
        <Button
          loading={sync.isPending || account.state === 'syncing'}
          onClick={() => sync.mutate({ account: account.id })}
          aria-label={say.tryNowOf(account.name)}
        >
          {say.tryNow}
        </Button>
      </div>
    </div>
  );
}
