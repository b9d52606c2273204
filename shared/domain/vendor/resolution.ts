/**
 * What a person's decision about a conflict makes of the entry. A resolution is an ordinary edit: this answers the entry
 * as it is to be, and the one write path writes it. Whatever the vendor then lacks is pushed like any other change.
 */
import { assertNever } from '../../assertNever.ts';
import { noDetails, orElse } from '../entry/details.ts';
import { type Act, type Entry, planAdd, planEdit, planRemove, type Statement } from '../entry/entry.ts';
import { coversAgents, differing, unlessOver } from './merge.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { oursOf } from './ours.ts';
import { projectScope, toComparable, toHolds, withoutRecord } from './projection.ts';
import type { AccountView, RemoteFields, RemoteList } from './remote.ts';
import {
  coversScope,
  laterUntil,
  type Scope,
  type Target,
  type TargetId,
  toScope,
  unionScopes,
} from '../entry/scope.ts';
import { resolutionWords as say } from '../../words/domain/vendor.ts';

export type Choice =
  | { readonly kind: 'keepOurs' }
  | { readonly kind: 'takeTheirs' }
  | { readonly kind: 'edit'; readonly patch: Partial<Statement> };

export type DisputedRecord = {
  readonly number: PhoneNumber;
  readonly scope: RemoteList;
  readonly account: AccountView;
  readonly theirs: RemoteFields | null;
  /** The holds of the conflict while it is open. */
  readonly holds: Scope;
};

/** The entry after the decision; undefined when it stays as it is. `targets` are those of every connected account. */
export function planResolution(
  record: DisputedRecord,
  entry: Entry | undefined,
  choice: Choice,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
): Entry | undefined {
  // The conflict alone blocks there where nothing on our side asks for the record.
  const isSoleBlock = oursOf(entry, record.account, record.scope, act.at).kind === 'absent';
  const theirs = unlessOver(record.theirs, act.at);
  switch (choice.kind) {
    case 'keepOurs':
      // Our side already says what it says; but where only the conflict blocked, this is the release, and is journalled.
      return isSoleBlock ? planRelease(record, entry, act) : undefined;
    case 'takeTheirs':
      if (theirs !== null) return planTaking(record, theirs, entry, act, targets);
      return isSoleBlock ? planRelease(record, entry, act) : planGivingUp(record, entry, act);
    case 'edit':
      return planEditing(record, entry, choice.patch, act, targets);
    default:
      return assertNever(choice);
  }
}

function planRelease({ number, account, holds }: DisputedRecord, entry: Entry | undefined, act: Act): Entry {
  const why = say.hadItItWasDecided(account.name);
  const changed = { changedAt: act.at, changedBy: act.author };
  const removed = { at: act.at, why, by: act.author };
  if (entry !== undefined)
    return { ...entry, removed: entry.removed === null ? null : removed, ...changed, seq: entry.seq + 1 };
  return {
    number,
    holds,
    ...noDetails,
    seq: 1,
    removed,
    source: { kind: 'vendor', label: account.name },
    createdAt: act.at,
    createdBy: act.author,
    ...changed,
    batchId: act.batchId,
    line: null,
  };
}

/**
 * The vendor has no record: the entry stops asking for one there, and holds on wherever else it does. A block everywhere
 * becomes one everywhere except there, so that an account that is connected later is covered as before.
 */
function planGivingUp({ account, scope }: DisputedRecord, entry: Entry | undefined, act: Act): Entry | undefined {
  if (entry === undefined) return undefined;
  const left = withoutRecord(entry.holds, account, scope);
  if (left.length === 0) return planRemove(entry, say.noLongerBlocksIt(account.name), act);
  return planEdit(entry, { holds: toScope(left) }, act);
}

/** The entry asks for just what the vendor has. */
function planTaking(
  record: DisputedRecord,
  theirs: RemoteFields,
  entry: Entry | undefined,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
): Entry | undefined {
  const { number, account, scope } = record;
  const extra = toHolds(account, scope, theirs);
  if (entry === undefined || entry.removed !== null) {
    const statement = { ...noDetails, holds: extra, reason: theirs.reason };
    const request = { ...statement, source: { kind: 'vendor', label: account.name }, line: null } as const;
    const plan = planAdd(entry, number, request, act, { onDuplicate: 'keep', targets });
    return plan.kind === 'alreadyThere' ? undefined : plan.after;
  }
  const keepsReason = account.capabilities.keeps.reason.how === 'kept';
  const reason = keepsReason ? theirs.reason : entry.reason;
  return planEdit(entry, { holds: takeHolds(record, entry.holds, { theirs, extra }, act), reason }, act);
}

/** The holds that ask at this record's place for what the vendor has; `extra`: what the vendor has, as holds. */
function takeHolds(
  { account, scope }: DisputedRecord,
  holds: Scope,
  { theirs, extra }: { readonly theirs: RemoteFields; readonly extra: Scope },
  { at }: Act,
): Scope {
  const shape = projectScope(holds, account, at).find((candidate) => candidate.scope === scope);
  if (shape !== undefined) {
    const ours = toComparable({ reason: null, ...shape }, account);
    const there = toComparable(theirs, account);
    if (differing(ours, there, ['until', 'agents']).length === 0) return holds;
    const isWider = laterUntil(there.until, ours.until) === there.until && coversAgents(there.agents, ours.agents);
    if (isWider) return unionScopes(holds, extra);
  }
  return toScope([...withoutRecord(holds, account, scope), ...extra]);
}

/**
 * What blocks while the conflict is open: the entry's holds and the conflict's. An edit that does not speak of places
 * keeps all of it: who edits a reason releases nobody.
 */
export function heldWhileOpen(entry: Entry | undefined, holds: Scope, targets: ReadonlyMap<TargetId, Target>): Scope {
  if (entry === undefined || entry.removed !== null) return holds;
  return coversScope(entry.holds, holds, targets) ? entry.holds : unionScopes(entry.holds, holds);
}

function planEditing(
  { number, account, holds }: DisputedRecord,
  entry: Entry | undefined,
  patch: Partial<Statement>,
  act: Act,
  targets: ReadonlyMap<TargetId, Target>,
): Entry | undefined {
  if (entry !== undefined && entry.removed === null)
    return planEdit(entry, { holds: heldWhileOpen(entry, holds, targets), ...patch }, act);
  const statement: Statement = { holds: toScope(patch.holds ?? holds), ...orElse(patch, noDetails) };
  const request = { ...statement, source: { kind: 'vendor', label: account.name }, line: null } as const;
  const plan = planAdd(entry, number, request, act, { onDuplicate: 'keep', targets });
  return plan.kind === 'alreadyThere' ? undefined : plan.after;
}
