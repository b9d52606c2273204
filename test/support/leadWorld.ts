/**
 * Lead files of forty countries as people, spreadsheets, dialers and CRMs write them. Which numbers each row carries is
 * known from how it was made. Numbers are spelled by libphonenumber's formatters and by hand; nothing here reads a
 * number back.
 */
import {
  type CountryCode,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';

const countries = (
  'US CA MX BR AR CL CO PE GB IE DE AT CH FR BE NL LU ES PT IT ' +
  'DK SE NO FI PL CZ HU GR RO TR IL AE SA EG ZA IN JP KR AU NZ'
).split(' ') as CountryCode[];

type Line = { readonly e164: string; readonly country: CountryCode; readonly isBlocked: boolean };

/** Draws from [0, 1), and what follows from it. */
type Chance = {
  readonly next: () => number;
  readonly below: (count: number) => number;
  readonly one: <T>(of: readonly T[]) => T;
  readonly is: (share: number) => boolean;
};

function createChance(seed: number): Chance {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { next, below, one: (of) => of[below(of.length)] as (typeof of)[number], is: (share) => next() < share };
}

/**
 * Numbers in use in each country, in pairs that differ in their last digit; one number of every other pair is blocked.
 */
export function makeLines(): readonly Line[] {
  return countries.flatMap((country) => {
    const example = getExampleNumber(country, examples);
    if (example === undefined) throw new Error(`No example of ${country}`);
    const stem = example.number.slice(0, -4);
    const valid = Array.from({ length: 500 }, (_, at) => `${stem}${String(at * 7 + 1000).padStart(4, '0')}`).filter(
      (e164) => parsePhoneNumberFromString(e164)?.isValid() === true && Number(e164.at(-1)) < 9,
    );
    return valid.slice(0, 24).flatMap((e164, at): Line[] => {
      const twin = `${e164.slice(0, -1)}${Number(e164.at(-1)) + 1}`;
      const isValid = parsePhoneNumberFromString(twin)?.isValid() === true;
      return [
        { e164, country, isBlocked: false },
        ...(isValid ? [{ e164: twin, country, isBlocked: at % 2 === 0 }] : []),
      ];
    });
  });
}

const labels = (
  'Tel|Tel.|Tel:|Phone:|phone|Mobile|Cell:|Home|Work|Fax:|WhatsApp|Teléfono:|Móvil|Téléphone|' +
  'Portable :|Handy|Telefon:|Cellulare|Telefone|Celular|Mobiel|טל:|נייד|טלפון|मोबाइल|Телефон|тел.|моб.|' +
  'هاتف|جوال|電話|携帯'
).split('|');

const digitsOf = (text: string) => text.replace(/\D/g, '');
const wideDigits = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const arabicDigits = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));

/**
 * A number in a common spelling. `isHome`: its country is known from its row or file, so that it needs no country code.
 */
function spell({ e164, country }: Line, isHome: boolean, chance: Chance): string {
  const parsed = parsePhoneNumberFromString(e164);
  if (parsed === undefined) throw new Error('Not a number');
  const code = getCountryCallingCode(country);
  const whole = e164.slice(1);
  const national = parsed.formatNational();
  const international = parsed.formatInternational();
  const abroad = [
    () => e164,
    () => international,
    () => international.replaceAll(' ', chance.one(['-', '.', '\u00a0', '  '])),
    () => `+${code} (${parsed.nationalNumber.slice(0, 2)}) ${parsed.nationalNumber.slice(2)}`,
    () => `00${whole}`,
    () => `00 ${international.slice(1)}`,
    () => parsed.getURI(),
    () => `${chance.one(['p:', 'whatsapp:', 'tel:', 'sip:'])}${e164}${chance.is(0.2) ? '@pbx.example.com' : ''}`,
    () => `'${e164}`,
    () => `="${e164}"`,
    () => `\u200e${international}\u200f`,
    () => wideDigits(international),
    () => arabicDigits(e164),
    () => `${chance.one(labels)} ${international}`,
    () => `${international} (${chance.one(['cell', 'work', 'home', 'mobile'])})`,
  ];
  const home = [
    () => national,
    () => digitsOf(national),
    () => national.replace(/[\s-]/g, chance.one(['.', '-', ' ', ''])),
    () => digitsOf(national).replace(/(\d\d)(?=\d)/g, '$1 '),
    () => `'${digitsOf(national)}`,
    () => `="${digitsOf(national)}"`,
    () => parsed.nationalNumber,
    () => whole,
    () => `${whole[0]}.${whole.slice(1)}E${whole.length - 1}`,
    () => `${chance.one(labels)} ${national}`,
    () => arabicDigits(digitsOf(national)),
    () => `${national} ${chance.one(['x', 'ext. '])}${1 + chance.below(99)}`,
  ];
  return chance.one(isHome ? [...abroad, ...home, ...home] : abroad)();
}

