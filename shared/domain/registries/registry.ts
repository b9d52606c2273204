/**
 * Registries: the national and state lists that a regulator keeps and that a company must check before it dials. They
 * are reference data with an age, beside the list and never in it. This file names them and says when one is too old.
 */
import { describeNumber, type PhoneNumber, toPhoneNumber } from '../numbers/number.ts';
import { registryWords as say } from '../../words/domain/columns.ts';

/** `us-xx` is the list of one US state, kept beside the federal one. */
export type RegistryList = 'us' | 'ca' | 'gb-tps' | 'gb-ctps' | 'au' | `us-${string}`;

/** One list for one area: an area code of the US or Canada (`212`), or `all` where a list comes as a whole. */
export type RegistryArea = { readonly list: RegistryList; readonly area: string };

/** One loaded version of one area, as `check`, the screen and a certificate name it. */
export type RegistryVersion = RegistryArea & {
  /** The day on which the regulator made this version, `2026-11-01`. */
  readonly version: string;
  /** Epoch milliseconds. */
  readonly loadedAt: number;
  readonly loadedBy: string;
  /** Numbers that the version lists. */
  readonly count: number;
  /** Name and SHA-256 (hex) of the file from which it was last loaded or changed. */
  readonly file: string;
  readonly sha256: string;
  /** A damaged or missing file covers nothing until it is loaded again. */
  readonly state: 'whole' | 'damaged';
};

/** What the registries say of one number. `clear` needs a whole version that covers the number's area. */
export type RegistryVerdict =
  | { readonly kind: 'listed'; readonly list: RegistryList; readonly area: string; readonly version: string }
  | { readonly kind: 'clear'; readonly list: RegistryList; readonly area: string; readonly version: string }
  | { readonly kind: 'notCovered'; readonly why: 'noRegistry' | 'areaNotLoaded' | 'damaged' };

/** The lists that make a number of their country `clear`; the others can only list it. */
export const nationalLists = { US: 'us', CA: 'ca', GB: 'gb-tps', AU: 'au' } as const;

const names: Readonly<Record<string, string>> = {
  us: say.usNationalRegistry,
  ca: say.canadianNationalList,
  'gb-tps': say.ukTps,
  'gb-ctps': say.ukCtps,
  au: say.australianRegister,
};

/** Whether a text names a registry that the desk knows: a national one, or a state as `us-tx`. */
export function isRegistryList(text: string): text is RegistryList {
  return Object.hasOwn(names, text) || /^us-[a-z]{2}$/.test(text);
}

/** "US national registry", "TX state list". */
export function nameRegistry(list: RegistryList): string {
  return names[list] ?? say.stateList(list.slice(3).toUpperCase());
}

/** Whether a list comes by area code (US and Canada) or as a whole. */
export function isByAreaCode(list: RegistryList): boolean {
  return list === 'ca' || list === 'us' || list.startsWith('us-');
}

const probes = ['2345678', '5551234', '9876543'];

/** Their numbers are on the US national registry: a territory is a state in its law (47 U.S.C. 153(47)). */
const usTerritories: readonly string[] = ['AS', 'GU', 'MP', 'PR', 'VI'];

/**
 * The country whose registry answers for an area code, by the numbering plan: null for other countries of the plan, and for
 * a code that is not (or not yet) in it.
 */
export function toAreaCountry(areaCode: string): 'US' | 'CA' | null {
  for (const probe of probes) {
    const { country } = describeNumber(toPhoneNumber(Number(`1${areaCode}${probe}`)));
    if (country === 'US' || country === 'CA') return country;
    if (country !== null) return usTerritories.includes(country) ? 'US' : null;
  }
  return null;
}

/** The country whose registry answers for a number, by its digits alone; undefined where the desk knows none. */
export function toRegistryCountry(number: PhoneNumber): keyof typeof nationalLists | undefined {
  const digits = String(number);
  if (digits.startsWith('1') && digits.length === 11) return toAreaCountry(digits.slice(1, 4)) ?? undefined;
  if (digits.startsWith('44')) return 'GB';
  return digits.startsWith('61') ? 'AU' : undefined;
}

/** The same, by the list. */
export function toListCountry(list: RegistryList): keyof typeof nationalLists {
  if (list === 'ca') return 'CA';
  if (list === 'au') return 'AU';
  return list.startsWith('gb') ? 'GB' : 'US';
}

/** For how many days a version may be used, by the country of its list. */
export type RegistryDays = Readonly<Record<keyof typeof nationalLists, number>>;

/**
 * What the regulators ask for. US and Canada: a version of at most 31 days at the time of the call (47 CFR
 * 64.1200(c)(2)(i)(D), CRTC Unsolicited Telecommunications Rules). UK: a look every 28 days (PECR guidance of the ICO).
 * Australia: a wash of at most 30 days. These are settings, because rules change.
 */
export const defaultRegistryDays: RegistryDays = { US: 31, CA: 31, GB: 28, AU: 30 };

/** How old a version is. `left`: days until it is stale; below zero it is stale. */
export type RegistryAge = { readonly days: number; readonly left: number; readonly state: 'current' | 'due' | 'stale' };

const dayMs = 24 * 60 * 60 * 1000;
/** A version is due this many days before it is stale. */
const dueDays = 7;

/** The age of a version (its day, in UTC) at a time in epoch milliseconds. */
export function toRegistryAge(
  { list, version }: Pick<RegistryVersion, 'list' | 'version'>,
  at: number,
  days: RegistryDays,
): RegistryAge {
  const age = Math.max(0, Math.floor((at - Date.parse(`${version}T00:00:00Z`)) / dayMs));
  const left = days[toListCountry(list)] - age;
  return { days: age, left, state: left < 0 ? 'stale' : left <= dueDays ? 'due' : 'current' };
}
