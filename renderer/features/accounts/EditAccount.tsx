/**
 * One account's form, with the result of its connection test on top. A new account comes here untested and is tested at
 * once. A changed one is tested again, so that a wrong token or address is seen before the person leaves.
 */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { AccountRow, Vendor } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useTell } from '../../ui/useTell.ts';
import { AccountForm } from './AccountForm.tsx';
import classes from './Accounts.module.css';
import { TokenPlace } from './ConnectAccount.tsx';
import { KeepsTable } from './KeepsTable.tsx';
import { Verdict } from './Verdict.tsx';
import { editAccountWords as say } from '../../../shared/words/page/accounts.ts';

export function EditAccount(props: {
  readonly id: number;
  readonly vendors: readonly Vendor[];
  readonly accounts: readonly AccountRow[];
}) {
  const account = props.accounts.find(({ id }) => id === props.id);
  const vendor = props.vendors.find(({ id }) => id === account?.vendor);
  if (account === undefined || vendor === undefined) {
    return (
      <EmptyState
        title={say.thereIsNoSuchAccount}
        actions={<Button onClick={() => goTo('accounts')}>{say.showAllAccounts}</Button>}
      >
        {say.itWasRemoved}
      </EmptyState>
    );
  }
  return <Editor key={account.id} account={account} vendor={vendor} />;
}

function Editor({ account, vendor }: { readonly account: AccountRow; readonly vendor: Vendor }) {
  const { client, queries } = useDesk();
  const tell = useTell();
  const test = useMutation(queries.accounts.test.mutationOptions());
  const save = useMutation({
    mutationFn: async (patch: Omit<Parameters<typeof client.accounts.update>[0], 'account'>) => {
      await client.accounts.update({ account: account.id, ...patch });
      test.mutate({ account: account.id });
    },
  });
  const sync = useMutation(
    queries.sync.run.mutationOptions({
      onSuccess: () => goTo('accounts', { rest: [String(account.id)] }),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const testNew = useEffectEvent(() => {
    if (account.lastTest === null) test.mutate({ account: account.id });
  });
  useEffect(() => testNew(), []);
  const works = account.lastTest?.ok === true && !test.isPending;
  return (
    <div className={classes.formPage}>
      <div className={classes.column}>
        <div className={classes.verdict} role="status">
          {test.isPending ? (
            <StateMark mark={{ word: say.testingTheConnectionTo(account.name), shape: 'spin', tone: 'plain' }} />
          ) : test.isError ? (
            toSentence(test.error)
          ) : (
            <Verdict test={account.lastTest} />
          )}
          <div className={classes.buttons}>
            {works ? (
              <Button loading={sync.isPending} onClick={() => sync.mutate({ account: account.id })}>
                {say.syncNow}
              </Button>
            ) : null}
            <Button variant="default" disabled={test.isPending} onClick={() => test.mutate({ account: account.id })}>
              {say.testAgain}
            </Button>
          </div>
        </div>
        <TokenPlace />
        <AccountForm
          vendor={vendor}
          initial={{
            name: account.name,
            baseUrl: account.baseUrl,
            token: '',
            settings: account.settings,
            adopt: account.adopt,
            everyMinutes: account.everyMinutes,
            putsBack: account.putsBack,
          }}
          hasToken={account.hasToken}
          submitWord={say.saveAndTest}
          isPending={save.isPending}
          error={save.error}
          onSubmit={({ token, ...fields }) => save.mutate({ ...fields, ...(token.trim() === '' ? {} : { token }) })}
        />
      </div>
      <KeepsTable vendor={vendor} />
    </div>
  );
}
