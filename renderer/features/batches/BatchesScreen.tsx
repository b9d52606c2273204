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
import { batchesScreenWords as say } from '../../../shared/words/page/batches.ts';

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
      title={say.batches}
      fill
      actions={
        <>
          <SearchField
            label={say.searchTheBatches}
            placeholder={say.fileAuthorReasonNumber}
            className={classes.search}
            text={search}
            onSearch={filterBy('search')}
          />
          <NativeSelect
            size="xs"
            aria-label={say.kindOfBatch}
            value={kind ?? ''}
            onChange={(event) => filterBy('kind')(event.currentTarget.value)}
            data={[
              { value: '', label: say.everyKind },
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
        title={say.nothingWasDone}
        actions={<Button onClick={() => goTo('import')}>{say.importAFile}</Button>}
      >
        {say.everyImportEditRemoval}
      </EmptyState>
    );
  return (
    <EmptyState
      title={say.noBatchMatches}
      actions={
        <Button variant="default" onClick={() => setParams({})}>
          {say.showAllBatches}
        </Button>
      }
    >
      {say.wordsAreLooked}
    </EmptyState>
  );
}
