/**
 * `restore`: a backup takes the place of the list. It is not a call of the contract, because no process may have the
 * database open meanwhile: this process owns the directory as long as it takes. The backup is first copied, opened and
 * verified beside the list, and what is blocked now and not in it is blocked there too. The old list is kept, so that another
 * restore can take this one back.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { restore } from '../../core/backup/restore.ts';
import { databaseName } from '../../core/db/openDatabase.ts';
import { toStorageProblem } from '../../core/db/storageProblem.ts';
import { openDataDir, toDataDir } from '../dataDir.ts';
import { migrationsBeside } from '../beside.ts';
import { openDesk } from '../openDesk.ts';
import { awaitOwnerLock, hostPatienceMs, toInUseSentence } from '../ownerLock.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import type { DeskClient, DeskOutputs } from '../../../shared/contract/contract.ts';
import { parseE164 } from '../../../shared/domain/numbers/number.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';

type Refused = { readonly ok: false; readonly code?: ExitCode; readonly message: string };
type Checked = { readonly ok: true; readonly entries: number; readonly lacking: Lacking } | Refused;

/** What is blocked now and not in the backup; null: the list as it is cannot be read, or there is none. */
type Lacking = (DeskOutputs['entries']['lacking'] & { readonly stay: number; readonly batch: number | null }) | null;

export type RestoreOptions = {
  readonly dryRun?: boolean;
  readonly release?: readonly string[];
  readonly releaseAll?: boolean;
};

/** At most this many numbers are named; with `--json` all that a call answers. */
const named = 20;
const mostListed = 100_000;

/**
 * `restore`: puts a verified backup in the place of the database, keeping that one beside it. What is blocked now and not in the
 * backup stays blocked, apart from what `--release` names. 2 for a backup that is none, 5 while a desk is open.
 */
