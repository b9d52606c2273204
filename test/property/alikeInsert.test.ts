// New entries of which many say the same are inserted as if each had been by itself, also after a transaction that rolled back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createEntryRows } from '../../electron/core/db/entries/entryRows.ts';
import type { FlatNewEntries } from '../../electron/core/db/entries/entryForm.ts';
import { bitsSaid, namesSaid, nothingStored } from '../../electron/core/db/entries/storedDetails.ts';
import { inTransaction } from '../../electron/core/db/handles.ts';
import { createTestDesk } from '../support/desk.ts';

const text = fc.option(fc.constantFrom('asked', 'a\ttab, a \\ and a\nline', '', '😀', 'é'));
const statement = fc.record({ reason: text, category: text, callBatchId: text, scope: fc.constantFrom(1, 2) });
const chunk = fc.record({
  statements: fc.array(statement, { minLength: 1, maxLength: 8 }),
  origins: fc.integer({ min: 1, max: 4 }),
  rows: fc.integer({ min: 1, max: 450 }),
  step: fc.integer({ min: 1, max: 50 }),
  noLines: fc.constantFrom(1, 3, 1000),
});

test('new entries are there as they were said', () => {
  fc.assert(
    fc.property(fc.array(chunk, { minLength: 1, maxLength: 4 }), fc.boolean(), (chunks, breaks) => {
      const desk = createTestDesk();
      try {
        const { db } = desk;
        db.exec(`INSERT INTO scope (id, holds) VALUES (2, '[[0,4102444800000]]')`);
        for (const id of [11, 12, 13, 14])
          db.exec(`INSERT INTO origin (id, source_kind, author, at) VALUES (${id}, 'import', 'Mia', ${id})`);
        const entries = createEntryRows(db);
        let number = 12_125_550_000;
        for (const { statements, origins, rows, step, noLines } of chunks) {
          const flat = statements.map(({ scope: _scope, ...said }) => ({ ...nothingStored, ...said, holds: '' }));
          const added: FlatNewEntries = {
            numbers: Float64Array.from({ length: rows }, () => (number += step)),
            lines: Float64Array.from({ length: rows }, (_, at) => (at % noLines === 0 ? Number.NaN : at)),
            statementOf: Uint32Array.from({ length: rows }, (_, at) => (at * step) % statements.length),
            originOf: Uint32Array.from({ length: rows }, (_, at) => (at >> 2) % origins),
            statements: flat,
            said: namesSaid(flat.reduce((bits, said) => bits | bitsSaid(said), 0)),
            origins: [],
          };
          const [scopeIds, originIds] = [statements.map(({ scope }) => scope), [11, 12, 13, 14].slice(0, origins)];
          const insert = () => entries.insertNew(added, scopeIds, originIds);
          const broken = () => {
            insert();
            throw new Error('broken');
          };
          if (breaks) expect(() => inTransaction(db, broken)).toThrow('broken');
          inTransaction(db, insert);
          const found = db
            .prepare(
              'SELECT number, seq, scope_id, origin_id, reason, category, call_batch_id, line, changed_at FROM entry WHERE number >= ? ORDER BY number',
            )
            .raw()
            .all(added.numbers[0]);
          expect(found).toEqual(
            Array.from(added.numbers, (one, at) => {
              const { scope, reason, category, callBatchId } = statements[added.statementOf[at] ?? 0] ?? {};
              const line = added.lines[at] ?? Number.NaN;
              const origin = originIds[added.originOf[at] ?? 0];
              return [one, 1, scope, origin, reason, category, callBatchId, Number.isNaN(line) ? null : line, null];
            }),
          );
        }
        const kept = db.prepare(`SELECT count(*) FROM sqlite_temp_schema WHERE name = 'said'`).pluck().get();
        if (kept === 1) expect(db.prepare('SELECT count(*) FROM temp.said').pluck().get()).toBe(0);
      } finally {
        desk.close();
      }
    }),
    { numRuns: 12 },
  );
});
