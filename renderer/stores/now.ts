/**
 * The present time, as far as the screen needs it: one clock for all relative times, so that none reads its own while
 * drawing.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type NowStore = StoreApi<{ readonly now: Date }>;

/** A clock that advances every half minute, as long as the page lives. */
export function createNowStore(): NowStore {
  const store = createStore(() => ({ now: new Date() }));
  setInterval(() => store.setState({ now: new Date() }), 30_000);
  return store;
}
