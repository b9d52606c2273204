// One subscriber under several numbers: the table of renumberings (renumberings.ts) read in both directions, and the
// ways of dialling that ended with them. A look-up asks for every other form; blocking asks for the form in use today.

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { once } from '../../words/once.ts';
import { type Renumbering, type Rule, renumberings } from './renumberings.ts';
import { isPhoneNumber, type PhoneNumber, type Region, toE164 } from './numberValue.ts';

/** One rule in one direction, over whole E.164 digits. */
interface Step {
  readonly pattern: () => RegExp;
  readonly replacement: string;
  readonly isForward: boolean;
  /** People dial both sides today: neither is the current form of the other. */
  readonly isBothInUse: boolean;
  /** The numbers to which it can apply: from `low` up to `high` (excluded). */
  readonly low: number;
  readonly high: number;
}

const none: readonly PhoneNumber[] = [];
const noSteps: readonly Step[] = [];

const steps: readonly Step[] = renumberings.flatMap((renumbering) =>
  renumbering.rules.flatMap((rule) => compileRule(renumbering, rule)),
);

// The number line, cut wherever a step begins or ends to apply: piece n goes from cut n to the next, and has its own
// steps. Those, and their patterns, are made for the pieces that numbers are asked of: a check has a few, and waits for it.
const cuts: readonly number[] = [...new Set(steps.flatMap(({ low, high }) => [low, high]))].toSorted((a, b) => a - b);
const stepsOfPiece: readonly (() => readonly Step[])[] = cuts.map((cut) =>
  once(() => steps.filter(({ low, high }) => low <= cut && cut < high)),
);

const dialledOf: () => ReadonlyMap<Region, readonly Dialling[]> = once(() =>
  Map.groupBy(renumberings.map(toDialling), ({ region }) => region),
);

/**
 * The other forms of the same subscriber, old and new; empty for nearly all numbers. If b is among those of a, then a
 * is among those of b. Where an old number became one of several and its digits do not say which, all of them are
 * given.
 */
export function sameSubscriber(number: PhoneNumber): readonly PhoneNumber[] {
  if (!mayHaveOtherForms(number)) return none;
  // Two numbers belong to one subscriber if both may have become the same number. An old number does not join the
  // numbers that it may have become: those are different people.
  const forms = follow(follow([number], true), false);
  return forms.length === 1 ? none : forms.filter((form) => form !== number);
}

/** False only if the number has no other forms; a comparison of integers, for millions of leads. */
export function mayHaveOtherForms(number: number): boolean {
  return stepsFor(number).length > 0;
}

/**
 * The form in use today of a number in an old form. Undefined if the number is valid as it stands, is no old form, or
 * may have become one of several. The result is valid by libphonenumber.
 */
export function toCurrentForm(number: PhoneNumber): PhoneNumber | undefined {
  const [current, ...others] = listEnds(number);
  if (current === undefined || others.length > 0) return undefined;
  return isValid(current) && !isValid(number) ? current : undefined;
}

/**
 * Whether two numbers belong to one subscriber beyond doubt, so that a record under one may count as a record under the
 * other. Never where the old digits could be another person's number today, or could have become another number.
 */
export function isSurelySameSubscriber(a: PhoneNumber, b: PhoneNumber): boolean {
  return a === b || toSureForm(a) === toSureForm(b);
}

/**
 * Today's numbers that national digits mean in a way of writing or dialling that has ended in the region: old numbers,
 * or dialling prefixes that are gone, with or without the region's calling code in front. `digits`: only ASCII digits.
 * Empty where nothing old fits, and for digits that are a valid number of the region as they stand.
 */
export function readOldNational(digits: string, region: Region): readonly PhoneNumber[] {
  const diallings = dialledOf().get(region);
  if (diallings === undefined || !/^\d{6,17}$/.test(digits)) return none;
  const found = new Set<PhoneNumber>();
  const isValidNow = parsePhoneNumberFromString(digits, { defaultCountry: region, extract: false })?.isValid() === true;
  for (const { oldCode, code, ways } of diallings) {
    const bare = digits.startsWith(code) ? [digits, digits.slice(code.length)] : [digits];
    for (const national of bare) {
      for (const { pattern, replacement } of ways) {
        if (!pattern.test(national)) continue;
        for (const number of listValid(toNumber(code + national.replace(pattern, replacement)))) found.add(number);
      }
      if (isValidNow) continue;
      for (const written of [national, national.replace(/^0/, '')]) {
        const old = toNumber(oldCode + written);
        if (old !== undefined && listEnds(old).length > 0) for (const number of listValid(old)) found.add(number);
      }
    }
  }
  return [...found];
}

