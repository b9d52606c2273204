// How the vendors turn what they are sent into E.164. The documents say only "Any common format" (Yappr) and "Indian
// numbers are normalized" (OSVI). So an international spelling is taken as it stands, even where the number is no
// longer assigned: the documents' own example, +1234567890, is one of these.
import { parsePhoneNumberFromString, type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { TenantSettings } from './sandboxTypes.ts';

const E164 = /^\+[1-9]\d{6,14}$/;

/** The number of which an add makes a record: as it was sent, or in the form in which this vendor keeps it. */
export function toKeptNumber(text: string, { region, keptAs }: TenantSettings): string | undefined {
  const number = parseVendorNumber(text, region);
  return number === undefined ? undefined : (keptAs[number] ?? number);
}

/** A number (E.164) as the vendor's answers write it. */
export function toShownNumber(number: string, { numbersAs, region }: TenantSettings): string {
  if (numbersAs === 'e164') return number;
  if (numbersAs === 'digits') return number.slice(1);
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.country === region ? parsed.formatNational().replace(/\D/g, '') : number;
}

/** E.164 with its plus, or undefined where the text cannot be read as a number of `region` or of the world. */
export function parseVendorNumber(text: string, region: string): string | undefined {
  const compact = text.replace(/[\s().\u00a0-]/g, '').replace(/^00/, '+');
  if (compact.startsWith('+')) return E164.test(compact) ? compact : undefined;
  if (!/^\d{5,16}$/.test(compact)) return undefined;
  if (region === 'IN' && /^\d{10}$/.test(compact)) return `+91${compact}`;
  const country: CountryCode | undefined = isSupportedCountry(region) ? region : undefined;
  const local = country && parsePhoneNumberFromString(compact, country);
  const abroad = parsePhoneNumberFromString(`+${compact}`);
  if (local?.isValid()) return local.number;
  if (abroad?.isValid()) return abroad.number;
  // Neither is assigned (the documents' 0501234567 is an example): a leading 0 points to the region.
  const possible = compact.startsWith('0') ? [local, abroad] : [abroad, local];
  return possible.find((number) => number?.isPossible())?.number;
}
