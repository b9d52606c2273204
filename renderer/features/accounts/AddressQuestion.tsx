/** Asked once after a restore: whether the address that came with the backup is the account's. Nothing is sent before. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';

export function AddressQuestion({ account }: { readonly account: AccountRow }) {
  const { queries } = useDesk();
  const tell = useTell();
  const confirm = useMutation(
    queries.accounts.confirmAddress.mutationOptions({
      onSuccess: () => tell(`The address of ${account.name} is confirmed.`),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <div className={classes.suspicion} role="alert">
      <StateMark mark={{ word: 'Came with the backup', shape: 'triangle', tone: 'person' }} />
      <p>
        Its token would go to <strong>{account.baseUrl}</strong>. Is that the address of {account.vendorName} that you
        were given? Nothing is sent there before you say so.
      </p>
      <div className={classes.buttons}>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate({ account: account.id })}>
          Yes, this is its address
        </Button>
        <Button variant="default" onClick={() => goTo('accounts', { rest: [String(account.id), 'edit'] })}>
          Change it
        </Button>
      </div>
    </div>
  );
}
