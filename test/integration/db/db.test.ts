// The database file: durable on every connection, refused when it must not be written, whole after a kill -9.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createJournalRows } from '../../../electron/core/db/entries/journalRows.ts';
import { hashBeforeFirst, hashJournalRow } from '../../../electron/core/journal/chain.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { createHubRows } from '../../../electron/core/db/sync/hubRows.ts';
import { createAccountRows } from '../../../electron/core/db/sync/accountRows.ts';
import { createBatchRows } from '../../../electron/core/db/entries/batchRows.ts';
import { createConflictRows, questionVersion } from '../../../electron/core/db/sync/conflictRows.ts';
import { createCertificateRows } from '../../../electron/core/db/desk/certificateRows.ts';
import { createGateRows } from '../../../electron/core/db/desk/gateRows.ts';
import { createMappingRows } from '../../../electron/core/db/desk/mappingRows.ts';
import { createPolicyRows } from '../../../electron/core/db/desk/policyRows.ts';
import { createRegistryRows } from '../../../electron/core/db/desk/registryRows.ts';
import { createRequestQuestionRows } from '../../../electron/core/db/desk/requestQuestionRows.ts';
import { createSettingRows } from '../../../electron/core/db/desk/settingRows.ts';
import { openDatabase } from '../../../electron/core/db/openDatabase.ts';
import { createReadingRows } from '../../../electron/core/db/sync/readingRows.ts';
import { createRemoteRows } from '../../../electron/core/db/sync/remoteRows.ts';
import { createSyncRunRows } from '../../../electron/core/db/sync/syncRunRows.ts';
import { toStorageProblem } from '../../../electron/core/db/storageProblem.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { createTestDesk, openTestDatabase, quietLog, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));

