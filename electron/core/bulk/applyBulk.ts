/**
 * Carries a previewed bulk out as one batch, in chunks. Each chunk is one transaction through the list's writer, with
 * its counts and what it left. An entry that has changed since the preview, or that has an open conflict, is left and
 * listed. When the work is cancelled or killed, what it wrote is taken back (list/batches/longBatch.ts).
 */
import { inTransaction, type Transaction } from '../db/handles.ts';
import type { Act } from '../../../shared/domain/entry/entry.ts';
import type { Batch, BatchLeft } from '../db/entries/batchRows.ts';
import type { JobControl } from '../desk/jobs.ts';
import { countChanges } from '../list/write/batchWork.ts';
import type { ListStore } from '../list/write/listStore.ts';
import type { OpenConflicts } from '../list/pages/openConflicts.ts';
import { type LongStep, runLongBatch } from '../list/batches/longBatch.ts';
import { takeBack } from '../list/batches/takeBack.ts';
import { toLeft, toLeftToLead } from '../list/batches/undoBatch.ts';
import type { EntryChange } from '../list/write/writer.ts';
import type { Clock } from '../ports.ts';
import type { BulkRow, BulkSet } from './bulkSet.ts';
import { type BulkPlan, planOne } from './planBulk.ts';
import { applyBulkWords as say } from '../../../shared/words/core/bulk.ts';

/** This many entries per transaction: other calls wait no longer than one transaction takes. */
const entriesAtOnce = 2000;
/** At most this many of the entries that were left are in the result itself. */
const leftShown = 1000;

export type BulkParts = {
  readonly store: ListStore;
  readonly conflicts: OpenConflicts;
  readonly clock: Clock;
  /** Makes a fresh backup, unless there is a recent one; answers why, if it could not be made. */
  readonly backUp: () => Promise<string | undefined>;
};

export type BulkDone = {
  /** Null when nothing changed: then there is no batch. */
  readonly batch: number | null;
  readonly changed: number;
  readonly left: readonly BatchLeft[];
  readonly leftCount: number;
  readonly state: 'applied' | 'cancelled';
  /** What the person has to be told besides. */
  readonly warnings: readonly string[];
};

export type BulkAbout = {
  readonly label: string;
  readonly author: string;
  readonly why: string;
  readonly details: Readonly<Record<string, unknown>>;
  /** Lines of the file that were rejected. */
  readonly rejected: number;
};

const before = { edit: 'change', remove: 'removal' } as const satisfies Record<BulkPlan['kind'], string>;

/** Applies a preview. @throws what the writer throws, after taking back what was written */
export async function applyBulk(
  { set, plan }: { readonly set: BulkSet; readonly plan: BulkPlan },
  { label, author, why, details, rejected }: BulkAbout,
  parts: BulkParts,
  control: JobControl,
): Promise<BulkDone> {
  const { store, clock, backUp } = parts;
  const { batches } = store;
  const { batch, state, counts, warnings } = await runLongBatch(
    {
      author,
      total: set.size(),
      begin: (started) =>
        batches.save({ ...started, kind: plan.kind, label, state: 'applying', details: { ...details, why } }),
      chunks: (act) => writeAll(set, { plan, act, why }, parts),
      finish: (id) => finish(id, { set, rejected }, store),
    },
    {
      clock,
      control,
      backup: { make: backUp, before: before[plan.kind] },
      onCancel: (id) => takeBack(parts, id),
    },
  );
  return { ...(counts ?? { batch, changed: 0, left: [], leftCount: 0 }), state, warnings };
}

/** Closes the batch with its counts; deletes it if it changed nothing. */
function finish(
  batch: number,
  { set, rejected }: { readonly set: BulkSet; readonly rejected: number },
  { db, batches }: ListStore,
): Omit<BulkDone, 'state' | 'warnings'> {
  return inTransaction(db, () => {
    const left = batches.listLeft(batch, 0, leftShown);
    const leftCount = batches.countLeft(batch);
    const changed = countChanged(batches.load(batch));
    if (changed === 0) batches.remove(batch);
    else {
      const { same } = set.counts();
      batches.count(batch, { lines: set.size(), alreadyThere: same, rejected });
      batches.setState(batch, 'applied');
    }
    return { batch: changed === 0 ? null : batch, changed, left, leftCount };
  });
}

function countChanged(batch: Batch | undefined): number {
  return batch === undefined ? 0 : batch.added + batch.changed + batch.removed;
}

type Change = { readonly plan: BulkPlan; readonly act: Act & { readonly batchId: number }; readonly why: string };

function* writeAll(set: BulkSet, change: Change, parts: BulkParts): Generator<LongStep> {
  let changed = 0;
  for (const rows of eachChunk(set)) {
    changed += inTransaction(parts.store.db, (open) => writeChunk(open, rows, change, parts));
    const done = (rows.at(-1)?.index ?? 0) + 1;
    yield { done, message: say.changed(changed) };
  }
}

type IndexedRow = BulkRow & { readonly index: number };

/** The rows that may change or are left; no other row needs a look. */
function* eachChunk(set: BulkSet): Generator<readonly IndexedRow[]> {
  let rows: IndexedRow[] = [];
  for (let index = 0; index < set.size(); index++) {
    const row = set.row(index);
    if (row.group === 'same' || row.group === 'notOnList') continue;
    rows.push({ ...row, index });
    if (rows.length < entriesAtOnce) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/**
 * Writes the entries that are still as previewed, notes the others, and answers how many changed. Inside a transaction.
 */
function writeChunk(
  open: Transaction,
  rows: readonly IndexedRow[],
  { plan, act, why }: Change,
  { store, conflicts }: BulkParts,
): number {
  const numbers = rows.map(({ number }) => number);
  const entries = store.entries.loadMany(numbers);
  const disputed = conflicts.disputed(numbers);
  const changes: EntryChange[] = [];
  const left: BatchLeft[] = [];
  for (const { number, seq, group } of rows) {
    const entry = entries.get(number);
    if (entry === undefined) {
      if (group === 'conflict') left.push({ number, at: act.at, by: act.author, why: 'conflict' });
    } else if (group === 'conflict' || disputed.has(number)) left.push({ ...toLeft(entry), why: 'conflict' });
    else if (entry.seq !== seq) left.push(toLeft(entry));
    else if (group === 'leadOnly') left.push(toLeftToLead(entry));
    else {
      const { after } = planOne(plan, entry, false, act, why);
      if (after !== undefined) changes.push({ before: entry, after });
    }
  }
  const refused = store.mayNotWeaken(changes, act.at);
  for (const { after } of changes) {
    const entry = entries.get(after.number);
    if (refused.has(after.number) && entry !== undefined) left.push(toLeftToLead(entry));
  }
  const allowed = refused.size === 0 ? changes : changes.filter(({ after }) => !refused.has(after.number));
  if (allowed.length > 0) store.writer.write(open, allowed, { ...act, kind: plan.kind });
  store.batches.saveLeft(act.batchId, left);
  store.batches.count(act.batchId, countChanges(allowed));
  return allowed.length;
}
