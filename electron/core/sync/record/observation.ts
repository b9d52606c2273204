/**
 * A record that a vendor showed, or did not show, as the reconciler takes it, and what the planner gets of it. Further
 * facts about a sight (who made the record, which fields the answer left out) are added here.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Seen } from '../../../../shared/domain/vendor/planRecord.ts';
import type { RemoteFields, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';

/** What the vendor has of one number on a remote list; `theirs: null`: nothing. */
export type Observation = {
  readonly number: PhoneNumber;
  readonly theirs: RemoteFields | null;
  readonly remoteId: string | null;
};

/** A record that the vendor showed. */
export function toObservation({ number, fields, remoteId }: RemoteRecord): Observation {
  return { number, theirs: fields, remoteId };
}

/** The vendor has nothing of the number. */
export function toAbsence({ number }: { readonly number: PhoneNumber }): Observation {
  return { number, theirs: null, remoteId: null };
}

/** What the planner has to know of a sight. */
export function toSeen({ theirs, remoteId }: Observation): Seen {
  return { fields: theirs, remoteId };
}

/** What the planner has to know of the last sight, from the facts that were kept. */
export function lastSeen(facts: RemoteFacts | undefined): Seen {
  return { fields: facts?.seen ?? null, remoteId: facts?.remoteId ?? null };
}
