/** What is open over the screen (a panel, a question, the key help) and the file that was just dropped. Plain state, no React. */
import type { DeskInputs } from '../../shared/contract/contract.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** One thing at a time: a new one replaces the one that is open, so that no modal ever stands on a modal. */
export type Panel =
  | { readonly kind: 'add'; readonly text: string }
  | { readonly kind: 'edit'; readonly number: string; readonly focus: 'reason' | 'callReference' }
  | { readonly kind: 'rescope'; readonly numbers: readonly string[]; readonly what: 'where' | 'until' }
  | { readonly kind: 'remove'; readonly numbers: readonly string[] }
  | { readonly kind: 'redact'; readonly number: string }
  | {
      readonly kind: 'bulk';
      readonly of: DeskInputs['bulk']['preview']['of'] | { readonly kind: 'chooseFile' };
      /** `change`: it is not yet chosen what to change. */
      readonly what: 'where' | 'until' | 'change' | 'remove';
      /** How many numbers it is about; null before a file is read. */
      readonly count: number | null;
    }
  /** What the next sync will send; null: to every account. */
  | { readonly kind: 'nextSync'; readonly account: number | null }
  | { readonly kind: 'guide' }
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

/** Gives the dropped file out once: the caller that takes it owns it. */
export function takeDropped(store: ViewStore): File | null {
  const { droppedFile } = store.getState();
  if (droppedFile !== null) store.setState({ droppedFile: null });
  return droppedFile;
}

/** Gives the dropped lead file out once. */
export function takeDroppedLeads(store: ViewStore): File | null {
  const { droppedLeads } = store.getState();
  if (droppedLeads !== null) store.setState({ droppedLeads: null });
  return droppedLeads;
}
