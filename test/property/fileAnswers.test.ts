// What a person says of the words of one column changes nothing that another column says, names of columns on the command line lead
// back to the column, and fields that the pages give make a mapping that can be used.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toValues } from '../../electron/hosts/cli/valueList.ts';
import { createMeaningTally } from '../../electron/core/intake/staging/meaningTally.ts';
import { checkMapping, findColumn, toColumnWord } from '../../shared/domain/columns/columnMapping.ts';
import { COLUMN_FIELDS, type ColumnField, foldHeader } from '../../shared/domain/columns/columns.ts';
import { giveField } from '../../shared/domain/columns/mostColumns.ts';
import { runs } from '../support/runs.ts';

const words = fc.constantFrom('yes', 'no', 'Y', '', 'DNC', 'Q7', 'maybe', '1', '2026-01-02');
const deciding = fc.constantFrom(
  'flag',
  'doubtfulFlag',
  'registryFlag',
  'permission',
  'disposition',
  'action',
  'suspended',
);
const purpose = fc.constantFrom('block', 'release');

test('an answer for one column leaves what the other says, and turns no yes or no round', () => {
  fc.assert(
    fc.property(
      fc.tuple(deciding, deciding),
      fc.array(fc.tuple(words, words), { minLength: 1, maxLength: 20 }),
      fc.array(words),
      fc.array(words),
      purpose,
      (fields, rows, requestValues, otherValues, wanted) => {
        const mapping = fields.map((field, column) => ({ column, field }));
        const say = (columnAnswers: { column: number; requestValues: string[]; otherValues: string[] }[]) => {
          const file = { names: ['First', 'Second'], leftOut: [] };
          const tally = createMeaningTally(mapping, file, { columnAnswers }, wanted);
          for (const row of rows) tally?.note(row);
          return (tally?.list() ?? []).map(({ values }) => new Map(values.map(({ value, means }) => [value, means])));
        };
        const before = say([]);
        const after = say([{ column: 0, requestValues, otherValues }]);
        expect(after[1]).toEqual(before[1]);
        const isPlain = fields[0] !== 'disposition' && fields[0] !== 'action';
        for (const [value, means] of before[0] ?? [])
          if (isPlain && means !== 'unknown') expect([value, after[0]?.get(value)]).toEqual([value, means]);
      },
    ),
    { numRuns: runs(300) },
  );
});

const header = fc.array(fc.oneof(fc.constantFrom('Status', 'status ', '', '2', 'a "b"', 'Ä$'), fc.string()), {
  minLength: 1,
  maxLength: 6,
});

test('the word for a column finds that column', () => {
  fc.assert(
    fc.property(header, (names) => {
      for (const column of names.keys()) {
        const word = toColumnWord(names, column);
        const typed = word.startsWith('"') ? word.slice(1, -1) : word;
        // A name that is a place hides that place; nothing else does.
        if (word !== typed || !names.some((name) => foldHeader(name) === typed))
          expect([names, findColumn(typed, names, names.length)]).toEqual([names, column]);
      }
    }),
    { numRuns: runs(300) },
  );
});

test('values are read as CSV writes them', () => {
  const value = fc.string().map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), (values) => {
      const typed = values.map((each) => (/[",]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each));
      expect(toValues([typed.join(',')])).toEqual(values);
      expect(toValues(typed)).toEqual(values);
    }),
    { numRuns: runs(300) },
  );
});

test('fields that are given one after another make a mapping that can be used', () => {
  const given = fc.array(fc.tuple(fc.nat({ max: 4 }), fc.constantFrom(...COLUMN_FIELDS)), { maxLength: 30 });
  fc.assert(
    fc.property(given, (steps) => {
      const start: readonly ColumnField[] = ['ignore', 'ignore', 'ignore', 'ignore', 'ignore', 'phone'];
      const fields = steps.reduce<readonly ColumnField[]>(
        (known, [column, field]) => giveField(known, column, field),
        [...start, 'phone'],
      );
      const phones = fields.filter((field) => field === 'phone').length;
      const checked = checkMapping(
        fields.map((field, column) => ({ column, field })),
        fields.length,
      );
      if (phones > 0) expect([fields, checked.ok]).toEqual([fields, true]);
    }),
    { numRuns: runs(300) },
  );
});
