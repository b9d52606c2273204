// The quick ways through the cells of a lead file, held to the thorough one: a plain phone cell read from its bytes is what the
// full reading makes of its text, no cell with digits enough is passed over, and what is skipped elsewhere is on no list.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createElsewhereTest } from '../../electron/core/scrub/ask/elsewhere.ts';
import { otherForms, readCellNumbers } from '../../electron/core/scrub/leads/cellNumbers.ts';
import { createCellText } from '../../electron/core/scrub/leads/cellText.ts';
import { createDigitTest } from '../../electron/core/scrub/leads/digitTest.ts';
import { createLeadNumbers, startBlock } from '../../electron/core/scrub/leads/leadNumbers.ts';
import { takePlainDigits } from '../../electron/core/scrub/leads/looseDigits.ts';
import { isMachineText } from '../../electron/core/scrub/leads/machineText.ts';
import { createNumberReaders, createReaderShelf } from '../../electron/core/scrub/leads/numberReaders.ts';
import { createPhoneCells } from '../../electron/core/scrub/leads/phoneCells.ts';
import { createRowCountries } from '../../electron/core/scrub/leads/rowCountries.ts';
import { createSaidCountry } from '../../shared/domain/columns/rowCountry.ts';
import type { Region } from '../../shared/domain/numbers/number.ts';
import { readCell } from '../../shared/domain/numbers/readings.ts';
import { mayHaveOtherForms } from '../../shared/domain/numbers/sameSubscriber.ts';

const regions = ['US', 'CA', 'JM', 'GB', 'DE', 'IL', 'IT', 'MX', 'BR', 'DK', 'AR'] as const satisfies readonly Region[];
const listed = ['US', 'DE', 'IL', 'IT', 'MX', 'BR', 'DK', 'AR', 'FR'] as const satisfies readonly Region[];
const shelves = new Map(regions.map((region) => [region, createReaderShelf(createNumberReaders(region))]));

const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 6, maxLength: 15 });
const plain = fc
  .tuple(
    fc.constantFrom('', '', '', '+', '00', '0', '1', '(', '"'),
    digits,
    fc.array(fc.nat(14), { maxLength: 3 }),
    fc.constantFrom(' ', '-', '.', ') '),
  )
  .map(([front, text, cuts, mark]) => {
    const body = Array.from(text, (digit, at) => (cuts.includes(at) ? mark + digit : digit)).join('');
    return front === '"' ? `"${body}"` : front + body;
  });

test('a plain phone cell says from its bytes what its text says when it is read fully', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...regions),
      fc.boolean(),
      fc.array(plain, { minLength: 1, maxLength: 20 }),
      (region, isUnknown, cells) => {
        const shelf = shelves.get(region);
        if (shelf === undefined) throw new Error('No readers');
        const countries = createRowCountries({ region, shelf, listed, mayBeListed: () => true });
        const country = isUnknown ? countries.of(createSaidCountry(region)('Narnia', '')) : countries.home;
        const read = createPhoneCells(createCellText('utf-8'));
        const into = createLeadNumbers();
        startBlock(into, cells.length, 1);
        for (const [record, cell] of cells.entries()) {
          const units = Buffer.from(cell);
          read.read({ units, record, country, area: '', into, slow: 0 }, 0, record, 0, units.length);
          const text = cell.replace(/^"(.*)"$/, '$1').trim();
          const full = readCellNumbers(text, country.known, country.elsewhere);
          const asked = [...into.extraRecords.subarray(0, into.extras).entries()]
            .filter(([, of]) => of === record)
            .map(([extra]) => into.numbers[into.places + extra]);
          const [first] = full?.own ?? [];
          const number = into.numbers[record] ?? 0;
          const all = full === undefined ? [] : [...full.own.map((own) => own.number), ...full.maybe, ...full.forms];
          expect({ cell, asked: new Set([...(number > 0 ? [number] : []), ...asked]) }).toEqual({
            cell,
            asked: new Set(all),
          });
          expect(number > 0 ? number : null).toBe(full?.problem === null ? (first?.number ?? null) : null);
          expect(number < 0).toBe(full !== undefined && full.problem !== null);
          expect({ cell, doubtful: (into.doubts[record] ?? 0) > 0 }).toEqual({ cell, doubtful: full?.doubt != null });
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('what is not tried elsewhere is no number of a list there', () => {
  const numbers = new Set<number>();
  const elsewhere = createElsewhereTest(listed, (number) => numbers.has(number));
  let seen = 0;
  fc.assert(
    fc.property(digits, (text) => {
      const readAs = (others: readonly Region[]) =>
        readCell(text, { region: undefined, others }).flatMap(({ readings }) => readings.map(({ number }) => number));
      for (const number of readAs(listed)) {
        numbers.clear();
        numbers.add(number);
        seen += 1;
        const tried = elsewhere(takePlainDigits(text));
        expect({ text, tried, found: readAs(tried) }).toMatchObject({ found: expect.arrayContaining([number]) });
      }
      numbers.clear();
    }),
    { numRuns: 3000 },
  );
  expect(seen).toBeGreaterThan(1000);
});

test('seven digits of any script without a letter between them are looked at, in every encoding', () => {
  const scripts: string[] = [];
  for (let point = 0; point < 0x110000; point += 1)
    if ((point < 0xd800 || point > 0xdfff) && /\p{Nd}/u.test(String.fromCodePoint(point)))
      scripts.push(String.fromCodePoint(point));
  const inBytes = createDigitTest('utf-8');
  const inUnits = createDigitTest('utf-16le');
  const toUnits = (text: string) => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const looks = (text: string) => {
    const [bytes, units] = [Buffer.from(text), toUnits(text)];
    return [inBytes(bytes, 0, bytes.length), inUnits(units, 0, units.length)];
  };
  for (const digit of scripts) expect([digit, looks(digit.repeat(7))]).toEqual([digit, [true, true]]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789ab .-')), maxLength: 40 }), (text) => {
      const isLooked = text.split(/[a-z]/).some((run) => run.replace(/\D/g, '').length >= 7);
      expect(looks(text)).toEqual([isLooked, isLooked]);
    }),
    { numRuns: 2000 },
  );
});

test.each<[string, boolean]>([
  ['2026-05-01', true],
  ['1.5.2026', true],
  ['12/31/2026 11:59 PM', true],
  ['2026-05-01T10:30:00.123456Z', true],
  ['2026-05-01 10:30:00+02:00', true],
  ['550e8400-e29b-41d4-a716-446655440000', true],
  ['2026-05-01 2125550102', false],
  ['2026-05-01 10:30 2125550102', false],
  ['2026-13-41', false],
  ['212-555-0102', false],
  ['20 26 05 01', false],
  ['30-12-2125', false],
])('%s: a machine wrote it and no phone has it: %s', (text, isMachine) => {
  const units = Buffer.from(text);
  expect(isMachineText(units, 0, units.length)).toBe(isMachine);
});

test('no North American number has another form, so that none is looked for', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10_000_000_000, max: 19_999_999_999 }), (number) => {
      expect(otherForms(number)).toEqual([]);
      expect(mayHaveOtherForms(number)).toBe(false);
    }),
  );
});
