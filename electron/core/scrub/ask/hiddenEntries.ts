/**
 * What a look-up does not find because the list's table is damaged: it is in doubt, and so blocked. Looking for what is hidden costs
 * more than looking up, so that after many numbers the whole table is read once in its order; where that is sound, no more is asked.
 */
import { createHiddenTest, isWholeInOrder } from '../../db/entries/hiddenEntry.ts';
import type { ReadableDb } from '../../db/handles.ts';

/** The scope of an entry that is there only because nothing says that it is not: it blocks everywhere. */
export const hiddenScope = -1;

/** Reading the whole table takes as long as tests of so many of its entries. */
const worthWalking = 1 / 8;
/** A table of fewer entries is walked through in a few milliseconds. */
const fewEntries = 20_000;

/** An entry of which its number is asked. */
type Numbered = { readonly number: number };

/**
 * Adds to what was found of some numbers, both ascending, those that the table may hide, as `toHidden` makes entries of them.
 * `entries`: how many the table has.
 */
export function createHiddenFinder<Entry extends Numbered>(
  db: ReadableDb,
  entries: number,
  toHidden: (number: number) => Entry,
): (numbers: Float64Array, found: readonly Entry[]) => readonly Entry[] {
  const mayBeHidden = createHiddenTest(db);
  const many = Math.ceil(Math.max(entries, fewEntries) * worthWalking);
  let tested = 0;
  let isSound = false;

  function isHidden(number: number): boolean {
    tested += 1;
    if (tested === many) isSound = isWholeInOrder(db);
    return !isSound && mayBeHidden(number);
  }

  return (numbers, found) => {
    if (isSound || found.length === numbers.length) return found;
    const all: Entry[] = [];
    let next = 0;
    for (const number of numbers) {
      const entry = found[next];
      if (entry?.number === number) {
        all.push(entry);
        next += 1;
      } else if (isHidden(number)) all.push(toHidden(number));
    }
    return all;
  };
}
