/** The lock of the screen as the page knows it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LockState } from '../../shared/contract/lock.ts';

export type LockStore = StoreApi<LockState>;

/** @param state as the core said when the page began */
export function createLockStore(state: LockState): LockStore {
  return createStore(() => state);
}

/** Lets go of everything that the page shows; it comes back with the question for the PIN. */
export function leavePage(): void {
  window.location.reload();
}
