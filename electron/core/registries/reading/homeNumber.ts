/**
 * Reads a cell of a registry's table as a number of the registry's own country, in any spelling, and tells whether a
 * row says that it is of that country. A register has no other numbers: a number of another country would be taken for
 * one of this country.
 */
import {
  callingCodeOf,
  createNumberParser,
  type PhoneNumber,
  type Region,
} from '../../../../shared/domain/numbers/number.ts';
import { createCountryReader } from '../../../../shared/domain/numbers/countries.ts';
import { nameNumber } from '../../../../shared/domain/numbers/textDoubt.ts';
import { homeNumberWords as say } from '../../../../shared/words/core/registries.ts';

/** `nanp`: the US and Canada. */
export type HomeCountry = 'nanp' | 'GB' | 'AU';

export const homeNames = { nanp: say.theUsOrCanada, GB: say.theUk, AU: say.australia } as const;

/** The main one comes first; the others share its calling code and its register. */
const regionsOf = {
  nanp: ['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP'],
  GB: ['GB', 'IM', 'JE', 'GG'],
  AU: ['AU', 'CX', 'CC'],
} as const satisfies Record<HomeCountry, readonly [Region, ...Region[]]>;

export type HomeReading =
  | { readonly ok: true; readonly number: PhoneNumber }
  | { readonly ok: false; /** Continues "Line 3 of "x" …". */ readonly why: string };

/** Makes a reader of cells; keep it for a whole file. */
export function createHomeReader(country: HomeCountry): (cell: string) => HomeReading {
  const [region] = regionsOf[country];
  const code = callingCodeOf(region);
  const parse = createNumberParser(region);
  return (cell) => {
    const parsed = parse(cell);
    if (!parsed.ok)
      return { ok: false, why: say.holdsNoNumberOf(homeNames[country], parsed.message.replace(/\.$/, '')) };
    const isHome = String(parsed.number).startsWith(code) && (country !== 'nanp' || isNanp(parsed.number));
    return isHome
      ? { ok: true, number: parsed.number }
      : { ok: false, why: say.holdsWhichIsNoNumber(nameNumber(parsed.number), homeNames[country]) };
  };
}

const isNanp = (number: number): boolean => number >= 12_000_000_000 && number < 20_000_000_000;

/**
 * Whether a country cell names the registry's own country, or is empty. A text that is not understood means another
 * country.
 */
export function createHomeTest(country: HomeCountry): (cell: string) => boolean {
  const read = createCountryReader();
  const home: ReadonlySet<Region | 'unknown' | null> = new Set([...regionsOf[country], null]);
  const known = new Map<string, boolean>();
  return (cell) => {
    const said = known.get(cell);
    if (said !== undefined) return said;
    const isHome = home.has(read(cell));
    // A column of countries has few values; a column of something else ends the reading at its first row.
    known.set(cell, isHome);
    return isHome;
  };
}
