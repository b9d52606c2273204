/**
 * A cell of a registry's table as a number of the registry's own country, in any spelling; and whether a row says that it is
 * of that country. A register knows no other numbers: one that is of elsewhere would be taken for a number of here.
 */
import {
  callingCodeOf,
  createNumberParser,
  type PhoneNumber,
  type Region,
} from '../../../../shared/domain/numbers/number.ts';
import { nameNumber } from '../../../../shared/domain/numbers/textDoubt.ts';

/** `nanp`: the US and Canada. */
export type HomeCountry = 'nanp' | 'GB' | 'AU';

export const homeNames = { nanp: 'the US or Canada', GB: 'the UK', AU: 'Australia' } as const;

/** The main one first; the others share its calling code and its register. */
const regionsOf = {
  nanp: ['US', 'CA', 'PR', 'VI', 'GU', 'AS', 'MP'],
  GB: ['GB', 'IM', 'JE', 'GG'],
  AU: ['AU', 'CX', 'CC'],
} as const satisfies Record<HomeCountry, readonly [Region, ...Region[]]>;

const threeLetters: Readonly<Record<HomeCountry, readonly string[]>> = {
  nanp: ['usa', 'can', 'pri', 'vir', 'gum', 'asm', 'mnp', 'united states of america', 'america'],
  GB: [
    'gbr',
    'uk',
    'imn',
    'jey',
    'ggy',
    'great britain',
    'britain',
    'england',
    'scotland',
    'wales',
    'northern ireland',
  ],
  AU: ['aus', 'cxr', 'cck'],
};

/** The languages in which people who load these registers name countries. */
const languages = ['en', 'fr', 'es'];

export type HomeReading =
  | { readonly ok: true; readonly number: PhoneNumber }
  | { readonly ok: false; /** Continues "Line 3 of "x" …". */ readonly why: string };

/** Reads cells; keep it for a file. */
export function createHomeReader(country: HomeCountry): (cell: string) => HomeReading {
  const [region] = regionsOf[country];
  const code = callingCodeOf(region);
  const parse = createNumberParser(region);
  return (cell) => {
    const parsed = parse(cell);
    if (!parsed.ok)
      return { ok: false, why: `holds no number of ${homeNames[country]}: ${parsed.message.replace(/\.$/, '')}` };
    const isHome = String(parsed.number).startsWith(code) && (country !== 'nanp' || isNanp(parsed.number));
    return isHome
      ? { ok: true, number: parsed.number }
      : { ok: false, why: `holds ${nameNumber(parsed.number)}, which is no number of ${homeNames[country]}` };
  };
}

const isNanp = (number: number): boolean => number >= 12_000_000_000 && number < 20_000_000_000;

/** Whether a country cell names the registry's own country: in words, two or three letters, or its calling code. */
export function createHomeTest(country: HomeCountry): (cell: string) => boolean {
  const words = new Set(threeLetters[country]);
  for (const region of regionsOf[country]) {
    words.add(region.toLowerCase());
    for (const language of languages)
      words.add(fold(new Intl.DisplayNames([language], { type: 'region' }).of(region) ?? region));
  }
  const code = callingCodeOf(regionsOf[country][0]);
  return (cell) => {
    const text = fold(cell);
    return words.has(text) || text.replace(/^(?:\+|00)/, '') === code;
  };
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}|\./gu, '')
    .trim()
    .replace(/^the /i, '')
    .toLowerCase();
}