export async function restoreCommand(
  file: string,
  options: RestoreOptions & { readonly data?: string; readonly json?: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const { data, release = [] } = options;
  const backup = resolve(file);
  if (!existsSync(backup) || !statSync(backup).isFile()) return terminal.fail(2, `There is no backup at ${backup}.`);
  const odd = release.find((text) => parseE164(text) === undefined);
  if (odd !== undefined) return terminal.fail(2, `"${odd}" is no number: write it as + and its digits.`);
  const opened = openDataDir(toDataDir(data));
  if (!opened.ok) return terminal.fail(1, opened.message);
  const { dataDir } = opened;
  const self = { pid: process.pid, host: 'cli', since: new Date().toISOString() } as const;
  const locked = await awaitOwnerLock(dataDir, self, hostPatienceMs);
  if (!locked.ok)
    return locked.code === 'inUse'
      ? terminal.fail(5, toInUseSentence(dataDir, locked.owner))
      : terminal.fail(1, locked.message);
  // The directories are beside the list, so that the backup takes the list's place with one rename.
  const trial = mkdtempSync(join(dataDir, 'restoring-'));
  const aside = mkdtempSync(join(dataDir, 'restoring-'));
  try {
    const present = join(dataDir, databaseName);
    const isRead = existsSync(present) && (await tryPresent(present, aside));
    const checked = await tryBackup(backup, trial, async (client) =>
      isRead ? await keepWhatIsLacking(client, join(aside, databaseName), basename(backup), options) : null,
    );
    if (!checked.ok) return terminal.fail(checked.code ?? 2, checked.message);
    if (existsSync(present) && !isRead)
      terminal.err('The list as it is cannot be read: what was blocked after the backup was made is missing in it.');
    if (options.dryRun === true) {
      tell(terminal, options, checked, { kept: null, accounts: 0, backup });
      return 0;
    }
    const restored = restore({
      from: join(trial, databaseName),
      file: present,
      migrationsDir: migrationsBeside,
      now: Date.now(),
    });
    if (!restored.ok) return terminal.fail(1, restored.message);
    tell(terminal, options, checked, { kept: restored.kept, accounts: restored.accounts, backup });
    return 0;
  } finally {
    for (const dir of [trial, aside]) rmSync(dir, { recursive: true, force: true });
    locked.lock.release();
  }
}

/** Says what was done, or with `--dry-run` what would be. */
function tell(
  terminal: Terminal,
  { json, dryRun = false }: { readonly json?: boolean; readonly dryRun?: boolean },
  { entries, lacking }: Extract<Checked, { ok: true }>,
  { kept, accounts, backup }: { readonly kept: string | null; readonly accounts: number; readonly backup: string },
): void {
  if (json === true) return terminal.out(JSON.stringify({ entries, accounts, kept, ...lacking }));
  terminal.out(
    `${countOf(entries, 'entry', 'entries')} ${dryRun ? 'would be' : entries === 1 ? 'is' : 'are'} restored from ${backup}.`,
  );
  if (lacking !== null && lacking.count > 0) {
    const { count, stay } = lacking;
    terminal.out(
      `${countOf(count, 'number is', 'numbers are')} blocked now and not in the backup, or for less; ${toCount(stay)} ${dryRun ? 'would stay' : stay === 1 ? 'stays' : 'stay'} blocked.`,
    );
    for (const { number, sentence } of lacking.lacking.slice(0, named)) terminal.out(`${number} ${sentence}`);
    if (count > named) terminal.out(`… and ${toCount(count - named)} more; --json has all.`);
  }
  if (lacking !== null && lacking.released > 0)
    terminal.out(
      `${countOf(lacking.released, 'number that was', 'numbers that were')} released since ${dryRun ? 'would be' : lacking.released === 1 ? 'is' : 'are'} blocked again.`,
    );
  if (accounts > 0)
    terminal.out(
      `${countOf(accounts, 'account')} came with it: nothing is sent to ${accounts === 1 ? 'its' : 'their'} address${accounts === 1 ? '' : 'es'} before you confirm ${accounts === 1 ? 'it' : 'each'} (accounts confirm, or the page).`,
    );
  if (kept !== null) terminal.out(`The list as it was is kept in ${kept}.`);
}

/** Names what the backup lacks, and blocks it there, through the desk that is open on the backup. */
async function keepWhatIsLacking(
  client: DeskClient,
  path: string,
  backup: string,
  { dryRun = false, release = [], releaseAll = false }: RestoreOptions,
): Promise<Lacking> {
  const found = await client.entries.lacking({ path, limit: mostListed });
  const out = new Set(release);
  const given = found.lacking.filter(({ number }) => out.has(number)).length;
  if (releaseAll) return { ...found, stay: 0, batch: null };
  const label = `${countOf(found.count - given, 'number')} kept when ${backup} was restored`;
  if (dryRun || found.count === given) return { ...found, stay: found.count - given, batch: null };
  const { batch, changed } = await client.entries.keepBlocked({ path, release: [...release], label });
  return { ...found, stay: changed, batch };
}

/** Copies the list as it is and brings the copy to this version's schema; false where it cannot be read. */
async function tryPresent(present: string, aside: string): Promise<boolean> {
  try {
    await copyDatabase(present, aside);
  } catch {
    return false;
  }
  const opened = await openDesk({ dataDir: aside, host: 'cli', listenAfterMs: 2 ** 30 });
  if (opened.ok) await opened.desk.close();
  return opened.ok;
}

/** Copies through SQLite, not byte by byte: what a database in use still has in its log is part of it. */
async function copyDatabase(from: string, dir: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(join(dir, databaseName));
  } finally {
    source.close();
  }
}

/** Copies the backup into a directory of its own, opens it there as a desk, verifies its history, and lets `work` be done. */
async function tryBackup(
  backup: string,
  trial: string,
  work: (client: DeskClient) => Promise<Lacking>,
): Promise<Checked> {
  try {
    await copyDatabase(backup, trial);
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
    const client: DeskClient = createRouterClient(opened.desk.router, { context: { host: 'cli' } });
    const { ok, problems } = await client.app.verify();
    if (!ok)
      return { ok: false, message: `${basename(backup)} is damaged (${problems[0] ?? ''}); nothing was changed.` };
    const { entries } = await client.app.status();
    return { ok: true, entries, lacking: await work(client) };
  } finally {
    await opened.desk.close();
  }
}
