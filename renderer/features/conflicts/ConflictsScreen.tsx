/**
 * The conflicts that wait for a decision: the list on the left, one of them on the right. `#/conflicts/ID` shows that
 * one; `?account=ID&kind=KIND` shows only those of an account or a kind.
 */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { goTo, useRoute } from '../../route.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { RequestQuestions } from '../../ui/RequestQuestions.tsx';
import { SameQuestions } from '../../ui/SameQuestions.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { BulkDecision } from './BulkDecision.tsx';
import { ConflictFilters } from './ConflictFilters.tsx';
import { ConflictList } from './ConflictList.tsx';
import classes from './Conflicts.module.css';
import { ConflictView } from './ConflictView.tsx';
import { useChosen } from './useChosen.ts';
import { useConflictActions } from './useConflictActions.ts';
import { toConflictFilter, useConflicts } from './useConflicts.ts';
import { type Resolution, useResolve } from './useResolve.ts';
import { conflictsScreenWords as say } from '../../../shared/words/page/conflicts.ts';

export function ConflictsScreen() {
  const { rest, params } = useRoute();
  const filter = toConflictFilter(params);
  const { pages, conflicts, open } = useConflicts(filter);
  const asked = conflicts.findIndex(({ id }) => String(id) === rest[0]);
  const at = asked < 0 ? 0 : asked;
  const current = conflicts[at];
  const [isEditing, setEditing] = useState(false);
  const chosen = useChosen(conflicts, filter);

  function show(conflict: ConflictRow | undefined): void {
    setEditing(false);
    if (conflict !== undefined) goTo('conflicts', { rest: [String(conflict.id)], params, replace: true });
  }

  const decide = useResolve(
    (ids) => {
      const decided = new Set(ids);
      chosen.drop(decided);
      const next =
        conflicts.slice(at).find(({ id }) => !decided.has(id)) ?? conflicts.findLast(({ id }) => !decided.has(id));
      show(next);
    },
    () => {
      chosen.selectAll(false);
      void pages.refetch();
    },
  );

  useConflictActions({
    move: (by) => show(conflicts[at + by]),
    select: () => current && chosen.toggle(current.id),
    choose: (choice) => {
      if (current === undefined || chosen.rows.length > 0) return;
      if (choice === 'edit') setEditing(true);
      else decide.resolve({ questions: [toQuestion(current)], choice });
    },
    undo: decide.undo,
  });

  return (
    <Screen
      title={say.conflicts}
      fill
      actions={<ConflictFilters filter={filter} open={pages.data === undefined ? undefined : open} />}
    >
      <div className={classes.asked} data-alone={current === undefined}>
        <RequestQuestions />
        <SameQuestions account={filter.account} />
      </div>
      {pages.isError ? (
        <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
      ) : pages.data === undefined ? (
        <div className={classes.loading}>
          <LineSkeletons lines={14} />
        </div>
      ) : current === undefined ? (
        <NoConflicts isFiltered={filter.account !== undefined || filter.kind !== undefined} />
      ) : (
        <div className={classes.split}>
          <ConflictList
            conflicts={conflicts}
            current={current.id}
            selected={chosen.shown}
            onShow={show}
            onToggle={chosen.toggle}
            matching={open}
            chosen={chosen.rows.length}
            onSelectAll={chosen.selectAll}
            onSelectMatching={chosen.selectMatching}
            onMore={pages.hasNextPage ? () => void pages.fetchNextPage() : undefined}
          />
          {chosen.rows.length > 0 ? (
            <BulkDecision
              conflicts={chosen.rows}
              isPending={decide.isPending}
              onDecide={(choice) => decide.resolve({ questions: chosen.rows.map(toQuestion), choice })}
              onClear={() => chosen.selectAll(false)}
            />
          ) : (
            <ConflictView
              key={current.id}
              conflict={current}
              isEditing={isEditing}
              isPending={decide.isPending}
              onEdit={setEditing}
              onDecide={(choice, patch) =>
                decide.resolve({ questions: [toQuestion(current)], choice, ...(patch === undefined ? {} : { patch }) })
              }
            />
          )}
        </div>
      )}
    </Screen>
  );
}

/** A question as it is shown now: a decision is about this version of it. */
function toQuestion({ id, version }: ConflictRow): Resolution['questions'][number] {
  return { id, version };
}

function NoConflicts({ isFiltered }: { readonly isFiltered: boolean }) {
  const { queries } = useDesk();
  const same = useQuery(queries.accounts.sameQuestions.queryOptions());
  const handedIn = useQuery(queries.callForms.asked.queryOptions());
  const unknown = [same, handedIn].find(({ isError }) => isError);
  if (unknown !== undefined) return <ErrorState error={unknown.error} onRetry={() => void unknown.refetch()} />;
  if (same.data === undefined || handedIn.data === undefined) return <LineSkeletons lines={14} />;
  const isElseAsked = same.data.length + handedIn.data.length > 0;
  return isFiltered ? (
    <EmptyState
      title={say.nothingToDecideThatMatches}
      actions={
        <Button variant="default" onClick={() => goTo('conflicts')}>
          {say.showAllConflicts}
        </Button>
      }
    >
      {say.chooseAnotherAccountOrKind}
    </EmptyState>
  ) : (
    <EmptyState title={isElseAsked ? say.noNumberToDecideAbout : say.nothingToDecide}>
      {say.whenAVendorNoLonger}
    </EmptyState>
  );
}
