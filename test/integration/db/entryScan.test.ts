// Entries that are scanned for the proof are those that the list's loader reads, whatever they say.
import { expect, test } from 'vitest';
import { createEntryLoader } from '../../../electron/core/db/entries/entryRows.ts';
import { createEntryScan } from '../../../electron/core/db/entries/entryScan.ts';
import { createTestDesk } from '../../support/desk.ts';

const first = 12_125_550_000;

/** `often`: one entry in so many says what is seldom said. */
function fill(often: number) {
  const desk = createTestDesk();
  desk.db.pragma('foreign_keys = OFF');
  desk.db.exec(`
    INSERT INTO scope (id, holds) VALUES (2, '[[0,1000]]');
    INSERT INTO origin (id, source_kind, source_label, author, at, batch_id) VALUES (1, 'import', 'a.csv', 'Dana', 5, 1), (2, 'api', '', 'Ann', 6, 0);
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT 700)
    INSERT INTO entry (number, seq, scope_id, origin_id, line, reason, requested_at, category, channel, changed_at, changed_by, removed_at, removed_by, removed_why)
    SELECT ${first} + i * 3, 1 + i % 2, CASE WHEN i % 90 = 5 THEN 77 ELSE 1 + i % 2 END, 1 + i % 2, iif(i % 4 = 0, NULL, i), iif(i % 5 = 0, NULL, 'asked'), iif(i % 7 = 0, NULL, 9),
      iif(i % ${often} = 1, 'complaint', NULL), iif(i % ${often} = 2, 'text', NULL),
      iif(i % ${often} = 3, 8, NULL), iif(i % ${often} = 3, 'Eve', NULL),
      iif(i % ${often} = 4, 9, NULL), iif(i % ${often} = 4, 'Eve', NULL), iif(i % ${often} = 4, 'asked', NULL) FROM n`);
  return desk;
}

test.each([40, 5])('one in %i says more', (often) => {
  const desk = fill(often);
  const [scan, { loadFlat }] = [createEntryScan(desk.db), createEntryLoader(desk.db)];
  const numbers = desk.db
    .prepare<[], number>(`SELECT number FROM entry WHERE number BETWEEN ${first + 30} AND ${first + 1900} ORDER BY 1`)
    .pluck()
    .all();
  const wanted = numbers.flatMap((number) => loadFlat(number) ?? []);
  // Some have a scope that is not there.
  expect(wanted.length).toBeLessThan(numbers.length);
  for (let time = 0; time < 2; time += 1) expect([...scan(first + 30, first + 1900)]).toEqual(wanted);
  expect([...scan(1, 5)]).toEqual([]);
  desk.close();
});
