// Entries that were never on the list are written from columns: every table and the journal are as if each had been
// written as a change of its own.
import { inTransaction } from '../../electron/core/db/handles.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verify } from '../../electron/core/journal/verify.ts';
import { toNewChanges } from '../../electron/core/list/write/entryChange.ts';
import { createNewEntriesBuilder, type NewOrigin } from '../../electron/core/list/write/newEntries.ts';
import type { Statement } from '../../shared/domain/entry/entry.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { type Place, toScope } from '../../shared/domain/entry/scope.ts';
import { createTestDesk, type TestDesk } from '../support/desk.ts';
import { migrationsDir } from '../support/migrations.ts';
import { anyDetail } from '../support/someDetails.ts';

const now = Date.parse('2026-05-03T14:00:00.000Z');
const when = fc.option(
  fc.integer({ min: -50, max: 50 }).map((days) => toInstant(now + days * 86_400_000)),
  { nil: null },
);
const statement: fc.Arbitrary<Statement> = fc.record({
  holds: fc
    .array(fc.record({ place: fc.constantFrom<Place[]>('everywhere', 1, 2), until: when }), {
      minLength: 1,
      maxLength: 2,
    })
    .map(toScope),
  ...anyDetail,
});
/** Few statements for many numbers, as in a file, or one for each. */
const wanted = fc.record({
  statements: fc.array(statement, { minLength: 1, maxLength: 4 }),
  steps: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 70_000 }), which: fc.nat(3), isOwn: fc.boolean() }), {
    minLength: 1,
    maxLength: 230,
  }),
});

const fromElsewhere: readonly NewOrigin[] = [
  { source: { kind: 'import', label: 'list.csv' }, made: null },
  { source: { kind: 'import', label: 'list.csv' }, made: { at: toInstant(now - 5), author: 'Mia' } },
  { source: { kind: 'import', label: 'other.csv' }, made: { at: toInstant(now - 5), author: 'Mia' } },
  { source: { kind: 'manual', label: null }, made: { at: toInstant(now - 7), author: 'Tom' } },
];

const tables = ['entry', 'scope', 'scope_hold', 'origin', 'entry_block', 'expiry'];
const contentOf = ({ db, store, enqueued }: TestDesk) => ({
  rows: tables.map((table) => db.prepare(`SELECT * FROM ${table}`).all()),
  journal: [1, 2].map((row) => store.journal.loadRow(row)),
  facts: db.prepare('SELECT id, at, author, kind, batch_id, first_number, last_number, changes FROM journal').all(),
  enqueued,
});

test('columns write what changes one by one write', async () => {
  await fc.assert(
    fc.asyncProperty(wanted, fc.infiniteStream(fc.nat(3)), async ({ statements, steps }, draws) => {
      const builder = createNewEntriesBuilder({ kind: 'import', label: 'list.csv' }, steps.length);
      const known = statements.map(builder.know);
      let number = 12_120_000_000;
      for (const [at, { gap, which, isOwn }] of steps.entries()) {
        const [said, index] = [statements[which % statements.length], known[which % statements.length]];
        number += gap;
        if (said !== undefined && isOwn) builder.addOwn(number, at + 2, said);
        else if (index !== undefined) builder.add(number, at + 2, index);
      }
      const taken = builder.take();
      if (taken === undefined) throw new Error('Something was added');
      const drawn = Array.from(taken.numbers, () => draws.next().value);
      const used = [...new Set(drawn)];
      // As they come from another desk: each made somewhere by somebody, and not all of them from a file.
      const added =
        draws.next().value === 0
          ? taken
          : {
              ...taken,
              lines: taken.lines.map((line, at) => (drawn[at] === 3 ? Number.NaN : line)),
              originOf: Uint32Array.from(drawn, (which) => used.indexOf(which)),
              origins: used.flatMap((which) => fromElsewhere[which] ?? []),
            };
      const act = { at: toInstant(now), author: 'Dana', batchId: 1, kind: 'import' } as const;
      const [one, other] = [createTestDesk(), createTestDesk()];
      try {
        for (const { store } of [one, other])
          store.batches.save({ kind: 'import', label: 'list.csv', author: 'Dana', at: act.at, state: 'applied' });
        inTransaction(one.db, (open) => one.store.writer.writeNew(open, added, act));
        inTransaction(other.db, (open) => other.store.writer.write(open, toNewChanges(added, act), act));
        expect(contentOf(one)).toEqual(contentOf(other));
        expect(await verify(one.file, migrationsDir)).toEqual({ ok: true, problems: [] });
        expect(() => inTransaction(one.db, (open) => one.store.writer.writeNew(open, added, act))).toThrow(/UNIQUE/);
      } finally {
        one.close();
        other.close();
      }
    }),
    { numRuns: 20 },
  );
});
