// The fast way through plain numbers for files of millions of rows. It answers only where the rules of `parseNumber` can
// be followed on bare digits with the compiled plans, and leaves everything else (wrappers, extensions, other scripts,
// carrier codes, refusals) to `parseNumber`. A property test holds both to the same answers.

import { createByteReader } from './numberBytes.ts';
import { LONGEST_PLAIN, takeDigits } from './numberDigits.ts';
import {
  type CallingCodePlan,
  compileCallingCode,
  compileNorthAmerica,
  listRegions,
  readRegionRules,
  type RegionRules,
} from './numberPlan.ts';
import { dialsTrunkZero, keepsTrunkZero } from './numberProblem.ts';
import { BARE_E164_LENGTH, mayHaveOutsideLine, mayLackZero } from './numberReading.ts';
import { isPhoneNumber, type PhoneNumber, type Region, toPhoneNumber } from './numberValue.ts';
import { mayHaveOtherForms, readOldNational } from './sameSubscriber.ts';

export interface BulkReading {
  readonly number: PhoneNumber;
  readonly valid: boolean;
}

const SHORTEST = 7;
const DIGITS = '0123456789';
const PLUS = 0x2b;

/** Compiled plans by calling code; null: the plan cannot be compiled. Readers of several countries may share them. */
export type KnownPlans = Map<string, CallingCodePlan | null>;

/**
 * Makes a reader that returns a number, or undefined if `parseNumber` has to decide.
 * @param plans what other readers have compiled, and where this one puts what it compiles
 */
export function createBulkReader(
  region: Region | undefined,
  plans: KnownPlans = new Map(),
): (raw: string) => BulkReading | undefined {
  const { planOf, codeLength, mayHavePrefix } = createCallingCodes(plans);
  const rules = region === undefined ? undefined : readRegionRules(region);
  const ordinary = rules === undefined ? [] : [...rules.ordinary];
  const keepsZero = region !== undefined && keepsTrunkZero(region);
  // Most numbers of a North American list need no text of their digits.
  const readNear = rules?.code === '1' ? createByteReader(region) : undefined;
  const units = new Uint16Array(LONGEST_PLAIN);
  const values = new Uint8Array(16);

  /** A national significant number as it is, if no rule would change it and the library would call it possible. */
  function judge(code: string, national: string, asRegion: Region | undefined): BulkReading | undefined {
    const plan = planOf(code);
    // A leading 0 may be a trunk prefix that the library keeps, see `keepsTrunkZero` in numberReading.ts.
    if (plan === null || national.charCodeAt(0) === 0x30 || mayHavePrefix(code, national)) return undefined;
    const state = run(plan, national);
    if (state < 0) return undefined;
    const verdict = plan.verdict(state, national.length, asRegion ?? plan.mainRegion);
    // When it is read back from E.164, a number that no country claims belongs to the main region.
    if (!verdict.possible || (!verdict.isClaimed && asRegion !== undefined && asRegion !== plan.mainRegion))
      return undefined;
    const number = Number(code + national);
    // A number that is not valid may have a form that has ended.
    if (!isPhoneNumber(number) || (!verdict.valid && mayHaveOtherForms(number))) return undefined;
    return { number, valid: verdict.valid };
  }

  function readInternational(digits: string): BulkReading | undefined {
    const length = codeLength(digits);
    return length === 0 ? undefined : judge(digits.slice(0, length), digits.slice(length), undefined);
  }

  function readNational(digits: string, isBare: boolean, home: RegionRules): BulkReading | undefined {
    const { code, region: here, nationalPrefix } = home;
    const plan = planOf(code);
    if (plan === null || home.internationalPrefix.test(digits)) return undefined;
    const prefix = nationalPrefix?.exec(digits);
    // A prefix that captures digits contains a carrier code or rewrites the number.
    if (prefix && ((prefix.length > 1 && prefix.at(-1)) || matchesGeneral(plan, digits, here))) return undefined;
    const national = prefix ? digits.slice(prefix[0].length) : digits;
    if (digits.startsWith(code) && !(national.length <= home.longest && matchesGeneral(plan, national, here))) {
      const short = digits.slice(code.length);
      if (nationalPrefix?.test(short) === true || !matchesGeneral(plan, short, here)) return undefined;
      return judge(code, short, undefined);
    }
    const reading = judge(code, national, here);
    // The country's own code in front of a number without its +, unless the digits are that number anyway.
    const isLong = digits.length >= BARE_E164_LENGTH;
    if (digits.startsWith(code) && isLong && String(reading?.number) !== digits) return undefined;
    if (isLong && !prefix && reading?.valid === true && !digits.startsWith('0') && dialsTrunkZero(here))
      return undefined;
    // `parseNumber` has to weigh other ways to read the digits.
    if (reading?.valid === true ? keepsZero && mayLackZero(digits, here) : hasOtherWays(digits, here)) return undefined;
    if (isBare && !prefix && reading?.valid !== true && digits.length >= BARE_E164_LENGTH && !digits.startsWith(code)) {
      return readWithoutPlus(digits, plan, home) ?? leaveLong(digits, reading);
    }
    return leaveLong(digits, reading);
  }

  function hasOtherWays(digits: string, here: Region): boolean {
    return keepsZero || mayHaveOutsideLine(digits, ordinary) || readOldNational(digits, here).length > 0;
  }

  /** A whole number of another country without its plus, if the region could not have written it. */
  function readWithoutPlus(digits: string, plan: CallingCodePlan, home: RegionRules): BulkReading | undefined {
    const state = run(plan, digits);
    if (state < 0 || plan.verdict(state, digits.length, home.region).valid || home.ordinary.has(digits.length)) {
      return undefined;
    }
    const reading = readInternational(digits);
    return reading?.valid === true ? reading : undefined;
  }

  return (raw) => {
    const { length } = raw;
    if (length < SHORTEST || length > LONGEST_PLAIN) return undefined;
    for (let at = 0; at < length; at += 1) units[at] = raw.charCodeAt(at);
    const near = readNear?.(units, 0, length) ?? 0;
    if (near !== 0) return { number: toPhoneNumber(Math.abs(near)), valid: near > 0 };
    const count = takeDigits(units, 0, length, values);
    if (count < SHORTEST) return undefined;
    const digits = count === length ? raw : toText(values, count);
    if (raw.charCodeAt(0) === PLUS) return readInternational(digits);
    if (rules === undefined || digits.startsWith('00') || digits.startsWith('011')) return undefined;
    return readNational(digits, count === length, rules);
  };
}

