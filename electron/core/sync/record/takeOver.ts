/** Takes over what a vendor has and we do not: as a change of the entry, and its agents as targets. */
import { noDetails } from '../../../../shared/domain/entry/details.ts';
import { type Act, type Entry, planAdd, planEdit } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { MergeAction } from '../../../../shared/domain/vendor/merge.ts';
import { toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import {
  coversScope,
  type Scope,
  type Target,
  type TargetId,
  unionScopes,
} from '../../../../shared/domain/entry/scope.ts';
import type { EntryChange } from '../../list/write/writer.ts';
import type { Observation } from './observation.ts';
import type { SyncStore } from './syncStore.ts';

type MergedRecord = {
  readonly action: MergeAction;
  readonly observation: Observation;
  readonly entry: Entry | undefined;
  readonly scope: RemoteList;
  readonly account: AccountView;
};

/**
 * The change of the entry that a merge asks for, if any.
 * @throws when a record is for unknown targets: make targets of them first (a bug).
 */
export function toChange(
  { action, observation, entry, scope, account }: MergedRecord,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
): EntryChange | undefined {
  if (action.kind !== 'take' && action.kind !== 'adopt') return undefined;
  const there = observation.theirs ?? action.fields;
  const extra: Scope =
    action.kind === 'take'
      ? toHolds(account, scope, action.fields)
      : action.everywhere
        ? [{ place: 'everywhere', until: there.until }]
        : toHolds(account, scope, there);
  if (entry !== undefined && entry.removed === null) {
    const holds = coversScope(entry.holds, extra, targets) ? entry.holds : unionScopes(entry.holds, extra);
    const keepsReason = account.capabilities.keeps.reason.how === 'kept';
    const reason = action.kind === 'take' && keepsReason ? action.fields.reason : (entry.reason ?? there.reason);
    const after = planEdit(entry, { holds, reason }, act);
    return after === undefined ? undefined : { before: entry, after };
  }
  if (extra.length === 0) throw new Error('A record was taken over for targets that nobody knows');
  const statement = { ...noDetails, holds: extra, reason: there.reason };
  const source = { kind: 'vendor', label: account.name } as const;
  const plan = planAdd(entry, observation.number, { ...statement, source, line: null }, act, {
    onDuplicate: 'keep',
    targets,
  });
  return plan.kind === 'alreadyThere' ? undefined : { before: entry, after: plan.after };
}

/**
 * Records may name agents that were in no list: these become targets, because otherwise what the record says could not
 * be kept.
 */
export function addUnheardOfAgents(
  store: SyncStore,
  account: AccountView,
  observations: readonly Observation[],
  at: Instant,
  areAllKnown: boolean,
): void {
  if (account.capabilities.agents !== 'set') return;
  const known = new Set(account.targets.map(({ remoteId }) => remoteId));
  for (const agent of new Set(observations.flatMap(({ theirs }) => theirs?.agents ?? []))) {
    if (known.has(agent)) continue;
    const state = areAllKnown ? 'gone' : 'active';
    store.targets.insert({ accountId: account.id, kind: 'agent', remoteId: agent, name: agent, state }, toEpochMs(at));
  }
}
