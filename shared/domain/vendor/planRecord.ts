/**
 * The next thing to do about one remote record: an action with a sentence that says why. Pure and total. A run executes
 * the action and asks again after every answer; a sight of the record asks what is still owed for it; and the grid of
 * the number shows its reason. merge.ts has already settled what both sides want, so here the vendor simply follows us.
 */
import { assertNever } from '../../assertNever.ts';
import type { CallReference } from '../entry/entry.ts';
import type { Instant } from '../time/instant.ts';
import { type Claim, mayRemove } from './claim.ts';
import { blocksAsMuch, differing, isForOthers, strongestOf, unlessOver } from './merge.ts';
import { keepResting } from './resting.ts';
import { missingCall, type OurSide } from './ours.ts';
import { type Absence, toComparable } from './projection.ts';
import type { AccountView, RemoteFields, WantedRecord } from './remote.ts';

/** What was last seen at the vendor, and what is known of it. */
export type Seen = {
  /** In the words in which it was sent; null: no record, as far as we know. */
  readonly fields: RemoteFields | null;
  readonly remoteId: string | null;
  readonly claim: Claim;
  /** The call in which the person asked, where the vendor itself showed one. */
  readonly call: CallReference | null;
  /** Whether the vendor was told more of the block than it keeps. */
  readonly keepsLess: boolean;
  /** Whether the vendor has never shown all of it. */
  readonly isPartly: boolean;
};

/** What a run may do, whatever the record says. */
export type Gates = {
  /** Whether adds may be sent to a vendor that sends an e-mail for each one. */
  readonly mailsAllowed: boolean;
  /** Whether the record's list was read to its end in this run. */
  readonly isListRead: boolean;
  /**
   * Only actions that add a block are allowed: while what the vendor has is in doubt, nothing there is changed or
   * removed.
   */
  readonly addsOnly: boolean;
  /** Whether a record is read before any change of it, in a run that has not read the list. */
  readonly readsFirst: boolean;
  /** Whether the record's list is being read: a removal now would move records past the pages that are still to come. */
  readonly isReading: boolean;
  /** Whether this record was looked up just now, and nothing was sent about it since. */
  readonly isRead: boolean;
  /** Whether this computer's clock agrees with the vendor's: else nothing is taken away because time has passed. */
  readonly clockAgrees: boolean;
};

/** Nothing is forbidden: shows what a run that could do everything would do. */
export const openGates: Gates = {
  mailsAllowed: true,
  isListRead: true,
  addsOnly: false,
  readsFirst: false,
  isReading: false,
  isRead: true,
  clockAgrees: true,
};

/**
 * The question that is open about the record. `put`: what this desk has put there while it is open, as the vendor then
 * had it; null: nothing.
 */
export type OpenQuestion = { readonly put: RemoteFields | null };

export type PlanInput = {
  readonly ours: OurSide;
  readonly seen: Seen;
  /** What a request with unknown outcome carried (null: a removal); undefined when every outcome is known. */
  readonly unsettled: RemoteFields | null | undefined;
  readonly question: OpenQuestion | null;
  readonly gates: Gates;
  readonly account: AccountView;
  readonly at: Instant;
};

export type RecordAction =
  | { readonly kind: 'add'; readonly record: WantedRecord; readonly why: string }
  | { readonly kind: 'update'; readonly fields: Partial<RemoteFields>; readonly why: string }
  | { readonly kind: 'removeThere'; readonly why: string }
  | { readonly kind: 'removeByHand'; readonly why: string }
  | { readonly kind: 'needsCallReference'; readonly why: string }
  /** Ask the vendor for this record before anything else. `isDue`: as a part of the operation, not as a retry. */
  | { readonly kind: 'readBack'; readonly isDue: boolean; readonly why: string }
  /** Nothing may be sent now: a scan or a person settles it first. */
  | { readonly kind: 'wait'; readonly why: string }
  /** Nothing is owed any more. */
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'park'; readonly code: string; readonly why: string };

/** Decides what to do about one record, if anything. */
export function planRecord(input: PlanInput): RecordAction {
  const { unsettled, question, account } = input;
  const next = question === null ? planSettled(input) : planMeanwhile(input, question);
  if (unsettled === undefined || isHarmlessRepeat(next, unsettled, input)) return passGates(next, input);
  const { name, capabilities } = account;
  return capabilities.lookup
    ? {
        kind: 'readBack',
        isDue: false,
        why: `It is not known whether ${name} took the last request: it is read back.`,
      }
    : wait(`It is not known whether ${name} took the last request: the next reading of its list settles it.`);
}

