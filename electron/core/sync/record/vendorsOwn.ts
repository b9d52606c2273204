/**
 * What a vendor blocked on its own before this desk sent anything: a statement of somebody there, which an expiry here must
 * not take away. Asked by reconcile.ts at first contact with a record.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { coversScope, type Target, type TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';

/** Whether a record of a vendor that keeps no ends blocks for longer there than the entry does. */
export function outlasts(
  theirs: RemoteFields | null,
  entry: Entry | undefined,
  account: AccountView,
  scope: RemoteList,
  targets: ReadonlyMap<TargetId, Target>,
): boolean {
  if (theirs === null || entry === undefined || account.capabilities.keeps.expiry.how === 'kept') return false;
  return !coversScope(entry.holds, toHolds(account, scope, theirs), targets);
}

/** Our only request was refused because the vendor had the record: what is there was never ours. */
export function wasThereBefore({ problem, attempts }: Owed): boolean {
  return problem === 'alreadyThere' && attempts === 1;
}
