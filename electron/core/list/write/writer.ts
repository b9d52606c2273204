/**
 * The one write path. Every change of the list, whether it came from a person, a file, an undo or a vendor, ends in
 * `write` inside the caller's transaction: entry, expiry, counts, journal and outbox change together or not at all.
 */
import type { Act } from '../../../../shared/domain/entry/entry.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { createEntryFlattener, type FlatEntry } from '../../db/entries/entryForm.ts';
import type { OriginRows } from '../../db/entries/entryOriginRows.ts';
import type { EntryRows, StorableEntry } from '../../db/entries/entryRows.ts';
import { createEntryTallies } from '../../db/entries/entryTallyRows.ts';
import type { ExpiryRows } from '../../db/entries/expiryRows.ts';
import type { Transaction, WritableDb } from '../../db/handles.ts';
import type { ScopeRows } from '../../db/entries/scopeRows.ts';
import type { Journal, JournalKind } from '../../journal/journal.ts';
import type { FlatChange } from '../../journal/journalPayload.ts';
import type { EntryChange, ListOutbox } from './entryChange.ts';
import type { NewEntries } from './newEntries.ts';
import { createRedactor } from './redactEntry.ts';
import { createNewEntriesWriter, type PreparedEntries, prepareNew } from './writeNew.ts';

export type { EntryChange } from './entryChange.ts';

export type ListWriter = {
  /**
   * Writes changes of different numbers; sorted by number is fastest. Throws (a bug) when the transaction is over, on a number
   * twice, and when an entry is no longer at its `before`.
   */
  readonly write: (
    open: Transaction,
    changes: readonly EntryChange[],
    act: Act & { readonly kind: JournalKind },
  ) => void;
  /**
   * Writes entries that were never on the list, as `write` would, at most 10,000 at once. Throws (a bug) outside a
   * transaction, and when one is there.
   */
  readonly writeNew: (open: Transaction, added: NewEntries, act: Act & { readonly kind: JournalKind }) => void;
  /** The same, for entries that were prepared before (`prepareNewBeside`). */
  readonly writePrepared: (open: Transaction, prepared: PreparedEntries) => void;
  /**
   * Writes that somebody asked for numbers which are blocked already, so that nothing of theirs changed: an undo of what blocked them
   * must not take that away. Each once; of any order. Throws (a bug) outside a transaction.
   */
  readonly noteAsked: (
    open: Transaction,
    numbers: ArrayLike<number>,
    act: Act & { readonly kind: JournalKind },
  ) => void;
  /** Takes what an entry says of a person out of it and its history; false: the number has no entry. */
  readonly redact: (open: Transaction, number: PhoneNumber, act: Act) => boolean;
};

/** The most changes in one journal row. */
const changesPerRow = 10_000;