function wait(why: string): RecordAction {
  return { kind: 'wait', why };
}

/** Where a repeated write does no harm, it tells as much as a look-up, at the same price, if it is the same write. */
function isHarmlessRepeat(next: RecordAction, unsettled: RemoteFields | null, { account, ours }: PlanInput): boolean {
  const { addIsIdempotent, update } = account.capabilities;
  if (!addIsIdempotent || unsettled === null || ours.kind === 'absent') return false;
  if (next.kind !== 'add' && next.kind !== 'update') return false;
  return differing(toComparable(unsettled, account), ours.fields, update).length === 0;
}

function planSettled(input: PlanInput): RecordAction {
  const { ours, seen, account, at } = input;
  const there = unlessOver(seen.fields, at);
  if (ours.kind === 'absent') return planRemoval(there, ours.because, input);
  if (there !== null) {
    const { fields, resting } = keepResting(ours, there, account);
    return planUpdate(fields, there, input, resting.length > 0);
  }
  // A record whose time is over may still stand in the way of a new one, so it gets a new time.
  const revives = seen.fields !== null && account.capabilities.update.includes('until');
  return revives ? planUpdate(ours.fields, seen.fields, input) : planAdding(ours.record, ours.fields, input);
}

/**
 * While a question is open the stronger side is in force at the vendor too: what only strengthens is sent, once. The
 * rest is what the question is about.
 */
function planMeanwhile(input: PlanInput, { put }: OpenQuestion): RecordAction {
  const { ours, seen, account, at } = input;
  const { name, putsBack, capabilities } = account;
  if (ours.kind === 'absent') return nothing('Here nothing asks for it.');
  const there = unlessOver(seen.fields, at);
  const wasPut = unlessOver(put, at);
  if (there === null) {
    if (wasPut !== null && blocksAsMuch(wasPut, ours.fields))
      return nothing(`It was put back at ${name} once while this is open, and is gone there again.`);
    if (!putsBack) return nothing(`This account puts nothing back at ${name} while a question is open.`);
    const next = planSettled(input);
    return next.kind === 'add' ? { ...next, why: `It is put back at ${name} while the question is open.` } : next;
  }
  if (seen.keepsLess) return nothing(`${name} was told all of it, and keeps less.`);
  const comparable = toComparable(there, account);
  const stronger = strongestOf(ours.fields, comparable);
  const fields = differing(stronger, comparable, capabilities.update).filter((field) => field !== 'reason');
  if (fields.length === 0 || stronger.agents?.length === 0)
    return nothing(
      blocksAsMuch(comparable, ours.fields)
        ? `${name} blocks it as much as is wanted here.`
        : `${name} blocks less than is wanted here, and has no request for the rest.`,
    );
  if (wasPut !== null && blocksAsMuch(wasPut, ours.fields))
    return nothing(`All of it was put there once while this is open, and ${name} has made it less again.`);
  return {
    kind: 'update',
    fields: Object.fromEntries(fields.map((field) => [field, stronger[field]])),
    why: `${name} blocks less than is wanted here, until the question is decided.`,
  };
}

function nothing(why: string): RecordAction {
  return { kind: 'nothing', why };
}

function planAdding(wanted: WantedRecord, fields: RemoteFields, { account, seen }: PlanInput): RecordAction {
  const callReference = wanted.callReference ?? seen.call;
  const missing = missingCall(account, callReference);
  if (missing !== null) return { kind: 'needsCallReference', why: missing };
  // An empty set would mean every agent to the vendor.
  if (fields.agents?.length === 0) return parkInactive(account.name);
  return { kind: 'add', record: { ...wanted, fields, callReference }, why: `${account.name} does not have it yet.` };
}

/** `isKeptWide`: it stays wider there than is wanted, for the sake of agents at rest. */
function planUpdate(
  ours: RemoteFields,
  there: RemoteFields,
  { account, seen }: PlanInput,
  isKeptWide = false,
): RecordAction {
  const fields = differing(ours, toComparable(there, account), account.capabilities.update);
  if (fields.length === 0)
    return nothing(
      seen.keepsLess
        ? `${account.name} has it, and blocks less than it was told: it keeps no more of it.`
        : seen.isPartly
          ? `${account.name} has it, and does not show all of it.`
          : isKeptWide
            ? `${account.name} blocks it for more agents than is asked for here.`
            : `${account.name} has it as it is here.`,
    );
  if (fields.includes('agents') && ours.agents?.length === 0) return parkInactive(account.name);
  const changes: Partial<RemoteFields> = Object.fromEntries(fields.map((field) => [field, ours[field]]));
  return { kind: 'update', fields: changes, why: `${account.name} has it with other details.` };
}

