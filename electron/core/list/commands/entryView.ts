/** Entries as rows of the list: names for places, the state at a time, and how the vendors stand. */
import type { EntryRow } from '../../../../shared/contract/entries.ts';
import { toDetails } from '../../../../shared/domain/entry/details.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { toEntryState } from '../../../../shared/domain/entry/entrySentence.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { toE164, toShownNumber } from '../../../../shared/domain/numbers/number.ts';
import { type Hold, isInForce } from '../../../../shared/domain/entry/scope.ts';
import { nameHold } from '../../../../shared/domain/entry/scopeWords.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { ListDeps } from './listDeps.ts';

const noRecords = { total: 0, inStep: 0, worst: null, mayCall: 0 };

/** A hold with its name: the place, and what it excepts. */
export function toNamedHold(hold: Hold, targets: TargetIndex, at: Instant): EntryRow['holds'][number] {
  return { ...hold, name: nameHold(hold, targets), inForce: isInForce(hold, at) };
}

/** The rows of these entries, in their order. */
export function toEntryRows(deps: ListDeps, entries: readonly Entry[], at: Instant): EntryRow[] {
  const numbers = entries.map(({ number }) => number);
  const disputed = deps.conflicts.disputedEntries(entries);
  const records = deps.records.summarise(numbers);
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
    vendors: records.get(entry.number) ?? noRecords,
  }));
}
