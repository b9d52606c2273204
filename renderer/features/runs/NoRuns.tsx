/** No run to show: none has run yet, none can run, or none fits the filter. Each case says what to do. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useTell } from '../../ui/useTell.ts';

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
        title="No run fits the filter"
        actions={
          <Button variant="default" onClick={() => goTo('runs')}>
            Show all runs
          </Button>
        }
      />
    );
  if (accounts.data?.length === 0)
    return (
      <EmptyState
        title="No sync has run yet"
        actions={<Button onClick={() => goTo('accounts', { rest: ['connect'] })}>Connect an account</Button>}
      >
        A run reads a vendor’s list and sends what is owed. Connect the vendors that place your calls; every run is then
        told here, with each of its requests.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No sync has run yet"
      actions={
        <Button loading={sync.isPending} onClick={() => sync.mutate({})}>
          Sync all accounts now
        </Button>
      }
    >
      Every run is told here: what it read, what it changed on either side, and each of its requests.
    </EmptyState>
  );
}
