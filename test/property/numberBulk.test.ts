// The bulk reader is only allowed to be fast: its answers are those of `parseNumber`, which asks libphonenumber itself.
import * as fc from 'fast-check';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import metadata from 'libphonenumber-js/metadata.max.json' with { type: 'json' };
import { getCountries, getCountryCallingCode, getExampleNumber } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { createDigitAutomaton } from '../../shared/domain/numbers/numberAutomaton.ts';
import { createBulkReader } from '../../shared/domain/numbers/numberBulk.ts';
import { createByteReader } from '../../shared/domain/numbers/numberBytes.ts';
import { createNumberParser, createNumberTest, parseNumber, type Region } from '../../shared/domain/numbers/number.ts';

const regions = getCountries();
const nationals = regions.flatMap((region) => getExampleNumber(region, examples)?.nationalNumber ?? []);

/** All patterns of the plans that describe whole numbers or their beginnings. */
function collectPatterns(node: unknown): string[] {
  if (typeof node === 'string') return /[[\\(|]/.test(node) && !/[$^#]/.test(node) ? [node] : [];
  return node !== null && typeof node === 'object' ? Object.values(node).flatMap(collectPatterns) : [];
}
const patterns = [...new Set(collectPatterns(metadata))].filter(
  (pattern) => createDigitAutomaton([pattern]) !== undefined,
);

/** Digits near what plans talk about: an example with some digits changed, cut or added; or any digits. */
const national = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...nationals),
        fc.array(fc.tuple(fc.nat(14), fc.nat(9)), { maxLength: 4 }),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([example, changes, longer]) => {
        const digits = (longer > 0 ? example + '7'.repeat(longer) : example.slice(0, example.length + longer)).split(
          '',
        );
        for (const [place, digit] of changes) if (place < digits.length) digits[place] = String(digit);
        return digits.join('');
      }),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^\d{4,15}$/) },
);
const callingCodes = [...new Set(regions.map((region) => getCountryCallingCode(region)))];
const written = fc
  .tuple(
    fc.constantFrom('', '', '0', '1', '8', '+', '+code', 'code', '00', '011', 'any', 'bare'),
    national,
    fc.constantFrom(...callingCodes),
    fc.nat(),
  )
  .map(([front, digits, anyCode, shape]) => ({ front, digits, anyCode, shape }));

function spell(
  { front, digits, anyCode, shape }: { front: string; digits: string; anyCode: string; shape: number },
  region: Region,
): string {
  const start =
    front === 'any' ? `+${anyCode}` : front === 'bare' ? anyCode : front.replace('code', getCountryCallingCode(region));
  const text = start + digits;
  const at = 1 + (shape % Math.max(1, text.length - 1));
  const separators = ['', '', ' ', '-', '.', ') ', '. ', '  ', '.0', '+'];
  return text.slice(0, at) + (separators[shape % separators.length] ?? '') + text.slice(at);
}

test('the automaton accepts what the pattern matches as a whole, for every pattern of every plan', () => {
  expect(patterns.length).toBeGreaterThan(1000);
  const digits = fc.oneof(fc.constantFrom(...nationals), fc.stringMatching(/^\d{0,12}$/), national);
  fc.assert(
    fc.property(fc.constantFrom(...patterns), fc.constantFrom(...patterns), digits, (one, other, text) => {
      const automaton = createDigitAutomaton([one, other]);
      let state = 0;
      for (const digit of text) state = automaton?.step(state, Number(digit)) ?? -1;
      const expected = [one, other].flatMap((pattern, place) =>
        new RegExp(`^(?:${pattern})$`).test(text) ? [place] : [],
      );
      expect(automaton?.accepted(state)).toEqual(expected);
    }),
    { numRuns: 3000 },
  );
});

test('patterns beyond digits are left alone', () => {
  for (const pattern of ['a', '1$', '(?!1)2', '1*', '1+', '[^1]', '(1', '1)', '[', '\\w'])
    expect([pattern, createDigitAutomaton([pattern])]).toEqual([pattern, undefined]);
});

test('for every region, written in any way, the bulk reader agrees with parseNumber or leaves it the decision', () => {
  const parsers = new Map<Region, (raw: string) => unknown>();
  fc.assert(
    fc.property(written, fc.constantFrom(...regions), (parts, region) => {
      const parse = parsers.get(region) ?? createNumberParser(region, 0);
      parsers.set(region, parse);
      const text = spell(parts, region);
      expect([text, region, parse(text)]).toEqual([text, region, parseNumber(text, region)]);
    }),
    { numRuns: 5000 },
  );
});

