/** Records as they come from a vendor. Each is read by itself, so that a bad record cannot hide the others. */
import type { ZodType } from 'zod';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { isSurelySameSubscriber, sameSubscriber } from '../../../shared/domain/numbers/sameSubscriber.ts';
import type { RecordEvidence, RemoteFields, RemoteRecord } from '../../../shared/domain/vendor/remote.ts';
import { cutText } from '../../../shared/words/cutText.ts';
import type { UnreadableRecord } from './adapter.ts';
import type { BuiltRecord } from '../json/recordBuilder.ts';
import { pathOfIssue } from '../json/schemaPath.ts';
import type { ReadNumber } from './remoteNumbers.ts';
import { mostOfName, mostOfReason, wireId } from './wireTexts.ts';
import { remoteItemsWords as say } from '../../../shared/words/core/vendors.ts';

/** What became of one record. */
export type ItemResult =
  | { readonly ok: true; readonly record: RemoteRecord }
  | ({ readonly ok: false } & UnreadableRecord);

/** The result for a record that could not be understood. */
export function toUnreadable(remoteId: string | null, why: string): ItemResult {
  return { ok: false, remoteId, why };
}

/** The result for a record that blocks for others than the account. */
export function toOthers(remoteId: string | null, why: string): ItemResult {
  return { ok: false, remoteId, why, isForOthers: true };
}

/** Reads one record by its wire schema. */
export function readItem<T>(item: unknown, schema: ZodType<T>, toItem: (wire: T) => ItemResult): ItemResult {
  const parsed = schema.safeParse(item);
  return parsed.success
    ? toItem(parsed.data)
    : toUnreadable(readId(item), say.theRecordHasNotThe(pathOfIssue(parsed.error)));
}

/** The records of one list as they come, each read by itself. */
export type ReadItems = {
  readonly take: (record: BuiltRecord) => void;
  readonly records: readonly RemoteRecord[];
  readonly unreadable: readonly UnreadableRecord[];
  /** The vendor's ids of everything that came, readable or not, in the vendor's order; a mark where there is no id. */
  readonly ids: readonly string[];
};

/** Collects the records of one answer. A record of which too much would have to be kept is unreadable. */
export function collectItems(toItem: (item: unknown) => ItemResult): ReadItems {
  const records: RemoteRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  const ids: string[] = [];
  return {
    records,
    unreadable,
    ids,
    take({ value, isTooLarge, mark }) {
      const id = readId(value);
      ids.push(id ?? mark());
      const item = isTooLarge ? toUnreadable(id, say.theRecordIsLarger) : toItem(value);
      if (item.ok) records.push(item.record);
      else unreadable.push(toRecord(item));
    },
  };
}

/** Splits a page into the records that were understood and those that were not. */
export function splitItems(items: readonly ItemResult[]): { records: RemoteRecord[]; unreadable: UnreadableRecord[] } {
  const records: RemoteRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const item of items) {
    if (item.ok) records.push(item.record);
    else unreadable.push(toRecord(item));
  }
  return { records, unreadable };
}

function toRecord({ ok: _ok, ...record }: Extract<ItemResult, { ok: false }>): UnreadableRecord {
  return record;
}

function readId(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { id, _id: other }: { id?: unknown; _id?: unknown } = item;
  return isId(id) ? String(id) : isId(other) ? String(other) : null;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'number' || wireId.safeParse(value).success;
}

/** A number that was read, as the fields of its record. */
export function numberOf({
  number,
  inNoPlan,
}: Extract<ReadNumber, { ok: true }>): Pick<RemoteRecord, 'number' | 'inNoPlan'> {
  return inNoPlan === true ? { number, inNoPlan } : { number };
}

/** The record under the number for which it was asked, if it is of one of these: the vendor may write another form. */
export function answerFor(record: RemoteRecord, asked: ReadonlySet<PhoneNumber>): RemoteRecord | undefined {
  if (asked.has(record.number)) return record;
  const number = sameSubscriber(record.number).find(
    (form) => asked.has(form) && isSurelySameSubscriber(record.number, form),
  );
  return number === undefined ? undefined : { ...record, number };
}

/** Reads a time for display only; one that cannot be read is not shown. */
export function toCreatedAt(text: string | null | undefined): Instant | null {
  return text ? (parseInstant(text) ?? null) : null;
}

/** The fields that a record did not carry, as its `absent`. `null` is carried: it says that there is none. */
export function noteAbsent(carried: { readonly [F in keyof RemoteFields]?: unknown }): Pick<RemoteRecord, 'absent'> {
  const absent = (Object.keys(carried) as (keyof RemoteFields)[]).filter((field) => carried[field] === undefined);
  return absent.length === 0 ? {} : { absent };
}

/** What a record says as evidence, as its `evidence`; nothing where it says nothing. */
export function noteEvidence(says: { readonly [K in keyof RecordEvidence]?: string | null | undefined }): Pick<
  RemoteRecord,
  'evidence'
> {
  const { source, createdBy, label, batchId, requestUuid } = says;
  if (!source && !createdBy && !label && !batchId && !requestUuid) return {};
  const evidence: RecordEvidence = {
    source: toName(source),
    createdBy: toName(createdBy),
    label: toName(label),
    batchId: batchId || null,
    requestUuid: requestUuid || null,
  };
  return { evidence };
}

/** The record of a number among those that an answer shows, with its twins; undefined where it shows none. */
export function findWithTwins(records: readonly RemoteRecord[], number: PhoneNumber): RemoteRecord | undefined {
  const [first, ...twins] = records.filter((record) => record.number === number);
  return first === undefined || twins.length === 0 ? first : { ...first, twins };
}

/** Reads a vendor's reason; an empty one counts as none, and one that is longer than any here is kept cut, with a mark. */
export function toReason(text: string | null | undefined): string | null {
  return text?.trim() ? cutText(text, mostOfReason) : null;
}

/** A vendor's name of something, or another word about it; a very long one is kept cut, with a mark. */
export function toName(text: string | null | undefined): string | null {
  return text?.trim() ? cutText(text, mostOfName) : null;
}
