/**
 * `restore`: a backup takes the place of the list. Not a call of the contract, as nothing may have the database open
 * meanwhile: this process owns the directory for the time it takes. The backup is copied, opened and verified beside the
 * list first; the list as it was is kept, so that a restore can be taken back by another one.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { databaseName } from '../../core/db/openDatabase.ts';
import { openDataDir, toDataDir } from '../dataDir.ts';
import { openDesk } from '../openDesk.ts';
import { takeOwnerLock, toInUseSentence } from '../ownerLock.ts';
import type { ExitCode, Terminal } from './terminal.ts';

type Checked = { readonly ok: true; readonly entries: number } | { readonly ok: false; readonly message: string };

export async function restore(
  file: string,
  { data, json }: { readonly data?: string; readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const backup = resolve(file);
  if (!existsSync(backup) || !statSync(backup).isFile()) return terminal.fail(2, `There is no backup at ${backup}.`);
  const opened = openDataDir(toDataDir(data));
  if (!opened.ok) return terminal.fail(1, opened.message);
  const { dataDir } = opened;
  const locked = takeOwnerLock(dataDir, { pid: process.pid, host: 'cli', since: new Date().toISOString() });
  if (!locked.ok)
    return locked.code === 'inUse'
      ? terminal.fail(5, toInUseSentence(dataDir, locked.owner))
      : terminal.fail(1, locked.message);
  // Beside the list, so that taking its place is one rename.
  const trial = mkdtempSync(join(dataDir, 'restoring-'));
  try {
    const checked = await tryBackup(backup, trial);
    if (!checked.ok) return terminal.fail(2, checked.message);
    const kept = keepCurrent(dataDir);
    renameSync(join(trial, databaseName), join(dataDir, databaseName));
    syncDirectory(dataDir);
    const { entries } = checked;
    if (json === true) terminal.out(JSON.stringify({ entries, kept }));
    else {
      terminal.out(`${entries} entries are restored from ${backup}.`);
      if (kept !== null) terminal.out(`The list as it was is kept in ${kept}.`);
    }
    return 0;
  } finally {
    rmSync(trial, { recursive: true, force: true });
    locked.lock.release();
  }
}

/** Copies the backup into a directory of its own, opens it there as a desk, and verifies its history. */
async function tryBackup(backup: string, trial: string): Promise<Checked> {
  try {
    // Through SQLite and not as bytes: what a database in use still has in its log is part of it.
    const source = new Database(backup, { readonly: true, fileMustExist: true });
    try {
      await source.backup(join(trial, databaseName));
    } finally {
      source.close();
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `${basename(backup)} cannot be read as a backup (${why}); nothing was changed.` };
  }
  const opened = await openDesk({ dataDir: trial, host: 'cli', listenAfterMs: 2 ** 30 });
  if (!opened.ok) return { ok: false, message: opened.message.replaceAll(join(trial, databaseName), backup) };
  try {
    const client = createRouterClient(opened.desk.router, { context: { host: 'cli' } });
    const { ok, problems } = await client.app.verify();
    if (!ok)
      return { ok: false, message: `${basename(backup)} is damaged (${problems[0] ?? ''}); nothing was changed.` };
    return { ok: true, entries: (await client.app.status()).entries };
  } finally {
    await opened.desk.close();
    settle(join(trial, databaseName));
  }
}

/** Keeps the list as it is now under another name, and answers that; null when there is none. */
function keepCurrent(dataDir: string): string | null {
  const current = join(dataDir, databaseName);
  if (!existsSync(current)) return null;
  const folder = join(dataDir, 'replaced', new Date().toISOString().replaceAll(':', '-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    settle(current);
  } catch {
    // A damaged list is the usual reason for a restore: all of its files are kept as they are.
  }
  for (const suffix of ['', '-wal', '-shm']) {
    if (!existsSync(current + suffix)) continue;
    keep(current + suffix, join(folder, databaseName + suffix));
    // A log that stays behind would be played into the restored list.
    if (suffix !== '') rmSync(current + suffix);
  }
  return join(folder, databaseName);
}

/** Brings the log into the file itself, so that the file alone is the whole list. */
function settle(path: string): void {
  const database = new Database(path);
  try {
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

/** A second name for the same file, where the file system has such a thing: quick, and never half done. */
function keep(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** Makes the rename outlive a power cut; Windows does so by itself and refuses the call. */
function syncDirectory(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
