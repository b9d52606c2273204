/**
 * Everything that was done to the list, newest first: what, by whom, how much, and the way to take it back. A batch is found
 * by its kind or by words of its name, author or reason: `#/batches[?kind=WORD&search=TEXT]`.
 */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { useDesk } from '../../desk.tsx';
import { goTo, setParams, usePlace } from '../../place.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { BatchTable } from './BatchTable.tsx';
import classes from './Batches.module.css';
import { isKind, kindWords } from './batchWords.ts';

const pageSize = 200;

export function BatchesScreen() {
  const { params } = usePlace();
  const { queries } = useDesk();
  const kind = isKind(params['kind']) ? params['kind'] : undefined;
  const [search, setSearch] = useState('');
  const pages = useInfiniteQuery(
    queries.batches.list.infiniteOptions({
      input: (before: number | undefined) => ({
        limit: pageSize,
        ...(kind === undefined ? {} : { kinds: [kind] }),
        ...(before === undefined ? {} : { before }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.id),
    }),
  );
  const loaded = pages.data?.pages.flat() ?? [];
  const shown = loaded.filter((batch) => hasWords(batch, search));
  return (
    <Screen
      title="Batches"
      fill
      actions={
        <>
          <TextInput
            size="xs"
            aria-label="Search the batches"
            placeholder="File, author, reason, number of the batch"
            leftSection={<Search size={14} aria-hidden="true" />}
            className={classes.search}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
          <NativeSelect
            size="xs"
            aria-label="Kind of batch"
            value={kind ?? ''}
            onChange={(event) => setParams(event.currentTarget.value === '' ? {} : { kind: event.currentTarget.value })}
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
      ) : shown.length === 0 && !pages.hasNextPage ? (
        <Nothing isFiltered={kind !== undefined || search.trim() !== ''} onClear={() => setSearch('')} />
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

function hasWords({ id, label, author, why }: BatchRow, search: string): boolean {
  const text = `${id} ${label} ${author} ${why ?? ''}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Nothing({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  if (!isFiltered)
    return (
      <EmptyState
        title="Nothing was done to the list yet"
        actions={<Button onClick={() => goTo('import')}>Import a file</Button>}
      >
        Every import, edit, removal and sync that changes the list will be here, each with its undo.
      </EmptyState>
    );
  const clear = () => {
    onClear();
    setParams({});
  };
  return (
    <EmptyState
      title="No batch matches"
      actions={
        <Button variant="default" onClick={clear}>
          Show all batches
        </Button>
      }
    />
  );
}
