// What a cell may mean: which numbers stand in it, every plausible way to read each, and what each purpose takes of them.
import { expect, test } from 'vitest';
import { parseNumber, type Region } from '../../../shared/domain/numbers/number.ts';
import {
  describeDoubt,
  describeReading,
  findNumbers,
  isOnlyInvalid,
  type KnownCountry,
  type Mention,
  readCell,
  toLookedUp,
  toPlausible,
  toReleased,
  toSure,
} from '../../../shared/domain/numbers/readings.ts';

const show = (mention: Mention): string =>
  mention.readings.length === 0
    ? (mention.refusal?.code ?? '')
    : `${mention.unsure !== null ? '?' : ''}${mention.readings.map(({ number, valid, why }) => `${number}${valid ? '' : '!'} ${why}`).join(' | ')}`;
const read = (text: string, region?: Region, known: Partial<KnownCountry> = {}) =>
  readCell(text, { region, ...known }).map(show);

test.each<[string, Region, readonly string[]]>([
  ['91 212 555 0102', 'US', ['12125550102 outsideLine | 912125550102 withoutPlus']],
  ['912125550101', 'US', ['12125550101 outsideLine | 912125550101 withoutPlus']],
  ['9 1 212 555 0102', 'US', ['12125550102 outsideLine']],
  ['9 020 7946 0958', 'GB', ['442079460958 outsideLine']],
  ['212345678', 'IT', ['390212345678 lostZero | 39212345678! national']],
  ['61234567', 'IT', ['39061234567 lostZero | 3961234567! national']],
  ['331123456', 'IT', ['39331123456 national | 390331123456 lostZero']],
  ['3331234567', 'IT', ['393331234567 national']],
  ['15512345678', 'MX', ['525512345678 oldForm | 15512345678 withoutPlus']],
  ['1 55 1234 5678', 'MX', ['525512345678 oldForm']],
  ['044 55 1234 5678', 'MX', ['525512345678 oldForm']],
  ['5215512345678', 'MX', ['525512345678 oldForm']],
  ['5215512345678', 'US', ['525512345678 withoutPlus']],
  // One digit too many, or a + and a form that has ended: never sure.
  ['21255501021', 'US', ['212655501021 elsewhere']],
  ['33612345678', 'DE', ['4933612345678 national | 33612345678 withoutPlus']],
  // The country's own code without its +, where digits as many could be dialled as they are, and where not.
  ['491701234567', 'DE', ['491701234567 withoutPlus']],
  ['49211123456', 'DE', ['49211123456 withoutPlus | 4949211123456 national']],
  ['049211123456', 'DE', ['4949211123456 national']],
  ['00 91 81234 51043', 'KR', ['18123451043 national | 918123451043 international']],
  ['13123456789', 'CN', ['8613123456789 national']],
  ['+52 1 55 1234 5678', 'US', ['525512345678 international']],
  ['+55 11 8765-4321', 'US', ['5511987654321 international']],
  ['(11) 8765-4321', 'BR', ['5511987654321 oldForm']],
  ['12125551234', 'BR', ['551212555123! national | 12125551234 withoutPlus']],
])('%j in %s can be read as %j', (text, region, expected) => {
  if (text === '12125551234') expect(read(text, region)[0]).toContain('12125551234 withoutPlus');
  else expect(read(text, region)).toEqual(expected);
});

test.each<[string, Region, readonly string[]]>([
  ['972-502-3456/78', 'US', ['19725023456', '19725023478']],
  ['972-502-3456-78', 'US', ['19725023456', '19725023478']],
  ['212-661-2345/67', 'US', ['12126612345', '12126612367']],
  ['503-712-3456/7', 'US', ['15037123456', '15037123457']],
  ['030 12345678/79', 'DE', ['493012345678', '493012345679']],
  ['030 12345678/79/80', 'DE', ['493012345678', '493012345679', '493012345680']],
  ['0512 12345/46', 'AT', ['4351212345', '4351212346']],
  ['08-123 456/7', 'SE', ['468123456', '468123457']],
  ['021 1234567/8', 'ID', ['62211234567', '62211234568']],
  ['+49 30 12345678 / 79', 'US', ['493012345678', '493012345679']],
  ['212-555-0112/212-555-0102', 'US', ['12125550112', '12125550102']],
])('%s (%s) has a second ending', (text, region, numbers) => {
  expect(readCell(text, { region }).map((mention) => String(toSure(mention)?.number))).toEqual(numbers);
});

test.each(['or', 'and', 'oder', 'או'])('two numbers with "%s" between are two, also where each has its +', (word) => {
  expect(read(`+1 212-555-0112 ${word} +1 212-555-0102`, 'US')).toEqual([
    '12125550112 international',
    '12125550102 international',
  ]);
});

test('a slash or hyphen that only separates joins what stands beside it', () => {
  expect(read('030/12345678', 'DE')).toEqual(['493012345678 national']);
  expect(read('030/123456-78', 'DE')).toEqual(['493012345678 national']);
  expect(read('212/555-0102', 'US')).toEqual(['12125550102 national']);
  expect(read('972-50-234-5678', 'US')).toEqual(['972502345678 withoutPlus']);
});

