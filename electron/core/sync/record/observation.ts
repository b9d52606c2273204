/** A record that a vendor showed, or did not show, as the reconciler takes it. */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteFields, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';

/** What the vendor has of one number on a remote list; `theirs: null`: nothing. */
export type Observation = {
  readonly number: PhoneNumber;
  readonly theirs: RemoteFields | null;
  readonly remoteId: string | null;
};

/** A record that a vendor showed, as a sight of it. */
export function toObservation({ number, fields, remoteId }: RemoteRecord): Observation {
  return { number, theirs: fields, remoteId };
}
