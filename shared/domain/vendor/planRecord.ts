/**
 * The next thing to do about one remote record: an action with a sentence that says why. Pure and total. A run executes
 * the action and asks again after every answer; a sight of the record asks what is still owed for it; and the grid of
 * the number shows its reason. merge.ts has already settled what both sides want, so here the vendor simply follows us.
 */
import { assertNever } from '../../assertNever.ts';
import type { CallReference } from '../entry/entry.ts';
import { type PhoneNumber, toInternational } from '../numbers/number.ts';
import type { Instant } from '../time/instant.ts';
import { type Claim, mayRemove } from './claim.ts';
import { blocksAsMuch, differing, isForOthers, strongestOf, unlessOver } from './merge.ts';
import { keepResting } from './resting.ts';
import { missingCall, type OurSide } from './ours.ts';
import { toComparable } from './projection.ts';
import type { AccountView, RemoteFields, WantedRecord } from './remote.ts';
import { allUnlistedOn, keepUnlisted, unlistedOn } from './unlisted.ts';
import { planRecordWords as say } from '../../words/domain/vendor.ts';

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
  /** Another form of the number that is blocked here, and of which the vendor may keep the same record; null: there is none. Asked only where it matters. */
  readonly otherForm: () => PhoneNumber | null;
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
  otherForm: () => null,
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
  /**
   * Nothing may be sent now: a scan or a person settles it first. `isOther`: what is there stays for another form of the number, so
   * that nothing is owed for this one before that form changes.
   */
  | { readonly kind: 'wait'; readonly why: string; readonly isOther?: true }
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
        why: say.itIsNotKnownWhether(name),
      }
    : wait(say.itIsNotKnownWhetherTook(name));
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
  if (ours.kind === 'absent') return planRemoval(there, ours, input);
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
  if (ours.kind === 'absent') return nothing(say.hereNothingAsksFor);
  const there = unlessOver(seen.fields, at);
  const wasPut = unlessOver(put, at);
  if (there === null) {
    if (wasPut !== null && blocksAsMuch(wasPut, ours.fields)) return nothing(say.itWasPutBackAt(name));
    if (!putsBack) return nothing(say.thisAccountPutsNothing(name));
    const next = planSettled(input);
    return next.kind === 'add' ? { ...next, why: say.itIsPutBackAt(name) } : next;
  }
  if (seen.keepsLess) return nothing(say.wasToldAllOfIt(name));
  const comparable = toComparable(there, account);
  const stronger = strongestOf(ours.fields, comparable);
  const asked = keepUnlisted(stronger, there, ours.areAgentsRefused === true ? [] : allUnlistedOn(there, account));
  const fields = differing(stronger, comparable, capabilities.update).filter((field) => field !== 'reason');
  if (fields.length === 0 || stronger.agents?.length === 0)
    return nothing(blocksAsMuch(comparable, ours.fields) ? say.blocksItAsMuchAs(name) : say.blocksLessThanIs(name));
  if (wasPut !== null && blocksAsMuch(wasPut, ours.fields)) return nothing(say.allOfItWasPut(name));
  return {
    kind: 'update',
    fields: Object.fromEntries(fields.map((field) => [field, asked[field]])),
    why: say.blocksLessThanIsWanted(name),
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
  return { kind: 'add', record: { ...wanted, fields, callReference }, why: say.doesNotHaveItYet(account.name) };
}