test('asked only whether a text is a number, the same are, and of the others only why digits are none is not told', () => {
  const untold: readonly string[] = ['tooShort', 'tooLong', 'notPossible', 'shortCode', 'unknownCountryCode'];
  const piece = fc.oneof(
    fc.tuple(written, fc.constantFrom(...regions)).map(([parts, region]) => spell(parts, region)),
    fc.stringMatching(/^\d{1,9}$/),
    fc.constantFrom('', 'Person 12', 'x', '1.2E+10', '=A1'),
  );
  const cell = fc
    .tuple(piece, fc.constantFrom('', '/', ', ', ' or ', ' x', '; ', ' '), fc.oneof(fc.constant(''), piece))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      cell,
      fc.option(fc.constantFrom(...regions), { nil: undefined }),
      fc.constantFrom(0, 1),
      (text, region, few) => {
        const told = parseNumber(text, region);
        const seen = createNumberTest(region, few)(text);
        const isUntold = !told.ok && region !== undefined && untold.includes(told.code);
        expect([text, region, seen]).toEqual([
          text,
          region,
          isUntold ? { ok: false, code: 'notPossible', message: expect.any(String) } : told,
        ]);
      },
    ),
    { numRuns: 4000 },
  );
});

test('the two agree where the last four digits decide: every number of the thin prefixes of the North American plan', () => {
  const parse = createNumberParser('US', 0);
  for (const prefix of ['500521', '710555', '310200', '684733', '212555', '911555', '264235'])
    for (let last = 0; last < 10_000; last += 7) {
      const text = prefix + String(last).padStart(4, '0');
      expect([text, parse(text)]).toEqual([text, parseNumber(text, 'US')]);
    }
});

test('read from bytes, a North American number is the one that parseNumber finds, or is left to it', () => {
  const home = ['US', 'CA', 'AG', 'PR', 'IL', undefined] as const;
  const readers = home.map((region) => ({ region, read: createByteReader(region) }));
  const separator = fc.constantFrom('', '', '', '', '', '', ' ', '-', '.', '(', ') ', '  ', '+', '.0', '/');
  const thin = fc.constantFrom('500521', '710555', '310200', '684733', '212555', '911555', '264235');
  const digits = fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[2-9]\d{9}$/) },
    { weight: 2, arbitrary: fc.tuple(thin, fc.stringMatching(/^\d{4}$/)).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: national },
  );
  const text = fc
    .tuple(
      fc.constantFrom('', '', '1', '+1', '+', '001', ' '),
      digits,
      fc.array(separator, { minLength: 5, maxLength: 5 }),
    )
    .map(([front, whole, [a = '', b = '', c = '', d = '', e = '']]) => {
      return (
        a +
        front +
        b +
        whole.slice(0, 3) +
        c +
        whole.slice(3, 6) +
        d +
        whole.slice(6, 10) +
        (e === '' ? whole.slice(10) : '')
      );
    });
  let decided = 0;
  fc.assert(
    fc.property(text, fc.constantFrom(...readers), (raw, { region, read }) => {
      const bytes = Buffer.from(`x${raw}y`);
      const found = read(bytes, 1, bytes.length - 1);
      if (found === 0) return;
      decided += 1;
      const parsed = parseNumber(raw.trim(), region);
      expect([raw, region, found]).toEqual([
        raw,
        region,
        parsed.ok ? (parsed.valid ? parsed.number : -Number(parsed.number)) : 0,
      ]);
    }),
    { numRuns: 20_000 },
  );
  expect(decided).toBeGreaterThan(1000);
  for (const plain of [
    '(212) 555-1234',
    '212.555.1234',
    '2125551234',
    '12125551234',
    '1-212-555-1234',
    '+1 212 555 1234',
  ])
    expect([plain, createByteReader('US')(Buffer.from(plain), 0, plain.length)]).toEqual([plain, 12_125_551_234]);
});

test.each<[string, Region | undefined]>([
  ['(212) 555-1234', 'US'],
  ['212-555-1234', 'US'],
  ['212.555.1234', 'US'],
  ['2125551234', 'US'],
  ['12125551234', 'US'],
  ['+12125551234', undefined],
  ['0502345678', 'IL'],
  ['050-234-5678', 'IL'],
  ['972502345678', 'IL'],
  ['9876543210', 'IN'],
  ['919876543210', 'IN'],
  ['020 7946 0958', 'GB'],
  ['999 555 1234', 'US'],
  ['972502345678', 'US'],
  ['12125551234', 'IL'],
])('%s (%s) takes the fast way', (text, region) => {
  const parsed = parseNumber(text, region);
  expect(createBulkReader(region)(text)).toEqual(parsed.ok && { number: parsed.number, valid: parsed.valid });
});
