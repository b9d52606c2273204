/**
 * Everything that was done to the list, newest first: what, by whom, how much, and the way to take it back. A batch is
 * found by its kind or by words in its name, author or reason: `#/batches[?kind=WORD&search=TEXT]`.
 */
import { Button, NativeSelect } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useDesk } from '../../desk.tsx';
import { goTo, setParams, useRoute } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { BatchTable } from './BatchTable.tsx';
import classes from './Batches.module.css';
import { isKind, kindWords } from './batchWords.ts';

const pageSize = 200;

export function BatchesScreen() {
  const { params } = useRoute();
  const { queries } = useDesk();
  const kind = isKind(params['kind']) ? params['kind'] : undefined;
  const search = params['search']?.trim() ?? '';
  const pages = useInfiniteQuery(
    queries.batches.list.infiniteOptions({
      input: (before: number | undefined) => ({
        limit: pageSize,
        ...(kind === undefined ? {} : { kinds: [kind] }),
        ...(search === '' ? {} : { search }),
        ...(before === undefined ? {} : { before }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
      placeholderData: keepPreviousData,
    }),
  );
  const shown = pages.data?.pages.flat() ?? [];
  const filterBy = (name: 'kind' | 'search') => (value: string) => {
    const { [name]: _, ...others } = params;
    setParams(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <Screen
      title="Batches"
      fill
      actions={
        <>
          <SearchField
            label="Search the batches"
            placeholder="File, author, reason, number of the batch"
            className={classes.search}
            text={search}
            onSearch={filterBy('search')}
          />
          <NativeSelect
            size="xs"
            aria-label="Kind of batch"
            value={kind ?? ''}
            onChange={(event) => filterBy('kind')(event.currentTarget.value)}
            data={[
              { value: '', label: 'every kind' },
              ...Object.entries(kindWords).map(([value, label]) => ({ value, label })),
            ]}
          />
        </>
      }
    >
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.data === undefined ? (
        <LineSkeletons lines={12} height={32} />
      ) : shown.length === 0 ? (
        <Nothing isFiltered={kind !== undefined || search !== ''} />
      ) : (
        <BatchTable
          batches={shown}
          onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          isLoading={pages.isFetchingNextPage}
        />
      )}
    </Screen>
  );
}

function Nothing({ isFiltered }: { readonly isFiltered: boolean }) {
  if (!isFiltered)
    return (
      <EmptyState
        title="Nothing was done to the list yet"
        actions={<Button onClick={() => goTo('import')}>Import a file</Button>}
      >
        Every import, edit, removal and sync that changes the list will be here, each with its undo.
      </EmptyState>
    );
  return (
    <EmptyState
      title="No batch matches"
      actions={
        <Button variant="default" onClick={() => setParams({})}>
          Show all batches
        </Button>
      }
    >
      Words are looked for in a batch's number, file, author and reason. A number's own history is in its drawer.
    </EmptyState>
  );
}
