/**
 * Runs one command of a person as one batch in one transaction: plan on what is there now, make the batch, write,
 * count. A command that changes nothing leaves no batch. Watchers are told after the commit.
 */
import type { Act } from '../../../../shared/domain/entry/entry.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { BatchCounts } from '../../db/entries/batchRows.ts';
import type { Batch } from '../../db/entries/batchRows.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Events } from '../../desk/events.ts';
import { inTransaction, type Transaction } from '../../db/handles.ts';
import type { ListStore } from './listStore.ts';
import type { EntryChange } from './writer.ts';

export type BatchPlan<T> = {
  readonly changes: readonly EntryChange[];
  /** Numbers that were asked for and are blocked already; those that `changes` name need no trace. */
  readonly asked?: readonly PhoneNumber[];
  /** Makes a batch of what only asked, too, so that it can be undone. */
  readonly keepsAsked?: boolean;
  readonly counts?: BatchCounts;
  readonly result: T;
  /**
   * Something besides entries was changed: the batch is made even without changed entries, so that it can be undone.
   */
  readonly changesMore?: boolean;
};

/** Answers the batch (null when nothing changed, apart from what was asked for once more), how many entries changed, and what the plan found. */
export function runBatch<T>(
  { store, events }: { store: ListStore; events: Events },
  about: {
    kind: Batch['kind'];
    label: string;
    author: string;
    at: Instant;
    undoes?: number;
    /** Kept with the batch; `why` is shown beside it. */
    details?: Readonly<Record<string, unknown>>;
  },
  plan: (act: Act) => BatchPlan<T>,
): { readonly batch: number | null; readonly changed: number; readonly result: T } {
  const { db, batches, writer } = store;
  const work = (open: Transaction) => {
    const act: Act = { at: about.at, author: about.author, batchId: batches.nextId() };
    const { changes, counts, result, asked = [], keepsAsked = false, changesMore = false } = plan(act);
    const changed = new Set(changes.map(({ after }) => after.number));
    const noted = [...new Set(asked)].filter((number) => !changed.has(number));
    const isBatch = changes.length > 0 || changesMore || (keepsAsked && noted.length > 0);
    if (noted.length > 0)
      writer.noteAsked(open, noted, { ...act, kind: about.kind, batchId: isBatch ? act.batchId : null });
    const isTold = isBatch || noted.length > 0;
    if (!isBatch) return { isTold, answer: { batch: null, changed: 0, result } };
    const batch = batches.save({ ...about, state: 'applied' });
    if (batch !== act.batchId) throw new Error('A batch got another id than the one announced');
    batches.count(batch, { ...countChanges(changes), ...counts });
    if (changes.length > 0) writer.write(open, changes, { ...act, kind: about.kind });
    return { isTold, answer: { batch, changed: changes.length, result } };
  };
  const done = inTransaction(db, work);
  // What was asked for once more changes no entry, but its history, and what an undo or a removal would come to.
  if (done.isTold) events.publish({ type: 'changed', topics: ['list', 'batches'] });
  return done.answer;
}

/** How many entries became blocked, were released, or changed otherwise. */
export function countChanges(changes: readonly EntryChange[]): {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
} {
  let added = 0;
  let removed = 0;
  for (const { before, after } of changes) {
    const was = before !== undefined && before.removed === null;
    const is = after.removed === null;
    if (is && !was) added += 1;
    if (was && !is) removed += 1;
  }
  return { added, removed, changed: changes.length - added - removed };
}
