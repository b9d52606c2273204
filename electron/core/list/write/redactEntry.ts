/**
 * The writer's way to take out what an entry says of a person: from the entry, from every change of it in the journal, and from
 * where it came from. Its block, its counts and its order follow as after any change. Vendors are owed nothing by it.
 */
import { redacted } from '../../../../shared/domain/entry/redaction.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { OriginRows } from '../../db/entries/entryOriginRows.ts';
import type { EntryRows } from '../../db/entries/entryRows.ts';
import type { EntryTally } from '../../db/entries/entryTallyRows.ts';
import { redactFlat } from '../../journal/redactFlat.ts';
import type { Journal, JournalAct } from '../../journal/journal.ts';

type Parts = {
  readonly entries: EntryRows;
  readonly origins: OriginRows;
  readonly journal: Journal;
  readonly startTally: () => EntryTally;
};

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
