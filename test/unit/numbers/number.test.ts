// What the number box, a file and the CLI accept as a phone number, and what they answer otherwise.
import { expect, test } from 'vitest';
import {
  describeNumber,
  describeProblem,
  isRegion,
  NUMBER_PROBLEMS,
  parseE164,
  parseNumber,
  type Region,
  toE164,
  toInternational,
  toShownNumber,
  toPhoneNumber,
} from '../../../shared/domain/numbers/number.ts';

function read(raw: string, region?: Region): string {
  const parsed = parseNumber(raw, region);
  if (!parsed.ok) return parsed.code;
  return `${toE164(parsed.number)}${parsed.extension === null ? '' : ` x${parsed.extension}`}${parsed.valid ? '' : ' ?'}`;
}

test.each<[string, Region | undefined, string]>([
  ['+12125551234', undefined, '+12125551234'],
  ['(212) 555-1234', 'US', '+12125551234'],
  ['212.555.1234', 'US', '+12125551234'],
  ['1-212-555-1234', 'US', '+12125551234'],
  ['2125551234.0', 'US', '+12125551234'],
  ['+972502345678', 'US', '+972502345678'],
  ['972502345678', 'IL', '+972502345678'],
  ['0502345678', 'IL', '+972502345678'],
  ['502345678', 'IL', '+972502345678'],
  ['(+972) 50-234-5678', undefined, '+972502345678'],
  ['9876543210', 'IN', '+919876543210'],
  ['919876543210', 'IN', '+919876543210'],
  ['+44 (0)20 7946 0958', undefined, '+442079460958'],
  ['030/123456-78', 'DE', '+493012345678'],
  ['011 44 20 7946 0958', 'US', '+442079460958'],
  ['00 44 20 7946 0958', 'IL', '+442079460958'],
  ['00442079460958', 'US', '+442079460958'],
  ['00442079460958', undefined, '+442079460958'],
  ['+800 1234 5678', undefined, '+80012345678'],
])('%s (%s) is read as %s', (raw, region, expected) => {
  expect(read(raw, region)).toBe(expected);
});

test.each<[string, string]>([
  ['full-width digits', '＋１（２１２）５５５－１２３４'],
  ['Arabic-Indic digits', '+١٢١٢٥٥٥١٢٣٤'],
  ['Persian digits', '+۱۲۱۲۵۵۵۱۲۳۴'],
  ['Devanagari digits', '+१२१२५५५१२३४'],
  ['mathematical digits', '+𝟏𝟐𝟏𝟐𝟓𝟓𝟓𝟏𝟐𝟑𝟒'],
  ['direction marks', '\u202a\u200e+1 212 555 1234\u202c'],
  ['zero-width and no-break spaces', '\ufeff+1\u00a0212\u200b555\u20091234'],
  ['typographic dashes', '+1 212–555—1234'],
  ['a spreadsheet formula', '="+12125551234"'],
  ['an apostrophe', "'+12125551234"],
  ['a curly apostrophe', '’+12125551234'],
  ['quotes', '"+1 212 555 1234"'],
  ['a stray full stop', '+1 212 555 1234.'],
  ['a tel link', 'tel:+1-212-555-1234'],
  ['a tel link with its context', 'tel:5551234;phone-context=+1212'],
  ['an escaped tel link', 'TEL:%2B1%20212%20555%201234'],
  ['a doubled plus', '++1 212 555 1234'],
])('%s around or inside make no difference', (_what, raw) => {
  expect(read(raw)).toBe('+12125551234');
});

test.each([
  '212-555-1234 ext. 77',
  '(212) 555-1234 x77',
  '212-555-1234x77',
  '2125551234,,77#',
  '212 555 1234 Extension: 77',
  '212 555 1234 #77',
  '212 555 1234 שלוחה 77',
  'tel:+12125551234;ext=77',
])('the extension of %s is split off', (raw) => {
  expect(read(raw, 'US')).toBe('+12125551234 x77');
});

