/** The country and the area code with which the phone cells of a row are read. */
import type { PhoneCodes } from '../../../../shared/domain/columns/phoneCodes.ts';
import { type LeadColumns, toCountryColumns } from './leadColumns.ts';
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
  columns: Pick<LeadColumns, 'codes'>,
  countries: RowCountries,
  textOf: (record: number, column: number | null) => string,
): RowCodes {
  const { codes } = columns;
  const namesCountry = codes.some(({ country, countryCode }) => country !== null || countryCode !== null);
  const countryColumns = toCountryColumns(columns);
  const hasAreas = codes.some(({ areaCode }) => areaCode !== null);

  /** A row that names a country beside one of its phones alone means it for the others too. */
  function findCountry(record: number, own: PhoneCodes | undefined): string {
    const named = textOf(record, own?.country ?? null);
    if (countryColumns.length < 2 || named.trim() !== '') return named;
    return countryColumns.map((column) => textOf(record, column)).find((text) => text.trim() !== '') ?? '';
  }

  return {
    hasAreas,
    haveOwn: new Set(codes.map((each) => Object.values(each).join())).size > 1,
    take(row, phone) {
      const { record } = row;
      const own = codes[phone];
      if (hasAreas) row.area = textOf(record, own?.areaCode ?? null).replace(/\D/g, '');
      if (!namesCountry) return false;
      row.country = countries.of(findCountry(record, own), textOf(record, own?.countryCode ?? null));
      return row.country.known.isUnsure === true;
    },
  };
}
