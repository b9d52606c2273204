/**
 * What this desk hears of the accounts that others lead: who leads, what is said of the account, what is known of its records. It is
 * kept as this desk's own, so that it can go on where the leader is away.
 */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { HubLeaseRow, HubLeaseRows } from '../../db/sync/hubLeaseRows.ts';
import type { Clock } from '../../ports.ts';
import type { HubFactsRow, HubLease } from '../leasePort.ts';
import type { HubSession } from '../hubPort.ts';
import type { HubStore } from '../share/hubStore.ts';
import { holdsOf, readAccount, readHubFacts } from './factWords.ts';
import type { VendorSide } from './vendorSide.ts';

export type FollowParts = {
  readonly store: HubStore;
  readonly leases: HubLeaseRows;
  readonly vendors: VendorSide;
  readonly clock: Clock;
  /** This desk, as the hub knows it. */
  readonly desk: string;
};

const recordsAtOnce = 2000;

/** What was heard of one account. `hasChanged`: something here is another than before. */
export type Heard = { readonly row: HubLeaseRow; readonly hasChanged: boolean };

/** Hears of one account that this process does not lead. @throws HubProblem where the hub cannot be asked */
export async function followLease(parts: FollowParts, session: HubSession, lease: HubLease): Promise<Heard> {
  const { store, leases, vendors, clock } = parts;
  const before = meetAccount(parts, lease);
  // The hub was put back to an older state, and may lack what this desk wrote or read; a fence is given to one desk.
  const isGivenTwice = lease.fence === before.fence && isAnother(before.isOwn ? parts.desk : before.desk, lease.desk);
  const isBack = lease.fence < before.fence || lease.rev < before.rev || isGivenTwice;
  // Somebody has led since, or this database is an older one that was put back.
  const isNewer = lease.fence > before.fence || lease.rev > before.rev;
  const isOthers = isNewer || isGivenTwice || (isBack && lease.isLive && lease.desk !== parts.desk);
  if (before.isOwn && isOthers) await giveUpOwn(parts, session, lease, before.account);
  let row = need(leases, before.account);
  if (isBack && row.isOwn) row = change(parts, row, { factsRev: 0 });
  // Whoever leads next says what that hub lacks: by its counts alone, this desk could not tell any more.
  if (isBack && !row.isOwn) store.inTransaction(() => leases.oweAll(row.account));
  // Counted anew: what the next one wrote may have the revs of what this desk had written to the hub of before.
  if (!row.isOwn && (isBack || before.factsRev === 0)) row = change(parts, row, { rev: 0, factsRev: 0, entryRev: 0 });
  let hasChanged = row.isLive !== lease.isLive || row.desk !== lease.desk;
  if (!row.isOwn) {
    hasChanged = (await readFacts(parts, session, lease, row)) || hasChanged;
    if (!need(leases, row.account).isWhole) {
      await vendors.oweWanted(row.account, toInstant(clock.now()));
      change(parts, row, { isWhole: true });
    }
    if (vendors.settleWaiting(row.account, toInstant(clock.now()))) hasChanged = true;
  }
  const { desk, name, isLive, since, saidAt, preferred, fence } = lease;
  const heard = { desk, name, isLive, since, saidAt, preferred, heardAt: clock.now() };
  store.inTransaction(() => leases.change(row.account, { ...heard, ...(row.isOwn ? {} : { fence }) }));
  return { row: need(leases, row.account), hasChanged };
}

const isAnother = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && one !== other;

function need(leases: HubLeaseRows, account: AccountId): HubLeaseRow {
  const row = leases.load(account);
  if (row === undefined) throw new Error('A lease went away while it was read');
  return row;
}

function change({ store, leases }: FollowParts, row: HubLeaseRow, to: Partial<HubLeaseRow>): HubLeaseRow {
  store.inTransaction(() => leases.change(row.account, to));
  return need(leases, row.account);
}

