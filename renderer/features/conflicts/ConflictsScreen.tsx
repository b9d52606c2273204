/**
 * The conflicts that wait for a decision: the list on the left, one of them on the right. `#/conflicts/ID` shows that one,
 * `?account=ID` only those of an account. Keys: 1 keep ours, 2 take theirs, 3 edit, J K next and previous, X select, U undo.
 */
import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { goTo, usePlace } from '../../place.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { toCount } from '../../ui/words.ts';
import { BulkDecision } from './BulkDecision.tsx';
import { ConflictList } from './ConflictList.tsx';
import classes from './Conflicts.module.css';
import { ConflictView } from './ConflictView.tsx';
import { useConflictKeys } from './useConflictKeys.ts';
import { useResolve } from './useResolve.ts';

const page = 200;

export function ConflictsScreen() {
  const { rest, params } = usePlace();
  const { queries } = useDesk();
  const account = /^\d+$/.test(params['account'] ?? '') ? Number(params['account']) : undefined;
  const pages = useInfiniteQuery(
    queries.conflicts.list.infiniteOptions({
      input: (after: number | undefined) => ({ account, limit: page, after }),
      initialPageParam: undefined,
      getNextPageParam: ({ conflicts }) => (conflicts.length < page ? undefined : conflicts.at(-1)?.id),
    }),
  );
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isEditing, setEditing] = useState(false);
  const conflicts = pages.data?.pages.flatMap((one) => one.conflicts) ?? [];
  const open = pages.data?.pages[0]?.open ?? 0;
  const asked = conflicts.findIndex(({ id }) => String(id) === rest[0]);
  const at = asked < 0 ? 0 : asked;
  const current = conflicts[at];

  function show(conflict: ConflictRow | undefined): void {
    setEditing(false);
    if (conflict !== undefined) goTo('conflicts', { rest: [String(conflict.id)], params, replace: true });
  }

  const decide = useResolve((ids) => {
    const decided = new Set(ids);
    setSelected((now) => new Set([...now].filter((id) => !decided.has(id))));
    const next =
      conflicts.slice(at).find(({ id }) => !decided.has(id)) ?? conflicts.findLast(({ id }) => !decided.has(id));
    show(next);
  });
  const chosen = conflicts.filter(({ id }) => selected.has(id));
  const toggle = (id: number): void =>
    setSelected((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));

  useConflictKeys({
    next: () => show(conflicts[at + 1]),
    previous: () => show(conflicts[at - 1]),
    select: () => current && toggle(current.id),
    choose: (choice) => {
      if (current === undefined || chosen.length > 0) return;
      if (choice === 'edit') setEditing(true);
      else decide.resolve({ ids: [current.id], choice });
    },
    undo: decide.undo,
  });

  return (
    <Screen
      title="Conflicts"
      fill
      actions={<AccountFilter account={account} open={pages.data === undefined ? undefined : open} />}
    >
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.data === undefined ? (
        <div className={classes.loading}>
          <LineSkeletons lines={14} />
        </div>
      ) : current === undefined ? (
        <NoConflicts isFiltered={account !== undefined} />
      ) : (
        <div className={classes.split}>
          <ConflictList
            conflicts={conflicts}
            current={current.id}
            selected={selected}
            onShow={show}
            onToggle={toggle}
            onSelectAll={(all) => setSelected(all ? new Set(conflicts.map(({ id }) => id)) : new Set())}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          />
          {chosen.length > 0 ? (
            <BulkDecision
              conflicts={chosen}
              isPending={decide.isPending}
              onDecide={(choice) => decide.resolve({ ids: chosen.map(({ id }) => id), choice })}
              onClear={() => setSelected(new Set())}
            />
          ) : (
            <ConflictView
              key={current.id}
              conflict={current}
              isEditing={isEditing}
              isPending={decide.isPending}
              onEdit={setEditing}
              onDecide={(choice, patch) =>
                decide.resolve({ ids: [current.id], choice, ...(patch === undefined ? {} : { patch }) })
              }
            />
          )}
        </div>
      )}
    </Screen>
  );
}

function AccountFilter({ account, open }: { readonly account: number | undefined; readonly open: number | undefined }) {
  const { queries } = useDesk();
  const { data: accounts = [] } = useQuery(queries.accounts.list.queryOptions());
  return (
    <>
      <span className={classes.quiet} role="status">
        {open === undefined ? '' : `${toCount(open)} to decide`}
      </span>
      <NativeSelect
        size="xs"
        aria-label="Account"
        value={account === undefined ? '' : String(account)}
        data={[
          { value: '', label: 'All accounts' },
          ...accounts.map(({ id, name, conflicts }) => ({
            value: String(id),
            label: `${name} (${toCount(conflicts)})`,
          })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          goTo('conflicts', { params: value === '' ? {} : { account: value } });
        }}
      />
    </>
  );
}

function NoConflicts({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="Nothing to decide for this account">
      Choose another account above, or show the conflicts of all of them.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing to decide">
      When a vendor no longer blocks a number that is blocked here, or both sides changed it, it waits here for you, and
      stays blocked meanwhile.
    </EmptyState>
  );
}
