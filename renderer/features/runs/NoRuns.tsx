/** No run to show: none has run yet, none can run, or none fits the filter. Each case says what to do. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useTell } from '../../ui/useTell.ts';
import { noRunsWords as say } from '../../../shared/words/page/runs.ts';

export function NoRuns({ isFiltered }: { readonly isFiltered: boolean }) {
  const { queries } = useDesk();
  const tell = useTell();
  const accounts = useQuery(queries.accounts.list.queryOptions());
  const sync = useMutation(
    queries.sync.run.mutationOptions({ onError: (error: unknown) => tell(toSentence(error), true) }),
  );
  if (isFiltered)
    return (
      <EmptyState
        title={say.noRunFitsTheFilter}
        actions={
          <Button variant="default" onClick={() => goTo('runs')}>
            {say.showAllRuns}
          </Button>
        }
      />
    );
  if (accounts.data?.length === 0)
    return (
      <EmptyState
        title={say.noSyncHasRunYet}
        actions={<Button onClick={() => goTo('accounts', { rest: ['connect'] })}>{say.connectAnAccount}</Button>}
      >
        {say.aRunReadsAVendors}
      </EmptyState>
    );
  return (
    <EmptyState
      title={say.noSyncHasRunYet}
      actions={
        <Button loading={sync.isPending} onClick={() => sync.mutate({})}>
          {say.syncAllAccountsNow}
        </Button>
      }
    >
      {say.everyRunIsToldHere}
    </EmptyState>
  );
}
