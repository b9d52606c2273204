/** What a vendor shows of its records, and what it never showed, in sentences for the number's history and its grid. Pure. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { KnownRecord, RemoteFacts } from '../../db/sync/remoteRows.ts';
import { evidenceWords as say } from '../../../../shared/words/core/sync/record.ts';

/** "Yappr shows a record of its own (created 2026-05-10 08:14 UTC, source "manual")."; `place`: whose list it is on. */
export function describeRecord(
  place: string,
  { by, isThere, createdAt, evidence }: Pick<KnownRecord, 'by' | 'isThere' | 'createdAt' | 'evidence'>,
): string {
  const whose = by === 'us' ? say.theRecordThatWas : by === 'vendor' ? say.aRecordOfItsOwn : say.aRecord;
  const { source = null, createdBy = null, label = null, batchId = null, requestUuid = null } = evidence ?? {};
  const about = [
    createdAt === null ? null : say.created(toMinute(createdAt)),
    source === null ? null : say.source(source),
    createdBy === null ? null : say.by(createdBy),
    label === null ? null : say.label(label),
    batchId === null ? null : say.batch(batchId),
    requestUuid === null ? null : say.request(requestUuid),
  ].filter((part) => part !== null);
  const said = about.length === 0 ? '' : ` (${about.join(', ')})`;
  return say.showed(place, whose, said, isThere);
}

function toMinute(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** What is assumed of a record because the vendor did not show it when it was last seen; null: nothing. */
export function describeAssumed({ assumed, seen }: Pick<RemoteFacts, 'assumed' | 'seen'>, name: string): string | null {
  if (assumed.includes('id')) return say.nothingOfItCanBeRead(name);
  const [isUntil, isAgents] = [assumed.includes('until'), assumed.includes('agents')];
  if (!isUntil && !isAgents) return null;
  const unsaid = [isUntil ? say.untilWhen : null, isAgents ? say.forWhichAgents : null].filter(Boolean).join(' and ');
  const until = seen?.until == null ? say.forEver : say.untilTheEndThatWas;
  const agents = seen?.agents == null ? say.forEveryAgent : say.forTheAgentsThat;
  const counts = [isUntil ? until : null, isAgents ? agents : null].filter(Boolean).join(' and ');
  return say.doesNotSayItBlocks(name, unsaid, counts);
}
