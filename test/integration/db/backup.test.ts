// Backups: whole copies made while the desk works, never over a file that is there, and a way back that loses nothing.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Backups, createBackups } from '../../../electron/core/backup/backup.ts';
import { checkBackup, listBackups } from '../../../electron/core/backup/backupFiles.ts';
import { checkAside } from '../../../electron/core/backup/checkAside.ts';
import { offerBackup } from '../../../electron/core/backup/offerBackup.ts';
import { listMigrations } from '../../../electron/core/db/migrate.ts';
import { restore } from '../../../electron/core/backup/restore.ts';
import { createTestDesk, exportOf, openTestDatabase, quietLog, type TestDesk, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const newestSchema = listMigrations(migrationsDir).length;

describe('backups', () => {
  let desk: TestDesk;
  let dir: string;
  let out: string;
  let backups: Backups;
  beforeEach(() => {
    desk = createTestDesk();
    dir = join(desk.dir, 'backups');
    out = mkdtempSync(join(tmpdir(), 'dnc-backup-out-'));
    backups = createBackups({ db: desk.db, dataDir: desk.dir, dir, migrationsDir, clock: desk.clock, log: quietLog });
    valueOf(desk.list.add({ numbers: ['+12125550001', '+12125550002'] }));
  });
  afterEach(() => {
    desk.close();
    rmSync(out, { recursive: true });
  });

  const made = async (result: ReturnType<Backups['backup'] | Backups['dailyBackup']>) => {
    const backup = await result;
    if (backup?.ok !== true) throw new Error(backup?.message ?? 'No backup was made');
    return backup;
  };

  test('a backup is one whole file with everything in it', async () => {
    const { path, entries } = await made(backups.backup());
    expect(entries).toBe(2);
    expect(readdirSync(dir)).toEqual(['desk-manual-2026-05-03T14-00-00-000Z.sqlite']);
    expect(checkBackup(path, migrationsDir)).toEqual({ ok: true, entries: 2, schema: newestSchema });
  });

  test('a copy is judged on a thread of its own as on this one', async () => {
    const path = join(out, 'copy.sqlite');
    expect(await backups.backup(path)).toMatchObject({ ok: true });
    expect(await checkAside(path, migrationsDir)).toEqual(checkBackup(path, migrationsDir));
    const bytes = readFileSync(path);
    bytes.fill(7, 4096, 4096 * 6);
    writeFileSync(path, bytes);
    const damaged = await checkAside(path, migrationsDir);
    expect(damaged).toMatchObject({ ok: false });
    expect(damaged).toEqual(checkBackup(path, migrationsDir));
    expect(await checkAside(join(desk.dir, 'none'), migrationsDir)).toMatchObject({ ok: false });
  });

  test('a file that is there is not written over', async () => {
    const path = join(out, 'mine.sqlite');
    writeFileSync(path, 'precious');
    expect(await backups.backup(path)).toMatchObject({ ok: false, message: expect.stringMatching(/is there already/) });
    expect(readFileSync(path, 'utf8')).toBe('precious');
  });

  test('a path that cannot be written is told in a sentence, and leaves nothing', async () => {
    writeFileSync(join(out, 'file'), '');
    const result = await backups.backup(join(out, 'file', 'x.sqlite'));
    expect(result).toMatchObject({ ok: false, message: expect.stringMatching(/^No backup was made\. /) });
  });

  test('one a day; a week of them stays, and the last of the week before', async () => {
    for (let days = 0; days < 10; days++) {
      await made(backups.dailyBackup());
      desk.clock.forward(minute);
      expect(await backups.dailyBackup()).toBeUndefined();
      desk.clock.forward(day - minute);
    }
    const days = backups.list().map(({ at }) => new Date(at).toISOString().slice(5, 10));
    expect(days).toEqual(['05-12', '05-11', '05-10', '05-09', '05-08', '05-07', '05-06', '05-03']);
  });

  test('before an import, unless there is a fresh one or nothing to lose', async () => {
    await made(backups.beforeImport());
    desk.clock.forward(9 * minute);
    expect(await backups.beforeImport()).toBeUndefined();
    desk.clock.forward(2 * minute);
    await made(backups.beforeImport());

    const empty = createTestDesk();
    const none = createBackups({
      db: empty.db,
      dataDir: empty.dir,
      dir: join(empty.dir, 'backups'),
      migrationsDir,
      clock: empty.clock,
      log: quietLog,
    });
    expect(await none.beforeImport()).toBeUndefined();
    empty.close();
  });

  test('a clock that was ahead and is set back costs no backup, and does not pass an old one off as the newest', async () => {
    desk.clock.forward(1000 * day);
    for (let days = 0; days < 8; days++) {
      await made(backups.dailyBackup());
      desk.clock.forward(day);
    }
    await made(backups.beforeImport());
    desk.clock.forward(-1008 * day);

    valueOf(desk.list.add({ numbers: ['+12125550003'] }));
    const fresh = await made(backups.beforeImport());
    const today = await made(backups.dailyBackup());
    expect(backups.list().filter(({ kind }) => kind === 'daily').length).toBeGreaterThanOrEqual(7);
    for (const { path } of [fresh, today]) expect(existsSync(path)).toBe(true);
    expect(offerBackup(desk.file, desk.clock.now(), migrationsDir)).toMatch(/desk-(daily|import)-2026-05-03T/);
  });

  test('what a killed backup left behind goes at the next start, and nothing else does', async () => {
    const { path } = await made(backups.backup());
    for (const name of [
      'desk-daily-2026-05-02T14-00-00-000Z.sqlite.part',
      'desk-daily-2026-05-02T14-00-00-000Z.sqlite.part-journal',
    ])
      writeFileSync(join(dir, name), 'half');
    writeFileSync(join(dir, 'mine.part'), '');
    createBackups({ db: desk.db, dataDir: desk.dir, dir, migrationsDir, clock: desk.clock, log: quietLog });
    expect(readdirSync(dir).toSorted()).toEqual([basename(path), 'mine.part']);
  });

  test('files of other names are none of ours', () => {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, 'desk-daily-notes.txt'), '');
    expect(listBackups(dir)).toEqual([]);
    expect(listBackups(join(dir, 'missing'))).toEqual([]);
  });

  test('a restore brings back the backup and keeps what was there, its write-ahead log included', async () => {
    const before = await exportOf(desk);
    const { path } = await made(backups.backup());
    valueOf(desk.list.add({ numbers: ['+12125550003'] }));
    // Another connection keeps the log from being emptied at closing, as a crash would.
    expect(existsSync(`${desk.file}-wal`)).toBe(true);
    const now = desk.clock.now();
    desk.db.close();

    const restored = restore({ from: path, file: desk.file, migrationsDir, now, isRead: true });
    expect(restored).toMatchObject({ ok: true, entries: 2 });
    const again = createTestDesk({ file: desk.file });
    expect(await exportOf(again)).toBe(before);
    again.close();
    if (!restored.ok || restored.kept === null) throw new Error('The old file was not kept');
    const kept = openTestDatabase(restored.kept);
    expect(kept.prepare('SELECT count(*) FROM entry').pluck().get()).toBe(3);
    kept.close();
  });

  test('what is no good backup is refused before anything is touched', async () => {
    const before = await exportOf(desk);
    desk.db.close();
    const bytes = readFileSync(desk.file);
    const attempt = (from: string, known = migrationsDir) =>
      restore({ from, file: desk.file, migrationsDir: known, now: 0, isRead: true });
    const older = join(desk.dir, 'older');
    mkdirSync(older);
    copyFileSync(join(migrationsDir, '0001-desk.sql'), join(older, '0001-desk.sql'));

    const text = join(desk.dir, 'text.sqlite');
    writeFileSync(text, 'not a database at all, however long it may be'.repeat(30));
    expect(attempt(text)).toMatchObject({ ok: false, message: expect.stringMatching(/^Nothing was restored\. /) });
    expect(attempt(join(desk.dir, 'missing'))).toMatchObject({
      ok: false,
      message: expect.stringMatching(/There is no file/),
    });
    expect(attempt(desk.file, older)).toMatchObject({ ok: false, message: expect.stringMatching(/newer version/) });

    expect(readFileSync(desk.file).equals(bytes)).toBe(true);
    const again = createTestDesk({ file: desk.file });
    expect(await exportOf(again)).toBe(before);
    again.close();
  });

  test('a damaged database is kept aside, as it is', async () => {
    const { path } = await made(backups.backup());
    desk.db.close();
    writeFileSync(desk.file, 'ruined'.repeat(1000));
    const restored = restore({ from: path, file: desk.file, migrationsDir, now: 0, isRead: false });
    if (!restored.ok || restored.kept === null) throw new Error('Nothing was restored');
    expect(readFileSync(restored.kept, 'utf8')).toBe('ruined'.repeat(1000));
    expect(checkBackup(desk.file, migrationsDir).ok).toBe(true);
  });
});
