/**
 * Which country a text of a file means, in a column that gives the country of its row's numbers. The text may be a name
 * in English, in the country's own languages or in the languages of the column words, an ISO code, a dialling code, a
 * flag, a locale, or two of these. A text that could also mean something else means the country here: "Georgia" is not
 * the state, "CA" is Canada, "IN" India.
 */
import { getCountries } from 'libphonenumber-js/max';
import { ALPHA_3, FURTHER_LANGUAGES } from './countryCodes.ts';
import { readDiallingCode } from './countryDialling.ts';
import { NO_COUNTRY, OTHER_NAMES } from './countryNames.ts';
import { toBareKey, toNameKey } from './countryText.ts';
import { isRegion } from './numberProblem.ts';
import { callingCodeOf, type Region } from './numberValue.ts';
import { once } from '../../words/once.ts';

type Names = ReadonlyMap<string, Region>;

/**
 * The languages in which every country is named, besides English: those of the column words, and three with scripts of
 * their own.
 */
const LATIN_LANGUAGES = ['es', 'fr', 'de', 'it', 'pt', 'nl'];
const OTHER_LANGUAGES = ['he', 'hi', 'ru', 'ar', 'ja', 'zh', 'zh-Hant', 'ko', 'uk'];
const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue' };
const LONGEST = 100;

const noCountry = new Set(NO_COUNTRY.split(',').map((text) => text.trim()));

/**
 * Makes a reader. It answers null for a text that gives no country (empty, a dash, "n/a"), and `unknown` for one that
 * is not understood or that means several. Names are gathered when they are first needed, in steps, and are dropped
 * with the reader. Ask it once per distinct text.
 */
