/**
 * Takes a batch back: exactly what it changed and nobody changed, or asked for, since; the rest is listed and left. An undo is a batch
 * of its own, so it can be undone in turn. It goes through the journal newest first, one row (up to 10,000 changes) per
 * transaction, and keeps its position in the batch's details: an undo that a crash stopped goes on at the next start.
 */
import { inTransaction } from '../../db/handles.ts';
import { type Act, type Entry, toTakenBackWhy } from '../../../../shared/domain/entry/entry.ts';
import { isWeaker } from '../../../../shared/domain/entry/weaker.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Batch, BatchLeft } from '../../db/entries/batchRows.ts';
import { createEntryReader } from '../../db/entries/entryForm.ts';
import { countChanges } from '../write/batchWork.ts';
import { type Ask, findAskedSince, findRoot } from '../write/askedSince.ts';
import { findChangedSince } from './changedSince.ts';
import type { ListStore } from '../write/listStore.ts';
import type { EntryChange } from '../write/writer.ts';
import { undoBatchWords as say } from '../../../../shared/words/core/list.ts';

/** Where an undo stands; kept as the details of its batch. */
export type UndoProgress = {
  readonly batch: number;
  readonly undoes: number;
  /** Journal rows that are still to be undone, newest first. */
  readonly rows: readonly number[];
  readonly changed: number;
  /** Decisions about conflicts that were taken back, or brought back, with the batch. */
  readonly reopened?: number;
  /** How many entries were changed, or asked for, since, and left. */
  readonly left: number;
  /** How many numbers the batch had asked for that were blocked already: once it is undone, nobody did. */
  readonly asked: number;
};

type UndoDetails = {
  readonly rows: readonly number[];
  readonly changed: number;
  readonly left: number;
  readonly stateBefore: Batch['state'];
};

/** At most this many of the entries that were left are in the answer itself. */
const leftShown = 1000;

/** Makes the batch of an undo. It does not undo anything yet. */
export function startUndo(store: ListStore, batch: Batch, author: string, at: Instant): UndoProgress {
  const rows = store.journal.listOfBatch(batch.id).toReversed();
  const details: UndoDetails = { rows, changed: 0, left: 0, stateBefore: batch.state };
  const id = store.batches.save({
    kind: 'undo',
    label: nameBatch(batch),
    author,
    at,
    state: 'applying',
    undoes: batch.id,
    details,
  });
  return { batch: id, undoes: batch.id, rows, changed: 0, left: 0, asked: countAsked(store, batch.id) };
}

/** Where an undo stopped. */
export function toUndoProgress(store: ListStore, undo: Batch): UndoProgress {
  const { rows, changed, left } = undo.details as UndoDetails;
  const undoes = undo.undoes ?? 0;
  return { batch: undo.id, undoes, rows, changed, left, asked: countAsked(store, undoes) };
}

function countAsked({ journal, batches }: ListStore, batch: number): number {
  return journal.countAskedBy(findRoot(batches, batch));
}

/** Undoes the next journal row in one transaction and answers where it stands then. */
export function undoNextRow(store: ListStore, progress: UndoProgress): UndoProgress {
  const [row, ...rest] = progress.rows;
  const undo = store.batches.load(progress.batch);
  const undone = store.batches.load(progress.undoes);
  if (row === undefined || undo === undefined || undone === undefined) return { ...progress, rows: [] };
  return inTransaction(store.db, (open) => {
    const act: Act = { at: undo.at, author: undo.author, batchId: undo.id };
    const { changes, left } = planUndo(store, row, undone, act);
    if (changes.length > 0) store.writer.write(open, changes, { ...act, kind: 'undo' });
    store.batches.count(undo.id, { ...countChanges(changes), lines: changes.length });
    const next: UndoProgress = {
      ...progress,
      rows: rest,
      changed: progress.changed + changes.length,
      left: progress.left + left.length,
    };
    store.batches.saveLeft(undo.id, left);
    store.batches.setDetails(undo.id, { ...undo.details, rows: next.rows, changed: next.changed, left: next.left });
    return next;
  });
}

/**
 * Ends an undo: it is applied, the batch that it undid is undone, and what that batch had undone holds again. When
 * there was nothing to take back, or everything had been changed since, the states stay as they were and the undo
 * leaves no batch. Answers the first thousand entries that it left.
 */
export function endUndo(store: ListStore, progress: UndoProgress): readonly BatchLeft[] {
  return inTransaction(store.db, (): readonly BatchLeft[] => {
    const left = store.batches.listLeft(progress.batch, 0, leftShown);
    if (isNothing(progress)) {
      store.batches.remove(progress.batch);
      return left;
    }
    store.batches.setState(progress.batch, 'applied');
    let upper = store.batches.load(progress.batch);
    let holds = false;
    while (upper !== undefined && upper.undoes !== null) {
      const { stateBefore } = upper.details as UndoDetails;
      store.batches.setState(upper.undoes, holds ? stateBefore : 'undone');
      holds = !holds;
      upper = store.batches.load(upper.undoes);
    }
    return left;
  });
}

