/**
 * The numbers of the list in one file beside the database, `desk.numbers`, with the row of the journal up to which they are all.
 * Whether they are believed is decided in journal/knownNumbers.ts.
 */
import { z } from 'zod';
import { forgetCopy, type JournalHead, loadCopy, saveCopy } from './copyFile.ts';
import { type PackedNumbers, unitsOf } from './packedNumbers.ts';

/** All numbers that had an entry, removed ones too, when this row was the newest. */
export type NumbersAt = { readonly packed: PackedNumbers; readonly head: JournalHead };

const header = z.object({
  /** Raised whenever the file is written in another way. */
  form: z.literal(1),
  seq: z.int().positive(),
  hash: z.string(),
  pages: z.int().nonnegative(),
  size: z.int().nonnegative(),
});

/** Of a page beside its numbers: its key, and how many they are. */
const [keyBytes, countBytes, unitBytes] = [8, 4, 2];
const nameOf = 'desk.numbers';

/** Writes the copy of the database `file`. @throws the system's error where that cannot be done; then the one before stays */
export function saveNumbers(file: string, { packed, head }: NumbersAt): void {
  const { keys, counts, units, size } = packed;
  saveCopy(file, nameOf, { about: { form: 1, ...head, pages: keys.length, size }, parts: [keys, counts, units] });
}

/** Takes the copy away: another file takes the database's place. */
export function forgetNumbers(file: string): void {
  forgetCopy(file, nameOf);
}

/** The copy of the database `file`; undefined where there is none that is whole. `pause` lets others in. */
export async function loadNumbers(file: string, pause: () => Promise<void>): Promise<NumbersAt | undefined> {
  const copy = await loadCopy(file, nameOf, pause);
  const { data } = header.safeParse(copy?.about);
  if (copy === undefined || data === undefined) return undefined;
  const { buffer, length: bytes } = copy.bytes;
  const { pages, size, seq, hash } = data;
  const countsAt = pages * keyBytes;
  const unitsAt = countsAt + pages * countBytes;
  if (bytes < unitsAt || (bytes - unitsAt) % unitBytes !== 0) return undefined;
  const counts = new Uint32Array(buffer, countsAt, pages);
  const units = new Uint16Array(buffer, unitsAt);
  let [numbers, length] = [0, 0];
  for (const count of counts) {
    numbers += count;
    length += unitsOf(count);
  }
  if (numbers !== size || length !== units.length) return undefined;
  return { packed: { size, keys: new Float64Array(buffer, 0, pages), counts, units }, head: { seq, hash } };
}