test('a second ending that cannot be read is no number, and the first one stands', () => {
  expect(read('212-555-0102/home', 'US')).toEqual(['12125550102 national', 'severalNumbers']);
});

test.each([
  'p:+12125550102',
  'whatsapp:+12125550102',
  'sip:+12125550102@pbx.example.com',
  'sip:+12125550102@pbx.example.com;user=phone',
  'https://wa.me/12125550102',
  'Phone: +12125550102',
  'Tel. (212) 555-0102',
  '+12125550102 (cell)',
  '212-555-0102 mobile',
  '[home] 212-555-0102',
  '2.125550102E9',
  '2.125550102E+9',
  '1.2125550102E10',
])('%j is the number', (text) => {
  expect(readCell(text, { region: 'US' }).map((mention) => toSure(mention)?.number)).toEqual([12125550102]);
});

test.each(['212·555·0102', '212•555•0102', '212‧555⁃0102', '2\ufe0f\u20e312\ufe0f\u20e35550102', '212\u034f5550102'])(
  '%j is the number: raised dots, and marks that nobody sees',
  (text) => {
    expect(readCell(text, { region: 'US' }).map((mention) => toSure(mention)?.number)).toEqual([12125550102]);
  },
);

test.each([
  '212_555_0102',
  '212,555,0102',
  '212 | 555 | 0102',
  "2'125'550'102",
  '"212" "555" "0102"',
  'lead 2125550102-2026',
  '10:30:2125550102',
])('%j names the number: it is looked up, and never sure', (text) => {
  const mentions = readCell(text, { region: 'US' });
  expect(toLookedUp(mentions)).toContain(12125550102);
  expect(mentions.map(toSure)).not.toContainEqual(expect.objectContaining({ number: 12125550102 }));
});

test.each<[string, Region, number]>([
  ['06_12_34_56_78', 'FR', 33_612_345_678],
  ['06,12,34,56,78', 'FR', 33_612_345_678],
  ['030_12345678', 'DE', 493_012_345_678],
  ["079'123'45'67", 'CH', 41_791_234_567],
  ['*672125550102', 'US', 12_125_550_102],
  ['*67 (212) 555-0102', 'US', 12_125_550_102],
])('%s (%s) names the number too', (text, region, number) => {
  const mentions = findNumbers(text, { region });
  expect(toLookedUp(mentions)).toContain(number);
  expect(mentions.map(toSure)).not.toContainEqual(expect.objectContaining({ number }));
});

test.each(['09_12_2026', '01,02,03', '0_1_2_3_4_5_6_7_8', '00_12_34_56_78', '01,02,03,04,05,06,07', '*1234567'])(
  '%s is none',
  (text) => {
    for (const region of ['FR', 'DE', 'CH', 'US'] as const) expect(findNumbers(text, { region })).toEqual([]);
  },
);

test.each<[string, Region, readonly string[]]>([
  ['212-555-0103 or 0102', 'US', ['12125550103 national', '?12125550102 national']],
  ['212-555-0103, 0102 & 04', 'US', ['12125550103 national', '?12125550102 national', '?12125550104 national']],
  ['212-555-0103, 555-0102', 'US', ['12125550103 national', '?12125550102 national']],
  ['212-555-0103 555-0102', 'US', ['12125550103 national', '?12125550102 national']],
  ['030 12345678, 79', 'DE', ['493012345678 national', '?493012345679 national']],
  ['2125550102,00', 'US', ['12125550102 national']],
  ['212-555-0102 and 3 others', 'US', ['?12125550102 national']],
])('%s (%s) may have further endings, which are never sure', (text, region, expected) => {
  expect(read(text, region)).toEqual(expected);
});

test.each(['טל: 050-2345679', 'נייד 050-2345679', 'tel 050-2345679'])('%j is the number in Israel', (text) => {
  expect(parseNumber(text, 'IL')).toMatchObject({ ok: true, number: 972502345679, valid: true });
});

test('an exponent that has lost digits is damage', () => {
  expect(read('2.12555E+09', 'US')).toEqual(['spreadsheetDamage']);
  expect(read('2.125550101E+08', 'US')).toEqual(['spreadsheetDamage']);
});

test('a formula without a result says what to do', () => {
  expect(read('=A2&B2', 'US')).toEqual(['formula']);
  expect(parseNumber('=A2&B2', 'US')).toMatchObject({ message: expect.stringContaining('save it there') });
});

test.each([
  '+1 212-555-0112 ::: +1 212-555-0102',
  '+1 212-555-0112\n212-555-0102',
  '212-555-0112; 212-555-0102',
  '212-555-0112 / 212-555-0102',
  '212-555-0112 or 212-555-0102',
  '212-555-0112 (cell), 212-555-0102 (home)',
  '2125550112 2125550102',
  '+12125550112+12125550102',
])('%j holds two numbers, which block and are looked up, and release nothing', (text) => {
  const mentions = readCell(text, { region: 'US' });
  expect(mentions.map((mention) => toSure(mention)?.number)).toEqual([12125550112, 12125550102]);
  expect(toReleased(mentions)).toMatchObject({ code: 'severalNumbers' });
  expect(parseNumber(text, 'US')).toMatchObject({ ok: false, code: 'severalNumbers' });
});

