// A database that is built otherwise than the desk builds it is not opened, not restored and not called whole.
import { copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkBackup } from '../../../electron/core/backup/backupFiles.ts';
import { restore } from '../../../electron/core/backup/restore.ts';
import { openDatabase } from '../../../electron/core/db/openDatabase.ts';
import { noteSchema } from '../../../electron/core/db/schema.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { createTestDesk, quietLog, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const release = `CREATE TRIGGER quiet AFTER INSERT ON entry
  BEGIN UPDATE entry SET removed_at = 1, removed_by = 'x' WHERE number = NEW.number; END`;

describe('a database that is built otherwise', () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'dnc-desk-schema-'));
    file = join(dir, 'desk.sqlite');
    const desk = createTestDesk({ file });
    valueOf(desk.list.add({ numbers: ['+12125550001'] }));
    desk.close();
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const change = (sql: string) => {
    const db = new Database(file);
    db.unsafeMode();
    db.exec(sql);
    db.close();
  };
  const open = (from = migrationsDir) => {
    const opened = openDatabase({ file, migrationsDir: from, log: quietLog });
    if (opened.ok) opened.db.close();
    return opened;
  };
  /** The migrations as they lie in a bundle. */
  const bundle = (): string => {
    const folder = join(dir, 'migrations');
    cpSync(migrationsDir, folder, { recursive: true });
    noteSchema(folder);
    return folder;
  };

  const edit = (set: string, where: string) =>
    `PRAGMA writable_schema = ON; UPDATE sqlite_schema SET ${set} WHERE ${where}; PRAGMA writable_schema = OFF`;
  test.for<[what: string, sql: string, said: string]>([
    ['a trigger that releases what is blocked', release, "the trigger quiet is not DNC Desk's"],
    ['a trigger that is gone', 'DROP TRIGGER journal_no_delete', 'the trigger journal_no_delete is missing'],
    ['an index that is gone', 'DROP INDEX conflict_open', 'the index conflict_open is missing'],
    ['a view of another', 'CREATE VIEW mine AS SELECT 1', "the view mine is not DNC Desk's"],
    ['a column more', 'ALTER TABLE entry ADD COLUMN mine TEXT', 'the table entry is not as DNC Desk makes it'],
    [
      'a trigger that does another thing',
      edit(`sql = replace(sql, 'RAISE(ABORT, ''The journal is append-only'')', '1')`, `name = 'journal_no_update'`),
      'the trigger journal_no_update is not as DNC Desk makes it',
    ],
  ])('%s: it does not start, is no backup, and is not whole', async ([, sql, said]) => {
    expect(open().ok).toBe(true);
    change(sql);
    for (const from of [migrationsDir, bundle()])
      expect(open(from)).toMatchObject({ ok: false, code: 'corrupt', message: expect.stringContaining(said) });
    expect(checkBackup(file, migrationsDir)).toMatchObject({ ok: false, message: expect.stringContaining(said) });
    const desk = join(dir, 'other.sqlite');
    expect(restore({ from: file, file: desk, migrationsDir, now: 0, isRead: false })).toMatchObject({
      ok: false,
      message: expect.stringContaining(said),
    });
    const verdict = await verify(file, migrationsDir);
    expect(verdict).toMatchObject({ ok: false, problems: [expect.stringContaining(said)] });
  });

  test('a name from the file is shown without what could mislead', () => {
    change(`CREATE VIEW "x\u202e; all is well" AS SELECT 1`);
    expect(open()).toMatchObject({ message: expect.stringContaining("the view xalliswell is not DNC Desk's") });
  });

  test('many differences are counted, and the first named', () => {
    change(Array.from({ length: 9 }, (_, at) => `CREATE VIEW v${at} AS SELECT 1`).join(';'));
    expect(open()).toMatchObject({ message: expect.stringContaining('and 4 more') });
  });

  test('a file of an older version is compared with what that version built', () => {
    const before = join(dir, 'older.sqlite');
    copyFileSync(file, before);
    expect(checkBackup(before, migrationsDir)).toMatchObject({ ok: true, entries: 1 });
    change('PRAGMA user_version = 8');
    expect(open()).toMatchObject({ ok: false, code: 'corrupt' });
  });

  test('a bundle that notes its schema makes none to know a file that is built so; another note is not believed', () => {
    const folder = bundle();
    writeFileSync(join(folder, 'schema.sha256'), 'of another version');
    expect(open(folder).ok).toBe(true);
    noteSchema(folder);
    for (const name of readdirSync(folder)) if (name.endsWith('.sql')) writeFileSync(join(folder, name), 'NO SQL');
    expect(open(folder).ok).toBe(true);
  });
});
