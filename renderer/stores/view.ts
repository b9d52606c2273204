/** What is open over the screen (a panel, a question, the key help) and the file that was just dropped. Plain state, no React. */
import type { DeskInputs } from '../../shared/contract/contract.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** One thing at a time: a new one replaces what is there, so that no modal ever stands on a modal. */
export type Panel =
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'edit'; readonly number: string; readonly focus: 'reason' | 'callReference' }
  | { readonly kind: 'rescope'; readonly numbers: readonly string[]; readonly what: 'where' | 'until' }
  | { readonly kind: 'remove'; readonly numbers: readonly string[] }
  | {
      readonly kind: 'bulk';
      readonly of: DeskInputs['bulk']['preview']['of'] | { readonly kind: 'chooseFile' };
      /** `change`: nothing is chosen to be changed yet. */
      readonly what: 'where' | 'until' | 'change' | 'remove';
      /** About how many numbers it is; null before a file is read. */
      readonly count: number | null;
    }
  | { readonly kind: 'keys' };

export type ViewState = {
  readonly panel: Panel | null;
  /** A file that the supervisor chose to import; features/import takes it with `takeDropped`. */
  readonly droppedFile: File | null;
  /** The same for a lead file to be cleaned; features/scrub takes it with `takeDroppedLeads`. */
  readonly droppedLeads: File | null;
};

export type ViewStore = StoreApi<ViewState>;

export function createViewStore(): ViewStore {
  return createStore<ViewState>(() => ({ panel: null, droppedFile: null, droppedLeads: null }));
}

/** Hands over the dropped file once: whoever takes it owns it. */
export function takeDropped(store: ViewStore): File | null {
  const { droppedFile } = store.getState();
  if (droppedFile !== null) store.setState({ droppedFile: null });
  return droppedFile;
}

/** Hands over the dropped lead file once. */
export function takeDroppedLeads(store: ViewStore): File | null {
  const { droppedLeads } = store.getState();
  if (droppedLeads !== null) store.setState({ droppedLeads: null });
  return droppedLeads;
}
