/**
 * In which group each number of `desk.numbers` is, in a file beside it, `desk.groups`: one byte a number, or two where there are
 * more than 255 groups. No word of an entry is in it. Whether it is believed is decided in journal/knownGroups.ts.
 */
import { z } from 'zod';
import { forgetCopy, hasCopy, loadCopy, saveCopy } from './copyFile.ts';
import { type GroupedNumbers, samplesEach, toGroups } from './groupedNumbers.ts';
import type { NumbersAt } from './numberFile.ts';

/** Groups of the numbers of a copy. */
export type GroupsAt = NumbersAt & { readonly groups: GroupedNumbers };

const header = z.object({
  /** Raised whenever the file is written in another way. */
  form: z.literal(1),
  seq: z.int().positive(),
  hash: z.string(),
  size: z.int().nonnegative(),
  samples: z.int().nonnegative().multipleOf(samplesEach),
  /** What all numbers of one group have in common. */
  by: z.string(),
});

const [sampleBytes, fewGroups] = [8, 255];
const nameOf = 'desk.groups';

/**
 * Writes the groups of the database `file`. `by`: what all numbers of one group have in common.
 * @throws the system's error where that cannot be done; then those before stay
 */
export function saveGroups(file: string, { groups, head }: GroupsAt, by: string): void {
  const { samples, groupOf } = groups;
  const isFew = samples.length <= fewGroups * samplesEach;
  saveCopy(file, nameOf, {
    about: { form: 1, ...head, size: groupOf.length, samples: samples.length, by },
    parts: [samples, isFew ? Uint8Array.from(groupOf) : Uint16Array.from(groupOf)],
  });
}

/** Whether there are groups, right or not. */
export function hasGroups(file: string): boolean {
  return hasCopy(file, nameOf);
}

/** Takes the groups away. */
export function forgetGroups(file: string): void {
  forgetCopy(file, nameOf);
}

/**
 * The groups that belong to this copy of the numbers; undefined where there are none that are whole, or by something else. They
 * are the caller's own. `pause` lets others in.
 */
export async function loadGroups(
  file: string,
  copy: NumbersAt,
  by: string,
  pause: () => Promise<void>,
): Promise<GroupsAt | undefined> {
  const found = await loadCopy(file, nameOf, pause);
  const { data } = header.safeParse(found?.about);
  if (found === undefined || data === undefined) return undefined;
  const { head, packed } = copy;
  if (data.by !== by || data.seq !== head.seq || data.hash !== head.hash || data.size !== packed.size) return undefined;
  const { buffer, length } = found.bytes;
  const groupsAt = data.samples * sampleBytes;
  const isFew = data.samples <= fewGroups * samplesEach;
  if (length !== groupsAt + data.size * (isFew ? 1 : 2)) return undefined;
  const samples = new Float64Array(buffer, 0, data.samples);
  const groupOf = isFew ? new Uint8Array(buffer, groupsAt) : new Uint16Array(buffer, groupsAt);
  const groups = await toGroups(groupOf, samples, pause);
  return groups && { ...copy, groups };
}
