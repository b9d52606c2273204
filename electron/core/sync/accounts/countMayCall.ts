/** How many numbers whose question is open a vendor may call now: as the grid of each number says it (record/mayCall.ts). */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { VendorRecords } from '../../list/commands/listDeps.ts';
import type { SyncStore } from '../record/syncStore.ts';

const numbersAtOnce = 500;

/** The numbers with an open question about the account that its vendor may call, as last seen there. */
export function countMayCall(
  { store, records }: { readonly store: Pick<SyncStore, 'conflicts'>; readonly records: Pick<VendorRecords, 'rowsOf'> },
  account: AccountId,
): number {
  let count = 0;
  let after = 0;
  for (;;) {
    const numbers = store.conflicts.listDoubtful(account, after, numbersAtOnce);
    const last = numbers.at(-1);
    if (last === undefined) return count;
    after = last;
    for (const rows of records.rowsOf(numbers).values())
      if (rows.some((row) => row.account === account && row.conflict !== null && row.mayCall !== null)) count += 1;
  }
}
