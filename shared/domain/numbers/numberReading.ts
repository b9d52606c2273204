// Second half of `parseNumber`: which number the digits mean, by libphonenumber's metadata and the rules of reading
// that `parseNumber` (number.ts) states. Where two readings compete and neither wins by rule, it refuses.

import {
  type PhoneNumber as LibraryNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import {
  describeLength,
  describeProblem,
  dialsTrunkZero,
  nameRegion,
  type NumberProblem,
  ordinaryLengths,
} from './numberProblem.ts';
import type { NumberText } from './numberText.ts';
import { isPhoneNumber, type PhoneNumber, type Region } from './numberValue.ts';

/** The number that the digits mean, or why they mean none. */
export type Reading =
  | { readonly ok: true; readonly number: PhoneNumber; readonly valid: boolean }
  | { readonly ok: false; readonly code: NumberProblem; readonly message: string };

interface Candidate {
  readonly number: PhoneNumber;
  readonly valid: boolean;
  readonly country: Region | undefined;
  readonly callingCode: string;
}

/**
 * Bare digits without region are taken for a whole E.164 number from this length on. Shorter ones are as a rule
 * national numbers of somewhere: 604 622 1234 is Vancouver, +60 46221234 would be Malaysia.
 */
export const BARE_E164_LENGTH = 11;

/** National digits up to this length are a short code unless the plan says that they are a valid number. */
const SHORT_CODE_LENGTH = 6;

/** Decides what the digits mean. Total: every input ends in a number or a reason. */
export function readDigits(text: NumberText, region: Region | undefined): Reading {
  if (text.plus) return readInternational(text.digits);
  const national = region === undefined ? undefined : readCandidate(text.digits, region);
  if (national?.valid === true) return accept(national);
  if (text.digits.startsWith('0')) return readWithPrefix(text.digits, region, national);

  const abroad = readWithoutPlus(text);
  if (region === undefined) return abroad?.valid === true ? accept(abroad) : refuseWithoutRegion(text.digits);
  if (national !== undefined && text.digits.length <= SHORT_CODE_LENGTH) return refuseShortCode(text.digits);
  if (national === undefined) return abroad === undefined ? refuseNational(text.digits, region) : accept(abroad);
  if (abroad === undefined || abroad.number === national.number) return accept(national);
  const looksNational = ordinaryLengths(region).includes(text.digits.length);
  if (abroad.valid) return looksNational ? refuseAmbiguous(region, abroad) : accept(abroad);
  return looksNational ? accept(national) : refuseAmbiguous(region, abroad);
}

/** Leading zeros: a trunk prefix is the library's business, `00` and `011` are international prefixes. */
function readWithPrefix(digits: string, region: Region | undefined, national: Candidate | undefined): Reading {
  const prefix = ['00', '011'].find((start) => digits.startsWith(start));
  const abroad = prefix === undefined ? undefined : readCandidate(`+${digits.slice(prefix.length)}`, undefined);
  if (abroad !== undefined && (prefix === '00' || national === undefined)) return accept(abroad);
  if (abroad?.valid === true && region !== undefined) return refuseAmbiguous(region, abroad);
  if (prefix === '00' && digits.length > SHORT_CODE_LENGTH) return readInternational(digits.slice(2));
  if (region === undefined) return refuseWithoutRegion(digits);
  if (national === undefined) return refuseNational(digits, region);
  return digits.length <= SHORT_CODE_LENGTH ? refuseShortCode(digits) : accept(national);
}

function readInternational(digits: string): Reading {
  const candidate = readCandidate(`+${digits}`, undefined);
  return candidate === undefined ? refuseInternational(digits) : accept(candidate);
}

/**
 * A number that lacks only its plus: `972501234567`, `972-50-123-4567`. Punctuation must agree: a first group that is
 * no country code, as in `212 555 1234 12`, is an area code.
 */
function readWithoutPlus({ digits, firstGroup }: NumberText): Candidate | undefined {
  if (digits.length < BARE_E164_LENGTH || firstGroup === null) return undefined;
  const candidate = readCandidate(`+${digits}`, undefined);
  if (candidate === undefined) return undefined;
  const agrees = firstGroup === digits || firstGroup === candidate.callingCode;
  // An unwritten plus is only added, nothing is taken away: a trunk 0 or old prefix inside needs the plus written.
  return agrees && String(candidate.number) === digits ? candidate : undefined;
}

function readCandidate(digits: string, region: Region | undefined): Candidate | undefined {
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: region, extract: false });
  if (parsed === undefined || !parsed.isPossible()) return undefined;
  const number = Number(parsed.number.slice(1));
  const valid = parsed.isValid();
  if (!isPhoneNumber(number) || !readsBack(parsed) || (!valid && keepsTrunkZero(parsed))) return undefined;
  return { number, valid, country: parsed.country, callingCode: parsed.countryCallingCode };
}

