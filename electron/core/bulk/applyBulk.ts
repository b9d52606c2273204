/**
 * Carries a previewed bulk out as one batch, in chunks, each one transaction through the list's writer with its counts and
 * what it left. An entry that is no longer as it was previewed, or about which a conflict is open, is left and listed.
 * Cancelled, it takes back what it wrote; killed, the next start does (list/takeBack.ts).
 */
import type { Act } from '../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { countOf } from '../../../shared/words/counts.ts';
import type { BatchLeft } from '../db/entries/batchRows.ts';
import type { JobWork } from '../desk/jobs.ts';
import { countChanges } from '../list/write/batchWork.ts';
import type { ListStore } from '../list/write/listStore.ts';
import type { OpenConflicts } from '../list/pages/openConflicts.ts';
import { takeBack } from '../list/batches/takeBack.ts';
import { toLeft } from '../list/batches/undoBatch.ts';
import type { EntryChange } from '../list/write/writer.ts';
import type { Clock } from '../ports.ts';
import type { BulkRow, BulkSet } from './bulkSet.ts';
import { type BulkPlan, planOne } from './planBulk.ts';

/** So many entries a transaction: other calls wait no longer than one takes. */
const entriesAtOnce = 2000;
/** So many of what was left are in the result itself. */
const leftShown = 1000;

export type BulkParts = {
  readonly store: ListStore;
  readonly conflicts: OpenConflicts;
  readonly clock: Clock;
  /** A fresh backup, unless there is a recent one. */
  readonly backUp: () => Promise<void>;
};

export type BulkDone = {
  /** Null when nothing changed: then there is no batch. */
  readonly batch: number | null;
  readonly changed: number;
  readonly left: readonly BatchLeft[];
  readonly leftCount: number;
  readonly state: 'applied' | 'cancelled';
};

export async function applyBulk(
  set: BulkSet,
  plan: BulkPlan,
  about: {
    readonly label: string;
    readonly author: string;
    readonly why: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly rejected: number;
  },
  parts: BulkParts,
  { signal, progress }: Parameters<JobWork<unknown>>[0],
): Promise<BulkDone> {
  const { store, clock, backUp } = parts;
  const { batches } = store;
  progress(0, set.size(), 'Backing up the list first.');
  await backUp();
  signal.throwIfAborted();
  const at = toInstant(clock.now());
  const { label, author, why } = about;
  const details = { ...about.details, why };
  const batch = batches.save({ kind: plan.kind, label, author, at, state: 'applying', details });
  const act: Act = { at, author, batchId: batch };
  let changed = 0;
  try {
    for (const rows of eachChunk(set)) {
      changed += store.db.transaction(() => writeChunk(rows, plan, act, why, batch, parts)).immediate();
      const done = (rows.at(-1)?.index ?? 0) + 1;
      progress(done, set.size(), `${countOf(changed, 'entry', 'entries')} changed.`);
      await clock.breathe();
      if (signal.aborted) {
        await takeBack(parts, batch);
        return { batch, changed: 0, left: [], leftCount: 0, state: 'cancelled' };
      }
    }
  } catch (error) {
    await takeBack(parts, batch);
    throw error;
  }
  const end = store.db.transaction((): BulkDone => {
    const left = batches.listLeft(batch, 0, leftShown);
    const leftCount = batches.countLeft(batch);
    if (changed === 0) batches.remove(batch);
    else {
      const { same } = set.counts();
      batches.count(batch, { lines: set.size(), alreadyThere: same, rejected: about.rejected });
      batches.setState(batch, 'applied');
    }
    return { batch: changed === 0 ? null : batch, changed, left, leftCount, state: 'applied' };
  });
  return end.immediate();
}

type IndexedRow = BulkRow & { readonly index: number };

/** The rows that may change or are left; the others need no look. */
function* eachChunk(set: BulkSet): Generator<readonly IndexedRow[]> {
  let rows: IndexedRow[] = [];
  for (let index = 0; index < set.size(); index++) {
    const row = set.row(index);
    if (row.group !== 'change' && row.group !== 'conflict') continue;
    rows.push({ ...row, index });
    if (rows.length < entriesAtOnce) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** Writes what is still as it was previewed, notes the rest, and answers how many changed. Inside a transaction. */
function writeChunk(
  rows: readonly IndexedRow[],
  plan: BulkPlan,
  act: Act,
  why: string,
  batch: number,
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
    else {
      const { after } = planOne(plan, entry, false, act, why);
      if (after !== undefined) changes.push({ before: entry, after });
    }
  }
  if (changes.length > 0) store.writer.write(changes, { ...act, kind: plan.kind });
  store.batches.saveLeft(batch, left);
  store.batches.count(batch, countChanges(changes));
  return changes.length;
}
