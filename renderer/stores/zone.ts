/** The desk's time zone, in which the screen shows and takes every day and time; this machine's zone may be another. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { createZone, nameSystemZone, type Zone } from '../../shared/domain/time/zone.ts';

export type ZoneStore = StoreApi<{ readonly zone: Zone }>;

export function createZoneStore(): ZoneStore {
  return createStore(() => ({ zone: createZone(nameSystemZone()) }));
}

/** Asks the core for its zone; until it answers, the last one stays. */
export async function loadZone(store: ZoneStore, client: Pick<DeskClient, 'app'>): Promise<void> {
  const answer = await client.app.settings().catch(() => undefined);
  if (answer !== undefined && answer.zone !== store.getState().zone.name)
    store.setState({ zone: createZone(answer.zone) });
}
