// The journal: append-only, chained, and enough to rebuild the table; verify finds every kind of tampering.
import { inTransaction } from '../../../electron/core/db/handles.ts';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { createTestDesk, type TestDesk, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

describe('the journal', () => {
  let desk: TestDesk;
  beforeEach(() => {
    desk = createTestDesk();
    desk.settings.save({ region: 'US' });
    valueOf(desk.list.add({ numbers: ['2125550001', '2125550002'], reason: 'asked' }));
    valueOf(desk.list.edit({ numbers: ['+12125550001'], patch: { reason: 'asked twice' } }));
    valueOf(desk.list.remove({ numbers: ['+12125550002'], why: 'asked back' }));
  });
  afterEach(() => desk.close());

  const problemsAfter = async (...sql: string[]) => {
    const db = new Database(desk.file);
    const triggers = db
      .prepare<[], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'`,
      )
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    for (const statement of [...sql, ...triggers.map((trigger) => trigger.sql)]) db.exec(statement);
    db.close();
    const { ok, problems } = await verify(desk.file, migrationsDir);
    expect(ok).toBe(false);
    return problems.join('\n');
  };

  test('an untouched desk verifies', async () => {
    expect(await verify(desk.file, migrationsDir)).toEqual({ ok: true, problems: [] });
    expect(desk.store.journal.head()?.id).toBe(3);
  });

  test('rows cannot be changed or deleted, by a bug either', () => {
    expect(() => desk.db.exec(`UPDATE journal SET author = 'nobody'`)).toThrow(/append-only/);
    expect(() => desk.db.exec('DELETE FROM journal')).toThrow(/append-only/);
  });

  test('the writer refuses to work outside a transaction, twice on a number, or on an entry that has moved on', () => {
    const { writer, entries } = desk.store;
    const entry = entries.load(toPhoneNumber(12_125_550_001));
    if (entry === undefined) throw new Error('The entry is there');
    const act = { at: entry.changedAt, author: 'Dana', batchId: null, kind: 'edit' } as const;
    const next = { before: entry, after: { ...entry, seq: entry.seq + 1 } };
    const write = (...changes: (typeof next)[]) => inTransaction(desk.db, (open) => writer.write(open, changes, act));
    // A token that was kept beyond its transaction is worth nothing.
    const kept = inTransaction(desk.db, (open) => open);
    expect(() => writer.write(kept, [next], act)).toThrow(/transaction/);
    expect(() => write(next, next)).toThrow(/twice/);
    expect(() => write({ before: entry, after: { ...entry, seq: 9 } })).toThrow(/grows by one/);
    const stale = { ...entry, seq: 1 };
    expect(() => write({ before: stale, after: { ...stale, seq: 2 } })).toThrow(/no longer/);
    expect(desk.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(3);
  });

  test('a changed row breaks the chain', async () => {
    expect(await problemsAfter(`UPDATE journal SET author = 'Mallory' WHERE id = 2`)).toMatch(
      /Journal row 2 does not fit its hash/,
    );
  });

  test('a deleted row leaves a gap', async () => {
    expect(await problemsAfter('DELETE FROM journal WHERE id = 2')).toMatch(/Journal rows 2 to 2 are missing/);
  });

  test('a cut end shows in the table', async () => {
    expect(await problemsAfter('DELETE FROM journal WHERE id = 3')).toMatch(/\+12125550002 is not as the journal says/);
  });

  test('a change past the one write path shows', async () => {
    expect(await problemsAfter(`UPDATE entry SET reason = 'x' WHERE number = 12125550001`)).toMatch(
      /\+12125550001 is not as the journal says/,
    );
    expect(await problemsAfter(`DELETE FROM entry WHERE number = 12125550001`)).toMatch(
      /\+12125550001 is in the journal, but not on the list/,
    );
  });

  test('a place or an end that does not follow from its scope shows', async () => {
    expect(await problemsAfter('DELETE FROM scope_hold WHERE scope_id = 1')).toMatch(/kept wrongly \(scope_hold: 1\)/);
    expect(await problemsAfter('UPDATE scope SET ends_at = 1 WHERE id = 1')).toMatch(/kept wrongly \(scope_hold: 2\)/);
  });

  test('an entry that came from nowhere shows, and so do counts that are off', async () => {
    const problems = await problemsAfter(
      'INSERT INTO entry (number, seq, scope_id, origin_id) VALUES (12125559999, 1, 1, 1)',
    );
    expect(problems).toMatch(/\+12125559999 is on the list, but the journal does not know it/);
    expect(problems).toMatch(/counts of the list are wrong/);
  });
});
