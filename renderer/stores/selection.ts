/**
 * Which numbers are selected: plain state, so that a cell follows only its own number and nothing else is drawn again.
 */
import type { DeskInputs } from '../../shared/contract/contract.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type NumberSet, toNumberSet, withNumbers, withoutNumbers } from './numberSet.ts';

type FilterInput = NonNullable<DeskInputs['entries']['list']['filter']>;

/** The most numbers that the core takes in one command. */
export const largestSelection = 10_000;

/**
 * Numbers that were chosen one by one; or all that matched a filter, with their count: only the core knows which these
 * are.
 */
export type SelectionState = {
  readonly numbers: NumberSet;
  readonly all: { readonly filter: FilterInput; readonly matching: number } | null;
};
export type SelectionStore = StoreApi<SelectionState>;

export function createSelectionStore(): SelectionStore {
  return createStore<SelectionState>(() => ({ numbers: toNumberSet(), all: null }));
}

/** How many numbers are selected, and whether these are all that match a filter. */
export function countSelected({ numbers, all }: SelectionState): { readonly count: number; readonly isAll: boolean } {
  return { count: all?.matching ?? numbers.size, isAll: all !== null };
}

export function toggleSelected(store: SelectionStore, number: string): void {
  store.setState(({ numbers }) => {
    if (numbers.has(number)) return { numbers: withoutNumbers(numbers, [number]), all: null };
    return { numbers: numbers.size < largestSelection ? withNumbers(numbers, [number]) : numbers, all: null };
  });
}

/** Selects all that match a filter. */
export function selectAll(store: SelectionStore, filter: FilterInput, matching: number): void {
  store.setState({ numbers: toNumberSet(), all: { filter, matching } });
}

/** Takes numbers out, such as those that were just removed from the list. */
export function dropSelected(store: SelectionStore, gone: readonly string[]): void {
  store.setState(({ numbers }) => ({ numbers: withoutNumbers(numbers, gone) }));
}

export function clearSelected(store: SelectionStore): void {
  store.setState({ numbers: toNumberSet(), all: null });
}
