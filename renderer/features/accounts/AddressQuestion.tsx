/** Asked once after a restore: whether the address that came with the backup is the account's. Nothing is sent before. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import classes from './Accounts.module.css';
import { addressQuestionWords as say } from '../../../shared/words/page/accounts.ts';

export function AddressQuestion({ account }: { readonly account: AccountRow }) {
  const { queries } = useDesk();
  const tell = useTell();
  const confirm = useMutation(
    queries.accounts.confirmAddress.mutationOptions({
      onSuccess: () => tell(say.theAddressOfIsConfirmed(account.name)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  return (
    <div className={classes.suspicion} role="alert">
      <StateMark mark={{ word: say.cameWithTheBackup, shape: 'triangle', tone: 'person' }} />
      <p>
        {say.itsTokenWouldGoTo}
        <strong>{account.baseUrl}</strong>
        {say.isThatTheAddress(account.vendorName)}
      </p>
      <div className={classes.buttons}>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate({ account: account.id })}>
          {say.yesThisIsItsAddress}
        </Button>
        <Button variant="default" onClick={() => goTo('accounts', { rest: [String(account.id), 'edit'] })}>
          {say.changeIt}
        </Button>
      </div>
    </div>
  );
}
