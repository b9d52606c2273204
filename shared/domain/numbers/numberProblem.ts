// Why a cell was not read as a phone number, in the supervisor's words. Messages name lengths, countries and single
// characters, but never hold the number itself, because they end up in logs and reports.

import { isSupportedCountry, Metadata, type NumberingPlan } from 'libphonenumber-js/max';
import type { Region } from './numberValue.ts';
import { once } from '../../words/once.ts';
import { numberProblemWords as say } from '../../words/domain/numbers.ts';

/** Stable codes, for reports and tests; people read the message. */
export const NUMBER_PROBLEMS = [
  'empty',
  'tooShort',
  'tooLong',
  'notPossible',
  'unknownCountryCode',
  'letters',
  'unreadable',
  'shortCode',
  'severalNumbers',
  'spreadsheetDamage',
  'formula',
  'amongWords',
  'ambiguous',
  'needsRegion',
] as const;

export type NumberProblem = (typeof NUMBER_PROBLEMS)[number];

const SENTENCES = {
  empty: say.thereIsNoNumberHere,
  tooShort: say.tooShortForAPhone,
  tooLong: say.tooLongForAPhone,
  notPossible: say.noPhoneNumberThere,
  unknownCountryCode: say.noCountryHasThis,
  letters: say.containsLettersWrite,
  unreadable: say.containsCharactersThat,
  shortCode: say.anEmergencyNumber,
  severalNumbers: say.moreThanOneNumber,
  spreadsheetDamage: say.aSpreadsheetHasDamaged,
  formula: say.aFormulaWhoseResult,
  amongWords: say.aNumberAmongOther,
  ambiguous: say.canBeReadAsTwo,
  needsRegion: say.writtenWithoutACountry,
} as const satisfies Record<NumberProblem, string>;

/** The general sentence for a problem, for headings and summaries. `parseNumber` gives the detailed one. */
export function describeProblem(code: NumberProblem): string {
  return SENTENCES[code];
}

/** Whether a code is one of these: rows of files are refused for other reasons too. */
export function isNumberProblem(code: string): code is NumberProblem {
  return Object.hasOwn(SENTENCES, code);
}

/** True for the regions in the numbering-plan data; `parseNumber` takes no others. */
export function isRegion(text: string): text is Region {
  return isSupportedCountry(text);
}

const regionNames = once(() => new Intl.DisplayNames(['en'], { type: 'region' }));
const TAKES_ARTICLE =
  /^(United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Dominican|Central|Congo|.*Islands$)/;

/** The region's name as it stands in a sentence after "in", e.g. `the United States`. */
export function nameRegion(region: Region): string {
  const name = regionNames().of(region) ?? region;
  return TAKES_ARTICLE.test(name) ? say.the(name) : name;
}

/** Lengths of ordinary (fixed and mobile) national numbers, without country code and trunk prefix, ascending. */
export function ordinaryLengths(region: Region): readonly number[] {
  const plan = new Metadata();
  plan.selectNumberingPlan(region);
  const all: readonly number[] = plan.numberingPlan?.possibleLengths() ?? [];
  const mobile = lengthsOfType(plan, 'MOBILE');
  const fixed = lengthsOfType(plan, 'FIXED_LINE');
  // Some plans count information services among fixed lines (Israel: 11 and 12 digits), but people have no number
  // longer than a mobile one.
  const longest = Math.max(...(mobile.length > 0 ? mobile : all));
  const ordinary = new Set([...mobile, ...fixed].filter((length) => length <= longest));
  return (ordinary.size > 0 ? [...ordinary] : [...all]).toSorted((a, b) => a - b);
}

/** True if people in the region dial `0` before a national number, so that no E.164 number there starts with it. */
export function dialsTrunkZero(region: Region): boolean {
  const plan = new Metadata();
  plan.selectNumberingPlan(region);
  return isFullPlan(plan.numberingPlan) && plan.numberingPlan.nationalPrefix() === '0';
}

/**
 * Countries whose numbers keep their leading 0 behind the country code too (their numbering plans at the ITU): a
 * spreadsheet that drops it makes another number, or none.
 */
const KEEPING_ZERO: ReadonlySet<string> = new Set(['IT', 'VA', 'SM', 'CI', 'CG', 'BJ', 'BF', 'NE']);

/** True if numbers of the region begin with a 0 that belongs to them. */
export function keepsTrunkZero(region: Region): boolean {
  return KEEPING_ZERO.has(region);
}

/**
 * True if a national number of the region is always written with its `0`, so that a number without it has lost it. In
 * India and some more countries the `0` is dialled but may be left out in writing.
 */
export function writesTrunkZero(region: Region): boolean {
  const plan = new Metadata();
  plan.selectNumberingPlan(region);
  if (!isFullPlan(plan.numberingPlan) || plan.numberingPlan.nationalPrefix() !== '0') return false;
  const withZero = plan.numberingPlan.formats().filter((format) => format.usesNationalPrefix());
  return !withZero.every((format) => format.nationalPrefixIsOptionalWhenFormattingInNationalFormat());
}

// The package's types leave these out of NumberingPlan; they are methods of the class that the types describe.
interface FullPlan {
  formats(): readonly {
    usesNationalPrefix(): boolean;
    nationalPrefixIsOptionalWhenFormattingInNationalFormat(): boolean;
  }[];
  type(name: 'MOBILE' | 'FIXED_LINE'): { possibleLengths(): readonly number[] | undefined } | undefined;
  nationalPrefix(): string | undefined;
}

function isFullPlan(plan: NumberingPlan | undefined): plan is NumberingPlan & FullPlan {
  return plan !== undefined && 'type' in plan && 'nationalPrefix' in plan;
}

function lengthsOfType(plan: Metadata, name: 'MOBILE' | 'FIXED_LINE'): readonly number[] {
  return isFullPlan(plan.numberingPlan) ? (plan.numberingPlan.type(name)?.possibleLengths() ?? []) : [];
}

/** "Too short for a number in Israel (6 digits; 8 or 9 are needed)." `digits` counts the national part alone. */
export function describeLength(
  code: 'tooShort' | 'tooLong' | 'notPossible',
  region: Region | undefined,
  digits: number,
): string {
  const count = say.digits(digits);
  if (region === undefined) return `${SENTENCES[code].slice(0, -1)} (${count}).`;
  const needed = joinLengths(ordinaryLengths(region));
  const place = nameRegion(region);
  if (code === 'notPossible') return say.noNumberInHasAre(place, count, needed);
  return say.tooForANumberIn(code, place, count, needed);
}

function joinLengths(lengths: readonly number[]): string {
  const first = lengths[0];
  const last = lengths.at(-1);
  if (first === undefined || last === undefined || first === last) return String(first ?? 'more');
  return lengths.length === 2 ? say.or(first, last) : say.to(first, last);
}
