/**
 * The writer's way to take out what an entry says of a person: from the entry, from every change of it in the journal, and from
 * where it came from. Its block, its counts and its order follow as after any change. Vendors are owed nothing by it.
 */
import { redacted, redactedFields, redactWhy } from '../../../../shared/domain/entry/redaction.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { FlatEntry } from '../../db/entries/entryForm.ts';
import type { OriginRows } from '../../db/entries/entryOriginRows.ts';
import type { EntryRows } from '../../db/entries/entryRows.ts';
import type { StoredDetails } from '../../db/entries/storedDetails.ts';
import type { EntryTally } from '../../db/entries/entryTallyRows.ts';
import type { Journal, JournalAct } from '../../journal/journal.ts';

type Parts = {
  readonly entries: EntryRows;
  readonly origins: OriginRows;
  readonly journal: Journal;
  readonly startTally: () => EntryTally;
};

/** An entry without what it says of a person. A vendor's name as its source is nobody's, and stays. */
function redactFlat(flat: FlatEntry): FlatEntry {
  const isNamed = flat.sourceLabel !== '' && flat.sourceKind !== 'vendor';
  return {
    ...flat,
    ...(redactedFields as Partial<StoredDetails>),
    removedWhy: redactWhy(flat.removedWhy),
    sourceLabel: isNamed ? redacted : flat.sourceLabel,
  };
}

/** Makes the function that redacts one number's entry in the caller's transaction; false: the number has none. */
export function createRedactor({ entries, origins, journal, startTally }: Parts) {
  return (number: number, act: JournalAct): boolean => {
    const stored = entries.loadStored(number);
    if (stored === undefined) return false;
    const { flat, scopeId, originId: oldOrigin } = stored;
    const before = redactFlat(flat);
    const changed = { seq: flat.seq + 1, changedAt: toEpochMs(act.at), changedBy: act.author };
    const after = { ...before, ...changed };
    const originId = origins.saveOrigin({
      source_kind: after.sourceKind,
      source_label: after.sourceLabel,
      author: after.createdBy,
      at: after.createdAt,
      batch_id: after.batchId,
    });
    entries.replace({ flat: after, scopeId, originId }, flat.seq);
    const tally = startTally();
    const isRemoved = flat.removedAt !== null;
    tally.note(number, scopeId, oldOrigin, isRemoved, -1);
    tally.note(number, scopeId, originId, isRemoved, 1);
    tally.save();
    if (oldOrigin !== originId) origins.forgetLabel(oldOrigin, redacted);
    journal.redact({ before, after }, act, redactFlat);
    return true;
  };
}