const between = [' / ', '; ', ', ', ' or ', ' ::: ', ' | ', '\n', ' & ', ' und ', ' y ', ' או '];

/** A cell with numbers and the text around them. */
type Cell = { readonly text: string; readonly carries: readonly Line[] };

/** @param isHome whether the country of a number is known from its row or file */
function makeCell(lines: readonly Line[], isHome: (line: Line) => boolean, chance: Chance): Cell {
  const line = chance.one(lines);
  const plain = (each: Line) => spell(each, isHome(each), chance);
  const way = chance.next();
  if (way < 0.7) return { text: plain(line), carries: [line] };
  if (way < 0.8) {
    const more = Array.from({ length: 1 + chance.below(2) }, () => chance.one(lines));
    const all = [line, ...more];
    const separator = chance.one(between);
    // Each number is written so that it ends where the separator stands.
    return { text: all.map(({ e164 }) => e164).join(separator), carries: all };
  }
  if (way < 0.86) {
    const all = [line, chance.one(lines)];
    const notes = chance.one([
      ['work', 'sister'],
      ['x', ''],
      ['home', 'büro'],
    ]);
    const parts = all.map(({ e164, country }, at) => {
      const code = getCountryCallingCode(country);
      return `${e164.slice(code.length + 1)}_${code}_${notes[at] ?? ''}`;
    });
    return { text: parts.join('!'), carries: all };
  }
  if (way < 0.92) {
    const twin = lines.find(({ e164 }) => e164 !== line.e164 && e164.slice(0, -1) === line.e164.slice(0, -1));
    if (twin !== undefined) {
      const international = parsePhoneNumberFromString(line.e164)?.formatInternational() ?? line.e164;
      return { text: `${international}/${twin.e164.at(-1)}`, carries: [line, twin] };
    }
  }
  const words = chance.one([
    ['call ', ' after five'],
    ['Ann: ', ', or not'],
    ['bitte ', ' anrufen'],
    ['על ', ' בערב'],
    ['See <a href="tel:', '">here</a>'],
  ]);
  return { text: `${words[0]}${line.e164}${words[1]}`, carries: [line] };
}

const phoneNames = (
  'Phone|Mobile|Business Fax|Home|Other|Assistant|phone1|Tel. 2|Número|Teléfono móvil|Téléphone|' +
  'Portable|Handy|Rufnummer|Cellulare|Recapito|Celular|Telefoon|נייד|טלפון 2|फ़ोन|Телефон|هاتف|電話番号|||' +
  'Column7|x|Kontakt|Remarks|Value|Notes|Account'
).split('|');
const plainColumns: readonly { readonly name: string; readonly make: (chance: Chance) => string }[] = [
  { name: 'Name', make: (chance) => chance.one(['Ann', 'Bö, b', 'O"Neil', 'דנה כהן', 'Иван', '', '山田']) },
  { name: 'City', make: (chance) => chance.one(['New York', 'Köln', '', 'תל אביב']) },
  { name: 'Record ID', make: (chance) => String(chance.below(1e6)) },
  { name: 'Order number', make: (chance) => `${chance.below(1e9)}${chance.below(1e6)}` },
  {
    name: 'Created',
    make: (chance) => `2026-0${1 + chance.below(9)}-1${chance.below(10)} 1${chance.below(10)}:0${chance.below(10)}:00`,
  },
  { name: 'Amount', make: (chance) => (chance.next() * 1e6).toFixed(2) },
  { name: 'Email', make: (chance) => `ann.${chance.below(1e8)}@example.com` },
  {
    name: 'Guid',
    make: (chance) => `${hex(chance, 8)}-${hex(chance, 4)}-4${hex(chance, 3)}-8${hex(chance, 3)}-${hex(chance, 12)}`,
  },
];

