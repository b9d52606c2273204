/**
 * Asked once, before the first add at a vendor that sends an e-mail for each one: it says how many e-mails there will
 * be.
 */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { mailQuestionWords as say } from '../../../shared/words/page/accounts.ts';

export function MailQuestion({ account }: { readonly account: AccountRow }) {
  const { queries, client } = useDesk();
  const tell = useTell();
  const allow = useMutation(
    queries.accounts.update.mutationOptions({
      onSuccess: async () => {
        tell(say.maySendItsEmails(account.vendorName, account.name));
        await client.sync.run({ account: account.id });
      },
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <div className={classes.suspicion} role="alert">
      <StateMark mark={{ word: say.sendsEmails, shape: 'triangle', tone: 'person' }} />
      <p>
        {say.emailsYourOrganisationsAdmin(account.vendorName)}
        <strong>{say.emails(account.mails)}</strong>
        {say.forWhatWaitsNow(account.vendorName)}
      </p>
      <div className={classes.buttons}>
        <Button loading={allow.isPending} onClick={() => allow.mutate({ account: account.id, mailsAllowed: true })}>
          {say.addThemAndSendEmails(account.mails)}
        </Button>
      </div>
    </div>
  );
}