/** The one writer of a desk; `outbox` is called inside the transaction of every write. */
export function createListWriter(parts: {
  db: WritableDb;
  entries: EntryRows;
  scopes: ScopeRows;
  origins: OriginRows;
  expiries: ExpiryRows;
  journal: Journal;
  outbox: ListOutbox;
}): ListWriter {
  const { db, entries, scopes, origins, expiries, journal, outbox } = parts;
  const startTally = createEntryTallies(db, scopes, origins);
  const redactEntry = createRedactor({ entries, origins, journal, startTally });
  const writeNewEntries = createNewEntriesWriter({ entries, scopes, origins, expiries, journal, outbox, startTally });

  function writeRow(changes: readonly EntryChange[], act: Act & { readonly kind: JournalKind }): void {
    const toFlat = createEntryFlattener();
    const toFlatBefore = createEntryFlattener();
    const tally = startTally();
    const intern = createInterner(scopes, origins);
    const now = toEpochMs(act.at);
    const flatChanges: FlatChange[] = [];
    const added: StorableEntry[] = [];
    for (const change of changes) {
      const after = intern(toFlat(change.after));
      const before = change.before === undefined ? undefined : intern(toFlatBefore(change.before));
      if (after.flat.seq !== (before?.flat.seq ?? 0) + 1) throw new Error('The seq of an entry grows by one');
      flatChanges.push({ before: before?.flat, after: after.flat });
      if (before === undefined) added.push(after);
      else {
        entries.replace(after, before.flat.seq);
        tally.note(before.flat.number, before.scopeId, before.originId, before.flat.removedAt !== null, -1);
        for (const { until } of change.before?.holds ?? [])
          if (until !== null) expiries.remove(toEpochMs(until), before.flat.number);
      }
      tally.note(after.flat.number, after.scopeId, after.originId, after.flat.removedAt !== null, 1);
      if (after.flat.removedAt === null)
        for (const { until } of change.after.holds)
          if (until !== null && toEpochMs(until) > now) expiries.save(toEpochMs(until), after.flat.number);
    }
    entries.insert(added);
    tally.save();
    journal.append(flatChanges, act);
    outbox.enqueue(changes, act);
  }

  function writePrepared(_open: Transaction, prepared: PreparedEntries): void {
    if (!db.inTransaction) throw new Error('The list is written in a transaction only');
    writeNewEntries(prepared);
  }

  return {
    write(_open, changes, act) {
      if (!db.inTransaction) throw new Error('The list is written in a transaction only');
      const sorted = sortByNumber(changes);
      for (let at = 0; at < sorted.length; at += changesPerRow) writeRow(sorted.slice(at, at + changesPerRow), act);
    },
    writeNew: (open, added, act) => writePrepared(open, prepareNew(added, act)),
    writePrepared,
    noteAsked(_open, numbers, act) {
      if (!db.inTransaction) throw new Error('The list is written in a transaction only');
      const [only] = numbers.length === 1 ? Array.from(numbers) : [];
      // A program that asks again and again says nothing new.
      if (only !== undefined && act.batchId === null && journal.isAskedLast(only, act.author)) return;
      const sorted = Float64Array.from(numbers).toSorted();
      for (let at = 0; at < sorted.length; at += changesPerRow)
        journal.appendAsked(sorted.subarray(at, at + changesPerRow), act);
      outbox.noteAsked?.(() => [...entries.loadMany(Array.from(sorted, toPhoneNumber)).values()], act);
    },
    redact(_open, number, act) {
      const isRedacted = redactEntry(number, { ...act, kind: 'redact' });
      if (isRedacted) outbox.noteRedacted?.(number);
      return isRedacted;
    },
  };
}

/**
 * Finds or makes the ids of scope and origin. Its memory lasts for one write: a transaction that rolls back takes ids
 * with it.
 */
function createInterner(scopes: ScopeRows, origins: OriginRows): (flat: FlatEntry) => StorableEntry {
  const scopeIds = new Map<string, number>();
  let last: { flat: FlatEntry; id: number } | undefined;
  const toScopeId = (holds: string): number => {
    const known = scopeIds.get(holds);
    if (known !== undefined) return known;
    const id = scopes.saveScope(holds);
    scopeIds.set(holds, id);
    return id;
  };
  const toOriginId = (flat: FlatEntry): number => {
    if (last !== undefined && sameOrigin(last.flat, flat)) return last.id;
    const id = origins.saveOrigin({
      source_kind: flat.sourceKind,
      source_label: flat.sourceLabel,
      author: flat.createdBy,
      at: flat.createdAt,
      batch_id: flat.batchId,
    });
    last = { flat, id };
    return id;
  };
  return (flat) => ({ flat, scopeId: toScopeId(flat.holds), originId: toOriginId(flat) });
}

function sameOrigin(a: FlatEntry, b: FlatEntry): boolean {
  return (
    a.createdAt === b.createdAt &&
    a.batchId === b.batchId &&
    a.createdBy === b.createdBy &&
    a.sourceLabel === b.sourceLabel &&
    a.sourceKind === b.sourceKind
  );
}

function sortByNumber(changes: readonly EntryChange[]): readonly EntryChange[] {
  let previous = 0;
  let isSorted = true;
  for (const { after } of changes) {
    if (after.number <= previous) isSorted = false;
    previous = after.number;
  }
  if (isSorted) return changes;
  const sorted = changes.toSorted((a, b) => a.after.number - b.after.number);
  for (const [at, change] of sorted.entries())
    if (change.after.number === sorted[at + 1]?.after.number) throw new Error('A number is changed twice in one write');
  return sorted;
}
