/**
 * The actions of the list, by key or by name, on what is selected, on the number whose drawer is open, or on the grid's focused
 * row.
 */
import type { ActionOf } from '../../../shared/actions.ts';
import { openNumber, useRoute } from '../../route.ts';
import type { Run } from '../../stores/actions.ts';
import { type SelectionStore, toggleSelected } from '../../stores/selection.ts';
import { type NumberVerbs, useNumberVerbs } from '../../ui/entry/useNumberVerbs.ts';
import { useActions } from '../../useActions.ts';
import type { EntryGridApi } from './EntryGrid.tsx';
import { searchId } from './FilterBar.tsx';

export function useListActions(grid: EntryGridApi | null, selection: SelectionStore): void {
  const { number: opened } = useRoute();

  function findFocused(): string | null {
    const cell = grid?.getFocusedCell();
    return cell == null ? null : (grid?.getDisplayedRowAtIndex(cell.rowIndex)?.data?.number ?? null);
  }

  /** Calls `act` with the number of the row that has the focus, else with the one that is open. */
  const onRow = (act: (number: string) => void) => (): void => {
    const number = findFocused() ?? opened;
    if (number !== null) act(number);
  };
  const verbs = useNumberVerbs(() => opened ?? findFocused(), selection);

  function move(by: 1 | -1): void {
    if (grid === null) return;
    const count = grid.getDisplayedRowCount();
    const from = grid.getFocusedCell()?.rowIndex;
    const to = from === undefined ? 0 : Math.min(count - 1, Math.max(0, from + by));
    if (to < 0 || count === 0) return;
    grid.ensureIndexVisible(to);
    grid.setFocusedCell(to, 'number');
    const number = grid.getDisplayedRowAtIndex(to)?.data?.number;
    if (opened !== null && number !== undefined) openNumber(number);
  }

  useActions({
    'list.search': () => document.getElementById(searchId)?.focus(),
    'list.next': () => move(1),
    'list.previous': () => move(-1),
    'list.select': onRow((number) => toggleSelected(selection, number)),
    'list.open': (press) => {
      // Outside the grid, Enter belongs to the focused element.
      if (press !== undefined && !isInGrid(press.target)) return false;
      return onRow(openNumber)();
    },
    ...verbs,
  } satisfies Record<ActionOf<'list'>, Run> & NumberVerbs);
}

function isInGrid(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.ag-root-wrapper') !== null;
}
