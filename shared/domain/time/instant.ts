/**
 * Instants: one text form for every time in the product, so that two of them compare as plain strings.
 * Time itself is an argument everywhere (the clock is a port of the core); nothing here asks what time it is.
 */

/** A UTC instant with milliseconds, exactly as `Date.prototype.toISOString` writes it: `2026-05-03T14:01:00.000Z`. */
export type Instant = string & { readonly __brand: 'Instant' };

/** The last instant with a four-digit year: `+010000-…` would compare as the earliest of all. */
export const lastMs = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Before it lies no day on which a block ends or was asked for: earlier ones are the zeros of systems (0001, 1900, 1970) and slips. With
 * the hours by which the furthest east is ahead.
 */
export const firstPlausible = '1989-12-31T10:00:00.000Z' as Instant;

/** Epoch milliseconds to an instant, at most the end of the year 9999. Throws a RangeError for no number: a bug in the caller. */
export function toInstant(epochMs: number): Instant {
  return new Date(epochMs > lastMs ? lastMs : epochMs).toISOString() as Instant;
}

/** An instant to epoch milliseconds. */
export function toEpochMs(instant: Instant): number {
  return Date.parse(instant);
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const isoDateTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads an ISO 8601 date (midnight UTC, as machines write one), or a date and time with `Z` or an offset. What a person
 * gives is a `Moment` (moment.ts): a time without a zone is refused here (`undefined`), and so is a day that does not
 * exist.
 */
export function parseInstant(text: string): Instant | undefined {
  const trimmed = text.trim();
  if (!isoDate.test(trimmed) && !isoDateTime.test(trimmed)) return undefined;
  const epochMs = Date.parse(trimmed.replace(' ', 'T'));
  // 2026-02-31 is not a date, although Date.parse rolls some such days over.
  const day = trimmed.slice(0, 10);
  const dayMs = Date.parse(`${day}T00:00:00.000Z`);
  if (Number.isNaN(epochMs) || Number.isNaN(dayMs) || toInstant(dayMs).slice(0, 10) !== day) return undefined;
  return toInstant(epochMs);
}
