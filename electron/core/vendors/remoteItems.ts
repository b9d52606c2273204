/** Records as they come from a vendor: each is understood by itself, so that a bad one cannot hide the others. */
import type { ZodType } from 'zod';
import { type Instant, parseInstant } from '../../../shared/domain/instant.ts';
import {
  createNumberParser,
  type ParsedNumber,
  parseNumber,
  type PhoneNumber,
} from '../../../shared/domain/numbers/number.ts';
import type { RemoteRecord } from '../../../shared/domain/vendor/remote.ts';
import type { UnreadableRecord } from './adapter.ts';

/** What became of one record. */
export type ItemResult =
  | { readonly ok: true; readonly record: RemoteRecord }
  | ({ readonly ok: false } & UnreadableRecord);

/** The record could not be understood. */
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

/** Splits a page into what was understood and what was not. */
export function splitItems(items: readonly ItemResult[]): { records: RemoteRecord[]; unreadable: UnreadableRecord[] } {
  const records: RemoteRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const item of items) {
    if (item.ok) records.push(item.record);
    else unreadable.push({ remoteId: item.remoteId, why: item.why });
  }
  return { records, unreadable };
}

/** The vendor's id of any record, understood or not; its text where it has none. */
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

/** Reads a number that a vendor sent in E.164. Without its plus it could be of any country, so that is not guessed. */
export type RemoteNumberReader = (text: string) => { ok: true; number: PhoneNumber } | { ok: false; why: string };

/** Compiling the numbering plan of one country takes as long as reading so many numbers without. */
const plentyOfNumbers = 500;

/** The reader of one connection. For lists of a hundred thousand it keeps compiled numbering plans; most runs read a few. */
export function createRemoteNumberReader(): RemoteNumberReader {
  let read = 0;
  let parse: (raw: string) => ParsedNumber = parseNumber;
  return (text) => {
    const trimmed = text.trim();
    if (!trimmed.startsWith('+')) return { ok: false, why: 'The number has no + and country code.' };
    read += 1;
    if (read === plentyOfNumbers) parse = createNumberParser();
    const parsed = parse(trimmed);
    return parsed.ok ? { ok: true, number: parsed.number } : { ok: false, why: parsed.message };
  };
}

/** A time for display only; what cannot be read is not shown. */
export function toCreatedAt(text: string | null | undefined): Instant | null {
  return text ? (parseInstant(text) ?? null) : null;
}

/** A vendor's reason; an empty one is none. */
export function toReason(text: string | null | undefined): string | null {
  return text?.trim() ? text : null;
}
