/**
 * The numbers that a scan has shown, kept while it runs, at eight bytes each. A record that a scan finds unchanged
 * costs no write: only records that it did not find are marked, once it has come to its end.
 */
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { SyncStore } from '../record/syncStore.ts';

export type SeenNumbers = {
  readonly add: (number: number) => void;
  /** Whether it was shown; takes time in proportion to how many were. */
  readonly has: (number: number) => boolean;
  readonly count: () => number;
  /** Those from the `from`th on, in the order in which they came. */
  readonly since: (from: number) => Float64Array;
  /** All of them, ascending; a number that was shown twice is there twice. */
  readonly sorted: () => Float64Array;
};

/** An empty set of numbers that a scan saw. */
export function createSeenNumbers(): SeenNumbers {
  let held = new Float64Array(1024);
  let count = 0;
  return {
    add(number) {
      if (count === held.length) {
        const larger = new Float64Array(held.length * 2);
        larger.set(held);
        held = larger;
      }
      held[count] = number;
      count += 1;
    },
    has: (number) => held.subarray(0, count).includes(number),
    count: () => count,
    since: (from) => held.slice(from, count),
    sorted: () => held.subarray(0, count).toSorted(),
  };
}

const rowsAtOnce = 10_000;

/**
 * Marks the records that were there before and that this scan, read to its end, did not show. A removed record that it did
 * not show either is gone for good.
 */
export function markMissed(
  store: SyncStore,
  { account, scope, scan }: { account: AccountId; scope: RemoteList; scan: number },
  seen: SeenNumbers,
): void {
  const shown = seen.sorted();
  let at = 0;
  let after = 0;
  for (;;) {
    const rows = store.remotes.listSeen(account, scope, after, rowsAtOnce);
    const last = rows.at(-1);
    if (last === undefined) break;
    const missed = rows.filter((number) => {
      while ((shown[at] ?? Infinity) < number) at += 1;
      return shown[at] !== number;
    });
    if (missed.length > 0) store.inTransaction(() => store.remotes.markMissed(account, scope, missed, scan));
    after = last;
  }
  store.remotes.forgetEchoes(account, scope);
}
