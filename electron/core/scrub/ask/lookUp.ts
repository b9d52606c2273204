/**
 * Which numbers of a block of leads are on the list. They are looked up in ascending order: neighbours lie on the same
 * pages.
 */
import { type FoundEntries, indexEntries, packEntries } from './foundEntries.ts';
import type { ListedEntry, ListSnapshot } from './listSnapshot.ts';

/** Which of these numbers (any order, any number of times) have an entry that is not removed. */
export type LookUp = (numbers: Float64Array) => Promise<FoundEntries>;

const lookedUpAtOnce = 8192;

/** Looks up on this thread, in slices; `pause` lets other work run in between. */
export function createLookUpHere(snapshot: Pick<ListSnapshot, 'find'>, pause: () => Promise<void>): LookUp {
  return async (numbers) => {
    const found: ListedEntry[] = [];
    for (const some of inOrder(numbers)) {
      found.push(...snapshot.find(some));
      await pause();
    }
    return indexEntries(packEntries(found));
  };
}

/** Yields each number once, ascending, in small groups. */
export function* inOrder(numbers: Float64Array): Generator<Float64Array> {
  if (numbers.length === 0) return;
  const sorted = numbers.toSorted();
  let unique = 0;
  for (let at = 1; at < sorted.length; at += 1) {
    if (sorted[at] !== sorted[unique]) sorted[(unique += 1)] = sorted[at] ?? 0;
  }
  for (let from = 0; from <= unique; from += lookedUpAtOnce)
    yield sorted.subarray(from, Math.min(unique + 1, from + lookedUpAtOnce));
}
