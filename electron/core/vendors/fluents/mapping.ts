/** Fluents' records in the domain's words: one list for the environment, a number and a reason. */
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { WantedRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteNumberReader } from '../remoteNumbers.ts';
import {
  type ItemResult,
  noteAbsent,
  numberOf,
  toCreatedAt,
  toOthers,
  toReason,
  toUnreadable,
} from '../remoteItems.ts';
import type { FluentsRecordWire } from './wire.ts';

/**
 * A record of the environment's list. A record that Fluents keeps for a user other than the account's blocks only that
 * user's calls. If it were taken for a block of the account, it would hide that ours is missing; so it is counted apart
 * and shown.
 */
export function toFluentsItem(
  wire: FluentsRecordWire,
  userId: string | null,
  readNumber: RemoteNumberReader,
  asked?: PhoneNumber,
): ItemResult {
  const owner = wire.userId || null;
  if (owner !== null && owner !== userId) {
    return toOthers(wire.id, 'The record blocks for one Fluents user, who is not the user of this account.');
  }
  const phone = readNumber(wire.phoneNumber, { list: '', remoteId: wire.id, asked });
  if (!phone.ok) return toUnreadable(wire.id, phone.why);
  const fields = { reason: toReason(wire.reason), until: null, agents: null };
  const createdAt = toCreatedAt(wire.createdAt);
  return {
    ok: true,
    record: {
      scope: '',
      ...numberOf(phone),
      remoteId: wire.id,
      fields,
      createdAt,
      ...noteAbsent({ reason: wire.reason }),
    },
  };
}

/** One number of an add, alone or in bulk. */
export function toFluentsAddBody({ number, fields }: WantedRecord): Record<string, string> {
  return { phoneNumber: toE164(number), ...(fields.reason === null ? {} : { reason: fields.reason }) };
}
