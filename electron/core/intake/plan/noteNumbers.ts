/**
 * What a large import leaves beside the list: the copy of its numbers, and in which group each is (journal/knownGroups.ts), from
 * the numbers and statements that it has in order anyway.
 */
import type { Statement } from '../../../../shared/domain/entry/entry.ts';
import { openSnapshot, type WritableDb } from '../../db/handles.ts';
import { createGroupBuilder } from '../../db/numbers/groupedNumbers.ts';
import { addToCopy } from '../../journal/addToCopy.ts';
import { commonFields, mostAsked } from '../../journal/knownGroups.ts';
import type { NotedNumbers } from './applyStaged.ts';

/** Notes what a batch writes. Trouble with the copies stops no import: without them, the list is asked about each number. */
export function noteNumbers(db: WritableDb, batch: number): NotedNumbers {
  const builder = createGroupBuilder();
  const changed = new Set<number>();
  const toGroup = createGrouping(builder.open);
  return {
    add({ added, changes }) {
      for (const { after } of changes) if (changed.size <= mostAsked) changed.add(after.number);
      if (added === undefined) return;
      const { numbers, statementOf, statements } = added;
      const groupOf = statements.map(toGroup);
      const groups = new Uint16Array(numbers.length);
      for (let at = 0; at < groups.length; at++) groups[at] = groupOf[statementOf[at] ?? 0] ?? 0;
      builder.add(numbers, groups);
    },
    async save(pause) {
      const { db: now, close } = openSnapshot(db.name);
      try {
        await addToCopy({ file: db.name, db: now }, { batch, added: builder.finish(), changed }, pause);
      } catch {
        // The disk is full, or the folder cannot be written.
      } finally {
        close();
      }
    },
  };
}

/** Makes the function that finds the group of a statement. All of a batch have one origin, so that it is by the rest of it. */
function createGrouping(open: () => number): (statement: Statement) => number {
  const known = new WeakMap<Statement, number>();
  const byWords = new Map<string, number>();
  return (statement) => {
    const found = known.get(statement);
    if (found !== undefined) return found;
    const words = JSON.stringify([statement.holds, ...commonFields.map((field) => statement[field])]);
    let group = byWords.get(words);
    if (group === undefined) {
      group = open();
      if (group > 0) byWords.set(words, group);
    }
    known.set(statement, group);
    return group;
  };
}
