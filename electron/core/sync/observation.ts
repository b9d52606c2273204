/** A record that a vendor showed, as the reconciler takes it. */
import type { RemoteRecord } from '../../../shared/domain/remote.ts';
import type { Observation } from './reconcile.ts';

export function toObservation({ number, fields, remoteId }: RemoteRecord): Observation {
  return { number, theirs: fields, remoteId };
}
