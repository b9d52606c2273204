/** What an entry asks for at a vendor, record by record. */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { projectScope, toWanted } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteList, WantedRecord } from '../../../../shared/domain/vendor/remote.ts';

/** The record that the entry asks for on a remote list, or null. */
export function wantedOf(
  entry: Entry | undefined,
  account: AccountView,
  scope: RemoteList,
  at: Instant,
): WantedRecord | null {
  if (entry === undefined || entry.removed !== null) return null;
  const shape = projectScope(entry.holds, account, at).find((candidate) => candidate.scope === scope);
  return shape === undefined ? null : toWanted(entry, account, shape);
}