describe('the database file', () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'dnc-desk-db-'));
    file = join(dir, 'desk.sqlite');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const open = (migrations = migrationsDir) => openDatabase({ file, migrationsDir: migrations, log: quietLog });
  const openAt = (migrations?: string) => {
    const opened = open(migrations);
    if (!opened.ok) throw new Error(opened.message);
    return opened.db;
  };
  /** A directory with the migrations up to a version, as that version had it. */
  const migrationsUpTo = (version: number) => {
    const migrations = join(dir, `migrations-${version}`);
    mkdirSync(migrations);
    for (const name of readdirSync(migrationsDir).filter((each) => Number(each.slice(0, 4)) <= version))
      copyFileSync(join(migrationsDir, name), join(migrations, name));
    return migrations;
  };
  const failure = (migrations?: string) => {
    const opened = open(migrations);
    if (opened.ok) throw new Error('Expected a refusal');
    return opened;
  };

  test('every connection, a reopened one too, is in WAL and waits for the disk', () => {
    for (let time = 0; time < 2; time++) {
      const db = openTestDatabase(file);
      const read = (name: string) => db.pragma(name, { simple: true });
      expect(read('journal_mode')).toBe('wal');
      expect(read('synchronous')).toBe(2);
      expect(read('foreign_keys')).toBe(1);
      expect(read('trusted_schema')).toBe(0);
      expect(read('busy_timeout')).toBe(5000);
      db.close();
    }
  });

  test('all tables are strict', () => {
    const db = openTestDatabase(file);
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'`,
      )
      .all();
    expect(loose).toEqual([]);
    db.close();
  });

  test('a newer schema is refused, and the file stays as it was', () => {
    const db = openTestDatabase(file);
    db.pragma('user_version = 99');
    db.close();
    const before = readFileSync(file);
    expect(failure()).toMatchObject({
      code: 'newerSchema',
      message: expect.stringMatching(/newer version of DNC Desk/),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a suspicious scan of before goes on waiting, and is found without a walk through all runs', () => {
    const before = openAt(migrationsUpTo(5));
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, settings, adopt, every_minutes, created_at)
       VALUES (1, 'osvi', 'OSVI', 'http://127.0.0.1', '{}', 'target', 15, 1);
       INSERT INTO sync_run (id, account_id, trigger, started_at, ended_at, outcome, suspicion)
       VALUES (1, 1, 'manual', 5, 6, 'suspicious', '{"sentence":"All gone.","scans":{"":1}}'),
              (2, 1, 'change', 7, 8, 'done', NULL)`,
    );
    before.close();
    const db = openAt();
    expect(createSyncRunRows(db).loadSuspicious(1)).toMatchObject({ id: 1, suspicion: { scans: { '': 1 } } });
    const plan = db.prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM sync_run WHERE account_id = 1 AND suspicion IS NOT NULL ORDER BY id DESC LIMIT 1`,
    );
    expect(plan.all().map(({ detail }) => detail)).toEqual([expect.stringContaining('sync_run_suspicion')]);
    db.close();
  });

  test('migrations follow each other, each in a transaction of its own', () => {
    const migrations = join(dir, 'migrations');
    rmSync(migrations, { recursive: true, force: true });
    const [first = ''] = readdirSync(migrationsDir);
    spawnSync('mkdir', [migrations]);
    copyFileSync(join(migrationsDir, first), join(migrations, first));
    openAt(migrations).close();

    // A second step that fails half way leaves nothing of itself.
    writeFileSync(
      join(migrations, '0002-more.sql'),
      'CREATE TABLE more (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1);',
    );
    expect(() => open(migrations)).toThrow(/nowhere/);
    const half = new Database(file, { readonly: true });
    expect(half.pragma('user_version', { simple: true })).toBe(1);
    expect(half.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'more'`).pluck().get()).toBe(0);
    half.close();

    writeFileSync(join(migrations, '0002-more.sql'), 'CREATE TABLE more (a INTEGER) STRICT;');
    const opened = open(migrations);
    expect(opened.ok).toBe(true);
    if (opened.ok) {
      expect(opened.db.pragma('user_version', { simple: true })).toBe(2);
      opened.db.close();
    }
    expect(failure(migrationsUpTo(1)).code).toBe('newerSchema');
  });

  test('a list of before batches told what they left goes on with its batches', () => {
    const before = openAt(migrationsUpTo(1));
    before.exec(
      `INSERT INTO batch (id, kind, label, author, at, state) VALUES (1, 'add', '1 number', 'Dana', 5, 'applied')`,
    );
    before.close();
    const db = openAt();
    const batches = createBatchRows(db);
    expect(batches.list({ limit: 10 })).toMatchObject([{ id: 1, label: '1 number', undoes: null }]);
    const left = { number: toPhoneNumber(12_125_550_001), at: toInstant(7), by: 'Dana', why: 'changed' } as const;
    batches.saveLeft(1, [left]);
    expect(batches.listLeft(1, 0, 10)).toEqual([left]);
    db.close();
  });

  test('a record is found by the id that its vendor gave it, and an account of before has noted no strange numbers', () => {
    const before = openAt(migrationsUpTo(10));
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, settings, adopt, every_minutes, paused, created_at)
       VALUES (1, 'weya', 'Weya', 'https://weya.example', '{}', 'target', 15, 0, 5);
       INSERT INTO remote (account_id, scope, number, remote_id) VALUES (1, '', 12125550001, 'r1'), (1, '', 12125550002, NULL)`,
    );
    before.close();
    const db = openAt();
    expect(createAccountRows(db).list()).toMatchObject([{ name: 'Weya', inNoPlan: 0 }]);
    expect(createRemoteRows(db).listById(1, '', 'r1')).toEqual([{ number: 12_125_550_001, isThere: false }]);
    const plan = db.prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT number FROM remote WHERE account_id = 1 AND scope = '' AND remote_id = 'r1'`,
    );
    expect(plan.all().map(({ detail }) => detail)).toEqual([expect.stringContaining('remote_id')]);
    db.close();
  });

  test('a database of before has no token; what is done with tokens is only ever added', () => {
    openAt(migrationsUpTo(17)).close();
    const db = openAt();
    const gate = createGateRows(db);
    expect(gate.listTokens()).toEqual([]);
    const made = {
      name: 'Dialer',
      prefix: 'dnc_ab',
      scopes: ['check'],
      target: null,
      rate: null,
      madeAt: 5,
      expiresAt: null,
    } as const;
    const id = gate.addToken({ ...made, hash: Buffer.from([1]) });
    expect(() => gate.addToken({ ...made, name: 'dialer', hash: Buffer.from([2]) })).toThrow(/UNIQUE/);
    gate.addAct({ id: 1, at: 5, author: 'Dana', act: 'made', tokenId: id, token: '{}' }, Buffer.from([3]));
    expect(() => db.exec('UPDATE gate_act SET at = 6')).toThrow('append-only');
    expect(() => db.exec('DELETE FROM gate_act')).toThrow('append-only');
    db.close();
  });

  test('an account of before counts as one whose token has shown whose it is, and has no reading under way', () => {
    const before = openAt(migrationsUpTo(14));
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, settings, adopt, every_minutes, paused, created_at)
       VALUES (1, 'weya', 'Weya', 'https://weya.example', '{}', 'target', 15, 0, 5)`,
    );
    before.close();
    const db = openAt();
    const accounts = createAccountRows(db);
    expect(accounts.load(1)).toMatchObject({ access: 0, provenAccess: 0 });
    accounts.changeAccess(1);
    expect(accounts.load(1)).toMatchObject({ access: 1, provenAccess: 0 });
    const readings = createReadingRows(db);
    expect(readings.load(1, '')).toBeUndefined();
    // What is shown beside a reading is kept with it, and only with it.
    readings.noteShown(1, '', [toPhoneNumber(12_125_550_009)]);
    const reading = {
      access: 1,
      startedAt: 5,
      readAt: 6,
      cursor: 'c',
      edge: ['r1'],
      isOver: false,
      records: 2,
      inNoPlan: 0,
    };
    readings.save(1, '', reading, { numbers: Float64Array.of(12_125_550_001), held: [] });
    readings.noteShown(1, '', [toPhoneNumber(12_125_550_002)]);
    expect(readings.load(1, '')).toEqual(reading);
    expect(readings.loadParts(1, '').map(({ numbers }) => [...numbers])).toEqual([[12_125_550_001], [12_125_550_002]]);
    readings.remove(1, null);
    expect(readings.loadParts(1, '')).toEqual([]);
    db.close();
  });

  test('an account of before the question about e-mails may go on sending them', () => {
    const before = openAt(migrationsUpTo(2));
    before.exec(
      `INSERT INTO account (vendor, name, base_url, settings, adopt, every_minutes, paused, created_at)
       VALUES ('weya', 'Weya', 'https://weya.example', '{}', 'target', 15, 0, 5)`,
    );
    before.close();
    const db = openAt();
    expect(createAccountRows(db).list()).toMatchObject([{ name: 'Weya', mailsAllowed: true }]);
    db.close();
  });

  test('a question of before versions counts as never changed, and accounts of before put back what is gone', () => {
    const before = openAt(migrationsUpTo(8));
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, settings, adopt, every_minutes, paused, created_at)
       VALUES (1, 'yappr', 'Yappr', 'https://yappr.example', '{}', 'target', 15, 0, 5);
       INSERT INTO origin (id, source_kind, author, at, live) VALUES (1, 'manual', 'Dana', 5, 1);
       INSERT INTO entry (number, seq, scope_id, origin_id, reason) VALUES (12125551234, 3, 1, 1, 'asked');
       INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
       VALUES (1, '', 12125551234, 'goneThere', 'It is gone.', '[[0,null]]', 5)`,
    );
    before.close();
    const db = openAt();
    expect(createAccountRows(db).list()).toMatchObject([{ name: 'Yappr', putsBack: true }]);
    const [conflict] = createConflictRows(db).listOpen({ account: null, number: null, kind: null }, 0, 10);
    if (conflict === undefined) throw new Error('The question is lost');
    expect(conflict).toMatchObject({ put: null, putAt: null, openedVersion: questionVersion(conflict, 3) });
    db.close();
  });

  test('a question of before about a number that nothing else here blocks has held what it blocks', () => {
    const before = openAt(migrationsUpTo(30));
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, settings, adopt, every_minutes, paused, created_at)
       VALUES (1, 'yappr', 'Yappr', 'https://yappr.example', '{}', 'target', 15, 0, 5);
       INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
       VALUES (1, '', 12125551234, 'onlyThere', 'Only there.', '[[0,null]]', 5),
         (1, '', 12125551235, 'goneThere', 'It is gone.', '[[0,null]]', 5)`,
    );
    before.close();
    const db = openAt();
    expect(createConflictRows(db).listOpen({ account: null, number: null, kind: null }, 0, 10)).toMatchObject([
      { kind: 'onlyThere', heldThere: [{ place: 'everywhere', until: null }] },
      { kind: 'goneThere', heldThere: [] },
    ]);
    db.close();
  });

  test('accounts of before are asked for pages as large as their vendor documents', () => {
    const before = openAt(migrationsUpTo(19));
    before.exec(
      `INSERT INTO account (id, vendor, name, base_url, settings, adopt, every_minutes, paused, created_at)
       VALUES (1, 'yappr', 'Yappr', 'https://yappr.example', '{}', 'target', 15, 0, 5)`,
    );
    before.close();
    const db = openAt();
    const accounts = createAccountRows(db);
    expect(accounts.list()).toMatchObject([{ name: 'Yappr', pageSize: null }]);
    accounts.savePageSize(1, 50);
    expect(accounts.load(1)?.pageSize).toBe(50);
    db.close();
  });

  test('a list that was shared before has the place that a person gave', () => {
    const before = openAt(migrationsUpTo(34));
    before.exec(
      `INSERT INTO hub (one, host, port, database, login, secret_id, desk, name, role, epoch, rev)
       VALUES (1, 'h', 1, 'd', 'l', 's', 'k', 'n', 'desk', 'e', 0)`,
    );
    before.close();
    const db = openAt();
    expect(createHubRows(db).load()).toMatchObject({ host: 'h', placeGiven: 1 });
    db.close();
  });

  test('what an undo of before left is listed as it was', () => {
    const before = openAt(migrationsUpTo(25));
    before.exec(
      `INSERT INTO batch (id, kind, label, author, at, state) VALUES (1, 'undo', 'x', 'Dana', 5, 'applied');
       INSERT INTO batch_left VALUES (1, 12125551234, 5, 'Dana', 'changed')`,
    );
    before.close();
    const db = openAt();
    const batches = createBatchRows(db);
    expect(batches.listLeft(1, 0, 10)).toMatchObject([{ number: 12125551234, by: 'Dana', why: 'changed' }]);
    batches.saveLeft(1, [{ number: toPhoneNumber(12125551235), at: toInstant(5), by: 'Dana', why: 'lead' }]);
    expect(batches.countLeft(1)).toBe(2);
    db.close();
  });

  test('a desk of before shares no list, and owes nothing to one', () => {
    openAt(migrationsUpTo(21)).close();
    const db = openAt();
    const rows = createHubRows(db);
    expect(rows.load()).toBeUndefined();
    expect(rows.countOwed()).toEqual({ waiting: 0, refused: 0 });
    db.close();
  });

  test('a list of before campaigns and channels keeps its entries and its history, and takes them from then on', async () => {
    const before = openAt(migrationsUpTo(7));
    before.exec(
      `INSERT INTO origin (id, source_kind, author, at, live) VALUES (1, 'manual', 'Dana', 5, 1);
       INSERT INTO entry (number, seq, scope_id, origin_id, reason, category) VALUES (12125551234, 1, 1, 1, 'asked', 'legal');
       UPDATE scope SET live = 1 WHERE id = 1;
       INSERT INTO entry_block (block, live, removed) VALUES (121255, 1, 0)`,
    );
    // A row of the journal as it was written then: it knows neither field.
    const said = {
      seq: 1,
      holds: '[[0,null]]',
      reason: 'asked',
      category: 'legal',
      requestedAt: null,
      callBatchId: null,
    };
    const rest = {
      callRequestUuid: null,
      line: null,
      changedAt: 5,
      changedBy: 'Dana',
      removedAt: null,
      removedBy: null,
    };
    const origin = {
      removedWhy: null,
      sourceKind: 'manual',
      sourceLabel: '',
      createdBy: 'Dana',
      createdAt: 5,
      batchId: 0,
    };
    const wire = { n: [12_125_551_234], b: null, a: { ...said, ...rest, ...origin } };
    const payload = Buffer.concat([Buffer.of(0), Buffer.from(JSON.stringify(wire))]);
    const span = { first_number: 12_125_551_234, last_number: 12_125_551_234, changes: 1 };
    const row = { id: 1, at: 5, author: 'Dana', kind: 'add', batch_id: 0, ...span, payload };
    createJournalRows(before).append({ ...row, hash: hashJournalRow(hashBeforeFirst(), row) });
    before.close();
    openAt().close();
    expect(await verify(file, migrationsDir)).toEqual({ ok: true, problems: [] });
    const desk = createTestDesk({ file });
    const number = toPhoneNumber(12_125_551_234);
    expect(desk.store.entries.load(number)).toMatchObject({ reason: 'asked', campaign: null, channel: null });
    valueOf(desk.list.edit({ numbers: ['+12125551234'], patch: { campaign: 'Solar', channel: 'both' } }));
    expect(desk.store.entries.load(number)).toMatchObject({ reason: 'asked', campaign: 'Solar', channel: 'both' });
    desk.db.close();
    expect(await verify(file, migrationsDir)).toEqual({ ok: true, problems: [] });
  });

  test('a list of before certificates were kept keeps them from then on, and only ever that', () => {
    openAt(migrationsUpTo(20)).close();
    const db = openAt();
    const rows = createCertificateRows(db);
    const row = { at: 5, author: 'Dana', headSeq: 0, sha256: 'a'.repeat(64), certificate: '{}' };
    expect(rows.listBetween(0, Infinity)).toEqual([]);
    rows.add(row);
    expect([rows.listBetween(5, 6), rows.listBetween(6, Infinity)]).toEqual([[row], []]);
    db.close();
  });

  test('a list of before the written policy has none, and versions and confirmations only ever come', () => {
    openAt(migrationsUpTo(22)).close();
    const db = openAt();
    const rows = createPolicyRows(db);
    expect([rows.listVersions(), rows.listConfirmations()]).toEqual([[], []]);
    rows.addVersion({ at: 5, author: 'Dana', text: 'First' });
    rows.confirm({ version: 1, at: 6, author: 'Dana' });
    expect(rows.listConfirmations()).toEqual([{ version: 1, at: 6, author: 'Dana' }]);
    for (const sql of [
      "UPDATE policy_version SET text = ''",
      'DELETE FROM policy_version',
      'DELETE FROM policy_confirmation',
    ])
      expect(() => db.exec(sql)).toThrow(/stay/);
    db.close();
  });

  test('a list of before questions of programs has none; the same one is asked once, until it is answered', () => {
    openAt(migrationsUpTo(24)).close();
    const db = openAt();
    const rows = createRequestQuestionRows(db);
    const question = { kind: 'word', at: 5, by: 'Agent', form: 'A', text: '+12125550101', word: 'w' } as const;
    for (let time = 0; time < 2; time += 1) rows.ask({ ...question, number: 12_125_550_101, batch: null });
    expect(rows.listOpen()).toMatchObject([{ ...question, times: 2 }]);
    rows.answer(1, { answer: 'stop', at: 6, by: 'Dana', batch: null });
    expect(rows.listOpen()).toEqual([]);
    rows.ask({ ...question, number: null, batch: null });
    expect(rows.listOpen()).toMatchObject([{ id: 2, times: 1 }]);
    db.close();
  });

  test('a list of before registries keeps what it has, and a log of loads from then on', () => {
    const before = openAt(migrationsUpTo(3));
    before.exec(`INSERT INTO setting (key, value) VALUES ('author', '"Dana"')`);
    before.close();
    const db = openAt();
    const rows = createRegistryRows(db);
    expect(rows.listLoads(10)).toEqual([]);
    const load = {
      id: '1/us',
      at: toInstant(5),
      author: 'Dana',
      kind: 'full',
      list: 'us',
      areas: ['212'],
      version: '2026-05-01',
      rows: 3,
      file: '212.txt',
      bytes: 36,
      sha256: 'ab',
    } as const;
    for (let time = 0; time < 2; time++) rows.saveLoad({ ...load, areas: [...load.areas] });
    expect(rows.listLoads(10)).toEqual([load]);
    expect(createSettingRows(db).load('author')).toBe('Dana');
    db.close();
  });

  test('a list of before mappings were remembered remembers them from then on', () => {
    openAt(migrationsUpTo(4)).close();
    const db = openAt();
    const mappings = createMappingRows(db);
    const header = ['Phone', 'Call status'];
    expect(mappings.load(header)).toBeUndefined();
    const known = {
      at: toInstant(7),
      mapping: [{ column: 0, field: 'phone' }],
      requestValues: ['DNC'],
      otherValues: null,
      columnAnswers: [{ column: 2, requestValues: ['Q7'], otherValues: ['Z9'] }],
      explained: [0],
      leftOut: [3],
    } as const;
    mappings.save(header, known);
    expect(mappings.load(['phone', 'CALL_STATUS'])).toEqual(known);
    expect(mappings.load(['Call status', 'Phone'])).toBeUndefined();
    mappings.forget(header);
    expect(mappings.load(header)).toBeUndefined();
    db.close();
  });

  test('a damaged file is refused, and not a byte of it is written', () => {
    const desk = createTestDesk({ file });
    const numbers = Array.from({ length: 3000 }, (_, index) => `+1212555${String(index).padStart(4, '0')}`);
    valueOf(desk.list.add({ numbers, confirmInvalid: true }));
    desk.close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, bytes.length - 3 * 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    expect(failure()).toMatchObject({ code: 'corrupt', message: expect.stringMatching(/damaged.*restore a backup/) });
    expect(readFileSync(file).equals(bytes)).toBe(true);

    writeFileSync(
      file,
      'this is not a database, but it is long enough to have a header of one hundred bytes'.repeat(9),
    );
    expect(failure().code).toBe('corrupt');
  });

  test('the database of another program is left alone', () => {
    const other = new Database(file);
    other.exec('CREATE TABLE theirs (a)');
    other.close();
    expect(failure()).toMatchObject({ code: 'unusable', message: expect.stringMatching(/another program/) });
  });

  test('a path that cannot be a file is unusable', () => {
    file = join(dir, 'missing', 'desk.sqlite');
    expect(failure().code).toBe('unusable');
    file = dir;
    expect(failure().code).toBe('unusable');
  });

  test('a data directory without permission to write says so', () => {
    openTestDatabase(file).close();
    const script = `
      const { openDatabase } = await import(${JSON.stringify(new URL('../../../electron/core/db/openDatabase.ts', import.meta.url).href)});
      const log = { info() {}, warn() {}, error() {} };
      // Root may write anywhere: be somebody else.
      if (process.getuid?.() === 0) process.setuid(65534);
      const opened = openDatabase({ file: ${JSON.stringify(file)}, migrationsDir: ${JSON.stringify(migrationsDir)}, log });
      console.log(JSON.stringify({ ok: opened.ok, code: opened.code, message: opened.message }));`;
    chmodSync(file, 0o444);
    chmodSync(dir, 0o555);
    if (process.getuid?.() !== 0) chownSync(file, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
    const { stdout } = spawnSync(node, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    chmodSync(dir, 0o755);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      code: 'readOnly',
      message: expect.stringMatching(/cannot be written/),
    });
  });

  test('a full disk is told in one sentence, and the change that met it is not there', () => {
    const desk = createTestDesk({ file });
    valueOf(desk.list.add({ numbers: ['+12125550001'] }));
    desk.db.pragma(`max_page_count = ${Number(desk.db.pragma('page_count', { simple: true }))}`);
    const reason = 'x'.repeat(2000);
    const numbers = Array.from({ length: 500 }, (_, index) => `+1212555${1000 + index}`);
    let problem: unknown;
    try {
      desk.list.add({ numbers, reason, confirmInvalid: true });
    } catch (error) {
      problem = error;
    }
    expect(toStorageProblem(problem, file)).toMatchObject({ code: 'full', message: expect.stringMatching(/full/) });
    expect(desk.db.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(1);
    expect(desk.db.prepare('SELECT count(*) FROM journal').pluck().get()).toBe(1);
    desk.close();
  });

  test('what was acknowledged is there after kill -9', async () => {
    const writer = fileURLToPath(new URL('../../support/deskWriter.ts', import.meta.url));
    let first = 12_120_000_000;
    for (const lines of [1, 20, 57]) {
      const child = spawn(node, [writer, file, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      for await (const chunk of child.stdout) {
        said += String(chunk);
        if (said.split('\n').length > lines) child.kill('SIGKILL');
      }
      const acknowledged = said.split('\n').slice(0, -1).map(Number);
      expect(acknowledged.length).toBeGreaterThanOrEqual(lines);

      const db = openTestDatabase(file);
      const found = db.prepare<[string], number>(
        'SELECT count(*) FROM entry WHERE number IN (SELECT value FROM json_each(?)) AND removed_at IS NULL',
      );
      expect(found.pluck().get(JSON.stringify(acknowledged))).toBe(acknowledged.length);
      db.close();
      expect(await verify(file, migrationsDir)).toEqual({ ok: true, problems: [] });
      first += 100_000;
    }
  });
});
