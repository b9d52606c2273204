/** What a vendor shows of its records, and what it never showed, in sentences for the number's history and its grid. Pure. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { KnownRecord, RemoteFacts } from '../../db/sync/remoteRows.ts';

/** "Yappr shows a record of its own (created 2026-05-10 08:14 UTC, source "manual")."; `place`: whose list it is on. */
export function describeRecord(
  place: string,
  { by, isThere, createdAt, evidence }: Pick<KnownRecord, 'by' | 'isThere' | 'createdAt' | 'evidence'>,
): string {
  const whose = by === 'us' ? 'the record that was sent' : by === 'vendor' ? 'a record of its own' : 'a record';
  const { source = null, createdBy = null, label = null, batchId = null, requestUuid = null } = evidence ?? {};
  const about = [
    createdAt === null ? null : `created ${toMinute(createdAt)}`,
    source === null ? null : `source "${source}"`,
    createdBy === null ? null : `by "${createdBy}"`,
    label === null ? null : `label "${label}"`,
    batchId === null ? null : `batch "${batchId}"`,
    requestUuid === null ? null : `request "${requestUuid}"`,
  ].filter((part) => part !== null);
  const said = about.length === 0 ? '' : ` (${about.join(', ')})`;
  return `${place} showed ${whose}${said}.${isThere ? '' : ' It is gone there.'}`;
}

function toMinute(at: Instant): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

/** What is assumed of a record because the vendor did not show it when it was last seen; null: nothing. */
export function describeAssumed({ assumed, seen }: Pick<RemoteFacts, 'assumed' | 'seen'>, name: string): string | null {
  const [isUntil, isAgents] = [assumed.includes('until'), assumed.includes('agents')];
  if (!isUntil && !isAgents) return null;
  const unsaid = [isUntil ? 'until when' : null, isAgents ? 'for which agents' : null].filter(Boolean).join(' and ');
  const until = seen?.until == null ? 'for ever' : 'until the end that was last known';
  const agents = seen?.agents == null ? 'for every agent' : 'for the agents that were last known';
  const counts = [isUntil ? until : null, isAgents ? agents : null].filter(Boolean).join(' and ');
  return `${name} does not say ${unsaid} it blocks the number: here it counts as ${counts}.`;
}
