// Column recognition never throws and never breaks its own rules, whatever the header and the cells hold.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMapping, checkMapping } from '../../shared/domain/columns/columnMapping.ts';
import { detectHeader, recogniseColumns, REPEATABLE_FIELDS, toMapping } from '../../shared/domain/columns/columns.ts';

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
