/** After each round with the hub: who leads which account, and whether this desk goes on with one that nobody leads. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { Clock } from '../../ports.ts';
import type { HubLease } from '../leasePort.ts';
import type { HubSession } from '../hubPort.ts';
import type { HubStore } from '../share/hubStore.ts';
import { followLease } from './followLeases.ts';
import type { LeaseTimes } from './heldLeases.ts';
import { deskOf, type Leader } from './leader.ts';
import type { VendorSide } from './vendorSide.ts';

export type HearParts = {
  readonly store: HubStore;
  readonly vendors: VendorSide;
  readonly clock: Clock;
  readonly times: LeaseTimes;
  readonly leader: Leader;
  /** Whether free accounts are taken by themselves; a command line takes one when a person asks for a run. */
  readonly takesFree: boolean;
  /** The accounts that a person wants to be led from here. */
  readonly wants: Set<AccountId>;
  /** Whether an account could be led from here, as was last seen. */
  readonly mayLead: Map<AccountId, boolean>;
  /** When each account's lease was last heard of, by the clock that nobody sets. */
  readonly heardAt: Map<AccountId, number>;
};

/** A desk that another is preferred to waits so much of a lease longer. */
const restOfOthers = 2 / 3;

/**
 * Hears of all accounts, and takes those that are free. `canWrite`: the login may lead. Answers whether anything is another than before.
 * @throws HubProblem where the hub cannot be asked
 */
export async function hearLeases(parts: HearParts, session: HubSession, canWrite: boolean): Promise<boolean> {
  const { store, vendors, leader } = parts;
  const hub = store.rows.load();
  // A desk of before may hold all accounts in a way of its own.
  const mayHold = canWrite && vendors.list().length > 0;
  const holder = mayHold ? await session.holdAccounts(deskOf(store), false) : null;
  if (hub !== undefined && holder !== hub.vendorsAt) store.inTransaction(() => store.rows.save({ vendorsAt: holder }));
  const canLead = canWrite && holder === null;
  let hasChanged = false;
  for (const lease of await session.leases.list())
    hasChanged = (await hear(parts, session, lease, canLead)) || hasChanged;
  if (canLead) await makeKnown(parts, session);
  for (const [account] of leader.held.list()) await leader.write(account, true);
  return hasChanged;
}

async function hear(parts: HearParts, session: HubSession, lease: HubLease, canLead: boolean): Promise<boolean> {
  const { store, vendors, clock, leader } = parts;
  const { leases } = store;
  const desk = deskOf(store);
  const known = leases.accountOf(lease.account);
  const mine = known === undefined ? undefined : leader.held.of(known);
  if (known !== undefined && mine !== undefined) {
    if (mine.fence !== lease.fence || lease.desk !== mine.desk) leader.lose(known);
    return false;
  }
  // Nothing waits here for a run, which may wait for this.
  if (known !== undefined && leader.isEnding(known)) return false;
  const { row, hasChanged } = await followLease({ store, leases, vendors, clock, desk }, session, lease);
  const { account } = row;
  parts.heardAt.set(account, clock.monotonic());
  const may = canLead && vendors.list().includes(account) && (await vendors.mayLead(account));
  parts.mayLead.set(account, may);
  if (!may) return hasChanged;
  const isPreferred = lease.preferred === desk && parts.takesFree;
  if (isPreferred && lease.isLive && lease.desk !== desk) await session.leases.wish(lease.account, desk);
  await takeFree(parts, session, account, lease);
  return hasChanged;
}

async function takeFree(
  { store, times, leader, takesFree, wants }: HearParts,
  session: HubSession,
  account: AccountId,
  lease: HubLease,
): Promise<void> {
  const wanted = wants.has(account);
  if (lease.isLive || !(takesFree || wanted)) return;
  // What the leader wrote is about entries that are to be known here first.
  if ((store.rows.load()?.rev ?? 0) < (store.leases.load(account)?.entryRev ?? 0)) return;
  const desk = deskOf(store);
  const isOthers = !wanted && lease.preferred !== null && lease.preferred !== desk;
  const afterMs = isOthers ? Math.round(times.forMs * restOfOthers) : 0;
  const askedAt = leader.held.now();
  const asked = { account: lease.account, desk, rev: lease.rev, afterMs, forMs: times.forMs };
  const fence = await session.leases.take(asked);
  if (fence === undefined) return;
  wants.delete(account);
  leader.take(account, lease, fence, askedAt);
}

/** Makes accounts known that no other desk has heard of. */
async function makeKnown({ store, vendors, times, leader }: HearParts, session: HubSession): Promise<void> {
  const { leases } = store;
  for (const account of vendors.list()) {
    if (leases.load(account) !== undefined) continue;
    const uuid = store.inTransaction(() => leases.nameOf(account, store.newId));
    const said = JSON.stringify(await vendors.tell(account));
    const askedAt = leader.held.now();
    const desk = deskOf(store);
    const fence = await session.leases.create({ account: uuid, desk, facts: said, forMs: times.forMs });
    if (fence === undefined) continue;
    const at = { since: askedAt.wall, saidAt: askedAt.wall };
    const first = { fence: 0, rev: 1, factsRev: 1, desk, name: null, isLive: true, preferred: null, ...at };
    store.inTransaction(() => {
      const facts = { entryRev: 0, said, isOwn: true, isWhole: true, mustRead: false };
      leases.save({ account, ...first, ...facts, heardAt: askedAt.wall });
      leases.oweAll(account);
    });
    leader.take(account, { ...first, account: uuid, machine: null }, fence, askedAt);
  }
}
