/** Which numbers are selected: plain state, so that a cell follows its own number and nothing else is drawn again. */
import type { DeskInputs } from '../../shared/contract/contract.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

type FilterInput = NonNullable<DeskInputs['entries']['list']['filter']>;

/** The core takes at most so many numbers in one command. */
export const largestSelection = 10_000;

/** Numbers that were chosen one by one, or all that matched a filter (and how many those were), known to the core alone. */
export type SelectionState = {
  readonly numbers: ReadonlySet<string>;
  readonly all: { readonly filter: FilterInput; readonly matching: number } | null;
};
export type SelectionStore = StoreApi<SelectionState>;

export function createSelectionStore(): SelectionStore {
  return createStore<SelectionState>(() => ({ numbers: new Set(), all: null }));
}

export function toggleSelected(store: SelectionStore, number: string): void {
  store.setState(({ numbers }) => {
    const next = new Set(numbers);
    if (!next.delete(number) && next.size < largestSelection) next.add(number);
    return { numbers: next, all: null };
  });
}

/** Selects all that match a filter. */
export function selectAll(store: SelectionStore, filter: FilterInput, matching: number): void {
  store.setState({ numbers: new Set(), all: { filter, matching } });
}

/** Takes numbers out, such as those that were just removed from the list. */
export function dropSelected(store: SelectionStore, gone: readonly string[]): void {
  const leave = new Set(gone);
  store.setState(({ numbers }) => ({ numbers: new Set([...numbers].filter((number) => !leave.has(number))) }));
}

export function clearSelected(store: SelectionStore): void {
  store.setState({ numbers: new Set(), all: null });
}