function hex(chance: Chance, length: number): string {
  return Array.from({ length }, () => chance.below(16).toString(16)).join('');
}

const english = new Intl.DisplayNames(['en'], { type: 'region' });

export type LeadRows = {
  readonly text: string;
  /** Cells of the header; null: the file has none. */
  readonly header: readonly string[] | null;
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly region: CountryCode;
  /**
   * The indices of the columns with numbers, of which the first is certainly one of phone numbers; and that of the
   * country column.
   */
  readonly numbers: readonly number[];
  readonly country: number | null;
  readonly leftOut: readonly number[];
  /** By row: the blocked numbers in columns that are not left out, and how they are written there. */
  readonly carries: readonly (readonly string[])[];
  readonly rows: readonly string[];
};

/** One file. Every row begins with `r`, its index and the delimiter, so that it can be recognised in a half. */
export function makeLeads(lines: readonly Line[], seed: number, count: number): LeadRows {
  const chance = createChance(seed);
  const byCountry = Map.groupBy(lines, ({ country }) => country);
  const region = chance.one(countries);
  const delimiter = chance.one([',', ';', '\t', '|'] as const);
  const hasCountry = chance.is(0.5);
  const phones = 1 + chance.below(4);
  const others = plainColumns.filter(() => chance.is(0.2));
  const width = 1 + phones + others.length + (hasCountry ? 1 : 0);
  // Numbers and the rest stand in any order behind the row's name.
  const order = Array.from({ length: width - 1 }, (_, at) => ({ at, key: chance.next() })).toSorted(
    (a, b) => a.key - b.key,
  );
  const placeOf = (at: number) => order.findIndex((each) => each.at === at) + 1;
  const numbers = Array.from({ length: phones }, (_, at) => placeOf(at));
  const country = hasCountry ? placeOf(width - 2) : null;
  const leftOut = phones > 1 && chance.is(0.25) ? [numbers[1] ?? 0] : [];
  const names = [
    'Row',
    ...order.map(({ at }) =>
      at < phones ? (at === 0 ? 'Phone' : chance.one(phoneNames)) : (others[at - phones]?.name ?? 'Country'),
    ),
  ];
  const header = chance.is(0.85) ? names : null;
  const quote = (cell: string) =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) || chance.is(0.05) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const carries: string[][] = [];
  const rows = Array.from({ length: count }, (_, row) => {
    const home = hasCountry && chance.is(0.8) ? chance.one(countries) : region;
    const near = byCountry.get(home) ?? [];
    const carried: string[] = [];
    const cells = order.map(({ at }) => {
      if (at >= phones) {
        if (at !== width - 2 || !hasCountry) return others[at - phones]?.make(chance) ?? '';
        if (home === region && chance.is(0.3)) return '';
        return chance.one([english.of(home) ?? home, home, `+${getCountryCallingCode(home)}`]);
      }
      if (at > 0 && chance.is(0.6)) return '';
      const some = chance.is(0.85) ? near : lines;
      const isHome = (line: Line) => line.country === home;
      const { text, carries: all } = makeCell(some, isHome, chance);
      if (!leftOut.includes(placeOf(at)))
        carried.push(...all.filter(({ isBlocked }) => isBlocked).map(({ e164 }) => `${e164} as ${text}`));
      return text;
    });
    carries.push(carried);
    return [`r${row}`, ...cells].map((cell, at) => (at === 0 ? cell : quote(cell))).join(delimiter);
  });
  const text = [...(header === null ? [] : [header.map(quote).join(delimiter)]), ...rows]
    .map((row) => `${row}\r\n`)
    .join('');
  return { text, header, delimiter, region, numbers, country, leftOut, carries, rows };
}
