/** The conflict about one record after a merge: opened, kept as it now is, or closed. */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import { toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { coversScope, isInForce, type Scope, unionScopes } from '../../../../shared/domain/entry/scope.ts';
import { blocksAlone, type Conflict } from '../../db/sync/conflictRows.ts';
import type { RemoteKey } from '../../db/sync/remoteRows.ts';
import type { RunTally } from '../../db/sync/syncRunRows.ts';
import type { RecordDecision, Sighting } from './decideRecord.ts';
import type { SyncStore } from './syncStore.ts';
import { mergeWords as say } from '../../../../shared/words/domain/vendor.ts';

/** What was decided about a record, and the conflict about it that is open at the moment. */
export type Disputable = Pick<RecordDecision, 'meanwhile' | 'base' | 'ours' | 'action' | 'conflict'> & {
  /** As it is after the changes that the decision makes. */
  readonly entry: Entry | undefined;
};

/** Opens, refreshes or closes the record's conflict. */
export function settleConflict(
  { conflicts, run, tally }: { conflicts: SyncStore['conflicts']; run: number | null; tally: RunTally },
  decision: Disputable,
  key: RemoteKey,
  sighting: Sighting,
): void {
  const { action, meanwhile, conflict, base, ours, entry } = decision;
  const { account, at } = sighting;
  if (action.kind !== 'conflict' && conflict === undefined) return;
  const { stated: theirs, put } = meanwhile;
  const ms = toEpochMs(at);
  const heldThere = heldThereAfter(decision, key.scope, sighting);
  const sides = {
    ours: ours.kind === 'wanted' ? ours.fields : null,
    theirs,
    put,
    putAt: put === null ? null : (conflict?.putAt ?? ms),
    heldThere,
    seq: entry?.seq ?? 0,
  };
  if (action.kind === 'conflict') {
    const holds = unionScopes(holdsOf(action.strongest, theirs, key.scope, account, at), heldThere);
    const question = { ...key, ...sides, kind: action.conflict, base, why: action.why, holds, openedAt: ms };
    if (conflicts.open(question, run)) tally.conflicts += 1;
  } else if (conflict !== undefined && isHeldAlone(decision, heldThere, key.scope, sighting))
    conflicts.open({ ...conflict, ...sides, ...keptQuestion(decision, conflict, at), holds: heldThere }, run);
  else if (conflict !== undefined)
    conflicts.resolve(conflict.id, { at: ms, resolution: 'settled', by: account.name, batch: null });
}

/**
 * What the vendor has blocked since the question is open, this sight included; nothing where the entry blocks all of that. A block that
 * exists because of the question alone is released by a person or by its own end, never by what the vendor makes of its record meanwhile.
 */
function heldThereAfter(
  { meanwhile: { stated }, conflict, entry }: Disputable,
  list: RemoteList,
  { account, targets, at }: Sighting,
): Scope {
  const there = stated === null ? [] : toHolds(account, list, stated);
  const held = unionScopes(conflict?.heldThere ?? [], there).filter((hold) => isInForce(hold, at));
  return coversScope(blockedBy(entry), held, targets) ? [] : held;
}

/** Whether the question still blocks what neither the entry nor the vendor does. */
function isHeldAlone(
  { meanwhile: { stated }, ours, entry, conflict }: Disputable,
  heldThere: Scope,
  list: RemoteList,
  { account, targets, at }: Sighting,
): boolean {
  // A question of which nothing is in force blocks nothing alone.
  const isAlone =
    conflict !== undefined && blocksAlone(conflict.kind) && conflict.holds.some((hold) => isInForce(hold, at));
  if (stated === null && ours.kind === 'absent' && isAlone) return true;
  const there = stated === null ? [] : toHolds(account, list, stated);
  return !coversScope(unionScopes(blockedBy(entry), there), heldThere, targets);
}

/** What a question is about on which both sides would agree, but for what the vendor has blocked before. */
function keptQuestion(
  { ours, meanwhile: { stated }, entry }: Disputable,
  { kind, why }: Conflict,
  at: Instant,
): Pick<Conflict, 'kind' | 'why'> {
  const blockedMore = stated === null ? why : say.theVendorBlockedMore;
  if (ours.kind === 'wanted')
    return { kind: unlessOver(stated, at) === null ? 'goneThere' : 'weakerThere', why: blockedMore };
  const isReleased = entry !== undefined && entry.removed !== null;
  return {
    kind: blocksAlone(kind) ? kind : isReleased ? 'removedHereChangedThere' : 'onlyThere',
    why: blockedMore,
  };
}

function blockedBy(entry: Entry | undefined): Scope {
  return entry === undefined || entry.removed !== null ? [] : entry.holds;
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
