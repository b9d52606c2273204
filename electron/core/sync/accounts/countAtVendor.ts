/** What a vendor has otherwise than it should, counted as the grid of each number says it (record/recordState.ts, record/mayCall.ts). */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { VendorRecords } from '../../list/commands/listDeps.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { countUnlisted } from './countUnlisted.ts';

const numbersAtOnce = 500;

type Parts = {
  readonly store: Pick<SyncStore, 'conflicts' | 'loadView' | 'remotes' | 'unverified'>;
  readonly records: Pick<VendorRecords, 'rowsOf'>;
};

/**
 * `mayCall`: numbers with an open question that the vendor may call, as last seen there; `less`: records that it keeps for less than it was
 * told; `lessMayCall`: further numbers that it may call because of that; `unverified`: records that cannot be verified, of which `agreed` are agreed;
 * `unread`: those of which nothing can be read.
 */
export type AtVendor = {
  readonly mayCall: number;
  readonly less: number;
  readonly lessMayCall: number;
  readonly unverified: { readonly all: number; readonly agreed: number };
  readonly unread: number;
};

/**
 * Counts those with an open question about the account, those that its vendor keeps for less, whatever was decided about them, and
 * those that cannot be verified.
 */
export function countAtVendor({ store, records }: Parts, account: AccountId, at: Instant): AtVendor {
  let [mayCall, less, lessMayCall] = [0, 0, 0];
  for (const numbers of inParts((after) => store.remotes.listLess(account, after, numbersAtOnce)))
    for (const rows of records.rowsOf(numbers).values()) {
      const kept = rows.filter((row) => row.account === account && row.state === 'lessThere');
      less += kept.length;
      // One about which something is asked is counted there.
      if (kept.some((row) => row.mayCall !== null) && !isAskedFree(rows, account)) lessMayCall += 1;
    }
  for (const numbers of inParts((after) => store.conflicts.listDoubtful(account, after, numbersAtOnce)))
    for (const rows of records.rowsOf(numbers).values()) if (isAskedFree(rows, account)) mayCall += 1;
  // Of these there may be as many as there are records, each time that an account is shown: the database counts them.
  const unshown = store.unverified.count(account);
  const view = store.loadView(account);
  const unlisted = view === undefined ? { all: 0, agreed: 0 } : countUnlisted(store.unverified, view, at);
  const unverified = { all: unshown + unlisted.all, agreed: unshown + unlisted.agreed };
  return { mayCall, less, lessMayCall, unverified, unread: store.unverified.countUnread(account) };
}

/** Whether a question is open about the number, and the vendor may call it. */
function isAskedFree(rows: readonly VendorRow[], account: AccountId): boolean {
  return rows.some((row) => row.account === account && row.conflict !== null && row.mayCall !== null);
}

function* inParts(list: (after: number) => readonly PhoneNumber[]): Generator<readonly PhoneNumber[]> {
  for (let after = 0; ;) {
    const numbers = list(after);
    const last = numbers.at(-1);
    if (last === undefined) return;
    yield numbers;
    after = last;
  }
}
