/** The leader's writes: each renews the lease, and says what has changed of an account's records since the last. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { HubKnown } from '../../db/sync/hubOwedRows.ts';
import type { HubLeaseRows, OwedFact } from '../../db/sync/hubLeaseRows.ts';
import type { HubFacts, HeldState } from '../leasePort.ts';
import type { HubSession } from '../hubPort.ts';
import type { HubStore } from '../share/hubStore.ts';
import { toHubFacts } from './factWords.ts';
import type { HeldLeases, LeaseTimes } from './heldLeases.ts';
import type { VendorSide } from './vendorSide.ts';

const recordsAtOnce = 2000;

export type WriteParts = {
  readonly store: HubStore;
  readonly leases: HubLeaseRows;
  readonly vendors: VendorSide;
  readonly held: HeldLeases;
  readonly times: LeaseTimes;
};

/**
 * Writes everything that has changed, and renews; where the hub was put back since the last time, everything that is known. `said`: what is said of the account itself; null: nothing new. Undefined: the lease
 * is lost. @throws HubProblem where the hub cannot be asked
 */
export async function writeFacts(
  { store, leases, vendors, held, times }: WriteParts,
  session: HubSession,
  account: AccountId,
  said: string | null,
): Promise<HeldState | undefined> {
  let saying = said;
  for (;;) {
    const lease = held.of(account);
    if (lease === undefined) return undefined;
    const owed = leases.listOwed(account, recordsAtOnce);
    const records = toRecords({ store, vendors }, account, owed);
    const counted = leases.load(account)?.rev ?? 0;
    const askedAt = held.now();
    const state = await session.leases.hold(lease, times.forMs, { account: saying, records });
    if (state === undefined) return undefined;
    lease.askedAt = askedAt;
    // Who leads alone counts it up: less than this desk had written is of a hub that was put back under it.
    const isBack = state.rev < counted + (saying === null && records.length === 0 ? 0 : 1);
    const saidBefore = lease.said;
    if (saying !== null) lease.said = saying;
    store.inTransaction(() => {
      const known = store.rows.loadKnown(owed.map(({ number }) => number));
      // What was said of an entry that waits to be shared is said again once it is.
      for (const one of owed) if (!waits(known(one.number))) leases.settle(one);
      const isSaid = saying !== null;
      leases.change(account, {
        rev: state.rev,
        isLive: true,
        saidAt: askedAt.wall,
        heardAt: askedAt.wall,
        ...(isSaid ? { factsRev: state.rev, said: saying ?? '' } : {}),
      });
      if (isBack) leases.oweAll(account);
    });
    if (isBack) {
      saying ??= saidBefore;
      continue;
    }
    saying = null;
    if (owed.length < recordsAtOnce || leases.listOwed(account, 1)[0]?.n === owed[0]?.n) return state;
  }
}

function waits({ owed }: HubKnown): boolean {
  return owed !== undefined && owed.refused === null;
}

function toRecords(
  { store, vendors }: Pick<WriteParts, 'store' | 'vendors'>,
  account: AccountId,
  owed: readonly OwedFact[],
): readonly HubFacts[] {
  if (owed.length === 0) return [];
  const words = store.words();
  const known = store.rows.loadKnown(owed.map(({ number }) => toPhoneNumber(number)));
  return store.inTransaction(() =>
    vendors.load(account, owed).map((record) => {
      const { rev: entryRev = 0, owed: unshared } = known(record.number);
      return toHubFacts(record, { entryRev, isUnshared: unshared !== undefined }, words);
    }),
  );
}
