/**
 * What one sight of a record means: the merge of what is known here with what the vendor showed, and which facts about
 * it to keep. Pure; reconcile.ts writes it. It also decides whose record it is.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { agreedThrough, type Echo, echoAfter, readThrough } from '../../../../shared/domain/vendor/echo.ts';
import { merge, type MergeAction } from '../../../../shared/domain/vendor/merge.ts';
import { oursOf, type OurSide } from '../../../../shared/domain/vendor/ours.ts';
import { settledBase } from '../../../../shared/domain/vendor/settledBase.ts';
import { toComparable, toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { coversScope, type Target, type TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { KnownRecord, RemoteFacts } from '../../db/sync/remoteRows.ts';
import { claimOf, isSameRecord, recordsAfter, type RecordsAfter } from './knownRecords.ts';
import { type Meanwhile, meanwhileOf } from './meanwhile.ts';
import type { Observation } from './observation.ts';
import { readRedacted } from './redactedSight.ts';
import { complete, unsettledSent } from './sightFields.ts';

/** What is known here of one record. */
export type Known = {
  readonly facts: RemoteFacts | undefined;
  readonly owed: Owed | undefined;
  readonly conflict: Conflict | undefined;
  readonly entry: Entry | undefined;
};

/** Where and when records are seen. `targets`: those of every account. */
export type Sighting = {
  readonly account: AccountView;
  readonly list: RemoteList;
  readonly targets: ReadonlyMap<TargetId, Target>;
  readonly at: Instant;
};

export type RecordDecision = Known &
  RecordsAfter & {
    /** The sight, with what it left out. */
    readonly observation: Observation;
    readonly meanwhile: Meanwhile;
    /** What both sides last agreed on, after the sight has settled an unknown outcome. */
    readonly base: RemoteFields | null;
    readonly ours: OurSide;
    readonly action: MergeAction;
    readonly echo: Echo | null;
    readonly assumed: RemoteFacts['assumed'];
  };

/** Merges one sight of a record with what is known of it. */
export function decideRecord(known: Known, shown: Observation, sighting: Sighting): RecordDecision {
  const { account, list, at } = sighting;
  const { facts, entry, conflict } = known;
  const judged = { ...known, account };
  const sight = readRedacted(shown, known, account);
  const ours = oursOf(entry, account, list, at);
  const sent = unsettledSent(judged, sight);
  const { observation, assumed } = complete(sight, judged, sent, ours);
  const { theirs } = observation;
  const isSettled = theirs !== null && sent != null && settledBase(null, sent, theirs, account) === theirs;
  const meanwhile = meanwhileOf(conflict, isSettled, theirs, account);
  // What was put there while a question is open is in force, but nothing that both sides agreed on.
  const isPut = conflict !== undefined && sent != null;
  const base = settledBase(facts?.base ?? null, isPut ? undefined : sent, theirs, account);
  const carried = observation.sent ?? (isSettled ? sent : undefined);
  const echo = echoOf(facts?.echo ?? null, base, carried, theirs, account);
  const maker = observation.isNew === true || (observation.isNew === undefined && isSettled) ? 'us' : 'vendor';
  const after = recordsAfter(facts, observation, maker, toEpochMs(at));
  const { records, current } = withOwn(after, facts, observation, carried !== undefined, account);
  const comparable = (fields: RemoteFields | null) => (fields === null ? null : toComparable(fields, account));
  const isEcho = base === null && isLateEcho(facts, observation);
  const action = merge({
    base: comparable(agreedThrough(base, echo)),
    ours,
    theirs: comparable(meanwhile.stated === null ? null : readThrough(meanwhile.stated, echo, at)),
    at,
    comparable: account.capabilities.update,
    adopt: account.adopt,
    isEcho,
    outlastsOurs: !isEcho && outlasts(theirs, entry, sighting),
    isNamed: facts?.named != null,
    claim: claimOf({ named: facts?.named ?? null, current, theirs, base, told: echo?.reason?.sent ?? null }),
    own: current?.own ?? null,
  });
  return { ...known, observation, meanwhile, base, ours, action, records, current, echo, assumed };
}

function echoOf(
  before: Echo | null,
  base: RemoteFields | null,
  carried: Partial<RemoteFields> | undefined,
  theirs: RemoteFields | null,
  { capabilities: { update } }: AccountView,
): Echo | null {
  if (theirs === null) return null;
  const agreed = base === null ? null : readThrough(base, before);
  return echoAfter(before, agreed, carried, theirs, update);
}

/** The record whose removal the vendor has confirmed to us, shown once more: by its id, and by its time. */
function isLateEcho(facts: RemoteFacts | undefined, { theirs, remoteId, createdAt }: Observation): boolean {
  if (facts?.seen !== null || theirs === null || remoteId === null || facts.remoteId !== remoteId) return false;
  const removed = facts.records.filter(({ id }) => id === remoteId);
  return removed.length === 0 || removed.some((record) => isSameRecord(record, { id: remoteId, createdAt }));
}

/**
 * Keeps what the vendor's own record said before we changed it, and what the vendor changed of it since: an undo gives that
 * back. `isAnswer`: the sight is the outcome of our request.
 */
