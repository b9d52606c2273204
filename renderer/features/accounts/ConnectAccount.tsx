/** Connects an account: vendor, address and token; then the connection is tested at once, on the page of the new account. */
import { Radio } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountRow, Vendor } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { TokenStore } from '../settings/TokenStore.tsx';
import { AccountForm } from './AccountForm.tsx';
import classes from './Accounts.module.css';
import { KeepsTable } from './KeepsTable.tsx';
import { connectAccountWords as say } from '../../../shared/words/page/accounts.ts';

export function ConnectAccount(props: {
  readonly vendors: readonly Vendor[];
  readonly accounts: readonly AccountRow[];
}) {
  const { vendors, accounts } = props;
  const { queries } = useDesk();
  const [chosen, setChosen] = useState(vendors[0]?.id);
  const add = useMutation(
    queries.accounts.add.mutationOptions({
      onSuccess: ({ id }) => goTo('accounts', { rest: [String(id), 'edit'] }),
    }),
  );
  const vendor = vendors.find(({ id }) => id === chosen);
  if (vendor === undefined) return null;
  return (
    <div className={classes.formPage}>
      <div className={classes.column}>
        <TokenPlace />
        <AccountForm
          key={vendor.id}
          vendor={vendor}
          initial={{
            name: toFreeName(vendor.name, accounts),
            baseUrl: vendor.defaultBaseUrl ?? '',
            token: '',
            settings: {},
            adopt: 'target',
            everyMinutes: 15,
            putsBack: true,
          }}
          hasToken={false}
          vendorPicker={
            <Radio.Group label={say.vendor} value={vendor.id} onChange={setChosen}>
              <div className={classes.vendors}>
                {vendors.map(({ id, name }) => (
                  <Radio key={id} value={id} label={name} />
                ))}
              </div>
            </Radio.Group>
          }
          submitWord={say.connectAndTest}
          isPending={add.isPending}
          error={add.error}
          onSubmit={(fields) => add.mutate({ vendor: vendor.id, ...fields, mailsAllowed: !vendor.mailsOnAdd })}
        />
      </div>
      <KeepsTable vendor={vendor} />
    </div>
  );
}

/**
 * Where the token will be kept; when the store is locked or missing, it asks for the passphrase before a token is
 * pasted.
 */
export function TokenPlace() {
  const { queries } = useDesk();
  const info = useQuery(queries.app.info.queryOptions());
  return (
    <section className={classes.tokens} aria-label={say.whereTheTokenIsKept}>
      {info.data === undefined ? <LineSkeletons lines={2} height={21} /> : <TokenStore secrets={info.data.secrets} />}
    </section>
  );
}

/** "Yappr", or "Yappr 2" when there is one already. */
function toFreeName(name: string, accounts: readonly AccountRow[]): string {
  const taken = new Set(accounts.map((account) => account.name));
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name} ${count}`;
    if (!taken.has(free)) return free;
  }
}
