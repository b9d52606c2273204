/**
 * Undoes batches of decisions. What an undone batch decided is asked again. What an undone undo had opened again is
 * decided again, if the question is still the same.
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { Batch } from '../../db/entries/batchRows.ts';
import type { Conflict, Resolution } from '../../db/sync/conflictRows.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { settleDecided } from './settleDecided.ts';

/** The key, in the details of an undo, of the decisions that the undo took back. */
const openedAgain = 'openedAgain';
/** As many as `conflicts.resolve` takes at once. */
const mostDecisions = 10_000;

type Stores = { readonly store: SyncStore; readonly list: ListStore; readonly lead: Pick<Lead, 'refuse'> };
type OpenedAgain = { readonly id: number; readonly resolution: Resolution; readonly question: string };

/**
 * The part of an undo that concerns decisions, in the caller's transaction. `undone` and `undo` are ids of batches;
 * answers how many conflicts were opened or decided again. The next reading shows what the vendor was told meanwhile.
 */
export function undoDecisions(stores: Stores, undone: number, undo: number): number {
  const { batches } = stores.list;
  const batch = batches.load(undo);
  const before = batches.load(undone);
  if (batch === undefined || before === undefined) return 0;
  const { decisions, hold } = findDecisions(stores, before);
  if (!hold) {
    const opened = before.details[openedAgain];
    return isOpenedAgain(opened) ? decideAgain(stores, opened, batch, decisions) : 0;
  }
  const opened = reopen(stores, decisions);
  if (opened.length > 0) batches.setDetails(undo, { ...batch.details, [openedAgain]: opened });
  return opened.length;
}

/** The batch with which a chain of undos began, and whether its decisions hold after the given one. */
function findDecisions({ list }: Stores, batch: Batch): { readonly decisions: number; readonly hold: boolean } {
  let hold = true;
  let lower: Batch = batch;
  while (lower.undoes !== null) {
    const next = list.batches.load(lower.undoes);
    if (next === undefined) break;
    lower = next;
    hold = !hold;
  }
  return { decisions: lower.id, hold };
}

function reopen({ store, lead }: Stores, batch: number): readonly OpenedAgain[] {
  return store.conflicts.listOfBatch(batch).flatMap((conflict) => {
    // Where another desk leads now, the entry is as before, and what becomes of the record is asked there.
    if (lead.refuse(conflict.account) !== null) return [];
    if (!store.conflicts.reopen(conflict.id)) return [];
    const facts = store.remotes.load(conflict);
    if (facts !== undefined) store.remotes.save({ ...facts, base: conflict.base, named: null });
    // What the decision took away there again may be put back again, because a person asks anew.
    if (facts?.seen == null) store.conflicts.forgetPut(conflict.id);
    return [{ id: conflict.id, resolution: conflict.resolution, question: toQuestion(conflict) }];
  });
}

/** Only if the question is still the one that was answered, and the entry has not been changed since. */
function decideAgain(
  { store, list, lead }: Stores,
  decisions: readonly OpenedAgain[],
  batch: Batch,
  decider: number,
): number {
  const views = new Map(store.loadViews().map((view) => [view.id, view]));
  const left = new Set<number>(list.batches.listLeft(batch.id, 0, mostDecisions).map(({ number }) => number));
  const at = toEpochMs(batch.at);
  return decisions.filter(({ id, resolution, question }) => {
    const conflict = store.conflicts.load(id);
    const account = conflict && views.get(conflict.account);
    if (conflict === undefined || account === undefined || conflict.resolvedAt !== null) return false;
    if (lead.refuse(conflict.account) !== null) return false;
    if (left.has(conflict.number) || toQuestion(conflict) !== question) return false;
    store.conflicts.resolve(id, { at, resolution, by: batch.author, batch: decider });
    settleDecided(store, conflict, store.entries.load(conflict.number), account, at);
    return true;
  }).length;
}

function isOpenedAgain(detail: unknown): detail is readonly OpenedAgain[] {
  return Array.isArray(detail);
}

/** The text of the question: another answer of the vendor makes it another question. */
function toQuestion({ kind, base, ours, theirs }: Conflict): string {
  return JSON.stringify([kind, base, ours, theirs]);
}