function withOwn(
  after: RecordsAfter,
  facts: RemoteFacts | undefined,
  { theirs }: Observation,
  isAnswer: boolean,
  { capabilities: { update } }: AccountView,
): RecordsAfter {
  const { records, current } = after;
  const seen = facts?.seen ?? null;
  if (current === undefined || current.by === 'us' || theirs === null || seen === null || update.length === 0)
    return after;
  const changed = update.filter((field) => String(theirs[field]) !== String(seen[field]));
  if (changed.length === 0 || (!isAnswer && current.own === undefined) || (isAnswer && current.own !== undefined))
    return after;
  const own = isAnswer
    ? seen
    : { ...seen, ...current.own, ...Object.fromEntries(changed.map((field) => [field, theirs[field]])) };
  const next: KnownRecord = { ...current, own };
  return { records: records.map((record) => (record === current ? next : record)), current: next };
}

/** The facts about the record after the decision; undefined when there is nothing to keep. */
export function factsAfter(decision: RecordDecision, { account, list, at }: Sighting): RemoteFacts | undefined {
  const { observation, facts, action } = decision;
  const { number, theirs } = observation;
  const isOpen = action.kind === 'conflict';
  const base = isOpen ? decision.base : agreedAfter(decision, account);
  if (facts === undefined && theirs === null && base === null) return undefined;
  const ms = toEpochMs(at);
  return {
    account: account.id,
    scope: list,
    number,
    base: base === null ? null : toComparable(base, account),
    baseAt: isOpen ? (facts?.baseAt ?? null) : ms,
    seen: theirs,
    seenAt: ms,
    seenBy: observation.by,
    records: decision.records,
    echo: decision.echo,
    named: theirs === null && echoId(decision) === null ? null : (facts?.named ?? null),
    assumed: decision.assumed,
    missedScan: null,
    remoteId: theirs === null ? echoId(decision) : (observation.remoteId ?? facts?.remoteId ?? null),
    sentAt: facts?.sentAt ?? null,
    sentAnswer: facts?.sentAnswer ?? null,
  };
}

/**
 * What both sides agree on after the sight. Where a reason cannot be sent again, what the vendor makes of it is no difference and settles
 * nothing: the record keeps the words of before, so that what somebody there has written since is told from ours whenever it was read.
 */
function agreedAfter({ base, observation, facts, current }: RecordDecision, account: AccountView): RemoteFields | null {
  const { theirs, sent } = observation;
  if (theirs === null || base === null || account.capabilities.update.includes('reason')) return theirs;
  const isOfBefore = facts?.records.some((one) => one.isThere && current !== undefined && isSameRecord(one, current));
  return isOfBefore === true && sent === undefined ? { ...theirs, reason: base.reason } : theirs;
}

/**
 * Whether a scan that showed this changes nothing of what is known: then nothing is written. After a push, whether something is owed
 * is asked first: what stays wider there for the sake of others is told again by every scan.
 */
export function isQuiet(decision: RecordDecision, account: AccountView): boolean {
  const { action, owed, conflict, facts } = decision;
  return (
    (action.kind === 'agreed' || action.kind === 'push') &&
    owed === undefined &&
    conflict === undefined &&
    facts !== undefined &&
    isUnchanged(facts, decision, account)
  );
}

/**
 * Keeps the id of a record that is gone only if we removed it, so that a late echo is recognised. One that vanished by
 * itself (or was only missed) and is back belongs to the vendor: we never remove it.
 */
function echoId({ facts, owed, ours }: RecordDecision): string | null {
  if (facts === undefined || ours.kind === 'wanted') return null;
  const wasRemovedByUs = owed?.state === 'manual' || (owed?.state === 'unknown' && owed.sent === null);
  return wasRemovedByUs || facts.seen === null ? facts.remoteId : null;
}

/** Whether a record blocks for longer, or for more agents, than the entry does here. */
function outlasts(
  theirs: RemoteFields | null,
  entry: Entry | undefined,
  { account, list, targets }: Sighting,
): boolean {
  if (theirs === null || entry === undefined) return false;
  return !coversScope(entry.holds, toHolds(account, list, theirs), targets);
}

function isUnchanged(facts: RemoteFacts, decision: RecordDecision, account: AccountView): boolean {
  const { theirs } = decision.observation;
  if (theirs === null || facts.seen === null || facts.base === null) return false;
  if (facts.missedScan !== null) return false;
  // Of several records of the number, another one may come first this time.
  if (facts.records !== decision.records || (facts.remoteId !== null && decision.current === undefined)) return false;
  if (JSON.stringify([facts.echo, facts.assumed]) !== JSON.stringify([decision.echo, decision.assumed])) return false;
  const base = agreedAfter(decision, account);
  return base !== null && isSameFields(facts.seen, theirs) && isSameFields(facts.base, toComparable(base, account));
}

function isSameFields(a: RemoteFields, b: RemoteFields): boolean {
  return a.reason === b.reason && a.until === b.until && String(a.agents) === String(b.agents);
}