/** `isKeptWide`: it stays wider there than is wanted, for the sake of agents at rest. */
function planUpdate(
  wanted: RemoteFields,
  there: RemoteFields,
  { account, seen, ours: { unlisted = [] } }: PlanInput,
  isKeptWide = false,
): RecordAction {
  const asked = keepUnlisted(wanted, there, unlisted);
  const compared = { ...asked, agents: wanted.agents };
  const fields = differing(compared, toComparable(there, account), account.capabilities.update);
  if (fields.length === 0)
    return nothing(
      seen.keepsLess
        ? say.hasItAndBlocksLess(account.name)
        : seen.isPartly
          ? say.hasItAndDoesNot(account.name)
          : isKeptWide
            ? say.blocksItForMoreAgents(account.name)
            : say.hasItAsItIs(account.name),
    );
  if (fields.includes('agents') && wanted.agents?.length === 0) return parkInactive(account.name);
  const changes: Partial<RemoteFields> = Object.fromEntries(fields.map((field) => [field, asked[field]]));
  return { kind: 'update', fields: changes, why: say.hasItWithOtherDetails(account.name) };
}

function planRemoval(
  there: RemoteFields | null,
  { because, unlisted = [] }: Extract<OurSide, { kind: 'absent' }>,
  { account, seen, gates }: PlanInput,
): RecordAction {
  const { name, capabilities } = account;
  if (there === null) return { kind: 'nothing', why: say.doesNotHaveIt(name) };
  const kept = unlistedOn(there, unlisted).map(({ agent }) => agent);
  const isOfGone: boolean = because === 'gone' || kept.length > 0;
  if (isOfGone && !isForOthers('gone', toComparable(there, account)))
    return { kind: 'nothing', why: say.noLongerKnowsThe(name) };
  if (!mayRemove(seen.claim)) {
    const doubt = seen.claim === 'another' ? say.whatHasNowIsAnother(name) : say.hadItOfItsOwn(name);
    return capabilities.lookup && !gates.isRead ? { kind: 'readBack', isDue: true, why: doubt } : wait(doubt);
  }
  if (kept.length > 0) return { kind: 'update', fields: { agents: kept.toSorted() }, why: say.itWasReleasedForOthers };
  const why = because === 'expired' ? say.itsTimeIsOverHere : say.itWasReleasedHere;
  return capabilities.remove === 'api'
    ? { kind: 'removeThere', why: `${why}.` }
    : { kind: 'removeByHand', why: say.andCannotBeToldRemove(why, name) };
}

function parkInactive(name: string): RecordAction {
  return {
    kind: 'park',
    code: 'inactiveAgents',
    why: say.takesABlockOnlyFor(name),
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
  if (!gates.clockAgrees && endsByTime(action, input)) return wait(say.itsTimeSeemsToBe(name));
  const { lookup, addIsIdempotent, list, mailsOnAdd } = capabilities;
  const isBlind = !lookup && list === 'paged' && !gates.isListRead;
  switch (action.kind) {
    case 'add':
      if (mailsOnAdd && !gates.mailsAllowed) return wait(say.sendsAnEMailFor(name));
      // The documents do not say what a second add would do, and only the list says whether there is a first.
      if (isBlind && !addIsIdempotent) return wait(say.sListHasToBe(name));
      return action;
    case 'update':
    case 'removeThere':
      if (narrows(action, input)) {
        const kept = keptForOther(input);
        if (kept !== null) return kept;
      }
      if (gates.addsOnly) return wait(say.whatHasIsInDoubt(name));
      if (gates.isReading && narrows(action, input)) return wait(say.sListIsBeingRead(name));
      if (gates.readsFirst && isBlind) return wait(say.sListHasToBeRead(name));
      if (gates.isRead || !lookup || !(gates.readsFirst || mayWeaken(action))) return action;
      return { kind: 'readBack', isDue: true, why: say.itIsReadBeforeIt };
    case 'removeByHand':
      return (
        keptForOther(input) ?? (gates.addsOnly || gates.isReading ? wait(say.whatHasIsInDoubtNobody(name)) : action)
      );
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

/** That what is there stays, as the vendor keeps it for another form of the number too; null: there is no such form. */
function keptForOther({ account: { name }, gates }: PlanInput): RecordAction | null {
  const form = gates.otherForm();
  if (form === null) return null;
  return { kind: 'wait', why: say.isTheRecordOfAnother(name, toInternational(form)), isOther: true };
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
