/** The actions of the list, by key or by name, on the grid's focused row or on the number whose drawer is open. */
import type { ActionOf } from '../../../shared/actions.ts';
import { useDesk } from '../../desk.tsx';
import { openNumber, useRoute } from '../../route.ts';
import type { Run } from '../../stores/actions.ts';
import { type SelectionStore, toggleSelected } from '../../stores/selection.ts';
import { useActions } from '../../useActions.ts';
import { changeSelected } from './changeSelected.ts';
import type { EntryGridApi } from './EntryGrid.tsx';
import { searchId } from './FilterBar.tsx';

export function useListActions(grid: EntryGridApi | null, selection: SelectionStore): void {
  const { view } = useDesk();
  const { number: opened } = useRoute();

  /** Calls `act` with the number that is meant, if there is one. */
  const onNumber = (act: (number: string) => void) => (): void => {
    const cell = grid?.getFocusedCell();
    const focused = cell == null ? undefined : grid?.getDisplayedRowAtIndex(cell.rowIndex)?.data?.number;
    const number = focused ?? opened;
    if (number !== null) act(number);
  };

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
    'list.select': onNumber((number) => toggleSelected(selection, number)),
    'list.open': (press) => {
      // Outside the grid, Enter belongs to the focused element.
      if (press !== undefined && !isInGrid(press.target)) return false;
      return onNumber(openNumber)();
    },
    'list.edit': onNumber((number) => view.setState({ panel: { kind: 'edit', number, focus: 'reason' } })),
    'list.redact': onNumber((number) => view.setState({ panel: { kind: 'redact', number } })),
    'list.remove': () => {
      const { numbers, all } = selection.getState();
      if (all !== null) changeSelected(view, selection, 'remove');
      else if (numbers.size > 0) view.setState({ panel: { kind: 'remove', numbers: [...numbers] } });
      else onNumber((number) => view.setState({ panel: { kind: 'remove', numbers: [number] } }))();
    },
  } satisfies Record<ActionOf<'list'>, Run>);
}

function isInGrid(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.ag-root-wrapper') !== null;
}
