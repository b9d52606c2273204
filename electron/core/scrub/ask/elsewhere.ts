/**
 * Names the other countries in which digits that are not valid at home could be a listed number. It decides by
 * arithmetic: a national number ends in the digits as they are written, whatever stands in front. Hardly any cell
 * passes for any country, and only a cell that passes is worth reading as a number there. The test may name a country
 * too many, and never leaves one out.
 */
import { callingCodeOf, type PhoneNumber, type Region } from '../../../../shared/domain/numbers/number.ts';
import { createBulkReader } from '../../../../shared/domain/numbers/numberBulk.ts';
import { readRegionRules } from '../../../../shared/domain/numbers/numberPlan.ts';
import { keepsTrunkZero } from '../../../../shared/domain/numbers/numberProblem.ts';
import { mayHaveOtherForms, sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';

/** `digits`: as written, without a leading +; undefined where they are not known: then every country is named. */
export type ElsewhereTest = (digits: string | undefined) => readonly Region[];

type TriedCountry = {
  readonly region: Region;
  readonly code: number;
  readonly lengths: readonly number[];
  /** The digits that are dialled before a number of another country. */
  readonly abroad: RegExp;
  /** A leading 0 belongs to the number, and may be lost. */
  readonly keepsZero: boolean;
};

const none: readonly Region[] = [];
/** The test where there are no other countries to try. */
export const nowhere: ElsewhereTest = () => none;
/** The longest prefix or country code that can stand before a number, or within one that does not begin with 0. */
const longestPrefix = 3;

/**
 * @param others the countries to try
 * @param mayBeListed false: the number is certainly on no list that is asked
 */
export function createElsewhereTest(
  others: readonly Region[],
  mayBeListed: (number: number) => boolean,
): ElsewhereTest {
  if (others.length === 0) return nowhere;
  const countries: TriedCountry[] = [];
  // Countries where digits are put behind others: only reading tells.
  const odd: {
    readonly region: Region;
    readonly longest: number;
    readonly read: ReturnType<typeof createBulkReader>;
  }[] = [];
  for (const region of others) {
    const rules = readRegionRules(region);
    if (rules?.keepsEnd === true)
      countries.push({
        region,
        code: Number(callingCodeOf(region)),
        lengths: rules.lengths,
        abroad: rules.internationalPrefix,
        keepsZero: keepsTrunkZero(region),
      });
    else odd.push({ region, longest: (rules?.longest ?? Infinity) + longestPrefix, read: createBulkReader(region) });
  }
  const isWanted = (number: number): boolean =>
    mayBeListed(number) ||
    // This is only a shape, not a valid number: it is looked up as a number would be.
    (mayHaveOtherForms(number) && sameSubscriber(number as PhoneNumber).some(mayBeListed));

  function mayStand({ code, lengths, abroad, keepsZero }: TriedCountry, digits: string, value: number): boolean {
    if (abroad.test(digits)) return true;
    if (keepsZero && isWanted(code * 10 ** (digits.length + 1) + value)) return true;
    for (const length of lengths) {
      const shift = 10 ** length;
      if (length <= digits.length && isWanted(code * shift + (value % shift))) return true;
    }
    return false;
  }

  return (digits) => {
    if (digits === undefined) return others;
    const value = Number(digits);
    // A whole number without its +, or with another prefix in its place.
    if (/^0(?:0|11)/.test(digits) || isWanted(value)) return others;
    const found = countries.filter((country) => mayStand(country, digits, value));
    const further = odd.filter(({ read, longest }) => {
      if (digits.length > longest && !digits.startsWith('0')) return false;
      const number = read(digits);
      return number === undefined || (number.valid && isWanted(number.number));
    });
    return found.length + further.length === 0 ? none : [...found, ...further].map(({ region }) => region);
  };
}