/** The row of the account, which is made where this desk hears of it for the first time. */
function meetAccount({ store, leases, clock }: FollowParts, lease: HubLease): HubLeaseRow {
  const account = leases.accountOf(lease.account);
  const known = account === undefined ? undefined : leases.load(account);
  if (known !== undefined) return known;
  return store.inTransaction(() => {
    const id = account ?? store.addAccount(lease.account, clock.now());
    const { desk, name, isLive, since, saidAt, preferred } = lease;
    const heard = { desk, name, isLive, since, saidAt, preferred, heardAt: clock.now() };
    const nothing = {
      fence: 0,
      rev: 0,
      factsRev: 0,
      entryRev: 0,
      isOwn: false,
      isWhole: false,
      mustRead: true,
      said: '{}',
    };
    leases.save({ account: id, ...nothing, ...heard });
    return need(leases, id);
  });
}

/** Somebody else has led since: what this desk could not write any more is as the hub has it. */
async function giveUpOwn(
  parts: FollowParts,
  session: HubSession,
  { account: uuid, desk }: HubLease,
  account: AccountId,
): Promise<void> {
  const { store, leases } = parts;
  for (;;) {
    const owed = leases.listOwed(account, recordsAtOnce);
    if (owed.length === 0) break;
    const keys = owed.map(({ scope, number }) => ({ list: scope, number }));
    const there = new Map(
      (await session.leases.recordsOf(uuid, keys)).map((row) => [`${row.number}/${row.list}`, row]),
    );
    const rows = keys.map(
      (key): HubFactsRow => there.get(`${key.number}/${key.list}`) ?? { ...key, rev: 0, facts: '{}' },
    );
    store.inTransaction(() => {
      // Not own any more, so that what is kept now is not owed again.
      leases.change(account, { isOwn: false, mustRead: true, desk });
      keepRows(parts, account, rows);
      for (const one of owed) leases.settle(one);
    });
  }
  store.inTransaction(() => {
    leases.change(account, { isOwn: false, mustRead: true });
    leases.clearOwed(account);
  });
}

/** Reads what is said of the account, and its records, up to the newest. Answers whether there was anything. */
async function readFacts(parts: FollowParts, session: HubSession, lease: HubLease, row: HubLeaseRow): Promise<boolean> {
  const { store, leases, vendors, clock } = parts;
  const { account } = row;
  let hasChanged = false;
  if (lease.factsRev > row.factsRev) {
    const said = await session.leases.accountFacts(lease.account);
    store.inTransaction(() => {
      vendors.keepAccount(account, readAccount(said), toInstant(clock.now()));
      leases.change(account, { said, factsRev: lease.factsRev });
    });
    hasChanged = true;
  }
  let place = { rev: row.rev + 1, list: '', number: -1 };
  while (lease.rev > row.rev) {
    const page = await session.leases.records(lease.account, place, lease.rev, recordsAtOnce);
    const last = page.at(-1);
    const isLast = page.length < recordsAtOnce || last === undefined;
    store.inTransaction(() => {
      keepRows(parts, account, page);
      leases.change(account, { rev: isLast ? lease.rev : Math.max(row.rev, last.rev - 1) });
    });
    if (page.length > 0) hasChanged = true;
    if (isLast) break;
    place = { rev: last.rev, list: last.list, number: last.number };
    await clock.breathe();
  }
  return hasChanged;
}

function keepRows(
  { store, leases, vendors, clock }: FollowParts,
  account: AccountId,
  rows: readonly HubFactsRow[],
): void {
  if (rows.length === 0) return;
  const words = store.words();
  words.learn(holdsOf(rows), [], clock.now());
  const known = store.rows.loadKnown(rows.map(({ number }) => number));
  let newest = need(leases, account).entryRev;
  const told = rows.map((row) => {
    const { record, entryRev } = readHubFacts(row, words);
    newest = Math.max(newest, entryRev);
    const { rev = 0, owed } = known(row.number);
    return { ...record, isNewer: owed !== undefined || rev > entryRev };
  });
  vendors.keep(account, told, toInstant(clock.now()));
  leases.change(account, { entryRev: newest });
}
