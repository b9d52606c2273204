// Laws of number reading, over generated text and the example number of every region.
import * as fc from 'fast-check';
import { getCountries, getCountryCallingCode, getExampleNumber, Metadata } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { expect, test } from 'vitest';
import {
  createNumberParser,
  parseNumber,
  type PhoneNumber,
  type Region,
  toE164,
  toInternational,
} from '../../shared/domain/numbers/number.ts';
import { toCurrentForm } from '../../shared/domain/numbers/sameSubscriber.ts';

const regions = getCountries();
const anyRegion = fc.option(fc.constantFrom(...regions), { nil: undefined });
const digits = fc.stringMatching(/^\d{1,18}$/);
const phoneLike = fc.stringMatching(
  /^[ +(]{0,2}\d{1,5}[ ()./x#,;-]{0,2}\d{1,6}[ ().-]{0,2}\d{0,6}( ?(x|ext\.?|#|,,) ?\d{1,4})?$/,
);
const anyText = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 300 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom(...'0123456789+-() .,/;xE="\'#*٠٩०９\u200f\u0000'.split('')),
      maxLength: 30,
    }),
  },
  { weight: 4, arbitrary: phoneLike },
  { weight: 4, arbitrary: digits },
  { weight: 2, arbitrary: digits.map((text) => `+${text}`) },
);

test('any text ends in a number or a reason, and a number reads back as itself', () => {
  fc.assert(
    fc.property(anyText, anyRegion, (text, region) => {
      const parsed = parseNumber(text, region);
      if (!parsed.ok) return parsed.message.length > 0;
      for (const again of [parseNumber(toE164(parsed.number)), parseNumber(toE164(parsed.number), region)])
        expect(again).toEqual({ ...parsed, extension: null });
      return true;
    }),
    { numRuns: 5000 },
  );
});

test('a message never holds the number', () => {
  fc.assert(
    fc.property(anyText, anyRegion, (text, region) => {
      const parsed = parseNumber(text, region);
      return parsed.ok || !/\d{4,}/.test(parsed.message.replace(/U\+[0-9A-F]+/, ''));
    }),
    { numRuns: 3000 },
  );
});

test('digits without a plus become the number of the region, or exactly the digits that were written, or what these became', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{6,14}$/), fc.constantFrom(...regions), (text, region) => {
      const parsed = parseNumber(text, region);
      if (!parsed.ok) return true;
      const e164 = toE164(parsed.number);
      return (
        e164 === `+${text}` ||
        parsed.number === toCurrentForm(Number(text) as PhoneNumber) ||
        isSame(parsed.number, parseNumber(`+${text}`)) ||
        e164.startsWith(`+${getCountryCallingCode(region)}`) ||
        startsWithInternationalPrefix(text, region)
      );
    }),
    { numRuns: 5000 },
  );
});

/** What is dialled within a country may have ended too: +57 0 8 and seven digits became +57 608 and these. */
const isSame = (number: PhoneNumber, parsed: ReturnType<typeof parseNumber>) => parsed.ok && parsed.number === number;

/** Some plans have international prefixes that do not start with 0: 8~10 in Russia, 119 in Cuba, carriers in Slovenia. */
function startsWithInternationalPrefix(text: string, region: Region): boolean {
  const plan = new Metadata();
  plan.selectNumberingPlan(region);
  return new RegExp(`^(?:${plan.numberingPlan?.IDDPrefix() ?? '00'})`).test(text);
}

const everyDigit = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));

test.each(regions.filter((region) => region in examples))(
  'the example number of %s reads the same in every spelling',
  (region) => {
    const example = getExampleNumber(region, examples);
    if (example === undefined) return;
    const number = Number(example.number.slice(1));
    const national = example.formatNational();
    const international = example.formatInternational();
    const spellings = [
      example.number,
      international,
      international.replaceAll(' ', '-'),
      international.replaceAll(' ', '.'),
      `00${example.number.slice(1)}`,
      ...(example.countryCallingCode === '1' ? [`011 ${international.slice(1)}`] : []),
      `="${example.number}"`,
      `'${international}`,
      `tel:${example.number}`,
      `\u202a${international}\u202c`,
      national,
      national.replace(/\D/g, ''),
      `${national} ext. 12`,
      everyDigit(national, 0xff10),
      everyDigit(national, 0x0660),
    ];
    for (const spelling of spellings)
      expect([spelling, parseNumber(spelling, region)]).toMatchObject([spelling, { ok: true, number, valid: true }]);
    expect(parseNumber(toInternational(toNumber(parseNumber(example.number))))).toMatchObject({ number });
  },
);

function toNumber(parsed: ReturnType<typeof parseNumber>) {
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.number;
}

test('the parser for many rows answers as the one for a single number', () => {
  for (const region of [undefined, 'US', 'IL', 'IN', 'GB', 'DE'] as const) {
    const parse = createNumberParser(region, 0);
    fc.assert(
      fc.property(anyText, (text) => {
        expect(parse(text)).toEqual(parseNumber(text, region));
      }),
    );
  }
});
