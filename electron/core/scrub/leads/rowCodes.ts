/** The country and the area code with which the phone cells of a row are read. */
import { createPhoneCountry } from '../../../../shared/domain/columns/rowCountry.ts';
import type { LeadColumns } from './leadColumns.ts';
import type { LeadRow } from './leadRow.ts';
import type { RowCountries } from './rowCountries.ts';

export type RowCodes = {
  /** Whether a column holds area codes, which are put in front of numbers without one. */
  readonly hasAreas: boolean;
  /** Whether phone columns have codes of their own, which have to be taken for each of them. */
  readonly haveOwn: boolean;
  /** Gives a row what belongs to a phone column, by its place; answers whether an unknown country is named, or two. */
  readonly take: (row: LeadRow, phone: number) => boolean;
};

/** @param textOf the text of a record's cell; '' where there is no such column */
export function createRowCodes(
  { codes }: Pick<LeadColumns, 'codes'>,
  countries: RowCountries,
  textOf: (record: number, column: number | null) => string,
): RowCodes {
  const namesCountry = codes.some(({ country, countryCode }) => country !== null || countryCode !== null);
  const countryOf = createPhoneCountry(codes, countries.region, textOf);
  const hasAreas = codes.some(({ areaCode }) => areaCode !== null);

  return {
    hasAreas,
    haveOwn: new Set(codes.map((each) => Object.values(each).join())).size > 1,
    take(row, phone) {
      const { record } = row;
      if (hasAreas) row.area = textOf(record, codes[phone]?.areaCode ?? null).replace(/\D/g, '');
      if (!namesCountry) return false;
      const { said, isBorrowed } = countryOf(record, phone);
      row.country = countries.of(said);
      // What is borrowed is counted where it is named.
      return !isBorrowed && row.country.known.isUnsure === true;
    },
  };
}