/** Whether an undo took nothing back. */
export function isNothing({ changed, reopened = 0, asked }: UndoProgress): boolean {
  return changed === 0 && reopened === 0 && asked === 0;
}

/**
 * What undoing the newest journal row of a batch would change and leave, and how many changes of the batch that does not tell of.
 */
export function foreseeUndoRow(
  store: ListStore,
  batch: Batch,
  act: Act,
): { readonly changes: readonly EntryChange[]; readonly left: readonly BatchLeft[]; readonly more: number } {
  const row = store.journal.listOfBatch(batch.id).at(-1);
  if (row === undefined) return { changes: [], left: [], more: 0 };
  const { changes, left } = planUndo(store, row, batch, act);
  return { changes, left, more: Math.max(0, batch.added + batch.changed - changes.length - left.length) };
}

function planUndo(
  store: ListStore,
  row: number,
  undone: Batch,
  act: Act,
): { readonly changes: readonly EntryChange[]; readonly left: readonly BatchLeft[] } {
  const toEntry = createEntryReader();
  const flatChanges = store.journal.loadRow(row);
  const numbers = flatChanges.map(({ after }) => toPhoneNumber(after.number));
  const current = store.entries.loadMany(numbers);
  const changedSince = findChangedSince(store, row, flatChanges, current);
  const changes: EntryChange[] = [];
  const left: BatchLeft[] = [];
  for (const [at, change] of flatChanges.entries()) {
    const number = numbers[at];
    const now = number === undefined ? undefined : current.get(number);
    if (now === undefined || number === undefined) continue;
    if (changedSince.has(number)) left.push(toLeft(now));
    else {
      const before = change.before === undefined ? undefined : toEntry(change.before);
      changes.push({ before: now, after: toUndone(now, before, undone, act) });
    }
  }
  const asked = findAskedAgain(store, row, undone, changes, act);
  const refused = store.mayNotWeaken(changes, act.at);
  if (asked.size + refused.size === 0) return { changes, left };
  const kept: EntryChange[] = [];
  for (const change of changes) {
    const { before, after } = change;
    const ask = asked.get(after.number);
    if (ask !== undefined) left.push({ number: after.number, at: ask.at, by: ask.author, why: 'asked' });
    else if (refused.has(after.number)) left.push(toLeftToLead(before ?? after));
    else kept.push(change);
  }
  return { changes: kept, left };
}

/** Which of these changes would take away what somebody asked for since, and who did. */
function findAskedAgain(
  store: ListStore,
  row: number,
  undone: Batch,
  changes: readonly EntryChange[],
  act: Act,
): ReadonlyMap<number, Ask> {
  // Without what is known of targets an account's hold covers no agent: in doubt it is less, and stays.
  const weaker = changes.filter(
    ({ before, after }) => before !== undefined && isWeaker(before, after, act.at, new Map()),
  );
  const root = findRoot(store.batches, undone.id);
  // An undo of an undo takes back what the first of them did, and since then somebody may have asked.
  const since = root === undone.id ? row : (store.journal.listOfBatch(root)[0] ?? row);
  return findAskedSince(store, { row: since, numbers: weaker.map(({ after }) => after.number), except: root });
}

function toUndone(now: Entry, before: Entry | undefined, undone: Batch, act: Act): Entry {
  const changed = { seq: now.seq + 1, changedAt: act.at, changedBy: act.author };
  if (before !== undefined) return { ...before, ...changed };
  return { ...now, ...changed, removed: { at: act.at, why: toTakenBackWhy(nameBatch(undone)), by: act.author } };
}

/** An entry that is left because somebody changed it since. */
export function toLeft({ number, removed, changedAt, changedBy }: Entry): BatchLeft {
  return removed === null
    ? { number, at: changedAt, by: changedBy, why: 'changed' }
    : { number, at: removed.at, by: removed.by, why: 'removed' };
}

/** An entry that is left because only a lead of the shared list may weaken its block. */
export function toLeftToLead({ number, changedAt, changedBy }: Entry): BatchLeft {
  return { number, at: changedAt, by: changedBy, why: 'lead' };
}

/** "import of calls.csv", "removal of 3 numbers". */
function nameBatch({ kind, label }: Batch): string {
  const nouns = {
    add: say.blockOf,
    edit: say.changeOf,
    remove: say.removalOf,
    import: say.importOf,
    undo: say.undoOf,
    resolve: say.decisionOn,
    pull: say.changesFrom,
  } as const satisfies Record<Batch['kind'], string>;
  return `${nouns[kind]} ${label}`;
}
