/**
 * A second folder for backups, on another disk or machine: copies of the daily ones and of those made by hand go there too. What goes
 * wrong there is told and never touches the first folder. Which folder it is stands in a file beside the database, so that it is
 * known when the database cannot be opened.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type Answer, refuse } from '../answer.ts';
import { loadText, saveText } from '../files/write/durableFile.ts';
import { toWriteTarget } from '../files/write/writeTarget.ts';
import type { Clock, Log, SecretStore } from '../ports.ts';
import { type BackupFile, type BackupKind, toBackupFiles } from './backupFiles.ts';
import { toOutdated } from './rotation.ts';
import { seal, sealedEnding } from './sealing.ts';
import { secondFolderWords as say } from '../../../shared/words/core/desk.ts';

const stored = z.object({
  folder: z.string(),
  /** The newest backup that was copied, epoch ms; null: none was. */
  copiedAt: z.number().nullable(),
  /** Why the last copy was not made; null: it was. */
  problem: z.string().nullable(),
  /** Whether copies are sealed with the passphrase that the store of tokens keeps. */
  isSealed: z.boolean(),
});

/** Which folder it is, and how the last copy went. */
export type SecondState = z.output<typeof stored>;

export type SecondFolder = {
  /** Null: there is none. */
  readonly state: () => Promise<SecondState | null>;
  /** Copies go to this folder from now on, which is made if its parent is there; without one, to none. */
  readonly choose: (path: string | undefined) => Promise<Answer<SecondState | null>>;
  /**
   * Copies are sealed from now on, with this passphrase; without one they are not. The store of tokens keeps it, so that daily copies need
   * nobody.
   */
  readonly seal: (passphrase: string | undefined) => Promise<Answer<SecondState>>;
  /** The passphrase that copies are sealed with; undefined: it is not known, or cannot be reached. */
  readonly passphrase: () => Promise<string | undefined>;
  /** Copies a backup there, and lets outdated ones go. Never rejects: what goes wrong is kept in the state, and answered. */
  readonly copy: (made: BackupFile) => Promise<SecondState | null>;
  /** The backups there, newest first; none where it cannot be read, or does not answer for a while. */
  readonly list: () => Promise<readonly BackupFile[]>;
};

/** Under which the store of tokens keeps the passphrase. */
const secretName = 'backups';

const noPassphrase = say.copiesAreSealedAnd;

/** Whether backups of this kind are copied: what is made before other work is for the next hours, and does not wait for another disk. */
export function isCopied(kind: BackupKind): boolean {
  return kind === 'manual' || kind === 'daily';
}

/** The state as the contract has it. */
export function toSecondView(state: SecondState | null) {
  return state === null ? null : { ...state, copiedAt: state.copiedAt === null ? null : toInstant(state.copiedAt) };
}

/** A folder of a network that does not answer must not keep anybody waiting: this long to look, and for each megabyte to copy. */
const patience = { lookMs: 5_000, copyMs: 60_000, megabyteMs: 2_000 } as const;

