/** Whether the page reaches the core: the frame shows it, the link sets it. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Connection =
  | { readonly state: 'connecting' | 'connected' | 'lost' }
  /** The link in the address was used, is wrong, or is missing: `sentence` says what to do. */
  | { readonly state: 'refused'; readonly sentence: string };

export type ConnectionStore = StoreApi<Connection>;

export function createConnectionStore(): ConnectionStore {
  return createStore<Connection>(() => ({ state: 'connecting' }));
}
