// What the cells of a country column mean: every country under every name and code that files give it, and what is no country.
import { getCountries } from 'libphonenumber-js/max';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCountryReader } from '../../../shared/domain/numbers/countries.ts';
import { ALPHA_3 } from '../../../shared/domain/numbers/countryCodes.ts';
import { OTHER_NAMES } from '../../../shared/domain/numbers/countryNames.ts';
import { callingCodeOf, isRegion, type Region } from '../../../shared/domain/numbers/number.ts';
import { listRegions } from '../../../shared/domain/numbers/numberPlan.ts';

let read: ReturnType<typeof createCountryReader>;
beforeAll(() => {
  read = createCountryReader();
});

const languages = ['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'he', 'hi', 'ru', 'ar', 'ja'];

function nameOf(region: Region, language: string): string | undefined {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(region);
}

test('every region by its two letters, its three letters, and its dialling code where no other has it', () => {
  expect(ALPHA_3.map(({ region }) => region).toSorted()).toEqual(getCountries().toSorted());
  expect(new Set(ALPHA_3.map(({ code }) => code)).size).toBe(ALPHA_3.length);
  for (const { region, code } of ALPHA_3) {
    expect([region, read(region), read(region.toLowerCase()), read(code), read(code.toLowerCase())]).toEqual(
      Array.from({ length: 5 }, () => region),
    );
    const dial = callingCodeOf(region);
    const [main] = listRegions(dial);
    for (const written of [dial, `+${dial}`, `00${dial}`, `011${dial}`, `011 ${dial}`, `(+${dial})`, `${dial}.0`])
      expect([region, written, read(written)]).toEqual([region, written, main]);
  }
});

test('every region by its name in English, in its own language, and in those of the columns', () => {
  const wrong: unknown[] = [];
  for (const region of getCountries()) {
    const own = new Intl.Locale('und', { region }).maximize().language;
    for (const language of new Set([...languages, own])) {
      const name = nameOf(region, language);
      if (name === undefined) continue;
      const plain = name
        .normalize('NFD')
        .replaceAll(/[\u0300-\u036f]/g, '')
        .toUpperCase();
      for (const written of [name, ` ${name} `, plain])
        if (read(written) !== region) wrong.push([region, language, written, read(written)]);
    }
  }
  expect(wrong).toEqual([]);
});

test('every other name that is known, for regions that exist', () => {
  const wrong = Object.entries(OTHER_NAMES).flatMap(([region, names]) =>
    names.split(',').filter((name) => !isRegion(region) || read(name) !== region),
  );
  expect(wrong).toEqual([]);
});

describe('as people and systems write it', () => {
  test.each<[Region, string]>([
    [
      'GB',
      'UK | U.K. | United Kingdom | Great Britain | England | Scotland | Wales | Northern Ireland | GB-ENG | United Kingdom (+44) | GB - United Kingdom | GB-United Kingdom | 🇬🇧 | 🇬🇧 United Kingdom | en-GB | en_GB | +44 UK | 44 - UK',
    ],
    [
      'US',
      'USA | U.S. | U.S.A. | United States of America | America | US/Canada | US, CA | en-US | US-CA | us-ca | +1 212 | Estados Unidos | EE. UU. | США | ארה"ב | 美国 | アメリカ合衆国',
    ],
    ['NL', 'Holland | The Netherlands | NETHERLANDS | Niederlande'],
    ['AE', 'UAE | U.A.E. | Emirates | United Arab Emirates'],
    ['KR', 'South Korea | Korea, Republic of | Korea (Republic of) | Republic of Korea | Korea (South) | S. Korea'],
    ['KP', "North Korea | Korea, Democratic People's Republic of | N. Korea"],
    ['RU', 'Russia | Russian Federation | Россия | 7'],
    ['KZ', '+7 7'],
    ['CZ', 'Czechia | Czech Republic'],
    ['TR', 'Turkey | Türkiye | TURKIYE | Tuerkei'],
    ['CI', "Ivory Coast | Côte d'Ivoire | Côte d’Ivoire | Cote dIvoire | COTE D IVOIRE"],
    ['CD', 'Congo, Democratic Republic of the | DR Congo | Congo (Kinshasa) | Congo - Kinshasa | DRC'],
    ['CG', 'Congo | Republic of the Congo | Congo-Brazzaville'],
    ['MK', 'Macedonia | North Macedonia | FYROM'],
    ['SZ', 'Swaziland | Eswatini'],
    ['MM', 'Burma | Myanmar'],
    ['VA', 'Vatican | Holy See (Vatican City State) | 379 | 39 06698'],
    ['HK', 'Hong Kong | Hong Kong SAR China | Hongkong | 香港'],
    ['TW', 'Taiwan | Taiwan, Province of China | zh-Hant-TW'],
    ['PS', 'Palestine | State of Palestine | Palestinian Territories'],
    ['GE', 'Georgia'],
    ['CA', 'CA | Canada | ca | Canada (+1) | Canada +1 | CA-ON'],
    ['IN', 'IN | India | भारत'],
    ['DE', 'DE | Germany | Deutschland | Deutschland (DE) | de-DE | GER | +49 Germany'],
    ['AT', 'Österreich | Oesterreich | de-AT'],
    ['ES', 'España | Espana | ca-ES'],
    ['NO', 'NO | Norway | Norge'],
    ['NA', 'NA | Namibia'],
    ['TT', '1-868 | +1 868 | 1868 | +1 (868) | Trinidad'],
    ['DO', '1-809 | 1-849 | Dominican Republic'],
    ['DM', 'Dominica'],
    ['GG', '44-1481 | Guernsey (+44)'],
    ['IM', '44 1624 | Isle of Man'],
    ['LC', 'St. Lucia | Saint Lucia | St Lucia'],
    ['KN', 'Saint Kitts and Nevis | St. Kitts & Nevis'],
    ['VG', 'Virgin Islands, British | British Virgin Islands'],
    ['VI', 'U.S. Virgin Islands | Virgin Islands, U.S.'],
    ['IR', 'Iran | Iran, Islamic Republic of | Iran (Islamic Republic of)'],
    ['CH', 'Switzerland | Schweiz | Suisse | Svizzera'],
    ['FR', 'France | EU (France) | France (Métropole)'],
    ['GN', 'Guinea'],
    ['GW', 'Guinea-Bissau'],
    ['GQ', 'Equatorial Guinea'],
    ['PG', 'Papua New Guinea'],
    ['SS', 'South Sudan | S. Sudan'],
  ])('%s', (region, texts) => {
    for (const text of texts.split('|').map((entry) => entry.trim()))
      expect([text, read(text)]).toEqual([text, region]);
  });
});

test('a text that gives no country is null', () => {
  for (const text of ['', ' ', '-', '—', 'n/a', 'N/A', 'NULL', 'None', '(null)', 'Unknown', 'Not specified'])
    expect([text, read(text)]).toEqual([text, null]);
});

test('what is no country, or several, is unknown', () => {
  const texts = `Westeros | Alabama | New York | Atlanta, Georgia | Georgia, USA | UK / Ireland | DE-BY | 2125550102 | +442079460958 | 0 | 00 | + 0 | 840 | 999 | Other |
    International | Antarctica | AQ | Ann | __proto__ | constructor | Congo (Kinshasa), Congo (Brazzaville) | Mars (+44) Venus`;
  for (const text of texts.split('|').map((entry) => entry.trim()))
    expect([text, read(text)]).toEqual([text, 'unknown']);
  expect(read('x'.repeat(100_000))).toBe('unknown');
});
