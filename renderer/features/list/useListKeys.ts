/** The keys of the list, over the grid's focused row: J K move, X selects, Enter opens, E edits, Del removes, / searches. */
import { useWindowEvent } from '@mantine/hooks';
import { useDesk } from '../../desk.tsx';
import { isPlainKey } from '../../keys.ts';
import { openNumber, usePlace } from '../../place.ts';
import type { EntryGridApi } from './EntryGrid.tsx';
import { searchId } from './FilterBar.tsx';
import { changeSelected } from './changeSelected.ts';
import { type SelectionStore, toggleSelected } from '../../stores/selection.ts';

export function useListKeys(grid: EntryGridApi | null, selection: SelectionStore): void {
  const { view } = useDesk();
  const { number: opened } = usePlace();

  function focused(): string | undefined {
    const cell = grid?.getFocusedCell();
    return cell == null ? undefined : grid?.getDisplayedRowAtIndex(cell.rowIndex)?.data?.number;
  }

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

  useWindowEvent('keydown', (event) => {
    if (!isPlainKey(event)) return;
    const number = focused() ?? opened ?? undefined;
    const chosen = [...selection.getState().numbers];
    const inGrid = event.target instanceof HTMLElement && event.target.closest('.ag-root-wrapper') !== null;
    switch (event.key) {
      case '/':
        document.getElementById(searchId)?.focus();
        break;
      case 'j':
        move(1);
        break;
      case 'k':
        move(-1);
        break;
      case 'x':
        if (number !== undefined) toggleSelected(selection, number);
        break;
      case 'Enter':
        if (!inGrid || number === undefined) return;
        openNumber(number);
        break;
      case 'e':
        if (number !== undefined) view.setState({ panel: { kind: 'edit', number, focus: 'reason' } });
        break;
      case 'Delete':
        if (selection.getState().all !== null) changeSelected(view, selection, 'remove');
        else if (chosen.length > 0) view.setState({ panel: { kind: 'remove', numbers: chosen } });
        else if (number !== undefined) view.setState({ panel: { kind: 'remove', numbers: [number] } });
        break;
      default:
        return;
    }
    event.preventDefault();
  });
}
