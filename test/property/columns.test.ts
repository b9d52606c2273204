// Column recognition never throws and never breaks its own rules, whatever the header and the cells hold.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMapping, checkMapping } from '../../shared/domain/columns/columnMapping.ts';
import { combineMeanings, type DecidingField, meaningOf } from '../../shared/domain/columns/meanings.ts';
import { isOtherChannel, matchAliases } from '../../shared/domain/columns/columnAliases.ts';
import { LANGUAGES, listEntries, listOfAll } from '../../shared/words/languages/lookups.ts';
import { createCountryReader } from '../../shared/domain/numbers/countries.ts';
import { isRegion } from '../../shared/domain/numbers/number.ts';
import { runs } from '../support/runs.ts';
import { recogniseColumns, REPEATABLE_FIELDS, toMapping } from '../../shared/domain/columns/columns.ts';
import { detectHeader } from '../../shared/domain/columns/headerRow.ts';

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'Phone',
    'number',
    'Area code',
    'NPA',
    'Reason',
    'notes',
    'type',
    'A',
    '212',
    '5551234',
    '2125551234',
    '+972502345678',
    '2.1E+09',
    '__proto__',
    'constructor',
    'Country',
    'Germany',
    '+44',
    'IL',
    'Do Not Call',
    'opted_out',
    'On DNCR',
    'Status',
    'DNC',
    'Y',
    '0',
    '2026-05-03',
    'Home',
    'caller id',
    '',
    '2125550102_1_work!2125550114_61_sister',
    'tel 212-555-0111',
  ),
  fc.string({ maxLength: 12 }),
);
const row = fc.array(cell, { maxLength: 6 });

test('every column gets one guess, single fields are given once, and the guesses make a mapping that holds', () => {
  fc.assert(
    fc.property(
      fc.option(row),
      fc.array(row, { maxLength: 8 }),
      fc.constantFrom('US', 'IL', undefined),
      (header, samples, region) => {
        const guesses = recogniseColumns({ header, samples, region });
        const width = Math.max(header?.length ?? 0, ...samples.map((cells) => cells.length));
        expect(guesses.map(({ column }) => column)).toEqual(Array.from({ length: width }, (_, column) => column));
        const single = guesses.map(({ field }) => field).filter((field) => !REPEATABLE_FIELDS.has(field));
        expect(new Set(single).size).toBe(single.length);
        const checked = checkMapping(toMapping(guesses), width);
        if (!checked.ok) expect(checked.code).toBe('noPhone');
      },
    ),
  );
});

test('a header row is one of the rows', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
      const { headerIndex } = detectHeader(rows, 'US');
      expect(headerIndex === null || headerIndex in rows).toBe(true);
    }),
  );
});

test('any text as --map ends in a mapping or a sentence', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^(phone|reason)=("?[A-Ca-c1-4 ]{0,3}"?),?(name='?[a-c]'?)?$/)),
      (text) => {
        const parsed = parseMapping(text, ['a', 'b', 'C c'], 3);
        if (!parsed.ok) expect(parsed.message).toMatch(/\.$/);
      },
    ),
  );
});

const decidingFields: readonly DecidingField[] = [
  'flag',
  'doubtfulFlag',
  'registryFlag',
  'disposition',
  'action',
  'suspended',
];
const meaning = fc.constantFrom('block', 'release', 'nothing', 'unknown');
const words = fc.constantFrom(
  'DNC',
  'not',
  'no',
  'do not call',
  'National',
  'opted out',
  'removed from',
  '-',
  ':',
  'yes',
  '架電禁止',
  'לא',
  '?',
  ' ',
);

test('a name of a column is known however it is written: case, spaces, underscores, accents taken apart', () => {
  const names = Object.values(LANGUAGES).flatMap(({ sure }) => Object.values(sure).flatMap(listEntries));
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.nat(3),
      fc.constantFrom(' ', '_', '-', '.', '  '),
      (name, way, between) => {
        const apart = name.replaceAll(' ', between);
        const written = [apart, apart.toUpperCase(), apart.normalize('NFD'), ` \u200e${apart}: `][way] ?? '';
        expect([written, matchAliases(written)[0]]).toEqual([written, matchAliases(name)[0]]);
      },
    ),
    { numRuns: 2000 },
  );
});

