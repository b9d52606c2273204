/** Yappr's records in the domain's words: one per number, with reason, expiry and a set of agents. */
import {
  firstPlausible,
  type Instant,
  parseInstant,
  toEpochMs,
  toInstant,
} from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteFields, RemoteTarget, WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteNumberReader } from '../remoteNumbers.ts';
import {
  type ItemResult,
  noteAbsent,
  noteEvidence,
  numberOf,
  toCreatedAt,
  toName,
  toReason,
  toUnreadable,
} from '../remoteItems.ts';
import type { YapprAgentWire, YapprRecordWire } from './wire.ts';

/** A record of the company's list. An empty set of agents means every agent. */
export function toYapprItem(wire: YapprRecordWire, readNumber: RemoteNumberReader, asked?: PhoneNumber): ItemResult {
  const phone = readNumber(wire.phone_number, { list: '', remoteId: wire.id, asked });
  if (!phone.ok) return toUnreadable(wire.id, phone.why);
  const read = wire.expires_at ? parseInstant(wire.expires_at) : null;
  if (read === undefined) return toUnreadable(wire.id, 'The expiry is not a date and time with a zone.');
  // The zero of some system (0001, 1970) ends no block: nothing is known of the end.
  const isZero = read !== null && toEpochMs(read) < toEpochMs(firstPlausible);
  const until = isZero ? null : read;
  const agents = (wire.agents ?? []).map(({ id }) => id).toSorted();
  const fields = { reason: toReason(wire.reason), until, agents: agents.length === 0 ? null : [...new Set(agents)] };
  const createdAt = toCreatedAt(wire.created_at);
  const said = {
    ...noteAbsent({ reason: wire.reason, until: isZero ? undefined : wire.expires_at, agents: wire.agents }),
    ...noteEvidence({ source: wire.source, createdBy: wire.created_by }),
  };
  return { ok: true, record: { scope: '', ...numberOf(phone), remoteId: wire.id, fields, createdAt, ...said } };
}

const minute = 60_000;

/** An end as it is sent: up to the next whole minute, so that a vendor that drops what is smaller ends no block too early. */
function toWholeMinute(until: Instant | null): Instant | null {
  return until === null ? null : toInstant(Math.ceil(toEpochMs(until) / minute) * minute);
}

/** The body of an add. What it leaves out means: no reason, for ever, every agent. */
export function toYapprAddBody({ number, fields: { reason, until, agents } }: WantedRecord): Record<string, unknown> {
  return {
    phone_number: toE164(number),
    ...(reason === null ? {} : { reason }),
    ...(until === null ? {} : { expires_at: toWholeMinute(until) }),
    ...(agents === null ? {} : { agent_ids: agents }),
  };
}

/** The body of a change, with the given fields only. An empty `agent_ids` means every agent. */
export function toYapprPatchBody({ reason, until, agents }: Partial<RemoteFields>): Record<string, unknown> {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(until === undefined ? {} : { expires_at: toWholeMinute(until) }),
    ...(agents === undefined ? {} : { agent_ids: agents ?? [] }),
  };
}

/** An agent as a target; one that says nothing about being active counts as active. */
export function toYapprTarget({ id: remoteId, name, is_active: active }: YapprAgentWire): RemoteTarget {
  return { remoteId, kind: 'agent', name: toName(name?.trim()) ?? remoteId, active: active ?? true };
}
