/** Weya's records in the domain's words: a number on the organisation's list, and nothing that could differ. */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { CallReference } from '../../../../shared/domain/entry/entry.ts';
import type { WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteNumberReader } from '../remoteNumbers.ts';
import { type ItemResult, noteEvidence, numberOf, toCreatedAt, toUnreadable } from '../remoteItems.ts';
import type { WeyaRecordWire } from './wire.ts';

/** A record of the organisation's list. Numbers come with their country code and without a plus. */
export function toWeyaItem(wire: WeyaRecordWire, readNumber: RemoteNumberReader, asked?: PhoneNumber): ItemResult {
  const phone = readNumber(wire.phoneNumber, { list: '', remoteId: wire.id, asked });
  if (!phone.ok) return toUnreadable(wire.id, phone.why);
  const fields = { reason: null, until: null, agents: null };
  const createdAt = toCreatedAt(wire.createdAt);
  const evidence = noteEvidence({ label: wire.type, batchId: wire.batchId, requestUuid: wire.requestUUID });
  return { ok: true, record: { scope: '', ...numberOf(phone), remoteId: wire.id, fields, createdAt, ...evidence } };
}

/** The body of an add: digits with country code, the call in which the person asked, and the category as a label. */
export function toWeyaAddBody(
  { number, details: { category } }: WantedRecord,
  call: CallReference,
): Record<string, string> {
  const body = { phoneNumber: String(number), batchId: call.batchId, requestUUID: call.requestUuid };
  return category === null ? body : { ...body, type: category };
}