test('any cell of a deciding column means one of four things, and spaces and case change nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...decidingFields),
      fc.oneof(
        fc.string(),
        fc.array(words, { maxLength: 6 }).map((said) => said.join(' ')),
      ),
      (field, value) => {
        const said = meaningOf(field, value);
        expect(['block', 'release', 'nothing', 'unknown']).toContain(said);
        expect(meaningOf(field, ` ${value}\t`)).toBe(said);
      },
    ),
  );
});

test('a row is blocked exactly if one of its cells says so, and never released while one is unknown without a flag', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ field: fc.constantFrom(...decidingFields), meaning })), (said) => {
      const whole = combineMeanings(said);
      expect(whole === 'block').toBe(said.some((single) => single.meaning === 'block'));
      expect(combineMeanings(said.toReversed())).toBe(whole);
      if (whole !== 'release') return;
      expect(said.some((single) => single.meaning === 'release')).toBe(true);
      const hasFlag = said.some(({ field }) => field === 'flag');
      for (const single of said)
        if (single.meaning === 'unknown') expect([hasFlag, single.field]).toEqual([true, 'disposition']);
    }),
  );
});

test('any text of a country column is a region, unknown, or no country at all', () => {
  const read = createCountryReader();
  const parts = fc.constantFrom(
    'United',
    'Kingdom',
    '+44',
    '(',
    ')',
    '/',
    'DE',
    'Congo',
    '🇬🇧',
    '-',
    'of',
    'Republic',
    '1',
    '868',
    ',',
    'en',
    '_',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(parts, { maxLength: 5 }).map((said) => said.join(' ')),
      ),
      (text) => {
        const country = read(text);
        expect(country === null || country === 'unknown' || isRegion(country)).toBe(true);
        expect(read(text)).toBe(country);
      },
    ),
  );
});

test('no column is left out whose every cell is a number, unless it is known to hold other digits', () => {
  const digits = fc
    .integer({ min: 1_000_000, max: 9_999_999 })
    .map((rest) => `212${rest}`.replace(/^(212)[01]/, '$12'));
  const numbers = fc.uniqueArray(digits, { minLength: 3, maxLength: 8 });
  const header = fc.constantFrom(
    '',
    'Extra',
    'Home',
    'Work',
    'Other',
    'Notes',
    'Name',
    'Kontakt',
    'Spalte 3',
    'Do Not Call',
    'Caller ID',
  );
  fc.assert(
    fc.property(header, numbers, fc.boolean(), (name, cells, isBeside) => {
      const samples = cells.map((text, place) => (isBeside ? [`646555010${place}`, text] : [text]));
      const guesses = recogniseColumns({ header: isBeside ? ['Phone', name] : [name], samples, region: 'US' });
      expect([name, guesses.at(-1)?.field]).toEqual([name, 'phone']);
    }),
  );
});

/** Words of something beside the answer (`nie`: a number of identity), and single letters, which join the name beside them. */
const aside = new Set(listOfAll(({ besideFlag, otherNumberWords }) => [besideFlag, otherNumberWords].join()));
/** Words that turn a flag round, in every language, and words that nobody knows. */
const turning = fc.oneof(
  fc.constantFrom(
    ...listOfAll(({ undone, negations, checkPassed, remove }) =>
      [undone, negations, checkPassed, remove].join(),
    ).filter((word) => word.length > 1 && !aside.has(word)),
  ),
  fc.stringMatching(/^zq[a-z]{2,8}$/),
);

test('a flag that has another word in its name says nothing by a yes or a no', () => {
  const named = fc
    .tuple(fc.constantFrom('dnc', 'dnd', ...listOfAll(({ sure }) => sure.flag ?? '')), turning, fc.boolean())
    .map(([flag, word, isBefore]) => (isBefore ? `${word} ${flag}` : `${flag} ${word}`))
    // Some are names of their own ("no call"), or about e-mail.
    .filter((header) => matchAliases(header)[0]?.sure !== true && !isOtherChannel(header));
  fc.assert(
    fc.property(named, fc.constantFrom('Yes', 'No', 'x', '1', '0', ''), (header, answer) => {
      const rows = ['Yes', 'No', 'Yes', 'No'].map((said, at) => [`212-555-010${at}`, said]);
      const field = recogniseColumns({ header: ['Phone', header], samples: rows, region: 'US' })[1]?.field;
      expect([header, field]).toEqual([header, 'doubtfulFlag']);
      expect(meaningOf('doubtfulFlag', answer)).toBe('unknown');
    }),
    { numRuns: runs(500) },
  );
});
