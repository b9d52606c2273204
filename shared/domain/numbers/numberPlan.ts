// The numbering plans of one country calling code, taken from libphonenumber's own metadata and asked digit by digit.
// Answers are the library's (isPossible, isValid, which country), proven equal by a property test.

import { getCountryCallingCode, Metadata, type NumberingPlan } from 'libphonenumber-js/max';
import { once } from '../../words/once.ts';
import { createDigitAutomaton, type DigitAutomaton } from './numberAutomaton.ts';
import { ordinaryLengths } from './numberProblem.ts';
import type { Region } from './numberValue.ts';

const TYPES = [
  'FIXED_LINE',
  'MOBILE',
  'TOLL_FREE',
  'PREMIUM_RATE',
  'PERSONAL_NUMBER',
  'VOICEMAIL',
  'UAN',
  'PAGER',
  'VOIP',
  'SHARED_COST',
] as const;

// The package's types leave these out; they are methods of the classes that the types describe.
interface FullPlan extends NumberingPlan {
  nationalNumberPattern(): string;
  /** 0 (the number zero) where there is none. */
  nationalPrefixForParsing(): string | 0 | undefined;
  nationalPrefixTransformRule(): string | 0 | undefined;
  type(name: (typeof TYPES)[number]): { pattern(): string; possibleLengths(): readonly number[] } | undefined;
}

interface FullMetadata extends Metadata {
  getCountryCodesForCallingCode(code: string): readonly Region[] | undefined;
}

/** What a national significant number is under a calling code. */
export interface PlanVerdict {
  readonly valid: boolean;
  /** Whether the plan of its country (or of the default one, see `verdict`) has numbers of this length. */
  readonly possible: boolean;
  /** False if no country claims the number, so that the answer is the default country's. */
  readonly isClaimed: boolean;
}

/** All countries that share a calling code (`1`: the United States, Canada and 23 more). */
export interface CallingCodePlan {
  readonly code: string;
  /** The country whose rules apply to the calling code as a whole. */
  readonly mainRegion: Region;
  readonly automaton: DigitAutomaton;
  /** The verdict on `length` digits that led to `state`, as the library gives it with `region` as its default. */
  verdict(state: number, length: number, region: Region): PlanVerdict;
  /** True if the digits match the general pattern of the region, as the library asks before it strips prefixes. */
  matchesGeneral(state: number, region: Region): boolean;
}

/** How national numbers are written in a region. */
export interface RegionRules {
  readonly region: Region;
  readonly code: string;
  /** Matches the start of digits that begin with an international prefix. */
  readonly internationalPrefix: RegExp;
  /** Matches the start of digits from which the library would strip or rewrite a prefix. */
  readonly nationalPrefix: RegExp | null;
  readonly longest: number;
  /** Lengths of all national numbers of its calling code, without prefixes, ascending. */
  readonly lengths: readonly number[];
  /**
   * Every national number ends in the digits as people write them: only digits in front of them are left out or added.
   */
  readonly keepsEnd: boolean;
  /** Lengths of ordinary national numbers, see `ordinaryLengths`. */
  readonly ordinary: ReadonlySet<number>;
}

/** Loads the rules of a region; undefined if the metadata is not of the known form. */
export function readRegionRules(region: Region): RegionRules | undefined {
  const plan = selectPlan(region);
  if (plan === undefined) return undefined;
  const prefix = plan.nationalPrefixForParsing() || null;
  return {
    region,
    code: getCountryCallingCode(region),
    internationalPrefix: new RegExp(`^(?:${plan.IDDPrefix()})`),
    nationalPrefix: prefix === null ? null : new RegExp(`^(?:${prefix})`),
    longest: plan.possibleLengths().at(-1) ?? 0,
    lengths: lengthsUnder(getCountryCallingCode(region)),
    keepsEnd: /^(?:\$\d)?$/.test(plan.nationalPrefixTransformRule() || ''),
    ordinary: new Set(ordinaryLengths(region)),
  };
}

