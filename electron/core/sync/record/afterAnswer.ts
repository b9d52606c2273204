/**
 * What follows from what is learned about one record: from a vendor's answer to a request, and from a sight of the
 * record. Pure; vendor/pushRequest.ts and reconcile.ts carry it out. What was sent and what came back meet here.
 */
import { assertNever } from '../../../../shared/assertNever.ts';
import type { CallReference } from '../../../../shared/domain/entry/entry.ts';
import type { OutboxEvent } from '../../../../shared/domain/vendor/outboxTable.ts';
import type { RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { RemoteFields, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import { agentsRefused } from '../../../../shared/domain/vendor/unlisted.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { VendorFailure, VendorResult } from '../../vendors/adapter.ts';
import { type Observation, toAbsence, toObservation } from './observation.ts';

/** A request about one record; `sent`: what the record should say after it. */
export type RecordRequest =
  | { readonly kind: 'readBack' }
  /** `call`: the call that the request named, where the vendor keeps calls. */
  | { readonly kind: 'add'; readonly sent: RemoteFields; readonly call: CallReference | null }
  | {
      readonly kind: 'update';
      readonly record: RemoteRecord;
      readonly sent: RemoteFields;
      readonly changes: Partial<RemoteFields>;
    }
  /** `rest`: a further record of the number, which is there after the removal of this one; null: there is none. */
  | { readonly kind: 'removeThere'; readonly rest: Observation | null };

export type Aftermath =
  /** What the answer shows is merged. `isClaim`: the vendor has the record and it is not ours, which is noted before. */
  | { readonly kind: 'merge'; readonly sight: Observation; readonly isClaim: boolean }
  /** Only the row is concerned. `isLater`: it waits for its next try. */
  | {
      readonly kind: 'note';
      readonly event: OutboxEvent;
      readonly problem: string | null;
      readonly message: string;
      readonly isLater: boolean;
    }
  /** The vendor no longer knows the list that the record is on. */
  | { readonly kind: 'listGone' };

/** What the answer to a request means. `owed`: the row as it was before the request was sent. */
export function afterAnswer(request: RecordRequest, answer: VendorResult<RemoteRecord | null>, owed: Owed): Aftermath {
  const nothing = toAbsence(owed, request.kind === 'readBack' ? 'lookup' : 'answer');
  const by = request.kind === 'readBack' ? 'lookup' : 'answer';
  const shown = answer.ok && answer.value !== null ? toObservation(answer.value, by) : undefined;
  switch (request.kind) {
    case 'readBack':
      return answer.ok ? merge(shown ?? nothing) : afterFailedRead(answer, owed);
    case 'add': {
      const sentCall = request.call === null ? {} : { sentCall: request.call };
      const asSent = { ...nothing, theirs: request.sent, sent: request.sent, ...sentCall };
      if (answer.ok) return merge(afterAdd(shown ?? asSent, request.sent, owed));
      const isThere = answer.class === 'alreadyThere' && answer.effect === 'notDone';
      // Before the first request, no record there can be ours: the record is the vendor's own, and is merged as such.
      const isClaim = owed.state === 'waiting';
      return isThere ? merge(isClaim ? { ...asSent, isNew: false } : asSent, isClaim) : afterFailure(answer);
    }
    case 'update': {
      const { remoteId } = request.record;
      const asSent = { ...nothing, theirs: request.sent, remoteId };
      if (answer.ok) return merge({ ...(shown ?? asSent), sent: request.changes });
      if (answer.class === 'notFound') return merge(nothing);
      // Of agents that the vendor does not list one may be gone: once it has refused them, it is asked without them.
      const isFirst = owed.problem !== agentsRefused;
      return answer.refusesAgents === true && isFirst
        ? note('putOff', { problem: agentsRefused, message: answer.message }, false)
        : afterFailure(answer);
    }
    case 'removeThere':
      return answer.ok || answer.class === 'notFound' ? merge(request.rest ?? nothing) : afterFailure(answer);
    default:
      return assertNever(request);
  }
}

/**
 * The sight of an add that the vendor took. Whether it made the record is not known where an earlier request may have: then
 * what the record says tells.
 */
function afterAdd(sight: Observation, sent: RemoteFields, { state }: Owed): Observation {
  if (sight.isNew === undefined) return { ...sight, sent, isNew: true };
  const { isNew: _existed, ...doubtful } = sight;
  return state === 'unknown' ? doubtful : sight;
}

function merge(sight: Observation, isClaim = false): Aftermath {
  return { kind: 'merge', sight, isClaim };
}

/**
 * What a failed add of many means for one of them: one bad number may be the cause, so after a refusal they are tried
 * one by one.
 */
export function afterFailedBulk(failure: VendorFailure): Aftermath {
  const isRefused = failure.effect === 'notDone' && !isPassing(failure);
  return isRefused ? note('putOff', { ...failure, problem: 'oneByOne' }, true) : afterFailure(failure);
}

/** A write that did not do what was asked. Its effect decides whether the outcome is known. */
function afterFailure(failure: VendorFailure): Aftermath {
  const about = { message: failure.message, problem: failure.class };
  if (failure.listGone === true) return { kind: 'listGone' };
  if (failure.effect === 'unknown') return note('unanswered', about, failure.class !== 'alreadyThere');
  switch (failure.class) {
    case 'retry':
    case 'rateLimited':
      return note('putOff', about, true);
    case 'auth':
      return note('putOff', about, false);
    case 'needsInput':
      return note('wantsInput', about, false);
    case 'bug':
    case 'forbidden':
    case 'rejected':
    case 'alreadyThere':
    case 'notFound':
    case 'unsupported':
      return note('refused', about, false);
    default:
      return assertNever(failure.class);
  }
}

function afterFailedRead(failure: VendorFailure, owed: Owed): Aftermath {
  if (failure.listGone === true) return { kind: 'listGone' };
  if (!isPassing(failure)) return note('refused', { problem: failure.class, message: failure.message }, false);
  return note('unread', { problem: owed.problem, message: owed.message ?? failure.message }, true);
}

function note(
  event: OutboxEvent,
  { problem, message }: { readonly problem: string | null; readonly message: string },
  isLater: boolean,
): Aftermath {
  return { kind: 'note', event, problem, message, isLater };
}

/** Whether the failure belongs to the moment, not to the record. */
function isPassing({ class: kind }: VendorFailure): boolean {
  return kind === 'retry' || kind === 'rateLimited' || kind === 'auth';
}

/**
 * What a sight of the record changes about what is owed for it; null: nothing. `action`: what to do now, with all gates
 * open.
 */
export function afterSight(action: RecordAction, owed: Owed | undefined, isDisproved: boolean): OutboxEvent | null {
  const isOther = action.kind === 'wait' && action.isOther === true;
  if (action.kind === 'nothing' || isOther) return owed === undefined ? null : 'agreed';
  if (owed === undefined)
    return action.kind === 'wait' ? null : action.kind === 'needsCallReference' ? 'owedWithoutCall' : 'owed';
  if (owed.state !== 'unknown') return null;
  return isDisproved && action.kind === 'add' ? 'disproved' : 'seen';
}
