/**
 * Opens the panels that change the selection: directly for a few numbers; with a preview for many, for all that match a
 * filter, and where any field may change.
 */
import type { SelectionStore } from '../../stores/selection.ts';
import type { ViewStore } from '../../stores/view.ts';

/** With more chosen numbers than this, a change is previewed and confirmed. */
const largestAtOnce = 1000;

export function changeSelected(
  view: ViewStore,
  selection: SelectionStore,
  what: 'where' | 'until' | 'change' | 'remove',
): void {
  const { numbers: chosen, all } = selection.getState();
  const numbers = [...chosen];
  if (all !== null) {
    const of = { kind: 'filter', filter: all.filter } as const;
    view.setState({ panel: { kind: 'bulk', of, what, count: all.matching } });
  } else if (numbers.length > largestAtOnce || what === 'change')
    view.setState({ panel: { kind: 'bulk', of: { kind: 'numbers', numbers }, what, count: numbers.length } });
  else view.setState({ panel: what === 'remove' ? { kind: 'remove', numbers } : { kind: 'rescope', numbers, what } });
}
