/**
 * Which country a row gives for its numbers: by its column of countries, by its column of dialling codes, or by both. One
 * decision for imports, removals and scrubs, so that they read a row alike.
 */
import { createCountryReader } from '../numbers/countries.ts';
import { callingCodeOf, type Region } from '../numbers/numberValue.ts';

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
