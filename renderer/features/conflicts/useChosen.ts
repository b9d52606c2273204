/** Which conflicts are selected to be decided at once: single ones in the list, or all that match the filter. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskClient } from '../../../shared/contract/contract.ts';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell } from '../../ui/useTell.ts';
import type { ConflictFilter } from './useConflicts.ts';

/** @param conflicts the conflicts in the list */
export function useChosen(conflicts: readonly ConflictRow[], filter: ConflictFilter) {
  const { client } = useDesk();
  const tell = useTell();
  const [shown, setShown] = useState<ReadonlySet<number>>(new Set());
  const [all, setAll] = useState<readonly ConflictRow[] | null>(null);
  const load = useMutation({
    mutationFn: () => listAll(client, filter),
    onSuccess: setAll,
    onError: (error) => tell(toSentence(error), true),
  });
  return {
    rows: all ?? conflicts.filter(({ id }) => shown.has(id)),
    /** Ids of the selected conflicts that are in the list. */
    shown,
    toggle: (id: number): void => {
      setAll(null);
      setShown((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));
    },
    /** Selects all conflicts in the list, or none. */
    selectAll: (isOn: boolean): void => {
      setAll(null);
      setShown(isOn ? new Set(conflicts.map(({ id }) => id)) : new Set());
    },
    selectMatching: () => load.mutate(),
    /** Removes the decided ones from the selection. */
    drop: (decided: ReadonlySet<number>): void => {
      setAll(null);
      setShown((now) => new Set([...now].filter((id) => !decided.has(id))));
    },
  };
}

/** The most conflicts in one decision. */
const mostAtOnce = 10_000;

/** All that match the filter, in the list or not. */
async function listAll(client: DeskClient, filter: ConflictFilter): Promise<readonly ConflictRow[]> {
  const found: ConflictRow[] = [];
  for (let after: number | undefined; found.length < mostAtOnce; after = found.at(-1)?.id) {
    const { conflicts } = await client.conflicts.list({ ...filter, after, limit: 1000 });
    found.push(...conflicts);
    if (conflicts.length < 1000) break;
  }
  return found;
}
