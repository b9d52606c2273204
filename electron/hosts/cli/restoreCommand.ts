/**
 * `restore`: a backup takes the place of the list. It is not a call of the contract, because no process may have the
 * database open meanwhile: this process owns the directory as long as it takes. The backup is first copied, opened and
 * verified beside the list. The old list is kept, so that another restore can take this one back.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { restore } from '../../core/backup/restore.ts';
import { listMigrations } from '../../core/db/migrate.ts';
import { databaseName } from '../../core/db/openDatabase.ts';
import { toStorageProblem } from '../../core/db/storageProblem.ts';
import { openDataDir, toDataDir } from '../dataDir.ts';
import { migrationsBeside } from '../beside.ts';
import { openDesk } from '../openDesk.ts';
import { awaitOwnerLock, hostPatienceMs, toInUseSentence } from '../ownerLock.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { countOf } from '../../../shared/words/counts.ts';

type Checked =
  | { readonly ok: true; readonly entries: number }
  | { readonly ok: false; readonly code?: ExitCode; readonly message: string };

/**
 * `restore`: puts a verified backup in the place of the database, keeping that one beside it. 2 for a backup that is none,
 * 5 while a desk is open.
 */
export async function restoreCommand(
  file: string,
  { data, json }: { readonly data?: string; readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const backup = resolve(file);
  if (!existsSync(backup) || !statSync(backup).isFile()) return terminal.fail(2, `There is no backup at ${backup}.`);
  const opened = openDataDir(toDataDir(data));
  if (!opened.ok) return terminal.fail(1, opened.message);
  const { dataDir } = opened;
  const self = { pid: process.pid, host: 'cli', since: new Date().toISOString() } as const;
  const locked = await awaitOwnerLock(dataDir, self, hostPatienceMs);
  if (!locked.ok)
    return locked.code === 'inUse'
      ? terminal.fail(5, toInUseSentence(dataDir, locked.owner))
      : terminal.fail(1, locked.message);
  // The directory is beside the list, so that the backup takes the list's place with one rename.
  const trial = mkdtempSync(join(dataDir, 'restoring-'));
  try {
    const checked = await tryBackup(backup, trial);
    if (!checked.ok) return terminal.fail(checked.code ?? 2, checked.message);
    const restored = restore({
      from: join(trial, databaseName),
      file: join(dataDir, databaseName),
      newestSchema: listMigrations(migrationsBeside).length,
      now: Date.now(),
    });
    if (!restored.ok) return terminal.fail(1, restored.message);
    const { entries, kept } = restored;
    if (json === true) terminal.out(JSON.stringify({ entries, kept }));
    else {
      terminal.out(`${countOf(entries, 'entry is', 'entries are')} restored from ${backup}.`);
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
    // Copies through SQLite, not byte by byte: what a database in use still has in its log is part of it.
    const source = new Database(backup, { readonly: true, fileMustExist: true });
    try {
      await source.backup(join(trial, databaseName));
    } finally {
      source.close();
    }
  } catch (error) {
    const problem = toStorageProblem(error, trial);
    if (problem?.code === 'full')
      return {
        ok: false,
        code: 1,
        message: `Nothing was restored: the disk of ${dirname(trial)} is full. Free some space and try again.`,
      };
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
  }
}
