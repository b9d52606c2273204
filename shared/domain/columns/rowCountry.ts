/**
 * Which country a row gives for its numbers: by its column of countries, by its column of dialling codes, or by both. One
 * decision for imports, removals and scrubs, so that they read a row alike.
 */
import { createCountryReader } from '../numbers/countries.ts';
import { callingCodeOf, type Region } from '../numbers/numberValue.ts';
import type { PhoneCodes } from './phoneCodes.ts';

export type SaidCountry = {
  /** The country of the row's numbers; `unknown`: the row names one that is not known; null: it names none. */
  readonly region: Region | 'unknown' | null;
  /** The other country where the two columns contradict each other: the numbers may be of either, and are never sure. */
  readonly also: Region | null;
  /** The dialling code as digits, to be put in front of the row's numbers; null: there is none, or it is in question. */
  readonly code: string | null;
};

/** A file has few countries and repeats them; the memory is bounded in any case. */
const mostTexts = 10_000;

/**
 * Makes a reader of the texts of a row's country cell and of its dialling code cell; '' where there is no such cell.
 * @param home the country of rows that name none: a dialling code that it shares with others means it
 */
export function createSaidCountry(home: Region | undefined): (country: string, code: string) => SaidCountry {
  const read = createCountryReader();
  const known = new Map<string, SaidCountry>();

  function decide(country: string, code: string): SaidCountry {
    const named = read(country);
    const byCode = readCode(code, read);
    if (byCode === null || byCode === 'unknown')
      return { region: named ?? (byCode === null ? null : 'unknown'), also: null, code: null };
    const isNamed = named !== null && named !== 'unknown';
    const calling = callingCodeOf(byCode);
    if (isNamed && callingCodeOf(named) !== calling) return { region: named, also: byCode, code: null };
    const ofCode = home !== undefined && callingCodeOf(home) === calling ? home : byCode;
    // A longer code ("1-242") has the area in it: its country is known, and nothing is put in front.
    const isWhole = toDigits(code) === calling;
    return { region: isNamed ? named : isWhole ? ofCode : byCode, also: null, code: isWhole ? calling : null };
  }

  return (country, code) => {
    const text = `${country}\n${code}`;
    let said = known.get(text);
    if (said === undefined) {
      if (known.size >= mostTexts) known.clear();
      said = decide(country, code);
      known.set(text, said);
    }
    return said;
  };
}

/** Whether the country of a number is that of its row's other numbers, because it has none of its own. */
export type PhoneCountry = { readonly said: SaidCountry; readonly isBorrowed: boolean };

/**
 * Makes a reader of the country of each phone of a row: the one that is named for it, or, where none is, the one that is named for
 * the row's other phones. What is borrowed so is never sure beside the country of the file.
 * @param codes the columns of each phone
 * @param home the country of rows that name none
 * @param textOf the text of a row's cell; '' where there is no such column
 * @returns by a row and the place of the phone in `codes`
 */
export function createPhoneCountry<Row>(
  codes: readonly PhoneCodes[],
  home: Region | undefined,
  textOf: (row: Row, column: number | null) => string,
): (row: Row, phone: number) => PhoneCountry {
  const read = createSaidCountry(home);
  const columns = codes.filter(
    ({ country, countryCode }, at) =>
      codes.findIndex((other) => other.country === country && other.countryCode === countryCode) === at,
  );
  const borrowed = new Map<Region, SaidCountry>();

  function readOwn(row: Row, own: Pick<PhoneCodes, 'country' | 'countryCode'> = noCodes): SaidCountry {
    return read(textOf(row, own.country), textOf(row, own.countryCode));
  }

  /** Several are never told apart: then the country is as good as unknown. */
  function borrow(row: Row): SaidCountry {
    const regions = columns
      .map((each) => readOwn(row, each))
      .flatMap(({ region, also }) => [region, also])
      .filter((region) => region !== null);
    const [region] = regions;
    if (region === undefined) return readOwn(row);
    if (region === 'unknown' || regions.some((other) => other === 'unknown' || !isAlike(other, region)))
      return manySaid;
    let said = borrowed.get(region);
    if (said === undefined) {
      const isOfHome = home !== undefined && isAlike(region, home);
      said = { region, also: isOfHome ? null : (home ?? region), code: null };
      borrowed.set(region, said);
    }
    return said;
  }

  return (row, phone) => {
    const said = readOwn(row, codes[phone]);
    const isBorrowed = said.region === null && columns.length > 1;
    return { said: isBorrowed ? borrow(row) : said, isBorrowed };
  };
}

/** Whether national numbers of both are the same numbers. */
const isAlike = (one: Region, other: Region): boolean => callingCodeOf(one) === callingCodeOf(other);

const noCodes = { country: null, countryCode: null } as const;
const manySaid: SaidCountry = { region: 'unknown', also: null, code: null };

/** `1`, `+1`, `001`, and a name or an ISO code in its place. */
function readCode(text: string, read: ReturnType<typeof createCountryReader>): Region | 'unknown' | null {
  const found = read(text);
  const digits = toDigits(text);
  return found === 'unknown' && digits !== '' ? read(`+${digits}`) : found;
}

/** Its digits without zeros in front; those behind a point are a spreadsheet's. */
const toDigits = (code: string): string =>
  code
    .replace(/[.,]0+\s*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
