/**
 * The conflicts that wait for a decision: the list on the left, one of them on the right. `#/conflicts/ID` shows that one,
 * `?account=ID&kind=KIND` only those of an account, of a kind. Keys: 1 keep ours, 2 take theirs, 3 edit, J K next and previous, X select, U undo.
 */
import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import type { DeskClient } from '../../../shared/contract/contract.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo, usePlace } from '../../place.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { BulkDecision } from './BulkDecision.tsx';
import { ConflictList } from './ConflictList.tsx';
import classes from './Conflicts.module.css';
import { ConflictView } from './ConflictView.tsx';
import { conflictKinds, kindMarks } from './sides.ts';
import { useConflictKeys } from './useConflictKeys.ts';
import { useResolve } from './useResolve.ts';

const page = 200;

export function ConflictsScreen() {
  const { rest, params } = usePlace();
  const { client, queries } = useDesk();
  const tell = useToast();
  const account = /^\d+$/.test(params['account'] ?? '') ? Number(params['account']) : undefined;
  const kind = toKind(params['kind']);
  const pages = useInfiniteQuery(
    queries.conflicts.list.infiniteOptions({
      input: (after: number | undefined) => ({ account, kind, limit: page, after }),
      initialPageParam: undefined,
      getNextPageParam: ({ conflicts }) => (conflicts.length < page ? undefined : conflicts.at(-1)?.id),
    }),
  );
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState<readonly ConflictRow[] | null>(null);
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
    setAll(null);
    setSelected((now) => new Set([...now].filter((id) => !decided.has(id))));
    const next =
      conflicts.slice(at).find(({ id }) => !decided.has(id)) ?? conflicts.findLast(({ id }) => !decided.has(id));
    show(next);
  });
  const chosen = all ?? conflicts.filter(({ id }) => selected.has(id));
  const toggle = (id: number): void => {
    setAll(null);
    setSelected((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
  };
  const selectAll = (isOn: boolean): void => {
    setAll(null);
    setSelected(isOn ? new Set(conflicts.map(({ id }) => id)) : new Set());
  };
  const loadAll = useMutation({
    mutationFn: () => listAll(client, { account, kind }),
    onSuccess: setAll,
    onError: (error) => tell(toSentence(error), true),
  });

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
      actions={<Filters account={account} kind={kind} open={pages.data === undefined ? undefined : open} />}
    >
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.data === undefined ? (
        <div className={classes.loading}>
          <LineSkeletons lines={14} />
        </div>
      ) : current === undefined ? (
        <NoConflicts isFiltered={account !== undefined || kind !== undefined} />
      ) : (
        <div className={classes.split}>
          <ConflictList
            conflicts={conflicts}
            current={current.id}
            selected={selected}
            onShow={show}
            onToggle={toggle}
            matching={open}
            chosen={chosen.length}
            onSelectAll={selectAll}
            onSelectMatching={() => loadAll.mutate()}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          />
          {chosen.length > 0 ? (
            <BulkDecision
              conflicts={chosen}
              isPending={decide.isPending}
              onDecide={(choice) => decide.resolve({ ids: chosen.map(({ id }) => id), choice })}
              onClear={() => selectAll(false)}
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

/** A decision takes at most so many at once. */
const mostAtOnce = 10_000;

type Filter = { readonly account: number | undefined; readonly kind: ConflictRow['kind'] | undefined };

/** All that match, whether or not the list shows them. */
async function listAll(client: DeskClient, filter: Filter): Promise<readonly ConflictRow[]> {
  const found: ConflictRow[] = [];
  for (let after: number | undefined; found.length < mostAtOnce; after = found.at(-1)?.id) {
    const { conflicts } = await client.conflicts.list({ ...filter, after, limit: 1000 });
    found.push(...conflicts);
    if (conflicts.length < 1000) break;
  }
  return found;
}

function toKind(text: string | undefined): Filter['kind'] {
  return conflictKinds.find((kind) => kind === text);
}

function Filters({ account, kind, open }: Filter & { readonly open: number | undefined }) {
  const { queries } = useDesk();
  const { data: accounts = [] } = useQuery(queries.accounts.list.queryOptions());
  const show = (wanted: Readonly<Record<string, string>>): void =>
    goTo('conflicts', { params: Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')) });
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
        onChange={(event) => show({ account: event.currentTarget.value, kind: kind ?? '' })}
      />
      <NativeSelect
        size="xs"
        aria-label="Kind"
        value={kind ?? ''}
        data={[
          { value: '', label: 'All kinds' },
          ...conflictKinds.map((value) => ({ value, label: kindMarks[value].word })),
        ]}
        onChange={(event) =>
          show({ account: account === undefined ? '' : String(account), kind: event.currentTarget.value })
        }
      />
    </>
  );
}

function NoConflicts({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      title="Nothing to decide that matches"
      actions={
        <Button variant="default" onClick={() => goTo('conflicts')}>
          Show all conflicts
        </Button>
      }
    >
      Choose another account or kind above, or look at the conflicts of all of them.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing to decide">
      When a vendor no longer blocks a number that is blocked here, or both sides changed it, it waits here for you, and
      stays blocked meanwhile.
    </EmptyState>
  );
}
