/** Which numbers are selected: plain state, so that a cell follows its own number and nothing else is drawn again. */
import { createStore, type StoreApi } from 'zustand/vanilla';

/** The core takes at most so many numbers in one command. */
export const largestSelection = 10_000;

export type SelectionState = { readonly numbers: ReadonlySet<string> };
export type SelectionStore = StoreApi<SelectionState>;

export function createSelectionStore(): SelectionStore {
  return createStore<SelectionState>(() => ({ numbers: new Set() }));
}

export function toggleSelected(store: SelectionStore, number: string): void {
  store.setState(({ numbers }) => {
    const next = new Set(numbers);
    if (!next.delete(number) && next.size < largestSelection) next.add(number);
    return { numbers: next };
  });
}

/** Adds numbers up to the largest selection. */
export function addSelected(store: SelectionStore, more: readonly string[]): void {
  store.setState(({ numbers }) => ({
    numbers: new Set([...new Set([...numbers, ...more])].slice(0, largestSelection)),
  }));
}

/** Takes numbers out, such as those that were just removed from the list. */
export function dropSelected(store: SelectionStore, gone: readonly string[]): void {
  const leave = new Set(gone);
  store.setState(({ numbers }) => ({ numbers: new Set([...numbers].filter((number) => !leave.has(number))) }));
}

export function clearSelected(store: SelectionStore): void {
  store.setState({ numbers: new Set() });
}
