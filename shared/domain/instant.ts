/**
 * Instants: one text form for every time in the product, so that two of them compare as plain strings.
 * Time itself is an argument everywhere (the clock is a port of the core); nothing here asks what time it is.
 */

/** A UTC instant with milliseconds, exactly as `Date.prototype.toISOString` writes it: `2026-05-03T14:01:00.000Z`. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Epoch milliseconds to an instant. Throws a RangeError outside the range of `Date`: that is a bug in the caller. */
export function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** An instant to epoch milliseconds. */
export function toEpochMs(instant: Instant): number {
  return Date.parse(instant);
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 date (midnight UTC) or a date and time with `Z` or an offset.
 * A time without a zone is refused (`undefined`): guessing the zone could move a legal deadline.
 */
export function parseInstant(text: string): Instant | undefined {
  const trimmed = text.trim();
  if (!isoDate.test(trimmed) && !isoDateTime.test(trimmed)) return undefined;
  const epochMs = Date.parse(trimmed.replace(' ', 'T'));
  if (Number.isNaN(epochMs)) return undefined;
  const instant = toInstant(epochMs);
  // 2026-02-31 is not a date, although Date.parse rolls some such days over.
  return isoDate.test(trimmed) && instant.slice(0, 10) !== trimmed ? undefined : instant;
}
