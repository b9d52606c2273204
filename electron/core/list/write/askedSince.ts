/**
 * Finds which numbers somebody asked for after a change of them, although they were blocked already: nothing of theirs changed, so that
 * an undo of that change would take away what was asked for. A request counts for as long as its own batch holds.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { JournalAsk } from '../../journal/journalAsks.ts';
import type { ListStore } from './listStore.ts';

export type Ask = Pick<JournalAsk, 'at' | 'author' | 'batchId'>;

/**
 * The newest request of each of these numbers after a row of the journal; those of `except` do not count.
 * @param numbers ascending
 * @param except the batch whose changes are undone: it does not stand in its own way
 */
export function findAskedSince(
  { journal, batches }: Pick<ListStore, 'journal' | 'batches'>,
  { row, numbers, except }: { readonly row: number; readonly numbers: readonly number[]; readonly except: number },
): ReadonlyMap<number, Ask> {
  const found = new Map<number, Ask>();
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return found;
  const wanted = new Set(numbers);
  const holds = createHolds(batches);
  for (const ask of journal.eachAskedAfter(row, first, last)) {
    if (ask.batchId === except || !holds(ask.batchId)) continue;
    for (const number of ask.numbers()) if (wanted.has(number)) found.set(number, ask);
  }
  return found;
}

/** The newest request for each of these entries since it was blocked, where nothing else tells of it: entries that are released have none. */
export function findAskedAgain(
  store: Pick<ListStore, 'journal' | 'batches'>,
  entries: Iterable<Entry>,
): ReadonlyMap<number, Ask> {
  const live = [...entries].filter(({ removed }) => removed === null).toSorted((a, b) => a.number - b.number);
  const asked = findAskedSince(store, { row: 0, numbers: live.map(({ number }) => number), except: 0 });
  const found = new Map<number, Ask>();
  for (const { number, createdAt } of live) {
    const ask = asked.get(number);
    if (ask !== undefined && ask.at >= createdAt) found.set(number, ask);
  }
  return found;
}

/** Kinds of changes by which somebody asks for a number, rather than that it is set right, read or taken back. */
const asking: readonly string[] = ['add', 'import', 'resolve'];

/**
 * Those of these numbers that somebody asked for at this desk since they were last released here: by a change that holds, or although
 * they were blocked already. What came from the shared list or a vendor is nobody's request here.
 * @param numbers ascending
 */
export function findAskedHere(
  { journal, batches }: Pick<ListStore, 'journal' | 'batches'>,
  numbers: readonly number[],
): ReadonlySet<number> {
  const found = new Set<number>();
  const first = numbers[0];
  const last = numbers.at(-1);
  if (first === undefined || last === undefined || !journal.hasBetween([...asking, 'asked'], first, last)) return found;
  const wanted = new Set(numbers);
  const holds = createHolds(batches);
  for (const { kind, batchId, asked, changes } of journal.eachBetween(first, last)) {
    const counts = kind === 'asked' || asking.includes(kind) ? holds(batchId) : false;
    if (kind === 'asked') {
      if (counts) for (const number of asked()) if (wanted.has(number)) found.add(number);
      continue;
    }
    for (const { number, isReleased } of changes()) {
      if (!wanted.has(number)) continue;
      if (isReleased) found.delete(number);
      else if (counts) found.add(number);
    }
  }
  return found;
}

/** Whether what a batch asked for still counts: it was not taken back. What belongs to no batch cannot be. */
export function createHolds(batches: Pick<ListStore['batches'], 'load'>): (batch: number | null) => boolean {
  const known = new Map<number, boolean>();
  return (batch) => {
    if (batch === null) return true;
    const found = known.get(batch);
    if (found !== undefined) return found;
    const state = batches.load(batch)?.state;
    const holds = state !== 'undone' && state !== 'cancelled';
    known.set(batch, holds);
    return holds;
  };
}

/** The batch with which a chain of undos began. */
export function findRoot(batches: Pick<ListStore['batches'], 'load'>, batch: number): number {
  let root = batch;
  for (let undoes = batches.load(root)?.undoes; undoes != null; undoes = batches.load(root)?.undoes) root = undoes;
  return root;
}
