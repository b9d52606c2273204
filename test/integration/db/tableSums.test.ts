// What the desk keeps beside the list is summed as it is written: a change past the desk shows, and its own changes do not.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WritableDb } from '../../../electron/core/db/handles.ts';
import { openDatabase } from '../../../electron/core/db/openDatabase.ts';
import { findWrongTables } from '../../../electron/core/db/tableSums.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { createTestDesk, openTestDatabase, quietLog, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const seeded = `
  INSERT INTO batch (id, kind, label, author, at, state) VALUES (1, 'import', 'a "file"', 'Dana', 5, 'applied');
  INSERT INTO batch_left (batch_id, number, at, by, why) VALUES (1, 12125550001, 5, 'Dana', 'changed');
  INSERT INTO batch_reject (batch_id, line, place, column_name, code, message, text) VALUES (1, 2, 0, '', 'x', 'y', 'z');
  INSERT INTO expiry (at, number) VALUES (9, 12125550001);
  INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'osvi', 'OSVI', 'https://x.example', 5);
  INSERT INTO target (id, account_id, kind, remote_id, name, state) VALUES (1, 1, 'account', '', 'OSVI', 'active');
  INSERT INTO remote (account_id, scope, number, base, seen, seen_at) VALUES (1, 'a', 12125550001, '{}', '{}', 5);
  INSERT INTO outbox (account_id, scope, number, seq, created_at) VALUES (1, 'a', 12125550001, 1, 5);
  INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at) VALUES (1, 'a', 1, 'goneThere', 'w', '[]', 5);
  INSERT INTO sync_run (id, account_id, trigger, started_at) VALUES (1, 1, 'manual', 5);
  INSERT INTO sync_request (run_id, n, at, method, path, is_write, took_ms) VALUES (1, 1, 5, 'GET', '/', 0, 3);
  INSERT INTO setting (key, value) VALUES ('region', '"US"');
  INSERT INTO registry_load (id, at, author, kind, list, areas, version, rows, file, bytes, sha256)
    VALUES ('1', 5, 'Dana', 'full', 'us', '[]', '2026-05-01', 1, 'f', 2, 'ab');
  INSERT INTO registry_subscription (list, number, holder, area_codes) VALUES ('us', '1', 'Dana', '[]');
  INSERT INTO import_mapping (signature, saved_at, columns) VALUES (x'00ff', 5, '[]');`;

/** What tables hold that a database of before does not have. */
const seededSince = `
  INSERT INTO reading (account_id, scope, access, started_at, read_at, cursor, edge, is_over, records, in_no_plan)
    VALUES (1, 'a', 0, 5, 5, 'c', '[]', 0, 1, 0);
  INSERT INTO reading_part (account_id, scope, n, numbers) VALUES (1, 'a', 1, x'00');
  INSERT INTO target (id, account_id, kind, remote_id, name, state) VALUES (2, 1, 'agent', 'a', 'Sales', 'active');
  INSERT INTO same_question (target_id, other_id, found_by, asked_at) VALUES (2, 1, 'name', 5);
  INSERT INTO gate_token (id, name, prefix, hash, scopes, made_at) VALUES (1, 'Dialer', 'dnc_ab', x'00', '["check"]', 5);
  INSERT INTO gate_act (id, at, author, act, token_id, token, hash) VALUES (1, 5, 'Dana', 'made', 1, '{}', x'00');
  INSERT INTO gate_request (token_id, key, asked, answer, at) VALUES (1, 'k', x'00', '{}', 5);
  INSERT INTO scrub_certificate (at, author, head_seq, sha256, certificate) VALUES (5, 'Dana', 0, 'ab', '{}');
  INSERT INTO hub (one, host, port, database, login, secret_id, desk, name, role, epoch, rev)
    VALUES (1, 'h.example', 5432, 'hub', 'dana', 's', 'd', 'Hub', 'desk', 'e', 0);
  INSERT INTO hub_entry (number, rev) VALUES (12125550001, 1);
  INSERT INTO hub_known (first, last, numbers, revs) VALUES (1, 1, x'00', x'00');
  INSERT INTO hub_owed (number) VALUES (12125550001);
  INSERT INTO hub_sent (number, seq, sent) VALUES (12125550001, 1, '{}');
  INSERT INTO hub_mark (rev, digest) VALUES (1, 'ab');
  INSERT INTO hub_account (account_id, uuid) VALUES (1, 'u');
  INSERT INTO hub_lease (account_id, fence, rev, facts_rev, entry_rev, is_own, is_whole, must_read, is_live, since, said_at, said, heard_at)
    VALUES (1, 1, 1, 1, 0, 0, 1, 0, 1, 5, 5, '{}', 5);
  INSERT INTO hub_fact (account_id, scope, number, n) VALUES (1, '', 12125550001, 1);
  INSERT INTO hub_request (id, number, kind, why, asked_by, at, owed) VALUES ('r', 12125550001, 'release', 'w', 'Dana', 5, 1);
  INSERT INTO policy_version (id, at, author, text) VALUES (1, 5, 'Dana', 'We ask.');
  INSERT INTO policy_confirmation (version_id, at, author) VALUES (1, 5, 'Dana');
  INSERT INTO request_question (kind, at, by, form, text, word) VALUES ('word', 5, 'Dialer', 'f', 't', 'w');`;

/** A change of each table that keeps to its rules. */
const changes: Readonly<Record<string, string>> = {
  account: `UPDATE account SET base_url = 'https://y.example'`,
  batch: `UPDATE batch SET author = 'Dan'`,
  batch_left: `UPDATE batch_left SET at = 6`,
  batch_reject: `DELETE FROM batch_reject`,
  conflict: `UPDATE conflict SET resolved_at = 6`,
  expiry: `UPDATE expiry SET at = 10`,
  gate_request: `UPDATE gate_request SET answer = '[]'`,
  gate_token: `UPDATE gate_token SET rate = 5`,
  hub: `UPDATE hub SET rev = 1`,
  hub_account: `UPDATE hub_account SET uuid = 'v'`,
  hub_entry: `UPDATE hub_entry SET rev = 2`,
  hub_fact: `UPDATE hub_fact SET n = 2`,
  hub_known: `UPDATE hub_known SET revs = x'01'`,
  hub_lease: `UPDATE hub_lease SET rev = 2`,
  hub_mark: `UPDATE hub_mark SET digest = 'ac'`,
  hub_owed: `DELETE FROM hub_owed`,
  hub_request: `UPDATE hub_request SET owed = 0`,
  hub_sent: `UPDATE hub_sent SET seq = 2`,
  import_mapping: `UPDATE import_mapping SET signature = x'00fe'`,
  outbox: `DELETE FROM outbox`,
  reading: `UPDATE reading SET cursor = 'd'`,
  reading_part: `UPDATE reading_part SET numbers = x'01'`,
  registry_load: `UPDATE registry_load SET version = '2026-05-03'`,
  registry_subscription: `UPDATE registry_subscription SET expires = '2027-01-01'`,
  remote: `UPDATE remote SET missed_scan = 1`,
  request_question: `UPDATE request_question SET word = 'x'`,
  same_question: `UPDATE same_question SET answer = 'another'`,
  scrub_certificate: `UPDATE scrub_certificate SET sha256 = 'ac'`,
  setting: `UPDATE setting SET value = '"CA"'`,
  sync_request: `UPDATE sync_request SET path = 'X'`,
  sync_run: `UPDATE sync_run SET outcome = 'done'`,
  target: `UPDATE target SET state = 'gone'`,
};

/** Of tables whose rows stay as they are: what goes past the trigger that keeps them. */
const pastTriggers: Readonly<Record<string, string>> = {
  policy_confirmation: `DROP TRIGGER policy_confirmation_no_update; UPDATE policy_confirmation SET author = 'Dan'`,
  policy_version: `DROP TRIGGER policy_version_no_update; UPDATE policy_version SET text = 'We do not.'`,
};

describe('the sums of tables', () => {
  let dir: string;
  let file: string;
  let db: WritableDb;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'dnc-desk-sums-'));
    file = join(dir, 'desk.sqlite');
    db = openTestDatabase(file);
  });
  afterEach(() => {
    db.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const pastTheDesk = (sql: string) => {
    const other = new Database(file);
    other.exec(sql);
    other.close();
  };
  const names = () => db.prepare<[], string>('SELECT name FROM table_sum ORDER BY name').pluck().all();

  test('a change past the desk shows in every table that no journal proves', async () => {
    db.exec(seeded);
    db.exec(seededSince);
    expect(await findWrongTables(db)).toEqual([]);
    const all = { ...changes, ...pastTriggers };
    expect(names()).toEqual(Object.keys(all).toSorted());
    for (const [name, sql] of Object.entries(all)) {
      db.exec('SAVEPOINT before');
      // What a connection without the desk's triggers does.
      db.exec(`DROP TRIGGER temp.sum_UPDATE_${name}; DROP TRIGGER temp.sum_DELETE_${name}; ${sql}`);
      expect(await findWrongTables(db)).toEqual([name]);
      db.exec('ROLLBACK TO before; RELEASE before');
    }
    expect(await findWrongTables(db)).toEqual([]);
  });

  test('it is told by verify, also after the desk was opened again', async () => {
    db.exec(seeded);
    pastTheDesk(`UPDATE target SET name = 'OSVi'`);
    db.close();
    db = openTestDatabase(file);
    const { ok, problems } = await verify(file, migrationsDir);
    expect({ ok, problems }).toEqual({
      ok: false,
      problems: ['The table target is not as the desk wrote it: it is damaged, or it was changed past the desk.'],
    });
  });

  test('the changes of the desk itself keep them right, those that are rolled back and displaced too', async () => {
    db.exec(seeded);
    for (const sql of Object.values(changes)) db.exec(sql);
    db.exec(`INSERT OR REPLACE INTO setting (key, value) VALUES ('region', 'null')`);
    db.exec(`INSERT INTO setting (key, value) VALUES ('region', '1') ON CONFLICT DO UPDATE SET value = 'x'`);
    db.exec(`BEGIN; DELETE FROM remote; DELETE FROM target; ROLLBACK`);
    db.exec(`UPDATE batch SET label = ''; UPDATE batch SET label = 'a' || char(10, 0, 34) || 'ü😀'`);
    db.close();
    db = openTestDatabase(file);
    db.exec(`DELETE FROM remote`);
    expect(await findWrongTables(db)).toEqual([]);
    expect(await verify(file, migrationsDir)).toEqual({ ok: true, problems: [] });
  });

  test('a database of before has its sums from the first start on', async () => {
    const old = join(dir, 'old');
    const before = join(dir, 'before.sqlite');
    mkdirSync(old);
    for (const name of readdirSync(migrationsDir).filter((each) => Number(each.slice(0, 4)) <= 12))
      copyFileSync(join(migrationsDir, name), join(old, name));
    const opened = openDatabase({ file: before, migrationsDir: old, log: quietLog });
    if (!opened.ok) throw new Error(opened.message);
    opened.db.exec(seeded);
    opened.db.close();
    const now = openTestDatabase(before);
    expect(await findWrongTables(now)).toEqual([]);
    now.exec('DELETE FROM outbox');
    expect(await findWrongTables(now)).toEqual([]);
    now.close();
  });

  test.for(['remote_number', 'entry_origin', 'journal_single'])(
    'a bit that turned in an index alone (%s) is found by verify',
    async (index) => {
      db.close();
      const desk = createTestDesk({ file });
      valueOf(desk.list.add({ numbers: ['+12125550001'] }));
      desk.db.exec(`INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'osvi', 'OSVI', 'x', 5);
        INSERT INTO remote (account_id, scope, number) VALUES (1, 'a', 12125550001)`);
      const page = desk.db.prepare<[string], number>('SELECT pageno FROM dbstat WHERE name = ?').pluck().get(index);
      desk.db.close();
      const bytes = readFileSync(file);
      const number = Buffer.alloc(8);
      number.writeBigInt64BE(12_125_550_001n);
      const at = bytes.indexOf(number.subarray(3), ((page ?? 0) - 1) * 4096);
      expect(Math.floor(at / 4096)).toBe((page ?? 0) - 1);
      bytes[at + 4] = (bytes[at + 4] ?? 0) ^ 4;
      writeFileSync(file, bytes);
      db = openTestDatabase(file);
      expect((await verify(file, migrationsDir)).problems.join(' ')).toContain(index);
    },
  );
});
