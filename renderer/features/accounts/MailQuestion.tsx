/**
 * Asked once, before the first add at a vendor that sends an e-mail for each one: it says how many e-mails there will
 * be.
 */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';

export function MailQuestion({ account }: { readonly account: AccountRow }) {
  const { queries, client } = useDesk();
  const tell = useTell();
  const allow = useMutation(
    queries.accounts.update.mutationOptions({
      onSuccess: async () => {
        tell(`${account.vendorName} may send its e-mails. What waits for ${account.name} is sent now.`);
        await client.sync.run({ account: account.id });
      },
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <div className={classes.suspicion} role="alert">
      <StateMark mark={{ word: 'Sends e-mails', shape: 'triangle', tone: 'person' }} />
      <p>
        {account.vendorName} e-mails your organisation's admin for every number that is added:{' '}
        <strong>{countOf(account.mails, 'e-mail')}</strong> for what waits now, and one for each number that you block
        later. You are asked this once; until then these numbers are blocked here, and not yet at {account.vendorName}.
      </p>
      <div className={classes.buttons}>
        <Button loading={allow.isPending} onClick={() => allow.mutate({ account: account.id, mailsAllowed: true })}>
          Add them and send {countOf(account.mails, 'e-mail')}
        </Button>
      </div>
    </div>
  );
}
