/** What the preview of a bulk says: in total, number by number, and about the lines of its file. */
import type { BulkGroup, BulkItem, BulkSummary } from '../../../shared/contract/bulk.ts';
import { toCsv } from '../files/write/csvCells.ts';
import { toRejectsCsv } from '../files/write/rejectsCsv.ts';
import { eachReject, toNotMeantSentence } from '../intake/plan/lineCounts.ts';
import type { ListStore } from '../list/write/listStore.ts';
import type { Clock } from '../ports.ts';
import { eachObjected } from './bulkSource.ts';
import { askAboutFile, toBulkItem, type WordContext } from './bulkWords.ts';
import type { Bulk, Previewed } from './openBulks.ts';
import type { BulkPlan } from './planBulk.ts';

/** Above this many entries, or this share of the list, the person has to type the count. */
const largestUnasked = 1000;
const largestShare = 0.05;
const rowsAtOnce = 1000;

/** The preview of a bulk, counted. */
export function summariseBulk({ id, label, plan }: Bulk, preview: Previewed): BulkSummary {
  const { set, fields, narrower, asked, total, lines, named } = preview;
  const groups = set.counts();
  const { meanings = [], undecided = [], otherPhones = [] } = named ?? {};
  return {
    bulk: id,
    kind: plan.kind,
    label,
    groups,
    fields,
    narrower,
    asked,
    total,
    confirm: toConfirm(groups.change, total),
    lines,
    meanings: [...meanings],
    undecided: [...undecided],
    otherPhones: [...otherPhones],
    question: named === undefined ? null : askAboutFile(plan.kind, lines, named),
  };
}

/** The count that has to be confirmed, or null. */
function toConfirm(changes: number, total: number): number | null {
  return changes > largestUnasked || changes > total * largestShare ? changes : null;
}

export type BulkItems = {
  /** The numbers of a group from index `offset` on, each as its entry is now, and how many there are. */
  readonly list: (
    group: BulkGroup,
    offset: number,
    limit: number,
  ) => { readonly items: readonly BulkItem[]; readonly total: number };
  /** The whole group as CSV, in chunks. */
  readonly export: (group: BulkGroup) => AsyncGenerator<string>;
  /** The rejected lines of the file as CSV, in chunks. */
  readonly rejects: () => Generator<string>;
};

/** Makes the reader of one preview. */
export function createBulkItems(
  plan: BulkPlan,
  { set, named }: Previewed,
  parts: { readonly store: Pick<ListStore, 'entries'>; readonly clock: Clock; readonly words: () => WordContext },
): BulkItems {
  const { store, clock } = parts;

  const list: BulkItems['list'] = (group, offset, limit) => {
    const rows = set.window(group, offset, limit);
    const entries = store.entries.loadMany(rows.map(({ number }) => number));
    const words = parts.words();
    const items = rows.map((row) => toBulkItem(row, entries.get(row.number), plan, words));
    return { items, total: set.counts()[group] };
  };

  return {
    list,
    async *export(group) {
      yield 'number,what,field,before,after\r\n';
      for (let offset = 0; ; offset += rowsAtOnce) {
        const { items } = list(group, offset, rowsAtOnce);
        if (items.length === 0) return;
        yield `${toCsv(items.flatMap(toRows))}\r\n`;
        await clock.breathe();
      }
    },
    *rejects() {
      yield* toRejectsCsv(named === undefined ? [] : eachRejectOf(named));
    },
  };
}

function* eachRejectOf(named: NonNullable<Previewed['named']>) {
  yield* eachReject(named.staging, toNotMeantSentence);
  yield* eachObjected(named);
}

/** One row per field that changes; one row for an entry that does not change. */
function toRows({ number, sentence, changes }: BulkItem): string[][] {
  if (changes.length === 0) return [[number, sentence, '', '', '']];
  return changes.map(({ field, before, after }) => [number, sentence, field, before, after]);
}