function lengthsUnder(code: string): readonly number[] {
  const all = listRegions(code).flatMap((region) => selectPlan(region)?.possibleLengths() ?? []);
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** The countries that share the calling code, the main one first; empty for codes that belong to no country. */
export function listRegions(code: string): readonly Region[] {
  const metadata = new Metadata();
  return isFullMetadata(metadata) ? (metadata.getCountryCodesForCallingCode(code) ?? []) : [];
}

/**
 * The plans under +1, compiled once for all readers: nearly every file has numbers of North America, and what one reader has met
 * the next need not build. Undefined as of `compileCallingCode`.
 */
export const compileNorthAmerica = once(() => compileCallingCode('1'));

/** Compiles the plans of a calling code; undefined if the metadata holds anything that cannot be compiled. */
export function compileCallingCode(code: string): CallingCodePlan | undefined {
  const regions = listRegions(code);
  const mainRegion = regions[0];
  if (mainRegion === undefined) return undefined;
  const patterns: string[] = [];
  const add = (pattern: string) => patterns.push(pattern) - 1;
  const countries: CompiledCountry[] = [];
  for (const region of regions) {
    const plan = selectPlan(region);
    if (plan === undefined) return undefined;
    const leading = plan.leadingDigits();
    countries.push({
      region,
      lengths: new Set(plan.possibleLengths()),
      // The leading digits match a beginning; any digits may follow.
      leading: leading ? add(`(?:${leading})\\d{0,17}`) : null,
      general: add(plan.nationalNumberPattern()),
      types: TYPES.flatMap((name) => {
        const type = plan.type(name);
        return type === undefined || type.pattern() === ''
          ? []
          : [{ pattern: add(type.pattern()), lengths: new Set(type.possibleLengths()) }];
      }),
    });
  }
  const automaton = createDigitAutomaton(patterns);
  if (automaton === undefined) return undefined;
  const byRegion = new Map(countries.map((country) => [country.region, country]));
  const verdicts: (PlanVerdict | undefined)[] = [];

  return {
    code,
    mainRegion,
    automaton,
    verdict(state, length, region) {
      const place = state * 18 + length;
      const known = region === mainRegion ? verdicts[place] : undefined;
      if (known !== undefined) return known;
      const judged = judge(new Set(automaton.accepted(state)), length, countries, byRegion.get(region));
      while (verdicts.length <= place) verdicts.push(undefined);
      if (region === mainRegion) verdicts[place] = judged;
      return judged;
    },
    matchesGeneral(state, region) {
      const general = byRegion.get(region)?.general;
      return general !== undefined && automaton.accepted(state).includes(general);
    },
  };
}

interface CompiledCountry {
  readonly region: Region;
  readonly lengths: ReadonlySet<number>;
  readonly leading: number | null;
  readonly general: number;
  readonly types: readonly { readonly pattern: number; readonly lengths: ReadonlySet<number> }[];
}

/** Decides as the library does: the first country that claims the number decides; a sole country claims all. */
function judge(
  accepted: ReadonlySet<number>,
  length: number,
  countries: readonly CompiledCountry[],
  fallback: CompiledCountry | undefined,
): PlanVerdict {
  const isValidIn = (country: CompiledCountry) =>
    accepted.has(country.general) &&
    country.types.some(({ pattern, lengths }) => accepted.has(pattern) && lengths.has(length));
  const claims = (country: CompiledCountry) =>
    countries.length === 1 || (country.leading === null ? isValidIn(country) : accepted.has(country.leading));
  const owner = countries.find(claims);
  const judging = owner ?? fallback;
  return {
    valid: judging !== undefined && isValidIn(judging),
    possible: judging?.lengths.has(length) === true,
    isClaimed: owner !== undefined,
  };
}

function selectPlan(region: Region): FullPlan | undefined {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(region);
  const plan = metadata.numberingPlan;
  return plan !== undefined && isFullPlan(plan) ? plan : undefined;
}

function isFullPlan(plan: NumberingPlan): plan is FullPlan {
  return ['nationalNumberPattern', 'nationalPrefixForParsing', 'nationalPrefixTransformRule', 'type'].every(
    (method) => method in plan,
  );
}

function isFullMetadata(metadata: Metadata): metadata is FullMetadata {
  return 'getCountryCodesForCallingCode' in metadata;
}
