/** The conflict about one record after a merge: opened, kept as it now is, or closed. */
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import { unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import { toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { type Scope, unionScopes } from '../../../../shared/domain/entry/scope.ts';
import type { RemoteKey } from '../../db/sync/remoteRows.ts';
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import type { RecordDecision } from './decideRecord.ts';
import type { SyncStore } from './syncStore.ts';

/** What was decided about a record, and the conflict about it that is open at the moment. */
export type Disputable = Pick<RecordDecision, 'meanwhile' | 'base' | 'ours' | 'action' | 'conflict' | 'entry'>;

/** Opens, refreshes or closes the record's conflict; true when one is open afterwards. */
export function settleConflict(
  { conflicts, run, tally }: { conflicts: SyncStore['conflicts']; run: number | null; tally: RunTally },
  { action, meanwhile, conflict, base, ours, entry }: Disputable,
  key: RemoteKey,
  account: AccountView,
  ms: number,
): boolean {
  const { stated: theirs, put } = meanwhile;
  const seq = entry?.seq ?? 0;
  if (action.kind === 'conflict') {
    const opened = conflicts.open(
      {
        ...key,
        kind: action.conflict,
        base,
        ours: ours.kind === 'wanted' ? ours.fields : null,
        theirs,
        why: action.why,
        holds: holdsOf(action.strongest, theirs, key.scope, account, toInstant(ms)),
        put,
        putAt: put === null ? null : (conflict?.putAt ?? ms),
        openedAt: ms,
        seq,
      },
      run,
    );
    if (opened) tally.conflicts += 1;
    return true;
  }
  if (conflict === undefined) return false;
  // A block that exists only because of the conflict is released by a person, never because the vendor dropped it
  // meanwhile.
  const blocksOnlyThere = conflict.kind === 'onlyThere' || conflict.kind === 'removedHereChangedThere';
  if (blocksOnlyThere && theirs === null && ours.kind === 'absent') {
    conflicts.open({ ...conflict, theirs: null, seq }, run);
    return true;
  }
  conflicts.resolve(conflict.id, { at: ms, resolution: 'settled', by: account.name, batch: null });
  return false;
}

/**
 * What blocks while a conflict is open: the stronger of both sides, and all that the vendor has. That includes agents
 * that are inactive, which no comparison sees.
 */
function holdsOf(
  strongest: RemoteFields,
  theirs: RemoteFields | null,
  scope: RemoteList,
  account: AccountView,
  at: Instant,
): Scope {
  const there = unlessOver(theirs, at);
  const holds = toHolds(account, scope, strongest);
  return there === null ? holds : unionScopes(holds, toHolds(account, scope, there));
}
