/**
 * Puts a failed vendor request into words. Every sentence that leaves the vendor layer is made here, or in an adapter
 * from these parts, so that none has a token, a full phone number or more than a short quote of the vendor's.
 */
import type { ErrorClass, VendorFailure } from './adapter.ts';
import { failureWords as say } from '../../../shared/words/core/vendors.ts';

const LONGEST_QUOTE = 120;
// What is longer may be a whole page; its beginning says enough.
const LONGEST_READ = 10_000;

/** A failure that cannot have had any effect, unless `more` says otherwise. */
export function toFailure(kind: ErrorClass, message: string, more: Partial<VendorFailure> = {}): VendorFailure {
  return { ok: false, effect: 'notDone', status: null, retryAt: null, ...more, class: kind, message };
}

/**
 * A complete answer, but to another question: it is about another page, number or list. A request that only reads is
 * sent again.
 */
export function otherAnswer(vendor: string, status: number): VendorFailure {
  return toFailure('retry', say.answeredAnotherQuestion(vendor), { status });
}

/** Hides all but the last two digits of anything that could be a phone number: `+12125551234` becomes `…34`. */
export function maskDigits(text: string): string {
  return text.replace(/(?:\+|%2B)?\d(?:[\s().-]{0,2}\d){4,}/gi, (run) => `…${run.slice(-2)}`);
}

/** A short, plain quote of what the vendor said, in typographic quotes. */
export function quoteVendor(text: string, token: string): string {
  const withoutToken = token === '' ? text : text.replaceAll(token, '…');
  // Control and direction marks could make the quote look like the app's own words.
  const begins = withoutToken.slice(0, LONGEST_READ);
  const plain = maskDigits(begins.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim());
  return `“${plain.length > LONGEST_QUOTE ? `${plain.slice(0, LONGEST_QUOTE - 1)}…` : plain}”`;
}
