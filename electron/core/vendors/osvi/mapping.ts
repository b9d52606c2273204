/** OSVI's records in the domain's words: one record per agent and number, with a reason and nothing else. */
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteList, RemoteTarget, WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteNumberReader } from '../remoteNumbers.ts';
import { type ItemResult, noteAbsent, numberOf, toCreatedAt, toName, toReason, toUnreadable } from '../remoteItems.ts';
import type { OsviAgentWire, OsviRecordWire } from './wire.ts';

/** A record of the list of `scope` (an agent's id). */
export function toOsviItem(
  wire: OsviRecordWire,
  { scope, asked }: { readonly scope: RemoteList; readonly asked?: PhoneNumber | undefined },
  readNumber: RemoteNumberReader,
): ItemResult {
  const remoteId = String(wire.id);
  if (wire.agent_uuid && wire.agent_uuid !== scope)
    return toUnreadable(remoteId, "The record is on another agent's list.");
  const phone = readNumber(wire.phone, { list: scope, remoteId, asked });
  if (!phone.ok) return toUnreadable(remoteId, phone.why);
  const fields = { reason: toReason(wire.reason), until: null, agents: null };
  const createdAt = toCreatedAt(wire.created_at);
  return {
    ok: true,
    record: { scope, ...numberOf(phone), remoteId, fields, createdAt, ...noteAbsent({ reason: wire.reason }) },
  };
}

/** The body of an add. */
export function toOsviAddBody({ scope, number, fields }: WantedRecord): Record<string, string> {
  return { agent_uuid: scope, phone: toE164(number), ...(fields.reason === null ? {} : { reason: fields.reason }) };
}

/**
 * An agent as a target. A status other than `active` says that it makes no calls; without a status it counts as active.
 */
export function toOsviTarget({ agent_id: remoteId, name, status }: OsviAgentWire): RemoteTarget {
  const active = status === null || status === undefined || status === 'active';
  return { remoteId, kind: 'agent', name: toName(name?.trim()) ?? remoteId, active };
}
