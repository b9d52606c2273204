/** Shared lists for the tests of one file: a real PostgreSQL, a way to it that breaks, and hubs that are closed after each test. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { HubView } from '../../shared/contract/hub.ts';
import { type CuttingProxy, startCuttingProxy } from './cuttingProxy.ts';
import { createTestHub, type HubDesk, type TestHub } from './hubDesks.ts';
import { startPostgres, type TestPostgres } from './startPostgres.ts';

/** Inside a `describe`. */
export function useHubs() {
  let server: TestPostgres | undefined;
  let way: CuttingProxy | undefined;
  const hubs: TestHub[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    way = await startCuttingProxy(server.port);
  });
  afterEach(async () => {
    for (const hub of hubs.splice(0)) await hub.close();
    way?.cut({ when: 'never' });
  });
  afterAll(async () => {
    await way?.close();
    await server?.stop();
  });
  const begun = <T>(made: T | undefined): T => {
    if (made === undefined) throw new Error('No server was started');
    return made;
  };
  return {
    proxy: () => begun(way),
    makeHub: async (): Promise<TestHub> => {
      const hub = await createTestHub(begun(server));
      hubs.push(hub);
      return hub;
    },
  };
}

/** Mia, who leads, and Tom share one list for all tests of a `describe`, inside of which this is called; they are there once its tests run. */
export function useTwoDesks(): { readonly hub: TestHub; readonly mia: HubDesk; readonly tom: HubDesk } {
  const here = {} as { hub: TestHub; mia: HubDesk; tom: HubDesk };
  let server: TestPostgres | undefined;
  beforeAll(async () => {
    server = await startPostgres();
    here.hub = await createTestHub(server);
    here.mia = await here.hub.join('Mia', 'lead');
    here.tom = await here.hub.join('Tom');
  });
  afterAll(async () => {
    await here.hub?.close();
    await server?.stop();
  });
  return here;
}

/** Each of these exchanges with the hub once, one after the other. */
export async function exchange(...desks: readonly HubDesk[]): Promise<void> {
  for (const desk of desks) await desk.client.hub.sync();
}

/** How a desk says that its shared list stands. */
export async function viewOf(desk: HubDesk): Promise<HubView> {
  const view = await desk.client.hub.state();
  if (view === null) throw new Error('The desk shares no list');
  return view;
}

/** The newest rev of a hub. */
export async function revOf(hub: Pick<TestHub, 'ask'>): Promise<number> {
  const [head] = await hub.ask<{ rev: number }>('SELECT rev FROM dnc.head');
  return head?.rev ?? 0;
}

/** Puts a hub back to what it was at a rev, over the connections that desks have: what is asked besides is done in the same way. */
export async function putBack(hub: Pick<TestHub, 'ask'>, rev: number, also = ''): Promise<void> {
  const tables = ['entry', 'push', 'request'].map((table) => `DELETE FROM dnc.${table} WHERE rev > ${rev};`);
  await hub.ask(
    `SET session_replication_role = replica; ${tables.join(' ')} UPDATE dnc.head SET rev = ${rev}; ${also}`,
  );
}
