/** How a part of the page offers what it can do while it is on the screen. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ActionId } from '../shared/actions.ts';
import { useDesk } from './desk.tsx';
import { offerActions, type Run } from './stores/actions.ts';

/** Offers these actions while the component is there; one that is undefined is not offered for now. */
export function useActions(runs: Readonly<Partial<Record<ActionId, Run | undefined>>>): void {
  const { actions } = useDesk();
  const latest = useRef(runs);
  useEffect(() => {
    latest.current = runs;
  });
  // The functions are new with every drawing; only which of them there are is told, so that nobody draws again for nothing.
  const ids = (Object.keys(runs) as ActionId[]).filter((id) => runs[id] !== undefined).join(' ');
  useEffect(() => {
    const offered = ids.split(' ').filter((id) => id !== '') as ActionId[];
    return offerActions(
      actions,
      new Map(offered.map((id): [ActionId, Run] => [id, (press) => latest.current[id]?.(press)])),
    );
  }, [actions, ids]);
}

/** Whether an action can be done now. */
export function useIsOffered(id: ActionId): boolean {
  return useStore(useDesk().actions, ({ runs }) => runs.has(id));
}
