/** What a redaction takes out of an entry as the journal keeps it: the writer does it, and a proof is asked whether it was done. */
import { redacted, redactedFields, redactWhy } from '../../../shared/domain/entry/redaction.ts';
import type { FlatEntry } from '../db/entries/entryForm.ts';
import type { StoredDetails } from '../db/entries/storedDetails.ts';

/** An entry without what it says of a person. A vendor's name as its source is nobody's, and stays. */
export function redactFlat(flat: FlatEntry): FlatEntry {
  const isNamed = flat.sourceLabel !== '' && flat.sourceKind !== 'vendor';
  return {
    ...flat,
    ...(redactedFields as Partial<StoredDetails>),
    removedWhy: redactWhy(flat.removedWhy),
    sourceLabel: isNamed ? redacted : flat.sourceLabel,
  };
}
