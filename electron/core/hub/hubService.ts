/**
 * The list that this desk shares: joining and leaving it, and one exchange after the other while the desk is open. What an exchange
 * does is in share/.
 */
import type { HubRound, HubView } from '../../../shared/contract/hub.ts';
import { type Answer, refuse } from '../answer.ts';
import type { HubDesk } from '../db/sync/hubRows.ts';
import { asking, createExchange, type ExchangeDeps, notShared, secretOf } from './exchange.ts';
import { createExchangeLoop } from './exchangeLoop.ts';
import type { HubHead, OpenHub } from './hubPort.ts';
import { placeOf, toView } from './hubView.ts';
import { type Invitation, parseInviteLine } from './inviteLine.ts';

export type HubService = {
  readonly view: () => HubView | null;
  readonly join: (line: string) => Promise<Answer<HubView>>;
  readonly leave: () => Promise<{ readonly left: boolean }>;
  readonly sync: () => Promise<Answer<HubRound>>;
  readonly accept: () => Promise<Answer<HubView>>;
  readonly saveOpenHours: (openHours: number | null) => Answer<HubView>;
  /** Exchanges by itself from now on, until it is closed. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
};

/** How a desk begins: nothing is read, and nothing of what is here was offered. */
const newlyJoined = {
  rev: 0,
  copiedTo: 0,
  offeredTo: 0,
  readAt: null,
  nextPush: 1,
  problem: null,
  problemKind: null,
  releasesTo: 0,
  openHours: null,
} as const satisfies Partial<HubDesk>;

/** The shared list of one desk. */
export function createHubService(deps: ExchangeDeps): HubService {
  const { store, secrets, events, newId } = deps;
  const { rows } = store;
  const closing = new AbortController();
  const exchange = createExchange(deps, closing.signal);
  const loop = createExchangeLoop(deps, () => exchange.run(), closing.signal);

  /** The same hub with another login: what is known of it stays. */
  function saveJoined({ place }: Invitation, head: HubHead, secretId: string): void {
    const { name, role, epoch, rev } = head;
    store.inTransaction(() => {
      if (rows.load() === undefined)
        rows.join({
          ...place,
          secretId,
          desk: newId(),
          name,
          role,
          epoch,
          copyRev: rev,
          ...newlyJoined,
        });
      // A desk belongs to its login: with another one it is another desk.
      else rows.save({ ...place, secretId, desk: newId(), nextPush: 1, name, role, problem: null, problemKind: null });
    });
  }

  return {
    view: () => toView(store),
    async join(line) {
      const parsed = parseInviteLine(line);
      if (!parsed.ok) return parsed;
      const head = await asking(() => lookAt(deps.openHub, parsed.value));
      if (!head.ok) return head;
      const before = rows.load();
      if (before !== undefined && before.epoch !== head.value.epoch)
        return refuse(`This desk shares the list at ${placeOf(before)}: leave that one first (dnc-desk hub leave).`);
      const secretId = newId();
      const saved = await secrets.save(secretOf(secretId), parsed.value.password);
      if (!saved.ok) return { ok: false, code: 'FAILED', message: saved.message };
      saveJoined(parsed.value, head.value, secretId);
      if (before !== undefined) await secrets.remove(secretOf(before.secretId));
      await exchange.forget();
      events.publish({ type: 'changed', topics: ['hub', 'list'] });
      loop.wake();
      const view = toView(store);
      return view === null ? notShared : { ok: true, value: view };
    },
    async leave() {
      const hub = rows.load();
      if (hub === undefined) return { left: false };
      await exchange.forget();
      store.inTransaction(() => rows.leave());
      await secrets.remove(secretOf(hub.secretId));
      events.publish({ type: 'changed', topics: ['hub', 'list'] });
      return { left: true };
    },
    async sync() {
      if (rows.load() === undefined) return notShared;
      const done = await exchange.run();
      if (!done.ok) return done;
      const hub = toView(store);
      return hub === null ? notShared : { ok: true, value: { ...done.value, hub } };
    },
    async accept() {
      const hub = rows.load();
      if (hub === undefined) return notShared;
      const head = await exchange.head();
      if (!head.ok) return head;
      store.inTransaction(() => rows.save({ releasesTo: head.value.rev }));
      const done = await exchange.run();
      const view = toView(store);
      return done.ok && view !== null ? { ok: true, value: view } : done.ok ? notShared : done;
    },
    saveOpenHours(openHours) {
      store.inTransaction(() => rows.save({ openHours }));
      events.publish({ type: 'changed', topics: ['hub'] });
      const view = toView(store);
      return view === null ? notShared : { ok: true, value: view };
    },
    start: () => loop.start(),
    async close() {
      closing.abort();
      await loop.ended();
      await exchange.forget();
    },
  };
}

async function lookAt(openHub: OpenHub, { place, password }: Invitation): Promise<HubHead> {
  const session = await openHub(place, password);
  try {
    return await session.head();
  } finally {
    await session.close();
  }
}
