/**
 * One process owns a data directory. The lock is SQLite's own exclusive file lock on a small file beside the database:
 * the operating system releases it when its process ends, however it ends, so there is no stale lock to detect and no
 * process id to mistake for another's. The same lock code guards the database on every platform that the desk runs on.
 *
 * A second file says who the owner is. That is only shown, never believed: the lock alone decides. The secret in it is
 * the owner's for this run: whoever can read it is this person, and whoever knows it is the owner (ownerProof.ts).
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { toStorageProblem } from '../core/db/storageProblem.ts';
import { newSecret } from './ownerProof.ts';
import { ownerLockWords as say } from '../../shared/words/hosts.ts';

export type HostKind = 'electron' | 'web' | 'cli';

const ownerFile = z.object({
  pid: z.number().int().positive(),
  host: z.enum(['electron', 'web', 'cli']),
  since: z.string(),
});
const ownerSecret = z.object({ secret: z.string().min(40) });

/** The process that holds a data directory. */
export type Owner = z.output<typeof ownerFile>;

export type OwnerLock = {
  /** Proves to the command line that this process is the owner; new with every lock. */
  readonly secret: string;
  /** Gives the directory up. Call it only after everything in it is closed. */
  readonly release: () => void;
};

type LockResult =
  | { readonly ok: true; readonly lock: OwnerLock }
  /** `owner` is undefined while the owner has not yet said who it is. */
  | { readonly ok: false; readonly code: 'inUse'; readonly owner: Owner | undefined }
  | { readonly ok: false; readonly code: 'dataDir'; readonly message: string };

const hostNames = { electron: say.desktopApp, web: say.webHost, cli: say.commandLine } as const satisfies Record<
  HostKind,
  string
>;

/** Takes the directory for this process, at once or not at all. */
export function takeOwnerLock(dataDir: string, self: Owner): LockResult {
  const path = join(dataDir, 'owner.lock');
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: 0 });
    // Nothing is ever written to the file: with its journal in memory, the lock can be taken on a full disk too.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return { ok: false, code: 'inUse', owner: loadOwner(dataDir) };
    const problem = toStorageProblem(error, path);
    const why = error instanceof Error ? error.message : String(error);
    const message = say.theDataDirectory(dataDir, why);
    return { ok: false, code: 'dataDir', message: problem?.code === 'full' ? problem.message : message };
  }
  const held = database;
  const secret = newSecret();
  saveOwner(dataDir, { ...self, secret });
  return {
    ok: true,
    lock: {
      secret,
      release() {
        rmSync(ownerPath(dataDir), { force: true });
        held.close();
      },
    },
  };
}

/** A host that wants the directory waits this long for the commands of scripts to let it in. */
export const hostPatienceMs = 15_000;

/**
 * Takes the directory as soon as the commands that hold it, each for a moment, have ended. It never waits for another
 * host.
 */
export async function awaitOwnerLock(dataDir: string, self: Owner, patienceMs: number): Promise<LockResult> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const locked = takeOwnerLock(dataDir, self);
    if (locked.ok || locked.code !== 'inUse' || performance.now() >= end) return locked;
    if (locked.owner !== undefined && locked.owner.host !== 'cli') return locked;
    await wait(20 + 60 * Math.random());
  }
}

/** "DNC Desk is already open (process 1234, web host) with the data directory …" */
export function toInUseSentence(dataDir: string, owner: Owner | undefined): string {
  const who = owner === undefined ? '' : say.process(owner.pid, hostNames[owner.host]);
  return say.dncDeskIsAlready(who, dataDir);
}

const ownerPath = (dataDir: string): string => join(dataDir, 'owner.json');

/** Which process says that it holds the directory; undefined if none does or the file cannot be read. */
export function loadOwner(dataDir: string): Owner | undefined {
  return ownerFile.safeParse(readOwner(dataDir)).data;
}

/** The secret of the owner's run; undefined if there is none, or the file cannot be read. */
export function loadOwnerSecret(dataDir: string): string | undefined {
  return ownerSecret.safeParse(readOwner(dataDir)).data?.secret;
}

function readOwner(dataDir: string): unknown {
  try {
    return JSON.parse(readFileSync(ownerPath(dataDir), 'utf8'));
  } catch {
    return undefined;
  }
}

function saveOwner(dataDir: string, owner: Owner & { readonly secret: string }): void {
  const fresh = `${ownerPath(dataDir)}.new`;
  try {
    // A file that somebody left there would keep its permissions.
    rmSync(fresh, { force: true });
    writeFileSync(fresh, JSON.stringify(owner), { mode: 0o600, flag: 'wx' });
    renameSync(fresh, ownerPath(dataDir));
  } catch {
    // A full disk must not keep a person from asking whether a number is blocked: the lock holds without the file that
    // names its owner. What an owner before left there would name the wrong one.
    for (const path of [fresh, ownerPath(dataDir)]) rmSync(path, { force: true });
  }
}