/** The library strips national prefixes from invalid numbers one at a time; such a number has no stable E.164 form. */
function readsBack(parsed: LibraryNumber): boolean {
  const again = parsePhoneNumberFromString(parsed.number, { extract: false });
  return (
    again !== undefined && again.number === parsed.number && again.isValid() === parsed.isValid() && again.isPossible()
  );
}

/** `050 1234` in Israel: the library keeps the 0 where what is left without it is too short. That is no E.164 number. */
function keepsTrunkZero(parsed: LibraryNumber): boolean {
  const region = parsed.country ?? parsed.getPossibleCountries()[0];
  return parsed.nationalNumber.startsWith('0') && region !== undefined && dialsTrunkZero(region);
}

function accept({ number, valid }: Candidate): Reading {
  return { ok: true, number, valid };
}

function refuse(code: NumberProblem, message = describeProblem(code)): Reading {
  return { ok: false, code, message };
}

function refuseShortCode(digits: string): Reading {
  return refuse(
    'shortCode',
    `Only ${digits.length} digits: an emergency number or short code. Give the full phone number.`,
  );
}

function refuseAmbiguous(region: Region, abroad: Candidate): Reading {
  const elsewhere =
    abroad.country === undefined ? `with country code ${abroad.callingCode}` : `in ${nameRegion(abroad.country)}`;
  return refuse(
    'ambiguous',
    `Could be a number in ${nameRegion(region)} or one ${elsewhere}: write it with + and the country code.`,
  );
}

function refuseWithoutRegion(digits: string): Reading {
  if (digits.length < 3) return refuse('tooShort');
  if (digits.length <= SHORT_CODE_LENGTH) return refuseShortCode(digits);
  return digits.length > 17
    ? refuse('tooLong', describeLength('tooLong', undefined, digits.length))
    : refuse('needsRegion');
}

function refuseInternational(digits: string): Reading {
  const verdict = validatePhoneNumberLength(`+${digits}`);
  if (verdict === 'INVALID_COUNTRY') return refuse('unknownCountryCode');
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false });
  const national = parsed?.nationalNumber.length ?? digits.length;
  return refuseLength(verdict, soleRegion(parsed), national);
}

function refuseNational(digits: string, region: Region): Reading {
  const verdict = validatePhoneNumberLength(digits, region);
  if (digits.length >= 3 && digits.length <= SHORT_CODE_LENGTH && verdict !== 'TOO_LONG')
    return refuseShortCode(digits);
  const national =
    parsePhoneNumberFromString(digits, { defaultCountry: region, extract: false })?.nationalNumber ?? digits;
  const counted = dialsTrunkZero(region) ? national.replace(/^0/, '') : national;
  return refuseLength(verdict, region, counted.length);
}

function refuseLength(
  verdict: ReturnType<typeof validatePhoneNumberLength>,
  region: Region | undefined,
  national: number,
): Reading {
  const ordinary = region === undefined ? [7, 15] : ordinaryLengths(region);
  const isShort = verdict === 'TOO_SHORT' || national < (ordinary[0] ?? 0);
  const isLong = verdict === 'TOO_LONG' || national > (ordinary.at(-1) ?? Infinity);
  const code = isShort ? 'tooShort' : isLong ? 'tooLong' : 'notPossible';
  return refuse(code, describeLength(code, region, national));
}

function soleRegion(parsed: LibraryNumber | undefined): Region | undefined {
  if (parsed === undefined) return undefined;
  const countries = parsed.getPossibleCountries();
  return parsed.country ?? (countries.length === 1 ? countries[0] : undefined);
}
