/**
 * The next thing to do about one operation that is owed to a vendor: an action with a sentence that says why. Pure; the
 * engine executes it, and asks again after every answer. Merging (merge.ts) has settled before what both sides want, so
 * here the vendor simply follows us.
 */
import type { Instant } from '../time/instant.ts';
import { differing, unlessOver } from './merge.ts';
import { type Absence, toComparable } from './projection.ts';
import type { AccountView, RemoteFields, WantedRecord } from './remote.ts';

/** What was last seen at the vendor. `fields: null`: no record, as far as we know. */
export type Seen = { readonly fields: RemoteFields | null; readonly remoteId: string | null };

export type PlanInput = {
  readonly wanted: WantedRecord | null;
  /** Why none is wanted; ignored while one is. */
  readonly absence: Absence;
  readonly seen: Seen;
  /** What a request with unknown outcome carried (null: a removal); undefined when every outcome is known. */
  readonly unsettled: RemoteFields | null | undefined;
  readonly hasConflict: boolean;
  readonly account: AccountView;
  readonly at: Instant;
};

export type PushAction =
  | { readonly kind: 'add'; readonly record: WantedRecord; readonly why: string }
  | { readonly kind: 'update'; readonly fields: Partial<RemoteFields>; readonly why: string }
  | { readonly kind: 'removeThere'; readonly why: string }
  | { readonly kind: 'removeByHand'; readonly why: string }
  | { readonly kind: 'needsCallReference'; readonly why: string }
  /** Ask the vendor for this record before anything else. */
  | { readonly kind: 'readBack'; readonly why: string }
  /** Nothing may be sent now: a scan or a person settles it first. */
  | { readonly kind: 'wait'; readonly why: string }
  /** Nothing is owed any more. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'park'; readonly code: string; readonly why: string };

/** Decides what to send for one record, if anything. */
export function planPush(input: PlanInput): PushAction {
  const { unsettled, hasConflict, account } = input;
  if (hasConflict) return { kind: 'wait', why: 'The two sides disagree: this waits until the conflict is decided.' };
  const next = planSettled(input);
  if (unsettled === undefined || isHarmlessRepeat(next, unsettled, input)) return next;
  const { name, capabilities } = account;
  return capabilities.lookup
    ? { kind: 'readBack', why: `It is not known whether ${name} took the last request: it is read back.` }
    : {
        kind: 'wait',
        why: `It is not known whether ${name} took the last request: the next reading of its list settles it.`,
      };
}

/** Where a repeated write does no harm it tells as much as a look-up, at the same price; if it is the same write. */
function isHarmlessRepeat(next: PushAction, unsettled: RemoteFields | null, { account, wanted }: PlanInput): boolean {
  const { addIsIdempotent, update } = account.capabilities;
  if (!addIsIdempotent || unsettled === null || wanted === null) return false;
  if (next.kind !== 'add' && next.kind !== 'update') return false;
  return differing(toComparable(unsettled, account), toComparable(wanted.fields, account), update).length === 0;
}

function planSettled(input: PlanInput): PushAction {
  const { wanted, seen, account, at } = input;
  const there = unlessOver(seen.fields, at);
  if (wanted === null) return planRemoval(there, input);
  if (there !== null) return planUpdate(wanted, there, account);
  // A record whose time is over may still stand in the way of a new one: it is given a new time.
  const revives = seen.fields !== null && account.capabilities.update.includes('until');
  return revives ? planUpdate(wanted, seen.fields, account) : planAdding(wanted, account);
}

function planAdding(wanted: WantedRecord, account: AccountView): PushAction {
  const { capabilities, name } = account;
  if (capabilities.needsCallReference && wanted.callReference === null)
    return {
      kind: 'needsCallReference',
      why: `${name} takes a number only with the call in which the person asked: add its batch id and request UUID.`,
    };
  const fields = toComparable(wanted.fields, account);
  // An empty set would mean every agent to the vendor.
  if (fields.agents?.length === 0) return parkInactive(name);
  return { kind: 'add', record: { ...wanted, fields }, why: `${name} does not have it yet.` };
}

function planUpdate(wanted: WantedRecord, there: RemoteFields, account: AccountView): PushAction {
  const { update } = account.capabilities;
  const ours = toComparable(wanted.fields, account);
  const fields = differing(ours, toComparable(there, account), update);
  if (fields.length === 0) return { kind: 'nothing', why: `${account.name} has it as it is here.` };
  if (fields.includes('agents') && ours.agents?.length === 0) return parkInactive(account.name);
  const changes: Partial<RemoteFields> = Object.fromEntries(fields.map((field) => [field, ours[field]]));
  return { kind: 'update', fields: changes, why: `${account.name} has it with other details.` };
}

function planRemoval(there: RemoteFields | null, { absence, account }: PlanInput): PushAction {
  const { name, capabilities } = account;
  if (there === null) return { kind: 'nothing', why: `${name} does not have it.` };
  if (absence === 'gone') return { kind: 'nothing', why: `${name} no longer knows the agents that it was for.` };
  const why = absence === 'expired' ? 'Its time is over here' : 'It was released here';
  return capabilities.remove === 'api'
    ? { kind: 'removeThere', why: `${why}.` }
    : { kind: 'removeByHand', why: `${why}, and ${name} cannot be told: remove it in its dashboard.` };
}

function parkInactive(name: string): PushAction {
  return {
    kind: 'park',
    code: 'inactiveAgents',
    why: `${name} takes a block only for active agents, and none of these is active now. It is sent when one is.`,
  };
}

/**
 * The base to merge with, once the record has been read again after a request with unknown outcome: if the vendor now
 * has exactly what that request asked for, that is what both sides last agreed on, whatever was wanted since.
 */
export function settledBase(
  base: RemoteFields | null,
  sent: RemoteFields | null | undefined,
  theirs: RemoteFields | null,
  account: AccountView,
): RemoteFields | null {
  if (sent === undefined) return base;
  if (sent === null || theirs === null) return sent === theirs ? null : base;
  const isWhatWasSent =
    differing(toComparable(sent, account), toComparable(theirs, account), account.capabilities.update).length === 0;
  return isWhatWasSent ? theirs : base;
}
