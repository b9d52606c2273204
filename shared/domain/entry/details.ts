/**
 * What an entry says beside where it holds: the values of the fields of shared/fields.ts, compared, joined, and written as
 * texts. No function here knows a single field; each knows the four kinds.
 */
import { assertNever } from '../../assertNever.ts';
import { type ChoiceOf, type Field, type FieldOf, type FieldRow, fieldNames, fields, type Part } from '../../fields.ts';
import type { Instant } from '../time/instant.ts';

/** batchId + requestUuid of the call in which the person asked; some vendors refuse an add without it. */
export type CallReference = { readonly batchId: string; readonly requestUuid: string };

/** What a field holds, if anything. */
export type ValueOf<F extends Field> =
  F extends FieldOf<'choice'>
    ? ChoiceOf<F>
    : F extends FieldOf<'moment'>
      ? Instant
      : F extends FieldOf<'reference'>
        ? CallReference
        : string;

/** A value for each field; null where it is not known. */
export type Details = { readonly [F in Field]: ValueOf<F> | null };
type Value = Details[Field];

/** Says nothing. */
export const noDetails: Details = fromEach(() => null);

/** The details of an entry, statement or request, without what surrounds them. */
export function toDetails(from: Details): Details {
  return fromEach((field) => from[field]);
}

/** The details of the first, and of the second where the first says nothing. */
export function orElse(given: Partial<Details>, otherwise: Details): Details {
  return fromEach((field) => given[field] ?? otherwise[field]);
}

/** Makes details from a value per field. The caller answers for values that fit their fields. */
export function fromEach(read: (field: Field) => unknown): Details {
  const details: Record<string, unknown> = {};
  for (const field of fieldNames) details[field] = read(field);
  return details as Details;
}

/** The fields in which two differ, in their order. */
export function changedDetails(a: Details, b: Details): readonly Field[] {
  return fieldNames.filter((field) => !isSame(a[field], b[field]));
}

function isSame(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return a.batchId === b.batchId && a.requestUuid === b.requestUuid;
}

/** Details as one text per part, which exports and forms hold; null where they say nothing. */
export type DetailTexts = { readonly [P in Part]: string | null };

/** Writes details as texts; an instant as ISO 8601. */
export function toTexts(details: Details): DetailTexts {
  const texts: Record<string, string | null> = {};
  for (const field of fieldNames) {
    const value = details[field];
    const row: FieldRow = fields[field];
    if (row.kind !== 'reference') texts[field] = value as string | null;
    else for (const part of Object.keys(row.parts)) texts[part] = value === null ? null : toPart(value, part);
  }
  return texts as DetailTexts;
}

const toPart = (value: NonNullable<Value>, part: string): string | null =>
  typeof value === 'object' ? ((value as Readonly<Record<string, string>>)[part] ?? null) : null;

/** Reads what `toTexts` wrote. A reference with one half is none: it is of no use to any vendor. */
export function fromTexts(texts: DetailTexts): Details {
  return fromEach((field) => (fields[field].kind === 'reference' ? toReference(texts) : texts[field as Part]));
}

/** The texts of a call reference. */
export type CallTexts = { readonly [P in keyof CallReference]: string | null };

/** The call reference of two texts; null where one of them is missing. */
export function toReference({ batchId, requestUuid }: CallTexts): CallReference | null {
  return batchId && requestUuid ? { batchId, requestUuid } : null;
}

/** A field's value in words, null where it says nothing: a choice in its words, a day as the caller writes days. */
export function toDetailText(details: Details, field: Field, toDay: (at: Instant) => string): string | null {
  const value = details[field];
  if (value === null) return null;
  const row: FieldRow = fields[field];
  switch (row.kind) {
    case 'text':
      return value as string;
    case 'choice':
      return row.words[value as string] ?? null;
    case 'moment':
      return toDay(value as Instant);
    case 'reference':
      return Object.keys(row.parts)
        .map((part) => toPart(value, part))
        .join(' / ');
    default:
      return assertNever(row);
  }
}
