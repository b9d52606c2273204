/** Entries as rows of the list: names for places, the state at a time, and how the vendors stand. */
import type { EntryRow } from '../../../../shared/contract/entries.ts';
import { toDetails } from '../../../../shared/domain/entry/details.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { toEntryState } from '../../../../shared/domain/entry/entrySentence.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164, toShownNumber } from '../../../../shared/domain/numbers/number.ts';
import { type Hold, isInForce } from '../../../../shared/domain/entry/scope.ts';
import { nameHold } from '../../../../shared/domain/entry/scopeWords.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { readEach } from '../../db/damagedRow.ts';
import type { ReadableEntries } from '../../db/entries/entryRows.ts';
import type { ListDeps } from './listDeps.ts';

const noRecords = { total: 0, inStep: 0, worst: null, mayCall: 0 };

/** A hold with its name: the place, and what it excepts. */
export function toNamedHold(hold: Hold, targets: TargetIndex, at: Instant): EntryRow['holds'][number] {
  return { ...hold, name: nameHold(hold, targets), inForce: isInForce(hold, at) };
}

/** Entries with what could not be read of them. */
type Readable = { readonly entries: readonly Entry[]; readonly damage: ReadableEntries['damage'] };

/** Those of these numbers that have an entry, in the order of the numbers. */
export function loadReadable({ store }: Pick<ListDeps, 'store'>, numbers: readonly PhoneNumber[]): Readable {
  const { entries, damage } = store.entries.loadReadable(numbers);
  return { entries: numbers.flatMap((number) => entries.get(number) ?? []), damage };
}

/** The rows of these entries, in their order. One with damage says so. */
export function toEntryRows(deps: ListDeps, { entries, damage: known }: Readable, at: Instant): EntryRow[] {
  const numbers = entries.map(({ number }) => number);
  const disputed = deps.conflicts.disputedEntries(entries);
  const damage = new Map(known);
  const records = readEach(numbers, deps.records.summarise, (number, found) => damage.set(number, found));
  const targets = deps.targets();
  return entries.map((entry) => ({
    number: toE164(entry.number),
    ...toShownNumber(entry.number),
    state: toEntryState(entry, at, disputed.has(entry.number)),
    holds: entry.holds.map((hold) => toNamedHold(hold, targets, at)),
    ...toDetails(entry),
    createdAt: entry.createdAt,
    createdBy: entry.createdBy,
    source: entry.source,
    batch: entry.batchId,
    line: entry.line,
    removed: entry.removed,
    ...(damage.has(entry.number) ? { damage: damage.get(entry.number)?.message } : {}),
    vendors: records.get(entry.number) ?? noRecords,
  }));
}
