/** Works out what a bulk would do, chunk by chunk so that other work goes on. Writes nothing. */
import type { BulkSummary } from '../../../shared/contract/bulk.ts';
import type { Act, Entry, StatementField } from '../../../shared/domain/entry/entry.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { JobControl } from '../desk/jobs.ts';
import type { OpenConflicts } from '../list/pages/openConflicts.ts';
import { findAskedAgain } from '../list/write/askedSince.ts';
import type { EntryChange } from '../list/write/entryChange.ts';
import type { ListStore } from '../list/write/listStore.ts';
import type { Clock } from '../ports.ts';
import { type BulkSet, createBulkSet } from './bulkSet.ts';
import type { NumberSource } from './bulkSource.ts';
import { type BulkPlan, toBulkChange, planOne } from './planBulk.ts';
import { previewBulkWords as say } from '../../../shared/words/core/bulk.ts';

export type BulkPreview = {
  readonly set: BulkSet;
  readonly fields: BulkSummary['fields'];
  readonly narrower: number;
  /** Of the entries that would be released, those that somebody asked for although they were blocked already. */
  readonly asked: number;
};

/** Plans every number of a source, as the list is now. @throws the signal's reason */
export async function previewBulk(
  source: NumberSource,
  { plan, act }: { readonly plan: BulkPlan; readonly act: Act },
  parts: {
    readonly store: ListStore;
    readonly conflicts: OpenConflicts;
    readonly targets: TargetIndex;
    readonly clock: Clock;
  },
  { signal, progress }: JobControl,
): Promise<BulkPreview> {
  const { store, conflicts, targets, clock } = parts;
  const set = createBulkSet();
  const touched = new Map<StatementField, number>();
  let narrower = 0;
  let asked = 0;
  for (const numbers of source.chunks()) {
    const entries = store.entries.loadMany(numbers);
    const disputed = conflicts.disputed(numbers);
    const again = plan.kind === 'remove' ? findAskedAgain(store, entries.values()) : new Map();
    // The person gives the reason for a removal only when it is carried out; it decides nothing.
    const planned = numbers.map((number) => planOne(plan, entries.get(number), disputed.has(number), act, ''));
    const refused = store.mayNotWeaken(toChanges(entries, planned), act.at);
    for (const [at, number] of numbers.entries()) {
      const entry = entries.get(number);
      const { group = 'notOnList', after } = planned[at] ?? {};
      const isRefused = refused.has(number);
      set.add(number, entry?.seq ?? 0, isRefused ? 'leadOnly' : group);
      if (entry === undefined || after === undefined || isRefused) continue;
      const { fields, isNarrower } = toBulkChange(entry, after, targets);
      for (const field of fields) touched.set(field, (touched.get(field) ?? 0) + 1);
      if (isNarrower) narrower += 1;
      if (again.has(number)) asked += 1;
    }
    progress(set.size(), Math.max(source.about, set.size()), say.comparingWithThe);
    await clock.breathe();
    signal.throwIfAborted();
  }
  const fields = [...touched].map(([field, count]) => ({ field, count }));
  return { set, fields, narrower, asked };
}

function toChanges(
  entries: ReadonlyMap<number, Entry>,
  planned: readonly { readonly after: Entry | undefined }[],
): readonly EntryChange[] {
  return planned.flatMap(({ after }) => (after === undefined ? [] : [{ before: entries.get(after.number), after }]));
}
