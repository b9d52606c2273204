/** What is asked about a number that is released is answered by that, whether or not whoever released it had heard of the question. */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { mayWeaken } from '../hubPort.ts';
import type { HubStore } from './hubStore.ts';

/** Only the desk of a lead answers; the others hear it. In the caller's transaction. */
export function answerReleased(
  { rows, requests }: Pick<HubStore, 'rows' | 'requests'>,
  number: number,
  { at, by }: NonNullable<Entry['removed']>,
): void {
  const hub = rows.load();
  if (hub === undefined || !mayWeaken(hub.role) || requests.openOf(number) === undefined) return;
  requests.answerOpen(number, 'released', toEpochMs(at), by);
}
