/** Which runs are shown: of one account, with one result. The filter is kept in the address. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RunResult } from '../../../shared/contract/runs.ts';
import { useDesk } from '../../desk.tsx';
import { setParams } from '../../route.ts';
import { resultChoices } from './runWords.ts';
import { runFiltersWords as say } from '../../../shared/words/page/runs.ts';

export function RunFilters(props: { readonly account: number | undefined; readonly result: RunResult | undefined }) {
  const account = props.account === undefined ? '' : String(props.account);
  const result = props.result ?? '';
  const { queries } = useDesk();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const known = accounts.data?.map(({ id, name }) => ({ value: String(id), label: name })) ?? [];
  // The address may name an account that was removed: its runs are still there.
  const isKnown = account === '' || known.some(({ value }) => value === account);

  function pick(filter: { account: string; result: string }): void {
    setParams(Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')));
  }

  return (
    <>
      <NativeSelect
        aria-label={say.runsOf}
        value={account}
        onChange={(event) => pick({ account: event.currentTarget.value, result })}
        data={[
          { value: '', label: say.allAccounts },
          ...known,
          ...(isKnown ? [] : [{ value: account, label: say.aRemovedAccount }]),
        ]}
      />
      <NativeSelect
        aria-label={say.result}
        value={result}
        onChange={(event) => pick({ account, result: event.currentTarget.value })}
        data={[{ value: '', label: say.anyResult }, ...resultChoices]}
      />
    </>
  );
}
