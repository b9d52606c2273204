/**
 * What all adapters make of answers in the same way: the record that a write answered, its id, and what is not
 * documented.
 */
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import type { RemoteRecord } from '../../../shared/domain/vendor/remote.ts';
import type { VendorConnection, VendorFailure, VendorResult } from './adapter.ts';
import { otherAnswer, toFailure } from './failure.ts';
import { answerFor, type ItemResult } from './remoteItems.ts';
import { answersWords as say } from '../../../shared/words/core/vendors.ts';

/** The value of an answer with another one in its place; a failure stays as it is. */
export function withValue<T, U>(answer: VendorResult<T>, value: (of: T) => U): VendorResult<U> {
  return answer.ok ? { ...answer, value: value(answer.value) } : answer;
}

/**
 * The record that a write answered, if it is the one of `number`. Otherwise the effect of the write is unknown and is
 * read back.
 */
export function writtenRecord(
  vendor: string,
  answer: VendorResult<ItemResult>,
  number: PhoneNumber,
): VendorResult<RemoteRecord> {
  if (!answer.ok) return answer;
  const value = answer.value.ok ? answerFor(answer.value.record, new Set([number])) : undefined;
  if (value !== undefined) return { ...answer, value };
  return { ...otherAnswer(vendor, answer.status), effect: 'unknown' };
}

/** The vendor's id of a record, looked up where it is not known; `notFound` where the vendor has no such record. */
export async function findRemoteId(
  vendor: string,
  lookup: VendorConnection['lookup'],
  { scope, number, remoteId }: RemoteRecord,
  signal: AbortSignal,
): Promise<VendorResult<string>> {
  if (remoteId !== null) return { ok: true, value: remoteId, status: 200 };
  const found = await lookup(scope, number, signal);
  if (!found.ok) return found;
  if (found.value?.remoteId) return { ...found, value: found.value.remoteId };
  return toFailure('notFound', say.theNumberIsNotOn(vendor), { status: found.status });
}

type Unsupported = { readonly [K in 'listTargets' | 'lookup' | 'addMany' | 'update' | 'remove']: VendorConnection[K] };

/**
 * The requests that a vendor may leave out of its documents. Each is refused without being sent; an adapter adds those
 * that its vendor has.
 */
export function documentsNone(vendor: string): Unsupported {
  const refuse = (what: string) => (): Promise<VendorFailure> =>
    Promise.resolve(toFailure('unsupported', say.documentsNoWayTo(vendor, what)));
  return {
    listTargets: refuse(say.listAgentsOrUsers),
    lookup: refuse(say.lookUpOneNumber),
    addMany: refuse(say.addSeveralNumbers),
    update: refuse(say.changeARecordThat),
    remove: refuse(say.removeANumber),
  };
}
