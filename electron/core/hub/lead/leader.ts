/** The accounts that this process leads: taking a lease, writing under it, and giving it back when nothing is under way any more. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Events } from '../../desk/events.ts';
import type { Clock, Log } from '../../ports.ts';
import type { HubLease } from '../leasePort.ts';
import type { HubSession } from '../hubPort.ts';
import type { HubStore } from '../share/hubStore.ts';
import { createHeldLeases, type Held, type HeldLeases, type LeaseTimes } from './heldLeases.ts';
import { createOwnSession, type OwnSession } from './ownSession.ts';
import type { VendorSide } from './vendorSide.ts';
import { writeFacts } from './writeFacts.ts';

export type LeaderParts = {
  readonly store: HubStore;
  readonly vendors: VendorSide;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Events;
  readonly times: LeaseTimes;
  /** Opens a connection of the leader's own. @throws HubProblem */
  readonly open: () => Promise<HubSession>;
};

export type Leader = {
  readonly held: HeldLeases;
  readonly own: OwnSession;
  /** Whether runs of the account are being ended. */
  readonly isEnding: (account: AccountId) => boolean;
  /** This desk leads from now on. `lease`: as it was before; `askedAt`: the moment before it was asked for. */
  readonly take: (account: AccountId, lease: HubLease, fence: number, askedAt: Held['askedAt']) => void;
  /** Writes what has changed, and renews. `whole`: also what is said of the account itself. @throws HubProblem */
  readonly write: (account: AccountId, whole: boolean) => Promise<void>;
  /** The lease is another's. */
  readonly lose: (account: AccountId) => void;
  /** Gives the lease back, as soon as nothing is under way. */
  readonly leave: (account: AccountId) => void;
  readonly close: () => Promise<void>;
};

const closeMs = 5000;

/** The leader of one process, which leads nothing when it begins. */
export function createLeader(parts: LeaderParts): Leader {
  const { store, vendors, clock, log, times } = parts;
  const { leases } = store;
  const held = createHeldLeases(clock, times);
  const own = createOwnSession(parts.open);
  const writing = { store, leases, vendors, held, times };
  /** Nobody waits for these who might be waited for by a run. */
  const ending = new Map<AccountId, Promise<void>>();

  const changed = () => parts.events.publish({ type: 'changed', topics: ['accounts', 'hub', 'list', 'conflicts'] });

  function inBackground(account: AccountId, work: () => Promise<void>): void {
    const done = work()
      .catch((error: unknown) => log.warn('lead.unended', { account, message: String(error) }))
      .finally(() => ending.delete(account));
    ending.set(account, done);
  }

  function lose(account: AccountId): void {
    if (held.of(account) === undefined) return;
    held.remove(account);
    log.warn('lead.lost', { account });
    changed();
    inBackground(account, () => vendors.end(account));
  }

  function leave(account: AccountId): void {
    const lease = held.of(account);
    if (lease === undefined || lease.isLeaving) return;
    lease.isLeaving = true;
    inBackground(account, () => giveBack(account, lease));
  }

  /** Ends the account's runs, says what is still unsaid, and gives the lease back: in this order nobody else begins meanwhile. */
  async function giveBack(account: AccountId, lease: Held): Promise<void> {
    await vendors.end(account);
    // A disconnected account is forgotten as a whole.
    if (!vendors.list().includes(account)) store.inTransaction(() => leases.clearOwed(account));
    try {
      const said = JSON.stringify(await vendors.tell(account));
      await own.inTurn(async (session) => {
        const state = await writeFacts(writing, session, account, said);
        if (state !== undefined) await session.leases.release(lease);
      });
    } finally {
      held.remove(account);
    }
    store.inTransaction(() => leases.change(account, { desk: null, name: null, isLive: false }));
    log.info('lead.left', { account });
    changed();
  }

  return {
    held,
    own,
    lose,
    leave,
    isEnding: (account) => ending.has(account),
    take(account, lease, fence, askedAt) {
      noteTaken(parts, account, { lease, fence, at: askedAt.wall });
      held.add(account, { account: lease.account, desk: deskOf(store), fence }, askedAt);
      log.info('lead.taken', { account, fence });
      changed();
      vendors.begin(account);
    },
    async write(account, whole) {
      const said = whole ? JSON.stringify(await vendors.tell(account)) : null;
      const lease = held.of(account);
      if (lease === undefined) return;
      const isNew = said !== null && said !== lease.said;
      const state = await own.inTurn((session) => writeFacts(writing, session, account, isNew ? said : null));
      if (state === undefined) return lose(account);
      if (state.wish !== null) return leave(account);
      const { ranFor } = lease;
      lease.ranFor = state.askedAt ?? 0;
      if (ranFor !== null && state.askedAt !== null && state.askedAt !== ranFor) vendors.run(account);
    },
    async close() {
      const over = new Promise<void>((resolve) => {
        AbortSignal.timeout(closeMs).addEventListener('abort', () => resolve(), { once: true });
      });
      for (const [account] of held.list()) leave(account);
      await Promise.race([Promise.all(ending.values()), over]);
      await own.close();
    },
  };
}

/** This desk, as the hub knows it. */
export function deskOf({ rows }: Pick<HubStore, 'rows'>): string {
  return rows.load()?.desk ?? '';
}

function noteTaken(
  { store, vendors }: LeaderParts,
  account: AccountId,
  { lease, fence, at }: { readonly lease: HubLease; readonly fence: number; readonly at: number },
): void {
  const { leases, rows } = store;
  store.inTransaction(() => {
    const before = leases.load(account);
    // Nobody has led since this desk did, and nothing of what it wrote was lost.
    const isSame = before?.isOwn === true && before.fence === lease.fence && before.rev === lease.rev;
    if (!isSame) vendors.forgetReadings(account);
    leases.change(account, {
      fence,
      rev: lease.rev,
      isOwn: true,
      mustRead: before?.mustRead === true || !isSame,
      desk: deskOf(store),
      name: rows.load()?.name ?? null,
      isLive: true,
      since: at,
      saidAt: at,
      heardAt: at,
    });
    if (before !== undefined && (before.rev > lease.rev || before.fence > lease.fence)) leases.oweAll(account);
  });
}
