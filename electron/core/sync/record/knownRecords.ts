/**
 * Which records of one number a vendor has or had, and whose they are. A record is ours only where an answer, or what came
 * back of an add without an answer, says so; everything else was there. Pure.
 */
import type { CallReference } from '../../../../shared/domain/entry/entry.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { Claim } from '../../../../shared/domain/vendor/claim.ts';
import type { RecordEvidence, RemoteFields } from '../../../../shared/domain/vendor/remote.ts';
import { isCutOf, isSameText } from '../../../../shared/domain/vendor/vendorText.ts';
import type { KnownRecord, Named, RecordIdentity, RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { Observation, Twin } from './observation.ts';

/** So many records of one number are kept, those that are there first. */
const mostRecords = 6;
/** Two answers may write one time to the minute and to the millisecond. */
const minute = 60_000;

/** Whether two sights are of one record: by its id, and by its time, as far as the vendor says them. */
export function isSameRecord(a: RecordIdentity, b: RecordIdentity): boolean {
  if (a.id !== null && b.id !== null && a.id !== b.id) return false;
  if (a.createdAt === null || b.createdAt === null) return true;
  return Math.abs(toEpochMs(a.createdAt) - toEpochMs(b.createdAt)) < minute;
}

/** The record that is there under this id; the newest where the vendor names no id. */
export function currentOf(records: readonly KnownRecord[], id: string | null): KnownRecord | undefined {
  return (
    records.findLast((record) => record.isThere && record.id === id) ??
    records.findLast((record) => record.isThere && (id === null || record.id === null))
  );
}

/** The call in which the person asked, as the newest record that shows one says. */
export function callOf(records: readonly KnownRecord[]): CallReference | null {
  for (const { evidence } of records.toReversed())
    if (evidence?.batchId != null && evidence.requestUuid !== null)
      return { batchId: evidence.batchId, requestUuid: evidence.requestUuid };
  return null;
}

/** What a person's act that takes the block away is about: the records that are there, as they were last seen. */
export function toNamed({ seen, records }: Pick<RemoteFacts, 'seen' | 'records'>): Named | null {
  if (seen === null) return null;
  const there = records.filter(({ isThere }) => isThere).map(({ id, createdAt }) => ({ id, createdAt }));
  return { records: there, reason: seen.reason };
}

/**
 * Whether the record that is there may be removed, and why; `base`: what both agreed on, before this sight; `told`: the reason that was
 * sent, where the vendor keeps it in its own way.
 */
export function claimOf({
  named,
  current,
  theirs,
  base,
  told,
}: {
  readonly named: Named | null;
  readonly current: KnownRecord | undefined;
  readonly theirs: RemoteFields | null;
  readonly base: RemoteFields | null;
  readonly told: string | null;
}): Claim {
  if (current === undefined) return 'none';
  const reason = theirs?.reason ?? null;
  const isAsAgreed = base !== null && isKeptReason(base.reason, reason, told);
  // An expiry, or an undo, is about what we made: what somebody there has written about the number since is theirs.
  if (named === null) return current.by !== 'us' ? 'none' : base === null || isAsAgreed ? 'ours' : 'another';
  const isNamed = named.records.some((record) => isSameRecord(record, current));
  if (!isNamed) return current.by === 'us' ? 'ours' : 'another';
  return isAsAgreed || isKeptReason(named.reason, reason, told) ? 'named' : 'another';
}

/** A text that is cut is the same; a longer one only where that is what we sent: else somebody there has added to it. */
function isKeptReason(before: string | null, now: string | null, told: string | null): boolean {
  if (isSameText(before, now)) return true;
  if (before === null || now === null) return false;
  return (
    isCutOf(before, now) || (told !== null && isCutOf(now, before) && (isSameText(told, now) || isCutOf(told, now)))
  );
}

export type RecordsAfter = {
  /** The very list of before where the sight tells nothing new. */
  readonly records: readonly KnownRecord[];
  /** The record that was merged. */
  readonly current: KnownRecord | undefined;
};

/**
 * The records of the number after a sight of one of them, or of none. `maker`: who made it, if it is a new one; `ms`: now.
 */
export function recordsAfter(
  facts: RemoteFacts | undefined,
  shown: Observation,
  maker: KnownRecord['by'],
  ms: number,
): RecordsAfter {
  const before = facts?.records ?? [];
  if (shown.theirs === null) {
    const isAnyThere = before.some(({ isThere }) => isThere);
    return { records: isAnyThere ? before.map(toGone) : before, current: undefined };
  }
  const isEcho = facts?.seen === null && shown.remoteId !== null && facts.remoteId === shown.remoteId;
  const sight = { id: shown.remoteId, ...shown };
  const first = noteSight(withoutAnothers(before, sight), sight, { maker, ms, isEcho });
  let { records } = first;
  for (const twin of shown.twins) ({ records } = noteSight(records, twin, { maker: 'vendor', ms, isEcho: false }));
  if (shown.isWhole) {
    const isShown = (record: KnownRecord) =>
      record === first.current || shown.twins.some((twin) => isSameRecord(twin, record));
    if (records.some((record) => record.isThere && !isShown(record)))
      records = records.map((record) => (isShown(record) ? record : toGone(record)));
  }
  return { records: keepSome(records), current: first.current };
}

function noteSight(
  records: readonly KnownRecord[],
  { id, createdAt, evidence, sentCall }: Twin & Pick<Observation, 'sentCall'>,
  { maker, ms, isEcho }: { readonly maker: KnownRecord['by']; readonly ms: number; readonly isEcho: boolean },
): { readonly records: readonly KnownRecord[]; readonly current: KnownRecord } {
  const sight = { id, createdAt };
  const at = records.findLastIndex((one) => (one.isThere || (isEcho && one.id === id)) && isSameRecord(one, sight));
  const known = records[at];
  if (known === undefined) {
    const said = { ...(evidence && { evidence }), ...(sentCall && { sentCall }) };
    const current = { ...sight, by: maker, isThere: true, firstSeenAt: ms, ...said };
    return { records: [...records, current], current };
  }
  const tellsNothing =
    known.isThere &&
    (known.id !== null || id === null) &&
    (known.createdAt !== null || createdAt === null) &&
    (evidence === undefined || JSON.stringify(known.evidence) === JSON.stringify(evidence));
  if (tellsNothing) return { records, current: known };
  const { sentCall: _shownNow, ...kept } = known;
  const current: KnownRecord = {
    ...kept,
    id: known.id ?? id,
    createdAt: known.createdAt ?? createdAt,
    isThere: true,
    ...(evidence && { evidence }),
  };
  return { records: records.with(at, current), current };
}

/**
 * The records without one that we are told of anew. A record that we made, and that the vendor has not shown since, is known by
 * nothing but the call that our request named: what shows another call, or none, may be somebody's who put the number on anew.
 */
function withoutAnothers(records: readonly KnownRecord[], { id, createdAt, evidence }: Twin): readonly KnownRecord[] {
  if (id === null && createdAt === null) return records;
  const isAnothers = (record: KnownRecord): boolean => {
    const isNameless = record.isThere && record.id === null && record.createdAt === null;
    return isNameless && record.sentCall !== undefined && !isSameCall(record.sentCall, evidence);
  };
  return records.some(isAnothers) ? records.map((one) => (isAnothers(one) ? toGone(one) : one)) : records;
}

/** Whether the vendor shows the record with this call. */
export function isSameCall({ batchId, requestUuid }: CallReference, evidence: RecordEvidence | undefined): boolean {
  return evidence?.batchId === batchId && evidence.requestUuid === requestUuid;
}

function toGone(record: KnownRecord): KnownRecord {
  return record.isThere ? { ...record, isThere: false } : record;
}

function keepSome(records: readonly KnownRecord[]): readonly KnownRecord[] {
  if (records.length <= mostRecords) return records;
  const there = records.filter(({ isThere }) => isThere);
  const gone = records.filter(({ isThere }) => !isThere).slice(-Math.max(1, mostRecords - there.length));
  return [...gone, ...there.slice(-mostRecords)];
}
