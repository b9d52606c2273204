// Rows that are staged the quick way end as they do the full way: numbers, details, notes, rejects and remarks.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFullStager, createStager, type Stager } from '../../electron/core/intake/staging/stageFile.ts';
import { createStaging, type Staging } from '../../electron/core/intake/staging/staging.ts';
import type { Row } from '../../electron/core/files/text/dialect.ts';
import { columnField } from '../../shared/contract/files.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toStagerOptions } from '../support/stagerOptions.ts';
import { runs } from '../support/runs.ts';

const now = toInstant(Date.parse('2026-05-03T14:00:00.000Z'));
const phone = fc.constantFrom(
  '(212) 555-0123',
  '2125550199',
  '+972501234567',
  '501234567',
  '050 1234567',
  ' 2125550123 ',
  '',
  'x',
  '0',
  '555-0199',
  '912125550101',
  '212-555-0123; 212-555-0199',
  'call 212-555-0123',
);
const detail = fc.constantFrom(
  '',
  'asked',
  ' asked ',
  '2026-01-02',
  '2027-01-02',
  '1999-01-01',
  '90',
  'delete',
  'yes',
  'x'.repeat(70),
  '31/31/2026',
  'France',
  'Atlantis',
  '212-555-0144',
  'DNC',
  '03/04/2027',
  '04/03/2027 23:59',
  '13/04/2027',
  '04/13/2027',
  '2026-12-31T00:00:00',
  '1798761599',
);
const row: fc.Arbitrary<Row> = fc.record({
  line: fc.integer({ min: 2, max: 900 }),
  cells: fc.tuple(phone, detail, detail, detail).map((cells) => [...cells]),
  problem: fc.constantFrom(null, null, null, null, 'fewCells' as const, 'quotes' as const, 'manyCells' as const),
  isHidden: fc.constantFrom(false, false, false, true),
});
const mapping = fc
  .tuple(...[1, 2, 3].map(() => fc.constantFrom(...columnField.options)))
  .map((fields) => [
    { column: 0, field: 'phone' as const },
    ...fields.map((field, index) => ({ column: index + 1, field })),
  ]);

const contentOf = (staging: Staging, stager: Pick<Stager, 'noticed'>) => ({
  lines: Array.from({ length: staging.lines() }, (_, at) => [
    staging.line(at),
    staging.outcome(at),
    staging.details(at),
  ]),
  numbers: Array.from({ length: staging.numbers() }, (_, at) => [staging.numberAt(at), staging.rowAt(at)]),
  rejects: staging.rejects,
  notes: [...staging.notes],
  doubts: staging.doubts,
  noticed: { ...stager.noticed(), unread: stager.noticed().unread.map(({ column }) => column) },
});

test('the quick way stages what the full way stages', () => {
  fc.assert(
    fc.property(
      mapping,
      fc.array(row, { maxLength: 30 }),
      fc.constantFrom('US' as const, 'IL' as const, undefined),
      fc.boolean(),
      fc.constantFrom('block' as const, 'release' as const),
      (columns, rows, region, confirmInvalid, purpose) => {
        const zone = 'Asia/Kolkata';
        const options = toStagerOptions({
          mapping: columns,
          region,
          confirmInvalid,
          purpose,
          others: ['FR'],
          now,
          zone,
        });
        const [quick, full] = [createStaging(), createStaging()];
        const [quickStager, fullStager] = [createStager(quick, options), createFullStager(full, options)];
        for (const each of rows) {
          quickStager.stage(each);
          fullStager.stage(each, fullStager.note(each));
        }
        expect(contentOf(quick, quickStager)).toEqual(contentOf(full, fullStager));
      },
    ),
    { numRuns: runs(150) },
  );
});
