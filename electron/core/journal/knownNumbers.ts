/**
 * The copy of the list's numbers, as far as it can be proven. It answers one thing only: that a number has no entry in the list as
 * it is now. All else is asked of the database, and where anything is in doubt, everything is.
 *
 * Believed is a copy of this list (copiedList.ts), with what the rows of the journal since have changed added to it, if it then
 * has as many numbers as the list has entries: entries only ever become more, so that with one too few it would not be all.
 */
import type { ReadableDb } from '../db/handles.ts';
import type { NumbersAt } from '../db/numbers/numberFile.ts';
import { createNumberPacker, createNumberTest, findEnding } from '../db/numbers/packedNumbers.ts';
import { type CopiedList, countEntries, loadOwnCopy, type Pause, readChanged, readHead } from './copiedList.ts';

/** What is proven to be all numbers that have, or had, an entry. */
export type KnownNumbers = {
  /** False: the number has no entry and never had one. */
  readonly has: (number: number) => boolean;
  /** All that end with these digits, ascending. `span`: 10 to the power of how many digits, 100,000 at most. */
  readonly ending: (span: number, end: number) => readonly number[];
  /** How many of them the copy does not have itself. With many it is worth making anew. */
  readonly later: number;
};

/** Opens the copy. Undefined where there is none that is proven to be of this list as it is now. `pause` lets others in. */
export async function openKnownNumbers({ file, db }: CopiedList, pause: Pause): Promise<KnownNumbers | undefined> {
  const copy = await loadOwnCopy({ file, db }, pause);
  if (copy === undefined) return undefined;
  const isCopied = createNumberTest(copy.packed);
  const changed = await readChanged(db, copy.head, pause);
  if (changed === undefined) return undefined;
  const later = new Set([...changed.numbers].filter((number) => !isCopied(number)));
  if (copy.packed.size + later.size !== countEntries(db)) return undefined;
  return {
    has: later.size === 0 ? isCopied : (number) => isCopied(number) || later.has(number),
    ending(span, end) {
      const copied = findEnding(copy.packed, span, end);
      const more = [...later].filter((number) => number % span === end);
      return more.length === 0 ? copied : [...copied, ...more].toSorted((a, b) => a - b);
    },
    later: later.size,
  };
}

/** Reads the whole list into a copy. Undefined where nothing was ever written to it. */
export async function copyNumbers(db: ReadableDb, pause: Pause): Promise<NumbersAt | undefined> {
  const head = readHead(db);
  if (head === undefined) return undefined;
  const after = db
    .prepare<[number, number], number>('SELECT number FROM entry WHERE number > ? ORDER BY number LIMIT ?')
    .pluck();
  const packer = createNumberPacker();
  for (let last = 0; ;) {
    const numbers = after.all(last, readAtOnce);
    packer.add(numbers);
    const next = numbers.at(-1);
    if (next === undefined) break;
    last = next;
    await pause();
  }
  return { packed: packer.finish(), head };
}

const readAtOnce = 20_000;
