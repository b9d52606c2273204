// The small readers around the vendor HTTP client: base URLs, Retry-After, masked digits and quotes.
import { describe, expect, test } from 'vitest';
import { parseBaseUrl } from '../../../electron/core/vendors/baseUrl.ts';
import { maskDigits, quoteVendor } from '../../../electron/core/vendors/failure.ts';
import { parseRetryAt } from '../../../electron/core/vendors/retryAfter.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';

describe('a base URL', () => {
  test.each([
    ['https://api.osvi.ai', 'https://api.osvi.ai'],
    ['  https://api.osvi.ai/  ', 'https://api.osvi.ai'],
    ['https://weya.example:8443/tenant/one//', 'https://weya.example:8443/tenant/one'],
    ['http://127.0.0.1:4010/weya', 'http://127.0.0.1:4010/weya'],
    ['http://localhost:4010', 'http://localhost:4010'],
    ['http://[::1]:4010', 'http://[::1]:4010'],
    // Other spellings of 127.0.0.1, as URL itself reads them.
    ['http://0x7f.1/', 'http://127.0.0.1'],
  ])('%s is taken as %s', (text, baseUrl) => {
    expect(parseBaseUrl(text)).toEqual({ ok: true, baseUrl });
  });

  test.each([
    ['', 'notAUrl'],
    ['api.osvi.ai', 'notAUrl'],
    ['localhost:4010', 'notAUrl'],
    ['javascript:alert(1)', 'notAUrl'],
    ['https://', 'notAUrl'],
    ['http://api.osvi.ai', 'notHttps'],
    ['http://127.0.0.1.evil.example', 'notHttps'],
    ['http://localhost.evil.example', 'notHttps'],
    ['ftp://api.osvi.ai', 'notHttps'],
    ['https://user:secret@api.osvi.ai', 'credentials'],
    ['https://api.osvi.ai/?token=1', 'queryOrFragment'],
    ['https://api.osvi.ai/#top', 'queryOrFragment'],
  ])('%s is refused as %s, with a sentence that does not repeat it', (text, code) => {
    const result = parseBaseUrl(text);
    expect(result).toMatchObject({ ok: false, code });
    expect(result.ok ? '' : result.message).toMatch(/^[A-Z].*\.$|\)\.$/);
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 4, 3, 14, 0, 0);
  const at = (retryAfter: string | undefined, more: Record<string, string> = {}, status = 429) =>
    parseRetryAt({ 'retry-after': retryAfter, ...more }, status, now);

  test.each([
    ['7', 7],
    ['0', 0],
    ['1.5', 1.5],
    ['86400', 86_400],
    ['Sun, 03 May 2026 14:02:00 GMT', 120],
    ['Sunday, 03-May-26 14:02:00 GMT', 120],
    ['Sun May  3 14:02:00 2026', 120],
    ['Mon, 04 May 2026 14:00:00 GMT', 86_400],
    ['Sun, 03 May 2026 13:00:00 GMT', 0],
  ])('%s waits %d seconds, in full', (text, seconds) => {
    expect(at(text)).toBe(toInstant(now + seconds * 1000));
  });

  test.each([undefined, '', '-5', 'soon', 'NaN', '1e3', '12abc', 'Sun, 99 Foo 2026 14:02:00 GMT'])(
    '%s says nothing',
    (text) => {
      expect(at(text)).toBeNull();
    },
  );

  test('a wait beyond all dates is the last date, not an error', () => {
    expect(at('9'.repeat(30))).toBe('9999-12-31T23:59:59.999Z');
  });

  test('a reset header stands in, as an epoch or as seconds', () => {
    const expected = toInstant(now + 30_000);
    expect(at(undefined, { 'x-ratelimit-reset': '30' })).toBe(expected);
    expect(at(undefined, { 'x-ratelimit-reset': String(now / 1000 + 30) })).toBe(expected);
    expect(at(undefined, { 'x-ratelimit-reset': String(now + 30_000) })).toBe(expected);
    expect(at('soon', { 'x-ratelimit-reset': '30' })).toBe(expected);
    expect(at('5', { 'x-ratelimit-reset': '30' })).toBe(toInstant(now + 5000));
  });

  test('on a success the reset is a reason to wait only when nothing is left', () => {
    const reset = { 'x-ratelimit-reset': '30' };
    expect(at(undefined, { ...reset, 'x-ratelimit-remaining': '12' }, 200)).toBeNull();
    expect(at(undefined, { ...reset, 'x-ratelimit-remaining': '0' }, 200)).toBe(toInstant(now + 30_000));
  });
});

describe('what may be shown of a vendor’s text', () => {
  test('phone numbers keep their last two digits', () => {
    expect(maskDigits('/do-not-call?phone=%2B972501234567')).toBe('/do-not-call?phone=…67');
    expect(maskDigits('+12125551234 and (212) 555-1234')).toBe('…34 and (…34');
    expect(maskDigits('/v1/dnd_numbers?page=12&per_page=100')).toBe('/v1/dnd_numbers?page=12&per_page=100');
  });

  test('a quote is short, plain, and without token and digits', () => {
    const quote = quoteVendor(`key\u202E s3cret\n refused for +12125551234 ${'x'.repeat(500)}`, 's3cret');
    expect(quote).toMatch(/^“key … refused for …34 x+…”$/);
    expect(quote.length).toBeLessThanOrEqual(122);
  });
});