export function createCountryReader(): (text: string) => Region | 'unknown' | null {
  const english = once(gatherEnglish);
  const latin = once(() => gatherLanguages(LATIN_LANGUAGES));
  const other = once(() => gatherLanguages(OTHER_LANGUAGES));
  const own = once(gatherOwnNames);
  const languages = once(() => new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }));

  /** English comes first: a name that two languages use for two countries means the one that it means in English. */
  function byKey(key: string): Region | undefined {
    if (key === '') return undefined;
    const further = /\p{Script=Latin}/u.test(key) ? latin : other;
    return english().get(key) ?? further().get(key) ?? own().get(key);
  }

  function byName(text: string): Region | undefined {
    const key = toNameKey(text);
    const bare = toBareKey(key);
    const joined = toNameKey(text.replaceAll(/['’`´"״׳]/g, ''));
    return byKey(key) ?? (bare === key ? undefined : byKey(bare)) ?? (joined === key ? undefined : byKey(joined));
  }

  function byCode(code: string): Region | undefined {
    return /^[a-z]{2,3}$/i.test(code) ? english().get(code.toLowerCase()) : undefined;
  }

  /** `en-GB`, `zh-Hant-TW`; and `US-CA` of ISO 3166-2, a part of a country, which looks the same. */
  function byLocale(text: string): Region | 'unknown' | undefined {
    const found = /^([a-z]{2,3})(?:[-_][a-z]{4})?[-_]([a-z]{2})$/i.exec(text);
    const [first = '', second = ''] = found?.slice(1) ?? [];
    if (found === null) return undefined;
    const [whole, part] = [byCode(first), byCode(second)];
    const isLanguage = languages().of(first.toLowerCase()) !== undefined;
    if (!isLanguage || part === undefined) return whole ?? 'unknown';
    const isWrittenAsLocale = first === first.toLowerCase() && second === second.toUpperCase();
    return isWrittenAsLocale || whole === undefined || whole === part ? part : 'unknown';
  }

  function readOne(text: string): Reading | undefined {
    const code = readDiallingCode(text);
    if (code !== undefined) return { region: code, isDialling: true };
    const region = byFlag(text) ?? byName(text);
    return region === undefined ? undefined : { region, isDialling: false };
  }

  return (raw) => {
    const text = raw.trim();
    if (/^[\p{P}\p{Z}]*$/u.test(text) || noCountry.has(text.toLowerCase())) return null;
    if (text.length > LONGEST) return 'unknown';
    return byLocale(text) ?? readOne(text)?.region ?? joinParts(text, readOne) ?? 'unknown';
  };
}

type Reading = { readonly region: Region; readonly isDialling: boolean };

/** Two regional indicators. The flags of England, Scotland and Wales are a black flag with tags. */
function byFlag(text: string): Region | undefined {
  const pair = /([\u{1F1E6}-\u{1F1FF}])([\u{1F1E6}-\u{1F1FF}])/u.exec(text);
  if (pair === null) return text.startsWith('\u{1F3F4}\u{E0067}\u{E0062}') ? 'GB' : undefined;
  const code = pair
    .slice(1)
    .map((letter) => String.fromCharCode((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65))
    .join('');
  return isRegion(code) ? code : undefined;
}

/** "United Kingdom (+44)", "GB - United Kingdom", "US/Canada", "+44 UK": parts that mean one country, or one dialling code. */
function joinParts(text: string, readOne: (text: string) => Reading | undefined): Region | undefined {
  const inner = /^([^([]+)[([]([^)\]]+)[)\]]$/.exec(text);
  if (inner !== null) {
    const [outside, inside] = [readOne(inner[1]?.trim() ?? ''), readOne(inner[2]?.trim() ?? '')];
    // "France (Métropole)", "EU (Spain)": an unknown text beside a country is a part or a group of it.
    return joinReadings([outside, inside].filter((reading) => reading !== undefined));
  }
  const parts = text
    .split(
      /\s+[-–—]\s+|[/|,;:]|(?<=^[A-Za-z]{2,3})[-–—]|(?<=^[A-Z]{2,3})\s+(?=\p{L})|(?<=\p{L})\s*(?=\+\d)|(?<=^\+?\d{1,4})\s+(?=\p{L})/u,
    )
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const readings = parts.map(readOne);
  return parts.length < 2 || readings.includes(undefined)
    ? undefined
    : joinReadings(readings.filter((reading) => reading !== undefined));
}

function joinReadings(readings: readonly Reading[]): Region | undefined {
  const [first] = readings;
  if (first === undefined) return undefined;
  const codes = new Set(readings.map(({ region }) => callingCodeOf(region)));
  if (codes.size > 1) return undefined;
  const named = new Set(readings.filter(({ isDialling }) => !isDialling).map(({ region }) => region));
  // Numbers of countries that share a code are read alike by all of them.
  return named.size === 1 ? [...named][0] : readDiallingCode([...codes].join(''));
}

function gatherEnglish(): Names {
  const names = new Map<string, Region>();
  for (const region of getCountries()) names.set(region.toLowerCase(), region);
  for (const { region, code } of ALPHA_3) if (isRegion(region)) names.set(code.toLowerCase(), region);
  addNames(names, 'en', getCountries());
  for (const [region, others] of Object.entries(OTHER_NAMES)) {
    if (!isRegion(region)) continue;
    for (const name of others.split(',')) addName(names, name, region);
  }
  return names;
}

function gatherLanguages(languages: readonly string[]): Names {
  const names = new Map<string, Region>();
  for (const language of languages) addNames(names, language, getCountries());
  return names;
}

/** What each country calls itself: in its likeliest language by Unicode's data, and in further languages. */
function gatherOwnNames(): Names {
  const regionsOf = new Map<string, Region[]>();
  for (const region of getCountries()) {
    const { language } = new Intl.Locale('und', { region }).maximize();
    for (const tag of [language, ...(FURTHER_LANGUAGES[region]?.split(' ') ?? [])])
      regionsOf.set(tag, [...(regionsOf.get(tag) ?? []), region]);
  }
  const names = new Map<string, Region>();
  for (const [language, regions] of regionsOf) addNames(names, language, regions);
  return names;
}

function addNames(names: Map<string, Region>, language: string, regions: readonly Region[]): void {
  const display = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  for (const region of regions) {
    const name = display.of(region) ?? '';
    addName(names, name, region);
    // German is also written without its umlauts: "Oesterreich".
    if (language === 'de')
      addName(
        names,
        name.replaceAll(/[äöüÄÖÜ]/g, (letter) => UMLAUTS[letter] ?? letter),
        region,
      );
  }
}

/** The first country that gets a name keeps it. */
function addName(names: Map<string, Region>, name: string, region: Region): void {
  const key = toNameKey(name);
  if (key !== '' && !names.has(key)) names.set(key, region);
}
