// Small readers that the vendor models share: fields of a body, numbers of a query, bearer tokens. Each answers
// undefined for a value that is absent or of the wrong kind; the model decides how its vendor reacts.
import type { VendorRequest } from './sandboxTypes.ts';

/** The body's fields, or none where the body is no JSON object. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}

/** A text that is not empty, else undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** True where an optional text is absent, null or a text. */
export function isOptionalText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/**
 * A whole number of a query: the fallback where it is absent or empty, undefined where it is not one of at least `least`.
 */
export function wholeNumber(query: URLSearchParams, name: string, least: number, fallback: number): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least ? value : undefined;
}

/** The header that carries a bearer token. */
export function bearerHeader(token: string): { readonly Authorization: string } {
  return { Authorization: `Bearer ${token}` };
}

/** The bearer token of a request, or null where it has none. */
export function bearerToken(headers: VendorRequest['headers']): string | null {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}
