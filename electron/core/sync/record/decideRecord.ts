/**
 * What one sight of a record means: the merge of what is known here with what the vendor showed, and which facts about
 * it to keep. Pure; reconcile.ts writes it. It also decides whose record it is.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { merge, type MergeAction } from '../../../../shared/domain/vendor/merge.ts';
import { oursOf, type OurSide } from '../../../../shared/domain/vendor/ours.ts';
import { settledBase } from '../../../../shared/domain/vendor/planRecord.ts';
import { toComparable, toHolds } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { coversScope, type Target, type TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { type Meanwhile, meanwhileOf } from './meanwhile.ts';
import type { Observation } from './observation.ts';

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

/** `base`: what both sides last agreed on, after the sight has settled an unknown outcome. */
export type RecordDecision = Known & {
  readonly observation: Observation;
  readonly meanwhile: Meanwhile;
  readonly base: RemoteFields | null;
  readonly ours: OurSide;
  readonly action: MergeAction;
};

/** Merges one sight of a record with what is known of it. */
export function decideRecord(known: Known, observation: Observation, sighting: Sighting): RecordDecision {
  const { account, list, at } = sighting;
  const { facts, owed, entry, conflict } = known;
  const sent = owed?.state === 'unknown' && !wasThereBefore(owed) ? owed.sent : undefined;
  const meanwhile = meanwhileOf(conflict, sent, observation.theirs, account);
  // What was put there while a question is open is in force, but nothing that both sides agreed on.
  const isPut = conflict !== undefined && sent != null;
  const base = settledBase(facts?.base ?? null, isPut ? undefined : sent, observation.theirs, account);
  const comparable = (fields: RemoteFields | null) => (fields === null ? null : toComparable(fields, account));
  const ours = oursOf(entry, account, list, at);
  const isEcho =
    base === null && observation.remoteId !== null && facts?.seen === null && facts.remoteId === observation.remoteId;
  const action = merge({
    base: comparable(base),
    ours,
    theirs: comparable(meanwhile.stated),
    at,
    comparable: account.capabilities.update,
    adopt: account.adopt,
    isEcho,
    outlastsOurs: base === null && !isEcho && outlasts(observation.theirs, entry, sighting),
  });
  return { ...known, observation, meanwhile, base, ours, action };
}

/** The facts about the record after the decision; undefined when there is nothing to keep. */
export function factsAfter(decision: RecordDecision, { account, list, at }: Sighting): RemoteFacts | undefined {
  const { observation, facts, action } = decision;
  const { number, theirs } = observation;
  const isOpen = action.kind === 'conflict';
  const base = isOpen ? decision.base : theirs;
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
    missedScan: null,
    remoteId: theirs === null ? echoId(decision) : (observation.remoteId ?? facts?.remoteId ?? null),
    sentAt: facts?.sentAt ?? null,
    sentAnswer: facts?.sentAnswer ?? null,
  };
}

/** Whether a scan that showed this changes nothing at all: then nothing is written. */
export function isQuiet({ action, owed, conflict, facts, observation }: RecordDecision, account: AccountView): boolean {
  return (
    action.kind === 'agreed' &&
    owed === undefined &&
    conflict === undefined &&
    facts !== undefined &&
    isUnchanged(facts, observation, account)
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

/** Our only request was refused because the vendor already had the record, so what is there was never ours. */
function wasThereBefore({ problem, attempts }: Owed): boolean {
  return problem === 'alreadyThere' && attempts === 1;
}

/** Whether a record blocks for longer at the vendor, which keeps no ends, than the entry does here. */
function outlasts(
  theirs: RemoteFields | null,
  entry: Entry | undefined,
  { account, list, targets }: Sighting,
): boolean {
  if (theirs === null || entry === undefined || account.capabilities.keeps.expiry.how === 'kept') return false;
  return !coversScope(entry.holds, toHolds(account, list, theirs), targets);
}

function isUnchanged(facts: RemoteFacts, { theirs, remoteId }: Observation, account: AccountView): boolean {
  if (theirs === null || facts.seen === null || facts.base === null || facts.remoteId !== remoteId) return false;
  if (facts.missedScan !== null) return false;
  return isSameRecord(facts.seen, theirs) && isSameRecord(facts.base, toComparable(theirs, account));
}

function isSameRecord(a: RemoteFields, b: RemoteFields): boolean {
  return a.reason === b.reason && a.until === b.until && String(a.agents) === String(b.agents);
}
