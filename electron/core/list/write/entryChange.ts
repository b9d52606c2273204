/**
 * What the writer takes and hands on: one entry before and after, for all that owe something to vendors because of it.
 */
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { JournalKind } from '../../journal/journal.ts';
import type { NewEntries } from './newEntries.ts';

/** An entry before and after; `before` is undefined for a number that was never on the list. */
export type EntryChange = { readonly before: Entry | undefined; readonly after: Entry };

/** An act with its kind, as the journal has it. */
export type ListAct = Act & { readonly kind: JournalKind };

/** Receives the changes and writes what they owe to vendors, in the same transaction. */
export type ListOutbox = {
  /** `act.kind`: a release by a person is not the same as an undo, or a vendor's change. */
  readonly enqueue: (changes: readonly EntryChange[], act: ListAct) => void;
  readonly enqueueNew: (added: NewEntries, act: ListAct) => void;
  /**
   * The numbers among these whose block this desk may not weaken so: on a shared list only a lead may. `enqueue` refuses such a
   * change; who does many at once leaves them out.
   */
  readonly mayNotWeaken?: (changes: readonly EntryChange[], at: Instant) => ReadonlySet<number>;
  /** Whether `mayNotWeaken` names none, whatever the changes: nothing is shared, or this login is a lead's. */
  readonly mayWeakenAny?: () => boolean;
  /** Somebody asked for numbers that are blocked already. Vendors are owed nothing by that. */
  readonly noteAsked?: (entries: () => readonly Entry[], act: ListAct) => void;
  /** What a number's entry says of a person was taken out of it. Vendors are owed nothing by that. */
  readonly noteRedacted?: (number: number) => void;
};

/** New entries as changes, one per number. */
export function toNewChanges(
  { numbers, lines, statementOf, statements, originOf, origins }: NewEntries,
  act: Act,
): readonly EntryChange[] {
  return Array.from(numbers, (number, at): EntryChange => {
    const statement = statements[statementOf[at] ?? 0];
    const origin = origins[originOf[at] ?? 0];
    if (statement === undefined || origin === undefined) throw new Error('A new entry has no statement or no origin');
    const { at: madeAt, author } = origin.made ?? act;
    const line = lines[at] ?? Number.NaN;
    const after = {
      ...statement,
      number: toPhoneNumber(number),
      seq: 1,
      removed: null,
      source: origin.source,
      createdAt: madeAt,
      createdBy: author,
      changedAt: madeAt,
      changedBy: author,
      batchId: act.batchId,
      line: Number.isNaN(line) ? null : line,
    };
    return { before: undefined, after };
  });
}

/**
 * What each vendor is told, and may do, once these changes are made: sentences, by vendor. Nothing is written. `before`:
 * the entry as it is.
 */
export type Foresee = (changes: readonly EntryChange[]) => readonly string[];
