/** Bugs about the order of what a run does, and about what a reading of a list may conclude. */
import type { Mutation } from './mutation.ts';

const listReading = 'electron/core/sync/vendor/listReading.ts';
const readLists = 'electron/core/sync/vendor/readLists.ts';

export const readingMutations: readonly Mutation[] = [
  {
    name: 'a new block waits for the reading',
    why: 'A number that was just blocked is called while a long list is read.',
    edits: [
      {
        file: readLists,
        find: '    await meanwhile();\n    const ms',
        replace: '    const ms',
      },
    ],
  },
  {
    name: 'what is sent while a list is read counts as missing from it',
    why: 'Its page may have been read before.',
    edits: [
      {
        file: 'electron/core/sync/run/reconcilers.ts',
        find: 'for (const number of numbers) reading.get(scope)?.add(number);',
        replace: 'for (const number of numbers.slice(0, 0)) reading.get(scope)?.add(number);',
      },
    ],
  },
  {
    name: 'a reading that goes on forgets what it has shown',
    why: 'Absence counts only if every page of one reading was seen.',
    edits: [
      {
        file: listReading,
        find: 'const parts = earlier?.parts ?? [];',
        replace: 'const parts = earlier?.parts.slice(0, 0) ?? [];',
      },
    ],
  },
  {
    name: 'absence is believed where a reading goes on past a hole',
    why: 'What moved past the page at which it broke off was never seen.',
    edits: [
      {
        file: listReading,
        find: "if (edge !== null && !edge.includes(value.ids[0] ?? '')) return beginAnew(state);",
        replace: '',
      },
      {
        file: 'electron/core/sync/vendor/pull.ts',
        find: 'const inDoubt = new Set(lookup ? missed(context, page).map(({ number }) => number) : []);',
        replace:
          'const inDoubt = new Set((lookup ? missed(context, page) : []).slice(0, 0).map(({ number }) => number));',
      },
    ],
  },
  {
    name: 'absence in a look at the head counts as absence',
    why: 'It shows a few records of many; absence counts only in a whole reading.',
    edits: [
      {
        file: 'electron/core/sync/vendor/headLook.ts',
        find: '  const records = matcher.take(withRoom(view(), read).kept);',
        replace: `  const records = matcher.take(withRoom(view(), read).kept);
  const shown = new Set(records.map(({ number }) => number));
  const missing = store.remotes.listSeen(view().id, list, 0, 1000).filter((number) => !shown.has(number));
  reconciler.apply(
    list,
    missing.map((number) => ({
      number, theirs: null, remoteId: null, createdAt: null, evidence: undefined, by: 'scan' as const, absent: [], twins: [], isWhole: true,
    })),
    null,
  );`,
      },
    ],
  },
  {
    name: 'a list goes on from where another was read',
    why: 'Each list has its own reading.',
    edits: [
      {
        file: 'electron/core/db/sync/readingRows.ts',
        find: 'in_no_plan AS inNoPlan FROM reading WHERE account_id = ? AND scope = ?`',
        replace: 'in_no_plan AS inNoPlan FROM reading WHERE account_id = ? AND (scope = ? OR is_over)`',
      },
    ],
  },
];
