/** Takes over what a vendor has and we do not: as a change of the entry, and its agents as targets. */
import { type Details, noDetails, orElse } from '../../../../shared/domain/entry/details.ts';
import { type Act, type Entry, planAdd, planEdit } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { MergeAction } from '../../../../shared/domain/vendor/merge.ts';
import { toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { OurSide } from '../../../../shared/domain/vendor/ours.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import {
  coversScope,
  type Scope,
  type Target,
  type TargetId,
  unionScopes,
} from '../../../../shared/domain/entry/scope.ts';
import type { EntryChange } from '../../list/write/writer.ts';
import { fields } from '../../../../shared/fields.ts';
import { cutText } from '../../../../shared/words/cutText.ts';
import type { KnownRecord } from '../../db/sync/remoteRows.ts';
import { callOf } from './knownRecords.ts';
import type { Observation } from './observation.ts';
import type { SyncStore } from './syncStore.ts';

type MergedRecord = {
  readonly action: MergeAction;
  readonly observation: Observation;
  readonly current: KnownRecord | undefined;
  readonly entry: Entry | undefined;
  readonly base: RemoteFields | null;
  readonly ours: OurSide;
  readonly scope: RemoteList;
  readonly account: AccountView;
};

/**
 * The change of the entry that a merge asks for, if any.
 * @throws when a record is for unknown targets: make targets of them first (a bug).
 */
export function toChange(
  merged: MergedRecord,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
): EntryChange | undefined {
  const { action, observation, current, entry, scope, account } = merged;
  if (action.kind !== 'take' && action.kind !== 'adopt') return undefined;
  // What we made of the vendor's own record is not the vendor's word.
  const isChangedByUs = action.kind === 'adopt' && current?.own !== undefined;
  const there = isChangedByUs ? action.fields : (observation.theirs ?? action.fields);
  const shown = action.kind === 'adopt' ? toShownDetails(current) : {};
  const extra: Scope =
    action.kind === 'take'
      ? toHolds(account, scope, withResting(action.fields, merged))
      : action.everywhere
        ? [{ place: 'everywhere', until: there.until }]
        : toHolds(account, scope, there);
  if (entry !== undefined && entry.removed === null) {
    const holds = coversScope(entry.holds, extra, targets) ? entry.holds : unionScopes(entry.holds, extra);
    const keepsReason = account.capabilities.keeps.reason.how === 'kept';
    const reason = action.kind === 'take' && keepsReason ? action.fields.reason : (entry.reason ?? there.reason);
    const after = planEdit(entry, { ...orElse(entry, orElse(shown, noDetails)), holds, reason }, act);
    return after === undefined ? undefined : { before: entry, after };
  }
  if (extra.length === 0) throw new Error('A record was taken over for targets that nobody knows');
  const told = orElse(shown, noDetails);
  const statement = { ...told, holds: extra, reason: there.reason ?? told.reason };
  const source = { kind: 'vendor', label: account.name } as const;
  const plan = planAdd(entry, observation.number, { ...statement, source, line: null }, act, {
    onDuplicate: 'keep',
    targets,
  });
  return plan.kind === 'alreadyThere' ? undefined : { before: entry, after: plan.after };
}

/**
 * What is taken, with the agents at rest that the record names: the merge does not see them, and without them a block that is
 * for such agents alone would be cut to the end that it has here. One that a person has taken out since both agreed stays out.
 */
function withResting(taken: RemoteFields, { observation: { theirs }, ours, base }: MergedRecord): RemoteFields {
  if (taken.agents === null || theirs === null || theirs.agents === null) return taken;
  const wanted = ours.kind === 'wanted' ? ours.record.fields.agents : null;
  const meant = theirs.agents.filter((agent) => base === null || wanted === null || wanted.includes(agent));
  return { ...taken, agents: [...new Set([...taken.agents, ...meant])] };
}

/**
 * What the vendor shows of a record beside its fields, as details of the entry: its label, and the call in which the person
 * asked. With them the record can be put back if it is lost there.
 */
function toShownDetails(current: KnownRecord | undefined): Partial<Details> {
  const label = current?.evidence?.label?.trim();
  const callReference = current === undefined ? null : callOf([current]);
  return { callReference, ...(label ? { category: cutText(label, fields.category.most), reason: label } : {}) };
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