/** @param parts `closing` aborts when the desk closes, and ends a copy that is under way */
export function createSecondFolder(parts: {
  dataDir: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
  secrets: SecretStore;
  closing?: AbortSignal;
}): SecondFolder {
  const { dataDir, clock, log, secrets, closing } = parts;
  const note = join(dataDir, 'desk.backups.json');

  async function load(): Promise<SecondState | null> {
    try {
      return stored.parse(JSON.parse((await loadText(note)) ?? 'null'));
    } catch {
      return null;
    }
  }

  async function save(state: SecondState): Promise<SecondState> {
    await saveText(note, JSON.stringify(state)).catch((error: unknown) =>
      log.warn('backup.secondNotNoted', { code: codeOf(error) }),
    );
    return state;
  }

  return {
    state: load,
    async choose(path) {
      if (path === undefined) {
        await rm(note, { force: true });
        return { ok: true, value: null };
      }
      const usable = await tryFolder(path, dataDir);
      if (!usable.ok) return usable;
      const before = await load();
      const isOther = before?.folder !== usable.value && (await listFolder(usable.value)).length > 0;
      if (isOther) return refuse(say.thereAreBackupsIn(path), 'path');
      return {
        ok: true,
        value: await save({ folder: usable.value, copiedAt: null, problem: null, isSealed: before?.isSealed ?? false }),
      };
    },
    async seal(passphrase) {
      const state = await load();
      if (state === null) return refuse(say.chooseASecondFolder);
      const { kind, sentence } = await secrets.state();
      if (passphrase !== undefined && kind === 'memory') return refuse(say.thePassphraseCould(sentence), 'passphrase');
      const done =
        passphrase === undefined ? await secrets.remove(secretName) : await secrets.save(secretName, passphrase);
      if (!done.ok) return { ok: false, code: 'FAILED', message: done.message };
      return { ok: true, value: await save({ ...state, isSealed: passphrase !== undefined }) };
    },
    passphrase: () => secrets.load(secretName),
    async copy(made) {
      const state = await load();
      if (state === null) return null;
      const { folder } = state;
      const end = async (how: Partial<SecondState>): Promise<SecondState> => {
        const now = await load();
        // A person has chosen another one meanwhile.
        return now?.folder === folder ? save({ ...now, ...how }) : state;
      };
      try {
        const passphrase = state.isSealed ? await secrets.load(secretName) : null;
        if (passphrase === undefined) return await end({ problem: noPassphrase });
        await within(copyAndTidy(made, folder, passphrase, clock.now()), await toPatience(made.path), closing);
        return await end({ copiedAt: made.at, problem: null });
      } catch (error) {
        log.warn('backup.secondFailed', { code: codeOf(error) });
        return end({ problem: describe(folder, error) });
      }
    },
    async list() {
      const state = await load();
      if (state === null) return [];
      return within(listFolder(state.folder), patience.lookMs, closing).catch(() => []);
    },
  };
}

async function listFolder(folder: string): Promise<readonly BackupFile[]> {
  return toBackupFiles(folder, await readdir(folder));
}

/** Removes what copies that were broken off have left. */
async function removeParts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/^desk-.*\.sqlite(\.sealed)?\.part$/.test(name)) await rm(join(folder, name), { force: true });
}

/** The folder's real path, made and tried; or why nothing can be written there. */
async function tryFolder(path: string, dataDir: string): Promise<Answer<string>> {
  if (!isAbsolute(path)) return refuse(say.nameTheFolderWith, 'path');
  const probe = join(path, `.dnc-desk-${process.pid}`);
  // As for every file that is written where a person says: not into the data directory.
  const target = toWriteTarget(probe, { dataDir, replace: false });
  if (!target.ok) return refuse(say.cannotBeTheSecond(path, target.message), 'path');
  const write = async (): Promise<void> => {
    if ((await stat(path).catch(() => undefined)) === undefined) await mkdir(path, { mode: 0o700 });
    const file = await open(probe, 'wx', 0o600);
    await file.close();
    await rm(probe);
  };
  try {
    await within(write(), patience.lookMs);
    return { ok: true, value: dirname(target.value) };
  } catch (error) {
    return refuse(describe(path, error), 'path');
  }
}

/** Copies under another name first, so that what has a backup's name there is whole; then lets outdated ones go. */
async function copyAndTidy(made: BackupFile, folder: string, passphrase: string | null, now: number): Promise<void> {
  const to = join(folder, basename(made.path)) + (passphrase === null ? '' : sealedEnding);
  const part = `${to}.part`;
  try {
    if (passphrase === null)
      await pipeline(createReadStream(made.path), createWriteStream(part, { mode: 0o600, flush: true }));
    else await seal(made.path, part, passphrase);
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
  for (const old of toOutdated(await listFolder(folder), { ...made, path: to }, now))
    await rm(old.path, { force: true });
  await removeParts(folder);
}

async function toPatience(file: string): Promise<number> {
  return patience.copyMs + Math.ceil((await stat(file)).size / 1e6) * patience.megabyteMs;
}

/** What `work` answers, if it does within `ms`. @throws what it throws; a `TimeoutError`, or the signal's reason */
async function within<T>(work: Promise<T>, ms: number, closing?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(ms);
  const signal = closing === undefined ? late : AbortSignal.any([late, closing]);
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  if (signal.aborted) end();
  signal.addEventListener('abort', end, { once: true });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function describe(folder: string, error: unknown): string {
  const code = codeOf(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say.theFolderIsNotThere(folder);
    case 'TimeoutError':
      return say.theFolderDoesNot(folder);
    case 'AbortError':
      return say.theCopyToWasBroken(folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return say.theFolderCannotBe(folder);
    case 'ENOSPC':
    case 'EDQUOT':
      return say.theFolderCannotBeWritten(folder);
    default:
      return say.theFolderCannotBeWrittenChoose(folder, code);
  }
}
