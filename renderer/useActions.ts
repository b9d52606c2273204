/** How a part of the page offers its actions while it is on the screen. */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ActionId } from '../shared/actions.ts';
import { useDesk } from './desk.tsx';
import { offerActions, type Run } from './stores/actions.ts';

/** Offers these actions while the component is on the page; an undefined one is not offered. */
export function useActions(runs: Readonly<Partial<Record<ActionId, Run | undefined>>>): void {
  const { actions } = useDesk();
  const latest = useRef(runs);
  useEffect(() => {
    latest.current = runs;
  });
  // The functions are new with every drawing. Only the ids that exist are compared, so that nothing is drawn again
  // without need.
  const ids = (Object.keys(runs) as ActionId[]).filter((id) => runs[id] !== undefined).join(' ');
  useEffect(() => {
    const offered = ids.split(' ').filter((id) => id !== '') as ActionId[];
    return offerActions(
      actions,
      new Map(offered.map((id): [ActionId, Run] => [id, (press) => latest.current[id]?.(press)])),
    );
  }, [actions, ids]);
}

/** Whether an action is possible now. */
export function useIsOffered(id: ActionId): boolean {
  return useStore(useDesk().actions, ({ runs }) => runs.has(id));
}
