/**
 * The numbers of a bulk change between preview and apply, column by column in order of number. Each has the seq that
 * its entry had at the preview, and what would become of it. A million entries take 13 MB.
 */
import type { BulkGroup } from '../../../shared/contract/bulk.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';

const bulkGroups = ['change', 'same', 'notOnList', 'conflict', 'leadOnly'] as const satisfies readonly BulkGroup[];

/** One number of the set. `seq` is 0 for a number without an entry. */
export type BulkRow = { readonly number: PhoneNumber; readonly seq: number; readonly group: BulkGroup };

export type BulkSet = {
  /** Adds the next number; numbers come in ascending order. */
  readonly add: (number: PhoneNumber, seq: number, group: BulkGroup) => void;
  readonly size: () => number;
  readonly row: (index: number) => BulkRow;
  readonly counts: () => Readonly<Record<BulkGroup, number>>;
  /** The rows of a group from index `offset` on, at most `limit`. */
  readonly window: (group: BulkGroup, offset: number, limit: number) => readonly BulkRow[];
  /** What would become of a number, or undefined when it is not in the set. */
  readonly find: (number: PhoneNumber) => BulkGroup | undefined;
};

const firstSize = 1024;

/** An empty set. */
export function createBulkSet(): BulkSet {
  let numbers = new Float64Array(firstSize);
  let seqs = new Uint32Array(firstSize);
  let groups = new Uint8Array(firstSize);
  let size = 0;
  const counts: Record<BulkGroup, number> = { change: 0, same: 0, notOnList: 0, conflict: 0, leadOnly: 0 };

  function grow(): void {
    const [oldNumbers, oldSeqs, oldGroups] = [numbers, seqs, groups];
    numbers = new Float64Array(size * 2);
    seqs = new Uint32Array(size * 2);
    groups = new Uint8Array(size * 2);
    numbers.set(oldNumbers);
    seqs.set(oldSeqs);
    groups.set(oldGroups);
  }

  const groupAt = (index: number): BulkGroup => bulkGroups[groups[index] ?? 0] ?? 'change';
  const row = (index: number): BulkRow => ({
    number: toPhoneNumber(numbers[index] ?? 0),
    seq: seqs[index] ?? 0,
    group: groupAt(index),
  });

  return {
    add(number, seq, group) {
      if (size > 0 && number <= (numbers[size - 1] ?? 0)) throw new Error('The numbers of a bulk come in order');
      if (size === numbers.length) grow();
      numbers[size] = number;
      seqs[size] = seq;
      groups[size] = bulkGroups.indexOf(group);
      size += 1;
      counts[group] += 1;
    },
    size: () => size,
    row,
    counts: () => ({ ...counts }),
    window(group, offset, limit) {
      const wanted = bulkGroups.indexOf(group);
      const rows: BulkRow[] = [];
      let skip = offset;
      for (let index = 0; index < size && rows.length < limit; index++) {
        if (groups[index] !== wanted) continue;
        if (skip > 0) skip -= 1;
        else rows.push(row(index));
      }
      return rows;
    },
    find(number) {
      let low = 0;
      let high = size;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((numbers[middle] ?? 0) < number) low = middle + 1;
        else high = middle;
      }
      return low < size && numbers[low] === number ? groupAt(low) : undefined;
    },
  };
}
