/** The list: every number, searched and filtered in the core; a row opens its drawer, a selection its actions. */
import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useDesk, useNow, useZone, useOpenPanel } from '../../desk.tsx';
import { goTo, setParams, useRoute } from '../../route.ts';
import { ActionKey } from '../../ui/ActionKey.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { type Counts, EntryGrid, type EntryGridApi } from './EntryGrid.tsx';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { FilterBar } from './FilterBar.tsx';
import { toToday } from '../../ui/timeWords.ts';
import { type FilterInput, type FilterParams, isFiltered, keepUnderstood, toFilter } from './listFilter.ts';
import { toColumns, toSort, withoutFilters } from './listLayout.ts';
import classes from './ListScreen.module.css';
import { SelectionBar } from './SelectionBar.tsx';
import { useListActions } from './useListActions.ts';
import { ViewsMenu } from './ViewsMenu.tsx';
import { listScreenWords as say } from '../../../shared/words/page/list.ts';

export function ListScreen() {
  const { selection } = useDesk();
  const route = useRoute();
  const today = toToday(useNow(), useZone());
  // A part of the address that filters nothing must not stand there as a filter: "all that match" would be all.
  const params = keepUnderstood(route.params, today);
  // The address changes with every number that is opened; the filter must not change with it, or the grid would start
  // again.
  const asked = new URLSearchParams(params).toString();
  const filter = useMemo(() => toFilter(Object.fromEntries(new URLSearchParams(asked)), today), [asked, today]);
  const [grid, setGrid] = useState<EntryGridApi | null>(null);
  const [counts, setCounts] = useState<Counts | null>(null);
  const [failed, setFailed] = useState<{ readonly filter: FilterInput; readonly error: unknown } | null>(null);
  const onCounts = useCallback((next: Counts) => {
    setFailed(null);
    setCounts((now) => (now?.matching === next.matching && now.total === next.total ? now : next));
  }, []);
  const onError = useCallback((error: unknown) => setFailed({ filter, error }), [filter]);
  const error = failed?.filter === filter ? failed.error : null;
  useListActions(grid, selection);
  // A selection that was made by a filter belongs to that filter alone.
  useEffect(() => {
    if (selection.getState().all?.filter !== filter) selection.setState({ all: null });
  }, [filter, selection]);
  const filtered = isFiltered(filter);
  const nothing = counts !== null && counts.matching === 0;

  return (
    <Screen title={say.list} fill actions={<ListActions counts={counts} filter={filter} params={params} />}>
      <FilterBar params={params}>
        <SelectionBar selection={selection} filter={filter} matching={counts?.matching ?? 0} />
      </FilterBar>
      <div className={classes.area}>
        <EntryGrid
          filter={filter}
          columns={toColumns(params)}
          sort={toSort(params)}
          selection={selection}
          onReady={setGrid}
          onCounts={onCounts}
          onError={onError}
        />
        {error === null ? null : (
          <div className={classes.cover}>
            <ErrorState error={error} onRetry={() => grid?.purgeInfiniteCache()} />
          </div>
        )}
        {error === null && nothing ? (
          <div className={classes.cover}>{filtered ? <NothingMatches params={params} /> : <EmptyList />}</div>
        ) : null}
      </div>
    </Screen>
  );
}

function ListActions(props: {
  readonly counts: Counts | null;
  readonly filter: FilterInput;
  readonly params: FilterParams;
}) {
  const { counts, filter, params } = props;
  const openPanel = useOpenPanel();
  const byFile = (what: 'change' | 'remove') => () =>
    openPanel({ kind: 'bulk', of: { kind: 'chooseFile' }, what, count: null });
  return (
    <>
      <span className={classes.counts} role="status">
        {counts === null ? '' : say.matchingOf(counts.matching, counts.total)}
      </span>
      <ViewsMenu params={params} />
      <ColumnsMenu params={params} />
      <Menu position="bottom-end" shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button variant="default" rightSection={<ChevronDown size={13} aria-hidden="true" />}>
            {say.byFile}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={byFile('change')}>{say.changeTheNumbers}</Menu.Item>
          <Menu.Item onClick={byFile('remove')}>{say.removeTheNumbers}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ExportMenu what={() => ({ filter })} disabled={counts === null || counts.matching === 0} />
      <Button
        leftSection={<Plus size={15} aria-hidden="true" />}
        rightSection={<ActionKey id="block" className={classes.key} />}
        onClick={() => openPanel({ kind: 'add', text: '' })}
      >
        {say.blockANumber}
      </Button>
    </>
  );
}

function NothingMatches({ params }: { readonly params: FilterParams }) {
  return (
    <EmptyState
      title={say.noNumberMatches}
      actions={
        <Button variant="default" onClick={() => setParams(withoutFilters(params))}>
          {say.clearFilters}
        </Button>
      }
    >
      {say.removedNumbersAreShown}
    </EmptyState>
  );
}

function EmptyList() {
  const openPanel = useOpenPanel();
  const { queries } = useDesk();
  const settings = useQuery(queries.app.settings.queryOptions());
  const needsCountry = settings.data?.region === null;
  return (
    <EmptyState
      title={say.noNumberIsBlockedYet}
      actions={
        <>
          <Button onClick={() => openPanel({ kind: 'add', text: '' })}>{say.blockANumber}</Button>
          <Button variant="default" onClick={() => goTo('import')}>
            {say.importAFile}
          </Button>
          <Button variant="default" onClick={() => goTo('accounts')}>
            {say.connectAVendorAccount}
          </Button>
          {needsCountry ? (
            <Button variant="default" onClick={() => goTo('settings', { rest: ['desk'] })}>
              {say.chooseYourCountry}
            </Button>
          ) : null}
        </>
      }
    >
      {say.blockTheFirstOneDrop(needsCountry)}
    </EmptyState>
  );
}
