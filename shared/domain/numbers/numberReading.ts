// The ways in which digits can be meant as one number, by libphonenumber's metadata and by what people leave out or put
// in front. It does not choose between several: readings.ts gives them all to its callers, and every purpose has its
// own rule.

import {
  type PhoneNumber as LibraryNumber,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { isNeverPossible } from './neverPossible.ts';
import {
  describeLength,
  describeProblem,
  dialsTrunkZero,
  keepsTrunkZero,
  nameRegion,
  type NumberProblem,
  ordinaryLengths,
} from './numberProblem.ts';
import type { NumberText } from './numberText.ts';
import { callingCodeOf, isPhoneNumber, type PhoneNumber, type Region } from './numberValue.ts';
import { readOldNational, toCurrentForm } from './sameSubscriber.ts';
import { numberReadingWords as say } from '../../words/domain/numbers.ts';

/**
 * Why digits are read this way:
 * - `international`: written with a + or an international prefix; `national`: as in the region;
 * - `withoutPlus`: a whole number that lacks only its +; `outsideLine`: a 9 for an outside line before a national number;
 * - `lostZero`: with the 0 that belongs to the number and that a spreadsheet drops;
 * - `oldForm`: in a form that has ended; the number is the one that it became (sameSubscriber.ts);
 * - `elsewhere`: not valid in its region, and a national number of another country.
 */
export type ReadingReason =
  | 'international'
  | 'national'
  | 'withoutPlus'
  | 'outsideLine'
  | 'lostZero'
  | 'oldForm'
  | 'elsewhere';

/** One way to read a text as a number. `valid`: false for a number in no range in use. */
export type NumberReading = {
  readonly number: PhoneNumber;
  readonly valid: boolean;
  readonly why: ReadingReason;
};

export type Refusal = { readonly code: NumberProblem; readonly message: string };

/**
 * Readings that put digits back, take digits away, or belong to another country than the one asked. They are plausible
 * but never sure, even where there is no other.
 */
const guesses: ReadonlySet<ReadingReason> = new Set<ReadingReason>(['lostZero', 'outsideLine', 'elsewhere']);

/** Whether a reading has to be confirmed even when it is the only one. */
export function isGuess({ why }: NumberReading): boolean {
  return guesses.has(why);
}

/**
 * At least one reading, likeliest first, all of different numbers; or why there is none. To say why takes as long as to read: a search
 * for numbers never asks.
 */
export type DigitReadings =
  | { readonly readings: readonly [NumberReading, ...NumberReading[]]; readonly refuse: null }
  | { readonly readings: readonly []; readonly refuse: () => Refusal };

interface Candidate {
  readonly number: PhoneNumber;
  readonly valid: boolean;
  readonly callingCode: string;
}

/**
 * From this length on, bare digits without a region count as a whole E.164 number. Shorter ones are mostly national
 * numbers of some country: 604 622 1234 is Vancouver, +60 46221234 would be Malaysia.
 */
export const BARE_E164_LENGTH = 11;

/** What people dial to get an outside line, before a number as it is dialled in the country. */
const OUTSIDE_LINE = '9';

/** National digits up to this length are a short code, unless the plan has them as a valid number. */
const SHORT_CODE_LENGTH = 6;

/** Every plausible way to read the digits. Total: ends in at least one reading or a reason. */
export function readDigits(text: NumberText, region: Region | undefined): DigitReadings {
  if (text.plus) return readInternational(text.digits);
  const national = region === undefined ? undefined : readCandidate(text.digits, region);
  if (national?.valid === true && region !== undefined) return readValid(text, region, national);
  const more = region === undefined ? [] : readWays(text, region);
  const known = new Set(more.map(({ number }) => number));
  if (text.digits.startsWith('0')) return join(readWithPrefix(text.digits, region, national, more.length > 0), more);

  const abroad = readAbroad(text, region);
  const here = national !== undefined && toCurrentForm(national.number) !== undefined ? undefined : national;
  if (region === undefined)
    return abroad?.valid === true ? give(abroad) : refused(() => refuseWithoutRegion(text.digits));
  if (more.length > 0 && abroad !== undefined && !known.has(abroad.number)) return give(...more, abroad);
  // A number that was never given out may still be on the list as it stands.
  if (more.length > 0) return give(...more, ...(here === undefined ? [] : [toReading(here, 'national')]));
  if (national !== undefined && text.digits.length <= SHORT_CODE_LENGTH)
    return refused(() => refuseShortCode(text.digits));
  if (here === undefined)
    return abroad === undefined ? refused(() => refuseNational(text.digits, region)) : give(abroad);
  const asItStands = toReading(here, 'national');
  if (abroad === undefined || abroad.number === here.number) return give(asItStands);
  const looksNational = ordinaryLengths(region).includes(text.digits.length);
  if (abroad.valid) return looksNational ? give(asItStands, abroad) : give(abroad);
  return looksNational ? give(asItStands) : give(asItStands, abroad);
}

/**
 * As `readWithoutPlus`. If a + has to be put back and the form has ended too, a number of another country is only a
 * guess where one digit too many would explain it as well.
 */
function readAbroad(text: NumberText, region: Region | undefined): NumberReading | undefined {
  const whole = readWithoutPlus(text);
  if (whole === undefined || region === undefined || String(whole.number) === text.digits) return whole;
  if (text.digits.length > (ordinaryLengths(region).at(-1) ?? 0) + 1) return whole;
  return String(whole.number).startsWith(callingCodeOf(region)) ? whole : { ...whole, why: 'elsewhere' };
}

/**
 * Reads digits that are valid in the region. Where numbers may be long (Germany, Austria, Indonesia), digits with the
 * country's own code in front also look like a national number: `491701234567` is a mobile number without its +,
 * because no number dialled there has twelve digits. Short ones may be either.
 */
function readValid(text: NumberText, region: Region, national: Candidate): DigitReadings {
  const { digits } = text;
  const here = toReading(national, 'national');
  const isOther = (reading: NumberReading | undefined): reading is NumberReading =>
    reading?.valid === true && reading.number !== national.number;
  const whole = readWithoutPlus(text);
  if (isOther(whole) && String(whole.number).startsWith(callingCodeOf(region)))
    return digits.length > (ordinaryLengths(region).at(-1) ?? 0) ? give(whole) : give(whole, here);
  // In a region that writes such a number with a 0, digits without a 0 may be a number of another country without its
  // +.
  if (isOther(whole) && !digits.startsWith('0') && dialsTrunkZero(region) && isWrittenWithZero(national))
    return give(here, whole);
  // `00` is dialled for other countries everywhere; in some countries the digits behind it choose a carrier.
  const abroad = digits.startsWith('00') ? readWhole(digits.slice(2)) : undefined;
  const dialled = abroad === undefined ? undefined : toReading(abroad, 'international');
  if (isOther(dialled)) return give(here, dialled);
  return give(here, ...(mayLackZero(digits, region) ? readLostZero(digits, region) : []));
}

/** China's mobile numbers have no 0 in front, its landlines do. */
function isWrittenWithZero({ number }: Candidate): boolean {
  return parsePhoneNumberFromString(`+${number}`)?.formatNational().startsWith('0') === true;
}

/**
 * Reads the digits as a valid national number of other countries, or as a whole number without its +, for digits that
 * are not valid where they are asked. It is only as good as the given countries.
 */
export function readElsewhere({ digits, plus }: NumberText, others: readonly Region[]): readonly NumberReading[] {
  if (plus) return [];
  const codes = new Set(others.map(callingCodeOf));
  const asWhole = readCandidate(`+${digits}`, undefined);
  const whole = asWhole !== undefined && codes.has(asWhole.callingCode) ? asWhole : undefined;
  const national = others.map((region) => readCandidate(digits, region)).filter((found) => found?.valid === true);
  return unique([whole, ...national].flatMap((each) => (each === undefined ? [] : [toReading(each, 'elsewhere')])));
}

/** Valid readings besides the digits as they stand: an old form, a dropped 0, or a 9 for an outside line. */
function readWays({ digits, groups }: NumberText, region: Region): readonly NumberReading[] {
  const old = readOldNational(digits, region).map((number): NumberReading => ({ number, valid: true, why: 'oldForm' }));
  return unique([...old, ...readLostZero(digits, region), ...readOutsideLine(digits, groups, region)]);
}

/** The number with its 0 put back, in a country whose numbers keep theirs. */
function readLostZero(digits: string, region: Region | undefined): readonly NumberReading[] {
  if (region === undefined || digits.startsWith('0') || !keepsTrunkZero(region)) return [];
  const whole = readCandidate(`0${digits}`, region);
  return whole?.valid === true ? [toReading(whole, 'lostZero')] : [];
}

/**
 * True for a valid number without 0 that may still have lost its 0: Italy's 331 123456 may be an old mobile or a
 * landline of Busto Arsizio. A number as long as mobile numbers is what it says.
 */
export function mayLackZero(digits: string, region: Region): boolean {
  if (digits.startsWith('0') || !keepsTrunkZero(region)) return false;
  return digits.length < (ordinaryLengths(region).at(-1) ?? 0);
}

/** `9 1 212 555 0102`: what follows the 9 must be written as it is dialled, with the country's own prefix if it has one. */
function readOutsideLine(digits: string, groups: NumberText['groups'], region: Region): readonly NumberReading[] {
  if (
    !mayHaveOutsideLine(digits, ordinaryLengths(region)) ||
    (groups !== null && groups.length > 1 && (groups[0]?.length ?? 0) > 2)
  )
    return [];
  const rest = digits.slice(OUTSIDE_LINE.length);
  if (dialsTrunkZero(region) && !rest.startsWith('0')) return [];
  const inside = readCandidate(rest, region);
  return inside?.valid === true && inside.callingCode === callingCodeOf(region)
    ? [toReading(inside, 'outsideLine')]
    : [];
}

/** True for digits that could be a 9 for an outside line and a number as it is dialled. `ordinary`: see `ordinaryLengths`. */
export function mayHaveOutsideLine(digits: string, ordinary: readonly number[]): boolean {
  if (!digits.startsWith(OUTSIDE_LINE) || digits.length < BARE_E164_LENGTH) return false;
  const rest = digits.slice(OUTSIDE_LINE.length);
  return /^[018]/.test(rest) || ordinary.includes(rest.length);
}

/** Reads leading zeros: the library handles a trunk prefix; `00` and `011` are international prefixes. */
function readWithPrefix(
  digits: string,
  region: Region | undefined,
  national: Candidate | undefined,
  isRead: boolean,
): DigitReadings {
  const prefix = ['00', '011'].find((start) => digits.startsWith(start));
  const found = prefix === undefined ? undefined : readWhole(digits.slice(prefix.length));
  const abroad = found === undefined ? undefined : toReading(found, 'international');
  if (abroad !== undefined && (prefix === '00' || national === undefined)) return give(abroad);
  if (abroad?.valid === true && region !== undefined && national !== undefined)
    return give(toReading(national, 'national'), abroad);
  if (prefix === '00' && digits.length > SHORT_CODE_LENGTH && !isRead) return readInternational(digits.slice(2));
  if (region === undefined) return refused(() => refuseWithoutRegion(digits));
  if (national === undefined) return refused(() => refuseNational(digits, region));
  return digits.length <= SHORT_CODE_LENGTH
    ? refused(() => refuseShortCode(digits))
    : give(toReading(national, 'national'));
}

function readInternational(digits: string): DigitReadings {
  const candidate = readWhole(digits);
  return candidate === undefined
    ? refused(() => refuseInternational(digits))
    : give(toReading(candidate, 'international'));
}

/**
 * Reads the digits of a number with its country code. If its form has ended, the result is the number that it became.
 */
function readWhole(digits: string): Candidate | undefined {
  const asWritten = readCandidate(`+${digits}`, undefined);
  return readCurrent(digits, asWritten) ?? asWritten;
}

/** The number that this one became, if its form has ended; undefined: it is valid as it stands, or no old form. */
function readCurrent(digits: string, asWritten: Candidate | undefined): Candidate | undefined {
  if (asWritten?.valid === true || digits.length > 15) return undefined;
  const written = asWritten?.number ?? Number(digits);
  const current = isPhoneNumber(written) ? toCurrentForm(written) : undefined;
  return current === undefined ? undefined : readCandidate(`+${current}`, undefined);
}

/**
 * A number that lacks only its plus: `972501234567`, `972-50-123-4567`. Punctuation must agree: a first group that is
 * no country code, as in `212 555 1234 12`, is an area code.
 */
function readWithoutPlus({ digits, groups }: NumberText): NumberReading | undefined {
  const [first, second] = groups ?? [];
  if (digits.length < BARE_E164_LENGTH || first === undefined) return undefined;
  const asWritten = readCandidate(`+${digits}`, undefined);
  const current = readCurrent(digits, asWritten);
  const candidate = current ?? asWritten;
  if (candidate === undefined) return undefined;
  // Only the missing plus is added; nothing is taken away. A trunk 0 or an old prefix inside needs a written plus.
  if (current === undefined && String(candidate.number) !== digits) return undefined;
  const agrees = first === digits || first === candidate.callingCode;
  // North American area codes have three digits; `1 55 1234 5678` is Mexican.
  const isGroupedSo = candidate.callingCode !== '1' || second === undefined || [3, 6, 10].includes(second.length);
  return agrees && isGroupedSo ? toReading(candidate, 'withoutPlus') : undefined;
}

function readCandidate(digits: string, region: Region | undefined): Candidate | undefined {
  if (isNeverPossible(digits, region)) return undefined;
  const parsed = parsePhoneNumberFromString(digits, { defaultCountry: region, extract: false });
  if (parsed === undefined || !parsed.isPossible()) return undefined;
  const number = Number(parsed.number.slice(1));
  const valid = parsed.isValid();
  const isAsWritten = region === undefined && parsed.number === digits;
  if (!isPhoneNumber(number) || !(isAsWritten || readsBack(parsed)) || (!valid && keepsStrayZero(parsed)))
    return undefined;
  return { number, valid, callingCode: parsed.countryCallingCode };
}

/**
 * The library strips national prefixes from invalid numbers, one per reading; such a number has no stable E.164 form.
 */
function readsBack(parsed: LibraryNumber): boolean {
  const again = parsePhoneNumberFromString(parsed.number, { extract: false });
  return (
    again !== undefined && again.number === parsed.number && again.isValid() === parsed.isValid() && again.isPossible()
  );
}

/** `050 1234` in Israel: the library keeps the 0 when the rest is too short without it. That is no E.164 number. */
function keepsStrayZero(parsed: LibraryNumber): boolean {
  const region = parsed.country ?? parsed.getPossibleCountries()[0];
  return parsed.nationalNumber.startsWith('0') && region !== undefined && dialsTrunkZero(region);
}

const toReading = ({ number, valid }: Candidate, why: ReadingReason): NumberReading => ({ number, valid, why });

function give(first: NumberReading, ...more: readonly NumberReading[]): DigitReadings;
function give(...all: readonly NumberReading[]): DigitReadings;
function give(...all: readonly NumberReading[]): DigitReadings {
  const [first, ...more] = unique(all);
  if (first === undefined) throw new Error('Readings are given only where there is one');
  return { readings: [first, ...more], refuse: null };
}

/** Valid other readings go before one that is not valid, and each number is named once. */
function join(found: DigitReadings, more: readonly NumberReading[]): DigitReadings {
  if (more.length === 0) return found;
  return give(...more, ...found.readings.filter(({ valid }) => valid));
}

function unique(readings: readonly NumberReading[]): readonly NumberReading[] {
  return readings.filter(({ number }, place) => readings.findIndex((other) => other.number === number) === place);
}

const refused = (refuse: () => Refusal): DigitReadings => ({ readings: [], refuse });

function toRefusal(code: NumberProblem, message = describeProblem(code)): Refusal {
  return { code, message };
}

const refuseShortCode = (digits: string): Refusal => toRefusal('shortCode', say.onlyDigitsAnEmergency(digits.length));

/**
 * "Could be a number in the United States or one in India: …": the sentence for several readings of which none is sure.
 */
export function describeAmbiguous(readings: readonly NumberReading[]): string {
  const places = readings.map(({ number }) => {
    const parsed = parsePhoneNumberFromString(`+${number}`, { extract: false });
    const country = parsed?.country ?? parsed?.getPossibleCountries()[0];
    return country === undefined ? say.withCountryCode(parsed?.countryCallingCode ?? '') : say.in(nameRegion(country));
  });
  const [first = '', ...others] = [...new Set(places)];
  if (readings.length === 1 && readings[0]?.why === 'elsewhere') return say.notANumberOfIts(first);
  if (readings.length === 1 && readings.every(isGuess))
    return readings[0]?.why === 'lostZero' ? say.mayBeANumberThat(first) : say.mayBeANumberBehind(first);
  if (others.length === 0) return say.couldBeOneOfNumbers(readings.length, first);
  return say.couldBeANumberOr(first, others.join(' or '));
}

function refuseWithoutRegion(digits: string): Refusal {
  if (digits.length < 3) return toRefusal('tooShort');
  if (digits.length <= SHORT_CODE_LENGTH) return refuseShortCode(digits);
  return digits.length > 17
    ? toRefusal('tooLong', describeLength('tooLong', undefined, digits.length))
    : toRefusal('needsRegion');
}

function refuseInternational(digits: string): Refusal {
  const verdict = validatePhoneNumberLength(`+${digits}`);
  if (verdict === 'INVALID_COUNTRY') return toRefusal('unknownCountryCode');
  const parsed = parsePhoneNumberFromString(`+${digits}`, { extract: false });
  const national = parsed?.nationalNumber.length ?? digits.length;
  return refuseLength(verdict, soleRegion(parsed), national);
}

function refuseNational(digits: string, region: Region): Refusal {
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
): Refusal {
  const ordinary = region === undefined ? [7, 15] : ordinaryLengths(region);
  const isShort = verdict === 'TOO_SHORT' || national < (ordinary[0] ?? 0);
  const isLong = verdict === 'TOO_LONG' || national > (ordinary.at(-1) ?? Infinity);
  const code = isShort ? 'tooShort' : isLong ? 'tooLong' : 'notPossible';
  return toRefusal(code, describeLength(code, region, national));
}

function soleRegion(parsed: LibraryNumber | undefined): Region | undefined {
  if (parsed === undefined) return undefined;
  const countries = parsed.getPossibleCountries();
  return parsed.country ?? (countries.length === 1 ? countries[0] : undefined);
}
