// Numbers that are written without their plus or country code, as some vendors answer them: which whole numbers the digits
// may mean, so that they can be compared with numbers that are known. Nothing is guessed here: a caller takes a whole
// number only if it knows it already.

import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { once } from '../../words/once.ts';
import { isPhoneNumber, type PhoneNumber, toE164 } from './numberValue.ts';
import { isSurelySameSubscriber, sameSubscriber } from './sameSubscriber.ts';

/** Fewer digits are the end of too many numbers. */
const fewestDigits = 6;

const callingCodes: () => ReadonlySet<string> = once(
  () => new Set(getCountries().map((region) => getCountryCallingCode(region))),
);

/** The digits of a text, without zeros in front: a trunk prefix, or `00`. Empty where they are too few to compare. */
export function toBareDigits(text: string): string {
  const bare = text.replace(/\D/g, '').replace(/^0+/, '');
  return bare.length < fewestDigits ? '' : bare;
}

/** Every number that bare digits may be, with or without their country code, valid or not; the digits alone come first. */
export function toWholeNumbers(bare: string): readonly PhoneNumber[] {
  if (bare === '') return [];
  return [bare, ...[...callingCodes()].map((code) => code + bare)].flatMap((digits) => {
    const number = Number(digits);
    return digits.length <= 15 && isPhoneNumber(number) ? [number] : [];
  });
}

/** Whether bare digits may be this number, or another form of the same subscriber, without a plus or a country code. */
export function mayMean(bare: string, number: PhoneNumber): boolean {
  if (bare === '') return false;
  const forms = sameSubscriber(number).filter((form) => isSurelySameSubscriber(number, form));
  return [number, ...forms].some((form) => {
    const whole = String(form);
    return whole === bare || (whole.endsWith(bare) && callingCodes().has(whole.slice(0, -bare.length)));
  });
}

/** The digits of a number after its country code: what every way of writing it has in common. */
export function toHomeDigits(number: PhoneNumber): string {
  return parsePhoneNumberFromString(toE164(number), { extract: false })?.nationalNumber ?? String(number);
}

/** The digits as which a number is written without its plus: with its country code, or as it is dialled at home. */
export function toPlainDigits(number: PhoneNumber): readonly string[] {
  return [String(number), toHomeDigits(number)];
}

/** Whether no country's numbering plan has such a number, such as the +1234567890 of examples. */
export function isInNoPlan(number: PhoneNumber): boolean {
  return parsePhoneNumberFromString(toE164(number), { extract: false })?.isPossible() !== true;
}
