/**
 * The vendor accounts: one card each, and the forms that connect and change one. `#/accounts/connect`,
 * `#/accounts/ID[/edit]`, `#/accounts/shared`.
 */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useDesk } from '../../desk.tsx';
import { goTo, useRoute } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { SharedList } from '../hub/SharedList.tsx';
import { AccountCard } from './AccountCard.tsx';
import classes from './Accounts.module.css';
import { ConnectAccount } from './ConnectAccount.tsx';
import { EditAccount } from './EditAccount.tsx';
import { accountsScreenWords as say } from '../../../shared/words/page/accounts.ts';

const connect = () => goTo('accounts', { rest: ['connect'] });

export function AccountsScreen() {
  const { rest } = useRoute();
  const [first, second] = rest;
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const vendors = useQuery(queries.accounts.vendors.queryOptions());
  const failed = accounts.error ?? vendors.error;
  const isForm = first === 'connect' || second === 'edit';
  const title = first === 'connect' ? say.connectAnAccount : second === 'edit' ? say.changeAnAccount : say.accounts;
  return (
    <Screen
      title={title}
      actions={
        isForm ? (
          <Button variant="default" onClick={() => goTo('accounts')}>
            {say.showAllAccounts}
          </Button>
        ) : accounts.data === undefined || accounts.data.length === 0 ? null : (
          <Button leftSection={<Plus size={14} aria-hidden="true" />} onClick={connect}>
            {say.connectAnAccount}
          </Button>
        )
      }
    >
      {failed !== null ? (
        <ErrorState
          error={failed}
          onRetry={() => {
            void accounts.refetch();
            void vendors.refetch();
          }}
        />
      ) : accounts.data === undefined || vendors.data === undefined ? (
        <LineSkeletons lines={12} />
      ) : first === 'connect' ? (
        <ConnectAccount vendors={vendors.data} accounts={accounts.data} />
      ) : second === 'edit' ? (
        <EditAccount id={Number(first)} vendors={vendors.data} accounts={accounts.data} />
      ) : accounts.data.length === 0 ? (
        <NoAccount isSharedChosen={first === 'shared'} />
      ) : (
        <>
          <div className={classes.cards}>
            {accounts.data.map((account) => (
              <AccountCard
                key={account.id}
                account={account}
                vendor={vendors.data.find(({ id }) => id === account.vendor)}
                isChosen={first === String(account.id)}
              />
            ))}
          </div>
          <SharedList isChosen={first === 'shared'} />
        </>
      )}
    </Screen>
  );
}

/** Who shares a list comes for that, and not for what is not there. */
function NoAccount({ isSharedChosen }: { readonly isSharedChosen: boolean }) {
  const { queries } = useDesk();
  const hub = useQuery(queries.hub.state.queryOptions());
  // What is read first must not move when it is known which that is.
  if (hub.isPending) return <LineSkeletons lines={12} />;
  const shared = <SharedList isChosen={isSharedChosen} />;
  const isShared = hub.data !== undefined && hub.data !== null;
  return (
    <>
      {isShared ? shared : null}
      <EmptyState title={say.noVendorAccountYet} actions={<Button onClick={connect}>{say.connectAnAccount}</Button>}>
        {say.thisDeskTellsNoVendor}
      </EmptyState>
      {isShared ? null : shared}
    </>
  );
}