const compile = (code: string): CallingCodePlan | undefined =>
  code === '1' ? compileNorthAmerica() : compileCallingCode(code);

/** What is known of the calling codes that a reader has met: their plans, their national prefixes and how long they are. */
function createCallingCodes(plans: KnownPlans) {
  const prefixes = new Map<string, RegExp | null>();
  const codeLengths = new Map<string, number>();

  function planOf(code: string): CallingCodePlan | null {
    const known = plans.get(code);
    if (known !== undefined && prefixes.has(code)) return known;
    const plan = known === undefined ? (compile(code) ?? null) : known;
    plans.set(code, plan);
    prefixes.set(code, plan === null ? null : (readRegionRules(plan.mainRegion)?.nationalPrefix ?? null));
    return plan;
  }

  /** The length of the calling code at the beginning of the digits; 0 if there is none that belongs to a country. */
  function codeLength(digits: string): number {
    const start = digits.slice(0, 3);
    const known = codeLengths.get(start);
    if (known !== undefined) return known;
    const found = [1, 2, 3].find((length) => listRegions(start.slice(0, length)).length > 0) ?? 0;
    codeLengths.set(start, found);
    return found;
  }

  return {
    planOf,
    codeLength,
    /** Whether the national number could begin with the prefix of its country; asked for the code of a plan that is known. */
    mayHavePrefix: (code: string, national: string) => prefixes.get(code)?.test(national) === true,
  };
}

function leaveLong(digits: string, reading: BulkReading | undefined): BulkReading | undefined {
  // Longer digits may also be a whole foreign number, unless they are this very number in full.
  if (reading === undefined || reading.valid || digits.length < BARE_E164_LENGTH) return reading;
  return digits === String(reading.number) ? reading : undefined;
}

function toText(values: Uint8Array, count: number): string {
  let text = '';
  for (let at = 0; at < count; at += 1) text += DIGITS[values[at] ?? 0] ?? '';
  return text;
}

function matchesGeneral(plan: CallingCodePlan, national: string, region: Region): boolean {
  const state = run(plan, national);
  return state >= 0 && plan.matchesGeneral(state, region);
}

function run({ automaton }: CallingCodePlan, digits: string): number {
  let state = 0;
  for (let place = 0; place < digits.length && state >= 0; place += 1) {
    state = automaton.step(state, digits.charCodeAt(place) - 0x30);
  }
  return state;
}