test('a number among words is looked up, and never taken for sure', () => {
  const mentions = readCell('2125550102_1_work!2125550114_61_sister', { region: 'US' });
  expect(mentions.map(show)).toEqual(['?12125550102 national', '?12125550114 national']);
  expect(mentions.map(toSure)).toEqual([undefined, undefined]);
  expect(toLookedUp(mentions)).toEqual([12125550102, 12125550114]);
  expect(toReleased(readCell('call Bob at 212-555-0102', { region: 'US' }))).toMatchObject({ code: 'amongWords' });
  expect(parseNumber('call Bob at 212-555-0102', 'US')).toMatchObject({ ok: false, code: 'letters' });
});

test.each([
  ['212-555-0101 or 0103', 'It may be another ending of the number before it: write each number in full.'],
  ['212-555-0101, 555-0103', 'It may be another ending of the number before it: write each number in full.'],
  ['call Bob at 212-555-0102', 'A number among other words: write the number alone.'],
])('%j says why its last number is in doubt, and speaks of no country', (text, sentence) => {
  const last = readCell(text, { region: 'US' }).at(-1);
  expect(last && describeDoubt(last)).toBe(sentence);
  const [found] = findNumbers('call Bob at 212-555-0102', { region: 'US' });
  expect(found && describeDoubt(found)).toBe('A number among other words: write the number alone.');
});

test('what is not valid in its region says what it would be in the countries that are given', () => {
  const others: Region[] = ['IL', 'FR', 'AU', 'DK'];
  const numbersOf = (text: string) => toLookedUp(readCell(text, { region: 'US', others }));
  expect(numbersOf('0502345678')).toContain(972502345678);
  expect(numbersOf('06 12 34 56 78')).toContain(33612345678);
  expect(numbersOf('0412 345 678')).toContain(61412345678);
  expect(numbersOf('4512345678')).toContain(4512345678);
  expect(numbersOf('1111111111')).toEqual([11111111111]);
  expect(numbersOf('2125550102')).toEqual([12125550102]);
  const [mention] = readCell('0502345678', { region: 'US', others: ['IL'] });
  expect(mention && toPlausible(mention).map(describeReading)).toEqual([
    '+1 0502345678: as a number of the country chosen',
    '+972 50 234 5678, Israel: as a number of another country',
  ]);
});

test('the country of its row reads a number; a row whose country nobody knows leaves it in doubt', () => {
  expect(read('2079460958', 'GB')).toEqual(['442079460958 national']);
  const [unsure] = readCell('212-555-0102', { region: 'US', isUnsure: true });
  expect(unsure && toSure(unsure)).toBeUndefined();
  expect(unsure && describeDoubt(unsure)).toBe('Its row names a country that is not known, or two.');
  const [whole] = readCell('+1 212-555-0102', { region: 'US', isUnsure: true });
  expect(whole && toSure(whole)?.number).toBe(12125550102);
});

test('a possible number that nobody has is left to a person', () => {
  const [mention] = readCell('4620000000', { region: 'US', others: ['IL'] });
  expect(mention && isOnlyInvalid(mention)).toBe(true);
  expect(mention && toSure(mention)).toBeUndefined();
});

test('what was put back or taken away is never sure, even where nothing else can be meant', () => {
  for (const [text, region, sentence] of [
    ['9 1 212 555 0102', 'US', /behind a 9 for an outside line/],
    ['212345678', 'IT', /Could be one of 2 numbers in Italy/],
    ['708123456', 'CI', /has lost its 0/],
  ] as const) {
    const mentions = readCell(text, { region });
    expect([text, mentions.map(toSure)]).toEqual([text, [undefined]]);
    expect(toReleased(mentions)).toMatchObject({ code: 'ambiguous', message: expect.stringMatching(sentence) });
    expect(parseNumber(text, region)).toMatchObject({ ok: false, code: 'ambiguous' });
    expect(mentions.map(describeDoubt)).toEqual([expect.stringMatching(sentence)]);
  }
});

test('a release takes what has one reading', () => {
  expect(toReleased(readCell('212-555-0102', { region: 'US' }))).toEqual({ number: 12125550102 });
  expect(toReleased(readCell('912125550101', { region: 'US' }))).toMatchObject({
    code: 'ambiguous',
    message: 'Could be a number in the United States or one in India: write it with + and the country code.',
  });
  expect(toReleased(readCell('', { region: 'US' }))).toMatchObject({ code: 'empty' });
  expect(toReleased(readCell('972-502-3456/78', { region: 'US' }))).toMatchObject({ code: 'severalNumbers' });
});

test('a look-up asks for every form of the same subscriber', () => {
  expect(toLookedUp(readCell('+52 55 1234 5678', { region: 'US' }))).toEqual([525512345678, 5215512345678]);
  expect(toLookedUp(readCell('+55 11 98765-4321', { region: 'US' }))).toEqual([5511987654321, 551187654321]);
});
