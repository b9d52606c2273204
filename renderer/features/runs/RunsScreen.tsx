/**
 * The sync runs, newest first, and one of them opened: `#/runs[?account=ID&result=WORD]`, `#/runs/ID`. Keys: J K next
 * and previous, Enter opens, Esc goes back to the table. A run that is going on is followed until it ends.
 */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RunRow } from '../../../shared/contract/runs.ts';
import { useDesk } from '../../desk.tsx';
import { goTo, type Route, useRoute } from '../../route.ts';
import { ActionTip } from '../../ui/ActionKey.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useActions } from '../../useActions.ts';
import { NoRuns } from './NoRuns.tsx';
import { RunFilters } from './RunFilters.tsx';
import classes from './Runs.module.css';
import { RunTable } from './RunTable.tsx';
import { followMs, RunView } from './RunView.tsx';
import { isResult } from './runWords.ts';
import { runsScreenWords as say } from '../../../shared/words/page/runs.ts';

const pageSize = 100;

export function RunsScreen() {
  const { rest, params, number } = useRoute();
  const { queries } = useDesk();
  const opened = toId(rest[0]);
  const filter = toFilter(params);
  const account = toId(filter['account']);
  const result = isResult(filter['result']) ? filter['result'] : undefined;
  const pages = useInfiniteQuery(
    queries.runs.list.infiniteOptions({
      input: (before: number | undefined) => ({ account, result, before, limit: pageSize }),
      initialPageParam: undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      refetchInterval: ({ state }) => (state.data?.pages.some(({ runs }) => runs.some(isRunning)) ? followMs : false),
    }),
  );
  const runs = pages.data?.pages.flatMap((page) => page.runs) ?? [];
  const table = useRef<HTMLTableElement>(null);
  const lastOpened = useRef<number | undefined>(undefined);
  useEffect(() => {
    // When the table is shown again, the focus is where it was.
    if (opened === undefined) table.current?.querySelector<HTMLElement>(`a[data-run="${lastOpened.current}"]`)?.focus();
    else lastOpened.current = opened;
  }, [opened]);

  const at = runs.findIndex(({ id }) => id === opened);
  const show = (run: RunRow | undefined): void => {
    if (run !== undefined) goTo('runs', { rest: [String(run.id)], params: filter, replace: true });
  };
  const goBack = () => goTo('runs', { params: filter });
  const move = (by: 1 | -1): void => {
    if (opened === undefined) focusNext(table.current, by);
    else if (at >= 0) show(runs[at + by]);
  };
  useActions({
    'runs.next': () => move(1),
    'runs.previous': () => move(-1),
    close: opened === undefined || number !== null ? undefined : goBack,
  });

  if (opened !== undefined)
    return (
      <Screen
        title={say.run(opened)}
        actions={
          <>
            <ActionTip id="runs.previous">
              <Button variant="default" disabled={at <= 0} onClick={() => move(-1)}>
                {say.newer}
              </Button>
            </ActionTip>
            <ActionTip id="runs.next">
              <Button variant="default" disabled={at < 0 || at === runs.length - 1} onClick={() => move(1)}>
                {say.older}
              </Button>
            </ActionTip>
            <ActionTip id="close">
              <Button variant="default" onClick={goBack}>
                {say.showAllRuns}
              </Button>
            </ActionTip>
          </>
        }
      >
        <RunView key={opened} id={opened} />
      </Screen>
    );
  return (
    <Screen title={say.runs} fill actions={<RunFilters account={account} result={result} />}>
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.data === undefined ? (
        <div className={classes.loading}>
          <LineSkeletons lines={16} />
        </div>
      ) : runs.length === 0 ? (
        <NoRuns isFiltered={account !== undefined || result !== undefined} />
      ) : (
        <RunTable
          ref={table}
          runs={runs}
          at={pages.dataUpdatedAt}
          filter={filter}
          onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
        />
      )}
    </Screen>
  );
}

const isRunning = ({ outcome }: RunRow): boolean => outcome === null;

function toId(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The part of the address that picks the runs; the rest belongs to the opened run. */
function toFilter(params: Route['params']): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => name === 'account' || name === 'result'));
}

function focusNext(table: HTMLTableElement | null, by: 1 | -1): void {
  const links = Array.from(table?.querySelectorAll<HTMLAnchorElement>('a[data-run]') ?? []);
  const now = links.findIndex((link) => link === document.activeElement);
  const next = links[now < 0 ? 0 : Math.min(links.length - 1, Math.max(0, now + by))];
  next?.focus();
}
