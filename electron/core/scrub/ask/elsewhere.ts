/**
 * Whether digits that are not valid at home could be a number elsewhere that is listed, told by arithmetic: a national number
 * ends in the digits as they are written, whatever stands in front. Hardly any cell passes, and only what passes is worth
 * reading as the number of each country. It may say yes where reading says no, and never the other way round.
 */
import { callingCodeOf, type PhoneNumber, type Region } from '../../../../shared/domain/numbers/number.ts';
import { readRegionRules } from '../../../../shared/domain/numbers/numberPlan.ts';
import { mayHaveOtherForms, sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';

/** `digits`: as written, without a + in front. */
export type ElsewhereTest = (digits: string) => boolean;

type Place = { readonly code: number; readonly lengths: readonly number[]; readonly abroad: RegExp };

/**
 * @param others the countries to try; without any nothing is elsewhere
 * @param mayBeListed false: the number is certainly on no list that is asked
 */
export function createElsewhereTest(
  others: readonly Region[],
  mayBeListed: (number: number) => boolean,
): ElsewhereTest {
  const places: Place[] = [];
  for (const region of others) {
    const rules = readRegionRules(region);
    // Where digits are put behind others, or nothing is known of how numbers are written, only reading tells.
    if (rules?.keepsEnd !== true) return () => true;
    places.push({ code: Number(callingCodeOf(region)), lengths: rules.lengths, abroad: rules.internationalPrefix });
  }
  const isWanted = (number: number): boolean =>
    mayBeListed(number) ||
    // Only a shape is given: whatever it is, it is looked up as a number would be.
    (mayHaveOtherForms(number as PhoneNumber) && sameSubscriber(number as PhoneNumber).some(mayBeListed));

  return (digits) => {
    if (places.length === 0) return false;
    const value = Number(digits);
    if (isWanted(value)) return true;
    return places.some(({ code, lengths, abroad }) => {
      if (abroad.test(digits)) return true;
      return lengths.some((length) => {
        if (length > digits.length) return false;
        const shift = 10 ** length;
        return isWanted(code * shift + (value % shift));
      });
    });
  };
}