function planRemoval(there: RemoteFields | null, because: Absence, { account, seen, gates }: PlanInput): RecordAction {
  const { name, capabilities } = account;
  if (there === null) return { kind: 'nothing', why: `${name} does not have it.` };
  if (because === 'gone' && !isForOthers(because, toComparable(there, account)))
    return { kind: 'nothing', why: `${name} no longer knows the agents that it was for.` };
  if (!mayRemove(seen.claim)) {
    const doubt =
      seen.claim === 'another'
        ? `What ${name} has now is another record than the one that was released here: it is not removed unasked.`
        : `${name} had it of its own: it is not removed unasked, and the next look at it takes it over.`;
    return capabilities.lookup && !gates.isRead ? { kind: 'readBack', isDue: true, why: doubt } : wait(doubt);
  }
  const why = because === 'expired' ? 'Its time is over here' : 'It was released here';
  return capabilities.remove === 'api'
    ? { kind: 'removeThere', why: `${why}.` }
    : { kind: 'removeByHand', why: `${why}, and ${name} cannot be told: remove it in its dashboard.` };
}

function parkInactive(name: string): RecordAction {
  return {
    kind: 'park',
    code: 'inactiveAgents',
    why: `${name} takes a block only for active agents, and none of these is active now. It is sent when one is.`,
  };
}

/** Whether the action takes something away that time alone may have ended. */
function endsByTime(action: RecordAction, { ours, seen, account }: PlanInput): boolean {
  if (action.kind === 'removeThere' || action.kind === 'removeByHand')
    return ours.kind === 'absent' && ours.because === 'expired';
  if (action.kind !== 'update' || ours.kind === 'absent' || seen.fields === null) return false;
  return !blocksAsMuch(ours.fields, toComparable(seen.fields, account));
}

/** Whether the request takes a block away, or makes it less, as far as the last sight tells. */
function narrows(
  action: Extract<RecordAction, { kind: 'update' | 'removeThere' }>,
  { seen, account }: PlanInput,
): boolean {
  if (action.kind === 'removeThere') return true;
  if (seen.fields === null) return false;
  const there = toComparable(seen.fields, account);
  return !blocksAsMuch({ ...there, ...action.fields }, there);
}

/** The action, if the run may do it now; else the step that comes before it. */
function passGates(action: RecordAction, input: PlanInput): RecordAction {
  const {
    account: { name, capabilities },
    gates,
  } = input;
  if (!gates.clockAgrees && endsByTime(action, input))
    return wait(
      `Its time seems to be over, but this computer's clock may be wrong: nothing is taken away at ${name} before that is settled (Accounts).`,
    );
  const { lookup, addIsIdempotent, list, mailsOnAdd } = capabilities;
  const isBlind = !lookup && list === 'paged' && !gates.isListRead;
  switch (action.kind) {
    case 'add':
      if (mailsOnAdd && !gates.mailsAllowed)
        return wait(
          `${name} sends an e-mail for every number that is added: allow that under Accounts, then it is sent.`,
        );
      // The documents do not say what a second add would do, and only the list says whether there is a first.
      if (isBlind && !addIsIdempotent) return wait(`${name}'s list has to be read before anything is added to it.`);
      return action;
    case 'update':
    case 'removeThere':
      if (gates.addsOnly)
        return wait(`What ${name} has is in doubt: nothing there is changed or removed before that is settled.`);
      if (gates.isReading && narrows(action, input))
        return wait(`${name}'s list is being read: nothing is taken away there before that has come to its end.`);
      if (gates.readsFirst && isBlind) return wait(`${name}'s list has to be read before anything on it is changed.`);
      if (gates.isRead || !lookup || !(gates.readsFirst || mayWeaken(action))) return action;
      return { kind: 'readBack', isDue: true, why: 'It is read before it is changed.' };
    case 'removeByHand':
      return gates.addsOnly || gates.isReading
        ? wait(`What ${name} has is in doubt: nobody is asked to remove it before that is settled.`)
        : action;
    case 'needsCallReference':
    case 'readBack':
    case 'wait':
    case 'nothing':
    case 'park':
      return action;
    default:
      return assertNever(action);
  }
}

/**
 * Whether the request takes something away, or may: an end or a choice of agents narrows a record that somebody widened
 * since it was read. Only the newest reading can tell.
 */
function mayWeaken(action: Extract<RecordAction, { kind: 'update' | 'removeThere' }>): boolean {
  if (action.kind === 'removeThere') return true;
  const { until = null, agents = null } = action.fields;
  return until !== null || agents !== null;
}
