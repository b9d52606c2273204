/** Counts the changes of each topic, for code that does not fetch through TanStack Query (the grid of the list). */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Topic } from '../../shared/contract/app.ts';

export type Versions = Readonly<Record<Topic, number>>;
export type VersionsStore = StoreApi<Versions>;

export function createVersionsStore(): VersionsStore {
  return createStore<Versions>(() => ({
    list: 0,
    accounts: 0,
    conflicts: 0,
    batches: 0,
    settings: 0,
    intakes: 0,
    scrubs: 0,
    registries: 0,
    gate: 0,
    hub: 0,
  }));
}
