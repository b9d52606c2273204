/** Brings the copies of the list, its numbers and their groups, up to date with what was written since, without reading the list. */
import { forgetGroups, type GroupsAt, loadGroups, saveGroups } from '../db/numbers/groupFile.ts';
import { mergeGroups, type WithGroups, withoutGroups } from '../db/numbers/groupedNumbers.ts';
import { saveNumbers } from '../db/numbers/numberFile.ts';
import { mergeNumbers, packNumbers } from '../db/numbers/packedNumbers.ts';
import { type CopiedList, countEntries, loadOwnCopy, type Pause, readChanged, readHead } from './copiedList.ts';
import { commonBy, mostAsked } from './knownGroups.ts';

/** What a batch wrote: the numbers that it added, by their groups (`commonBy`), and those that it changed. */
export type Written = {
  readonly batch: number;
  readonly added: WithGroups;
  readonly changed: ReadonlySet<number>;
};

/**
 * Adds what a batch wrote to the copies: what they had, what other rows of the journal changed since, and this. Where that is
 * not all of the list, they stay as they are. Answers whether they are new. `list` is read as it is at one moment.
 * @throws the system's error where a file cannot be written
 */
export async function addToCopy({ file, db }: CopiedList, written: Written, pause: Pause): Promise<boolean> {
  const head = readHead(db);
  if (head === undefined) return false;
  const before = await loadOwnCopy({ file, db }, pause);
  let all: { readonly packed: WithGroups['packed']; readonly groups?: WithGroups['groups'] } = written.added;
  if (before !== undefined) {
    const since = await readChanged(db, before.head, pause, written.batch);
    if (since === undefined) return false;
    const changed = [...new Set([...since.numbers, ...written.changed])].toSorted((a, b) => a - b);
    const groups = await loadGroups(file, before, commonBy, pause);
    all =
      groups === undefined
        ? {
            packed: await mergeNumbers(
              await mergeNumbers(before.packed, packNumbers(changed), pause),
              written.added.packed,
              pause,
            ),
          }
        : await mergeGroups(await mergeGroups(groups, withoutGroups(changed), pause), written.added, pause);
  }
  const { packed, groups } = all;
  if (packed.size !== countEntries(db)) return false;
  if (groups !== undefined) saveCopies(file, { packed, head, groups });
  else {
    saveNumbers(file, { packed, head });
    forgetGroups(file);
  }
  return true;
}

/** Writes both copies. Groups in which too many numbers have no place are of no use. @throws the system's error */
export function saveCopies(file: string, copy: GroupsAt): void {
  saveNumbers(file, copy);
  if ((copy.groups.sizes[0] ?? 0) > mostAsked) forgetGroups(file);
  else saveGroups(file, copy, commonBy);
}
