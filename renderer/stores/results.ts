/**
 * What was done or went wrong last, as the bar at the foot of the window says it (frame/ResultBar.tsx). Plain state, no
 * React.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Result = {
  readonly id: number;
  readonly sentence: string;
  /** A failure stays until a person closes it. */
  readonly isFailure: boolean;
  /** Takes back exactly what was done; null where nothing can be taken back. */
  readonly undo: (() => void) | null;
};

/** Failures that nobody closed yet, oldest first, then the last result. */
export type ResultsState = { readonly shown: readonly Result[]; readonly count: number };
export type ResultsStore = StoreApi<ResultsState>;

export function createResultsStore(): ResultsStore {
  return createStore<ResultsState>(() => ({ shown: [], count: 0 }));
}

/** Shows a result in place of the last one. A failure that is shown already is not said twice. */
export function addResult(store: ResultsStore, result: Omit<Result, 'id'>): void {
  store.setState(({ shown, count }) => {
    const failures = shown.filter((other) => other.isFailure && other.sentence !== result.sentence);
    const last = result.isFailure ? shown.filter((other) => !other.isFailure) : [];
    const added = { ...result, id: count };
    return { shown: result.isFailure ? [...failures, added, ...last] : [...failures, added], count: count + 1 };
  });
}

export function closeResult(store: ResultsStore, id: number): void {
  store.setState(({ shown }) => ({ shown: shown.filter((result) => result.id !== id) }));
}

/** The newest result on the screen that can be taken back, if any. */
export function findUndoable({ shown }: ResultsState): Result | undefined {
  return shown.findLast(({ undo }) => undo !== null);
}
