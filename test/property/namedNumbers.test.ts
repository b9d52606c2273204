// A text that names a listed number, in whatever marks and whatever stands beside it: a scrub looks the number up in any column,
// and an import asks about a column of such texts that nobody reads.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUnreadScan } from '../../electron/core/intake/staging/unreadColumns.ts';
import { nowhere } from '../../electron/core/scrub/ask/elsewhere.ts';
import { readCellNumbers } from '../../electron/core/scrub/leads/cellNumbers.ts';
import { createNumberParser, toE164, toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { runs } from '../support/runs.ts';

const number = fc
  .tuple(
    fc.constantFrom('212', '310', '604', '787'),
    fc.constantFrom('555', '661', '234'),
    fc.integer({ min: 0, max: 9999 }),
  )
  .map(([area, prefix, line]) => [area, prefix, String(line).padStart(4, '0')] as const);
const marks = ['-', '.', ' ', '/', '·', '•', '‧', '_', '*', ':', ',', ';', '|', '=', '–', '⁃', '\\', '، ', '»'];
const invisible = ['\u200b', '\u202a', '\u034f', '\ufe0f\u20e3', '\u2060'];
const before = [
  '',
  '',
  'call ',
  '2026-05-01 ',
  '10:30 ',
  '2026-05-01T10:30:00Z ',
  'lead-',
  '12-',
  '#',
  'Ann: ',
  'so on '.repeat(60),
];
const after = [
  '',
  '',
  ' today',
  ' at 10:30',
  ' 2026-05-01',
  '-2026',
  ' (wife)',
  ' or 0103',
  ', 555-0199',
  '?',
  '…',
  ` ${'so on '.repeat(60)}`,
];

const named = fc.record({
  number,
  mark: fc.constantFrom(...marks),
  hidden: fc.constantFrom('', ...invisible),
  country: fc.constantFrom('', '', '1', '+1'),
  isWhole: fc.boolean(),
  before: fc.constantFrom(...before),
  after: fc.constantFrom(...after),
});

type Named = typeof named extends fc.Arbitrary<infer T> ? T : never;

function write({ number: groups, mark, hidden, country, isWhole, before: front, after: rest }: Named): string {
  const digits = isWhole ? [groups.join('')] : groups.map((group) => group.replace(/(?<=\d)(?=\d)/, hidden));
  return `${front}${[...(country === '' ? [] : [country]), ...digits].join(mark)}${rest}`;
}

const parse = createNumberParser('US');

test('a listed number is looked up wherever it is named, and asked about where nobody reads it', () => {
  fc.assert(
    fc.property(named, (made) => {
      const text = write(made);
      const wanted = toPhoneNumber(Number(`1${made.number.join('')}`));
      const found = readCellNumbers(text, { region: 'US' }, nowhere);
      const asked = found === undefined ? [] : [...found.own.map((own) => own.number), ...found.maybe];
      expect({ text, asked: asked.map(toE164) }).toMatchObject({ asked: expect.arrayContaining([toE164(wanted)]) });

      // Digits with nothing between them may be an id where other digits stand beside them.
      if (made.isWhole) return;
      const scan = createUnreadScan([{ column: 0, field: 'phone' }], {
        names: ['Phone', 'Remarks'],
        leftOut: [],
        parse,
        region: 'US',
        hearsRequests: false,
      });
      scan.lookAtRest(['+13105550199', text], 2, [toPhoneNumber(13105550199)]);
      expect({ text, columns: scan.list().map(({ column }) => column) }).toEqual({ text, columns: [1] });
    }),
    { numRuns: runs(2000) },
  );
});
