/**
 * When a vendor wants the next request: `Retry-After` (RFC 9110, section 10.2.3: seconds or an HTTP-date; some write an
 * instant since 1970), else `X-RateLimit-Reset`. It is honoured in full: a day stays a day. A value that cannot be read
 * counts as none (null).
 */
import { toInstant, type Instant } from '../../../shared/domain/time/instant.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

// The last instant that the fixed-width text form can hold; a vendor that names a later one says "never" just as
// clearly.
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d{2}:\d{2}:\d{2}/;
// These headers give either seconds to wait or an epoch; no wait is 30 years long.
const SMALLEST_EPOCH_S = 1_000_000_000;
const SMALLEST_EPOCH_MS = SMALLEST_EPOCH_S * 1000;

/**
 * The earliest instant for the next request, or null. `now` is epoch milliseconds; a time that has passed becomes
 * `now`.
 */
export function parseRetryAt(headers: Headers, status: number, now: number): Instant | null {
  const asked = parseRetryAfter(first(headers['retry-after']), now);
  if (asked !== null) return clamp(asked, now);
  // Every answer may have a reset; it is a reason to wait only when no request is left.
  const exhausted = status === 429 || first(headers['x-ratelimit-remaining']) === '0';
  const reset = exhausted ? parseReset(first(headers['x-ratelimit-reset']), now) : null;
  return reset === null ? null : clamp(reset, now);
}

function first(value: string | string[] | undefined): string {
  return (Array.isArray(value) ? (value[0] ?? '') : (value ?? '')).trim();
}

function clamp(epochMs: number, now: number): Instant {
  return toInstant(Math.min(Math.max(epochMs, now), LAST_MS));
}

function parseRetryAfter(text: string, now: number): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return parseReset(text, now);
  if (!HTTP_DATE.test(text)) return null;
  // The asctime form has no zone and is UTC by the standard.
  const epochMs = Date.parse(/(GMT|UTC)$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(epochMs) ? null : epochMs;
}

function parseReset(text: string, now: number): number | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const value = Number(text);
  if (value >= SMALLEST_EPOCH_MS) return value;
  return value >= SMALLEST_EPOCH_S ? value * 1000 : now + Math.ceil(value * 1000);
}
