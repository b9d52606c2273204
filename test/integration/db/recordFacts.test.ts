// Migration 0010: what rows of before mean for the facts about a remote record.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../electron/core/db/openDatabase.ts';
import { createRemoteRows } from '../../../electron/core/db/sync/remoteRows.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { quietLog } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const seen = '{"reason":"asked","until":null,"agents":null}';

test('of a database of before, a record is ours only where its last answer says so, and a pending release names what is known', () => {
  const dir = mkdtempSync(join(tmpdir(), 'dnc-facts-'));
  const old = join(dir, 'migrations');
  mkdirSync(old);
  for (const name of readdirSync(migrationsDir).filter((each) => Number(each.slice(0, 4)) <= 9))
    copyFileSync(join(migrationsDir, name), join(old, name));
  const openWith = (migrations: string) => {
    const opened = openDatabase({ file: join(dir, 'desk.sqlite'), migrationsDir: migrations, log: quietLog });
    if (!opened.ok) throw new Error(opened.message);
    return opened.db;
  };
  const before = openWith(old);
  const account = (id: number, vendor: string) =>
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (${id}, '${vendor}', '${vendor}', 'https://v.example', 5)`,
    );
  account(1, 'yappr');
  account(2, 'weya');
  const remote = (of: number, number: number, sentAt: number | null, answer: string | null) =>
    before
      .prepare(
        `INSERT INTO remote (account_id, scope, number, remote_id, base, seen, seen_at, sent_at, sent_answer)
         VALUES (?, '', ?, 'r1', '${seen}', '${seen}', 7, ?, ?)`,
      )
      .run(of, number, sentAt, answer);
  remote(1, 12_125_550_001, 6, 'Answered 201.');
  remote(1, 12_125_550_002, null, null);
  remote(1, 12_125_550_003, 6, 'Answered 200.');
  remote(2, 12_125_550_001, 6, 'Answered 200.');
  before.exec(
    `INSERT INTO origin (id, source_kind, author, at, live) VALUES (1, 'manual', 'Dana', 5, 0);
     INSERT INTO entry (number, seq, scope_id, origin_id, removed_at, removed_by, removed_why)
       VALUES (12125550001, 2, 1, 1, 6, 'Dana', 'called back'), (12125550002, 2, 1, 1, 6, 'Dana', 'Undone: import of a.csv');
     INSERT INTO outbox (account_id, scope, number, seq, created_at) VALUES (1, '', 12125550001, 2, 6), (1, '', 12125550002, 2, 6)`,
  );
  before.close();

  const db = openWith(migrationsDir);
  const rows = createRemoteRows(db);
  const load = (of: number, number: number) => rows.load({ account: of, scope: '', number: toPhoneNumber(number) });
  const makerOf = (of: number, number: number) =>
    load(of, number)?.records.map(({ by, isThere, id }) => [by, isThere, id]);
  expect(makerOf(1, 12_125_550_001)).toEqual([['us', true, 'r1']]);
  expect(makerOf(1, 12_125_550_002)).toEqual([['vendor', true, 'r1']]);
  expect(makerOf(1, 12_125_550_003)).toEqual([[null, true, 'r1']]);
  expect(makerOf(2, 12_125_550_001)).toEqual([['us', true, 'r1']]);
  expect(load(1, 12_125_550_001)?.named).toEqual({ records: [{ id: 'r1', createdAt: null }], reason: 'asked' });
  expect(load(1, 12_125_550_002)?.named).toBeNull();
  const plan = db
    .prepare(
      "EXPLAIN QUERY PLAN UPDATE remote INDEXED BY remote_echo SET named = NULL WHERE account_id = 1 AND scope = '' AND seen IS NULL AND remote_id IS NOT NULL",
    )
    .all();
  expect(JSON.stringify(plan)).toContain('remote_echo');
  db.close();
  rmSync(dir, { recursive: true, force: true });
});