test.each<[string, Region | undefined, string]>([
  ['', 'US', 'empty'],
  [' \u200f ', 'US', 'empty'],
  ['-', 'US', 'empty'],
  ['5551234', 'US', 'tooShort'],
  ['0501234', 'IL', 'tooShort'],
  ['+972501', undefined, 'tooShort'],
  ['212-555-1234-5678', 'US', 'tooLong'],
  ['(212) 555-1234 12', 'US', 'tooLong'],
  ['9'.repeat(40), 'US', 'tooLong'],
  ['+999123456789', undefined, 'unknownCountryCode'],
  ['+0972502345678', undefined, 'unknownCountryCode'],
  ['1-800-FLOWERS', 'US', 'letters'],
  ['call John', 'US', 'letters'],
  ['x 5551234', 'US', 'letters'],
  ['911', 'US', 'shortCode'],
  ['112', 'IL', 'shortCode'],
  ['100', undefined, 'shortCode'],
  ['88888', 'US', 'shortCode'],
  ['*2700', 'IL', 'shortCode'],
  ['212-555-1234 / 212-555-1235', 'US', 'severalNumbers'],
  ['2125551234;2125551235', 'US', 'severalNumbers'],
  ['2125551234 or 2125551235', 'US', 'severalNumbers'],
  ['+12125551234+12125551235', undefined, 'severalNumbers'],
  ['2125551234 2125551235', 'US', 'severalNumbers'],
  ['212-555-1234\n212-555-1235', 'US', 'severalNumbers'],
  ['2.12556E+09', 'US', 'spreadsheetDamage'],
  ['2,12556E+09', 'US', 'spreadsheetDamage'],
  ['9.72502E+11', 'IL', 'spreadsheetDamage'],
  ['2,125,551,234', 'US', 'spreadsheetDamage'],
  ['#####', 'US', 'spreadsheetDamage'],
  ['#REF!', 'US', 'spreadsheetDamage'],
  ['-1577', 'US', 'unreadable'],
  ['212²5551234', 'US', 'unreadable'],
  ['212?5551234', 'US', 'unreadable'],
  ['2125551234\u0000', 'US', 'unreadable'],
  ['2125551234', undefined, 'needsRegion'],
  ['0502345678', undefined, 'needsRegion'],
])('%j (%s) is refused: %s', (raw, region, code) => {
  expect(read(raw, region)).toBe(code);
});

test('a number in a range that nobody has been given is possible, and left to a person', () => {
  expect(read('999 555 1234', 'US')).toBe('+19995551234 ?');
  expect(read('+972501234567')).toBe('+972501234567 ?');
});

test('digits that are valid in the region are a number of that region, whatever else they could be', () => {
  expect(read('972 501 2345', 'US')).toBe('+19725012345');
});

test('digits that are no number of the region but a whole foreign one only lack their plus', () => {
  expect(read('972502345678', 'US')).toBe('+972502345678');
  expect(read('919876543210', 'US')).toBe('+919876543210');
  expect(read('12125551234', 'IL')).toBe('+12125551234');
  expect(read('972-50-234-5678', 'US')).toBe('+972502345678');
  expect(read('972502345678')).toBe('+972502345678');
});

test('ten digits are never taken for a foreign number: a new area code would turn into Denmark', () => {
  expect(read('4512345678', 'US')).toBe('+14512345678 ?');
  expect(read('6046221234')).toBe('needsRegion');
});

test('two readings of which neither wins by rule are refused', () => {
  // In Brazil 11 digits are a mobile number; this one is none, yet with a + it is a valid American number.
  expect(read('12125551234', 'BR')).toBe('ambiguous');
});

test('a refusal says what is missing, in words, without the number', () => {
  expect(parseNumber('5551234', 'US')).toMatchObject({
    message: 'Too short for a number in the United States (7 digits; 10 are needed).',
  });
  expect(parseNumber('12125551234', 'BR')).toMatchObject({
    message: 'Could be a number in Brazil or one in the United States: write it with + and the country code.',
  });
  expect(NUMBER_PROBLEMS.every((code) => describeProblem(code).endsWith('.'))).toBe(true);
});

test('strict E.164 is read back strictly, with no plan consulted', () => {
  expect(parseE164('+12125551234')).toBe(12125551234);
  for (const text of ['12125551234', '+1 2125551234', '+0123456', '+1234567890123456', '+', '+١٢٣٤٥٦٧'])
    expect(parseE164(text)).toBeUndefined();
});

test('digits outside E.164 are a bug of the caller', () => {
  expect(() => toPhoneNumber(123)).toThrow(RangeError);
  expect(() => toPhoneNumber(1e15)).toThrow(RangeError);
  expect(() => toPhoneNumber(12125551234.5)).toThrow(RangeError);
});

test('a number is shown grouped, with its country and kind', () => {
  expect(toInternational(toPhoneNumber(12125551234))).toBe('+1 212 555 1234');
  expect(toInternational(toPhoneNumber(99999999999))).toBe('+99999999999');
  expect(describeNumber(toPhoneNumber(972502345678))).toEqual({ country: 'IL', type: 'MOBILE' });
  expect(describeNumber(toPhoneNumber(80012345678))).toEqual({ country: null, type: 'TOLL_FREE' });
  for (const number of [12125551234, 99999999999, 972502345678, 80012345678].map(toPhoneNumber))
    expect(toShownNumber(number)).toEqual({
      international: toInternational(number),
      country: describeNumber(number).country,
    });
});

test('only regions with a numbering plan are regions', () => {
  expect(['US', 'IL', 'XK'].every(isRegion)).toBe(true);
  expect(['us', 'XX', '', '__proto__'].some(isRegion)).toBe(false);
});