interface Dialling {
  readonly region: Region;
  readonly code: string;
  readonly oldCode: string;
  readonly ways: readonly { readonly pattern: RegExp; readonly replacement: string }[];
}

function toDialling({ region, callingCode, oldCallingCode, dialled = [] }: Renumbering): Dialling {
  const ways = dialled.map(({ was, is }) => ({ pattern: new RegExp(`^${was}$`), replacement: is }));
  return { region, code: callingCode, oldCode: oldCallingCode ?? callingCode, ways };
}

function compileRule({ callingCode, oldCallingCode, ended }: Renumbering, rule: Rule): readonly [Step, Step] {
  const { of, was, is, keep = '', next = '' } = rule;
  const oldHead = oldCallingCode ?? callingCode;
  const length = of - was.length + is.length;
  const isBothInUse = ended === null;
  /** From numbers of a calling code with one beginning and a given length in their country, to those with another. */
  const toStep = (from: Form & { readonly digits: number }, to: Form, isForward: boolean): Step => {
    const literal = from.head + (keep === '' ? from.start : '');
    const unit = 10 ** (from.head.length + from.digits - literal.length);
    return {
      pattern: once(() => new RegExp(`^${from.head}(?=\\d{${from.digits}}$)(${keep})${from.start}((?:${next})\\d*)$`)),
      replacement: `${to.head}$1${to.start}$2`,
      isForward,
      isBothInUse,
      low: Number(literal) * unit,
      high: (Number(literal) + 1) * unit,
    };
  };
  const before: Form = { head: oldHead, start: was };
  const after: Form = { head: callingCode, start: is };
  return [toStep({ ...before, digits: of }, after, true), toStep({ ...after, digits: length }, before, false)];
}

/** How numbers begin on one side of a renumbering: a calling code, and the digits after what is kept. */
type Form = { readonly head: string; readonly start: string };

/** The steps that may apply to a number: those of its piece of the number line. */
function stepsFor(number: number): readonly Step[] {
  let from = 0;
  let to = cuts.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((cuts[middle] ?? Infinity) <= number) from = middle + 1;
    else to = middle;
  }
  return stepsOfPiece[from - 1]?.() ?? noSteps;
}

/** One step from a number, forward or back. */
function take(number: PhoneNumber, isForward: boolean): readonly PhoneNumber[] {
  const candidates = stepsFor(number);
  if (candidates.length === 0) return none;
  const digits = String(number);
  const found: PhoneNumber[] = [];
  for (const step of candidates) {
    if (step.isForward !== isForward) continue;
    const other = digits.replace(step.pattern(), step.replacement);
    const otherNumber = other === digits ? undefined : toNumber(other);
    if (otherNumber !== undefined) found.push(otherNumber);
  }
  return found;
}

/** The numbers and all that they became, or all that became them. */
function follow(numbers: readonly PhoneNumber[], isForward: boolean): readonly PhoneNumber[] {
  const found = [...numbers];
  // The walk also covers what is added on the way.
  for (const number of found)
    for (const other of take(number, isForward)) if (!found.includes(other)) found.push(other);
  return found;
}

/** What an old number may be today; empty for a number that is no old form. */
function listEnds(number: PhoneNumber): readonly PhoneNumber[] {
  return follow([number], true).filter((form) => form !== number && take(form, true).length === 0);
}

/** The valid numbers among a number and what it may have become. */
function listValid(number: PhoneNumber | undefined): readonly PhoneNumber[] {
  if (number === undefined) return none;
  return isValid(number) ? [number] : listEnds(number).filter(isValid);
}

function toSureForm(number: PhoneNumber): PhoneNumber {
  const inUse = stepsFor(number).find(
    (step) => step.isForward && step.isBothInUse && step.pattern().test(String(number)),
  );
  if (inUse === undefined) return toCurrentForm(number) ?? number;
  return toNumber(String(number).replace(inUse.pattern(), inUse.replacement)) ?? number;
}

function toNumber(digits: string): PhoneNumber | undefined {
  const number = Number(digits);
  return digits.length <= 15 && isPhoneNumber(number) && String(number) === digits ? number : undefined;
}

function isValid(number: PhoneNumber): boolean {
  return parsePhoneNumberFromString(toE164(number), { extract: false })?.isValid() === true;
}
