/** Records as they come from a vendor. Each is read by itself, so that a bad record cannot hide the others. */
import type { ZodType } from 'zod';
import { type Instant, parseInstant } from '../../../shared/domain/time/instant.ts';
import {
  createNumberParser,
  type ParsedNumber,
  parseE164,
  parseNumber,
  type PhoneNumber,
  type Region,
} from '../../../shared/domain/numbers/number.ts';
import { isSurelySameSubscriber, sameSubscriber } from '../../../shared/domain/numbers/sameSubscriber.ts';
import type { RecordEvidence, RemoteFields, RemoteRecord } from '../../../shared/domain/vendor/remote.ts';
import type { UnreadableRecord } from './adapter.ts';

/** What became of one record. */
export type ItemResult =
  | { readonly ok: true; readonly record: RemoteRecord }
  | ({ readonly ok: false } & UnreadableRecord);

/** The result for a record that could not be understood. */
export function toUnreadable(remoteId: string | null, why: string): ItemResult {
  return { ok: false, remoteId, why };
}

/** Reads one record by its wire schema. */
export function readItem<T>(item: unknown, schema: ZodType<T>, toItem: (wire: T) => ItemResult): ItemResult {
  const parsed = schema.safeParse(item);
  return parsed.success
    ? toItem(parsed.data)
    : toUnreadable(readId(item), 'The record has not the fields that the documents describe.');
}

/** Splits a page into the records that were understood and those that were not. */
export function splitItems(items: readonly ItemResult[]): { records: RemoteRecord[]; unreadable: UnreadableRecord[] } {
  const records: RemoteRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const item of items) {
    if (item.ok) records.push(item.record);
    else unreadable.push({ remoteId: item.remoteId, why: item.why });
  }
  return { records, unreadable };
}

/** The vendor's id of any record, understood or not; the record's text where it has no id. */
export function idOf(item: unknown): string {
  return readId(item) ?? JSON.stringify(item);
}

function readId(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { id, _id: other }: { id?: unknown; _id?: unknown } = item;
  return isId(id) ? String(id) : isId(other) ? String(other) : null;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Reads a number that a vendor sent. */
export type RemoteNumberReader = (text: string) => { ok: true; number: PhoneNumber } | { ok: false; why: string };

/** Compiling the numbering plan of one country takes as long as reading this many numbers without it. */
const plentyOfNumbers = 500;

/**
 * The reader of one connection. A number in E.164 is that number, even in an old form: the vendor knows its record by
 * it. A number without a plus is read in `region` and taken only if it has exactly one valid reading there; without a
 * region it could be of any country, and is refused. For lists of a hundred thousand numbers the reader keeps compiled
 * numbering plans; most runs read only a few.
 */
export function createRemoteNumberReader(region?: Region): RemoteNumberReader {
  let read = 0;
  let parse = (raw: string): ParsedNumber => parseNumber(raw, region);
  return (text) => {
    const trimmed = text.trim();
    const isInternational = trimmed.startsWith('+');
    if (!isInternational && region === undefined) return { ok: false, why: 'The number has no + and country code.' };
    read += 1;
    if (read === plentyOfNumbers) parse = createNumberParser(region);
    const parsed = parse(trimmed);
    const written = isInternational ? parseE164(trimmed.replace(/[\s().-]/g, '')) : undefined;
    const known = parsed.ok ? parsed.number : undefined;
    if (written !== undefined && written !== known && isOtherForm(written, known)) return { ok: true, number: written };
    if (!parsed.ok) return { ok: false, why: parsed.message };
    if (isInternational || parsed.valid) return { ok: true, number: parsed.number };
    return { ok: false, why: "The number has no + and country code, and is no valid number of the desk's country." };
  };
}

/** Whether E.164 digits are an old form: of the number that they read as, or of any number where they read as none. */
function isOtherForm(written: PhoneNumber, known: PhoneNumber | undefined): boolean {
  const forms = sameSubscriber(written);
  return known === undefined ? forms.length > 0 : forms.includes(known);
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
    source: source || null,
    createdBy: createdBy || null,
    label: label || null,
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

/** Reads a vendor's reason; an empty one counts as none. */
export function toReason(text: string | null | undefined): string | null {
  return text?.trim() ? text : null;
}
