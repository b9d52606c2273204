// The stored form of a phone number: its E.164 digits as one integer, and the spellings in which it is shown. Every
// other module takes a `PhoneNumber`; only `parseNumber` (number.ts) makes one from what people write.

import { type CountryCode, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** E.164 digits as a safe integer, e.g. 12125551234. Everywhere but in the database it is written as `+12125551234`. */
export type PhoneNumber = number & { readonly __brand: 'PhoneNumber' };

/** ISO 3166-1 alpha-2 code of a country or territory with its own numbering plan, e.g. `US`. */
export type Region = CountryCode;

/** The digits after the plus of every number of a region, e.g. `972`. */
export function callingCodeOf(region: Region): string {
  return getCountryCallingCode(region);
}

/** The country code at the beginning of a number, e.g. `972`; '' where there is none. */
export function callingCodeOfNumber(number: PhoneNumber): string {
  return parsePhoneNumberFromString(toE164(number), { extract: false })?.countryCallingCode ?? '';
}

// ITU-T E.164 allows 15 digits. The shortest numbers in use (small islands, old German and Austrian lines) have 5.
const SMALLEST = 10_000;
const LARGEST = 999_999_999_999_999;
const STRICT_E164 = /^\+[1-9]\d{4,14}$/;

/** The smallest and the largest `PhoneNumber`. */
export const phoneNumbersBetween = [SMALLEST, LARGEST] as const;

/** True if the digits fit E.164: 5 to 15 of them, not starting with 0. Says nothing about the numbering plan. */
export function isPhoneNumber(digits: number): digits is PhoneNumber {
  return Number.isSafeInteger(digits) && digits >= SMALLEST && digits <= LARGEST;
}

/** The digits as a number. Throws a RangeError outside E.164's range: a caller that can meet that has a bug. */
export function toPhoneNumber(digits: number): PhoneNumber {
  if (!isPhoneNumber(digits)) throw new RangeError('Not the digits of an E.164 number');
  return digits;
}

/** The one written form, e.g. `+12125551234`. */
export function toE164(number: PhoneNumber): string {
  return `+${number}`;
}

/**
 * Reads exactly what `toE164` writes: `+`, then 5 to 15 ASCII digits and nothing else. It does not look at numbering
 * plans: for what people or vendors typed use `parseNumber`.
 */
export function parseE164(text: string): PhoneNumber | undefined {
  return STRICT_E164.test(text) ? toPhoneNumber(Number(text.slice(1))) : undefined;
}

/** Grouped for reading, e.g. `+1 212 555 1234`; the plain E.164 form where no grouping is known. */
export function toInternational(number: PhoneNumber): string {
  const e164 = toE164(number);
  return parsePhoneNumberFromString(e164, { extract: false })?.formatInternational() ?? e164;
}

/** `toInternational` and the country of `describeNumber`, for a row of a list: reads the number once. */
export function toShownNumber(number: PhoneNumber): { international: string; country: Region | null } {
  const e164 = toE164(number);
  const parsed = parsePhoneNumberFromString(e164, { extract: false });
  return { international: parsed?.formatInternational() ?? e164, country: parsed?.country ?? null };
}

/**
 * The country and the line type by libphonenumber's metadata. `country` is null for numbers that belong to none
 * (`+800…`) or to several that cannot be told apart; `type` is e.g. `MOBILE`, `FIXED_LINE_OR_MOBILE` or `TOLL_FREE`,
 * null when unknown.
 */
export function describeNumber(number: PhoneNumber): { country: Region | null; type: string | null } {
  const parsed = parsePhoneNumberFromString(toE164(number), { extract: false });
  return { country: parsed?.country ?? null, type: parsed?.getType() ?? null };
}
