/**
 * Where the desk keeps its data: one place for all hosts, so that the window, the browser and the command line show the
 * same list. `DNC_DESK_DATA` or `--data` overrides it. Nothing else in the product chooses directories.
 */
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { dataDirWords as say } from '../../shared/words/hosts.ts';

export type DataDirResult =
  /** `notices`: what a person should know about who else may open it. */
  | { readonly ok: true; readonly dataDir: string; readonly notices: readonly string[] }
  | { readonly ok: false; readonly code: 'dataDir'; readonly message: string };

/** What the choice depends on; a test passes its own. */
export type DataDirSurroundings = {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

const here = (): DataDirSurroundings => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * The directory of this person's data, without looking at the disk: `--data`, else DNC_DESK_DATA, else the platform's
 * usual directory.
 */
export function toDataDir(given: string | undefined, { platform, env, home }: DataDirSurroundings = here()): string {
  if (given !== undefined && given !== '') return resolve(given);
  const named = env['DNC_DESK_DATA'];
  if (named !== undefined && named !== '') return resolve(named);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'dnc-desk');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'dnc-desk');
  const xdg = env['XDG_DATA_HOME'];
  // A relative XDG path has to be ignored (XDG base directory specification).
  return join(xdg !== undefined && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'dnc-desk');
}

/**
 * Creates the directory for its owner alone (0700) if needed, and answers its real path, or one sentence why it cannot be
 * used. One that belongs to somebody else or that anybody may write to is refused: they could put another list, or another
 * program's socket, in the place of ours.
 */
export function openDataDir(path: string): DataDirResult {
  try {
    makeDirectory(path);
    if (!statSync(path).isDirectory()) return refuse(say.theDataDirectory(path));
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const dataDir = realpathSync(path);
    const strangers = findStrangers(dataDir);
    if (strangers.refusal !== undefined) return refuse(strangers.refusal);
    return { ok: true, dataDir, notices: strangers.notices };
  } catch (error) {
    return refuse(toSentence(path, error));
  }
}

/** Who else may open a directory (a real path). On Windows its parent's permissions say that, which are this person's. */
function findStrangers(dataDir: string): { readonly refusal?: string; readonly notices: readonly string[] } {
  const self = process.getuid?.();
  if (self === undefined) return { notices: [] };
  const { uid, mode } = statSync(dataDir);
  // Root may work for another user, as in a container whose data lies outside of it.
  if (uid !== self && self !== 0)
    return {
      refusal: say.theDataDirectoryBelongs(dataDir),
      notices: [],
    };
  if ((mode & 0o002) !== 0 && !isClosedAbove(dataDir))
    return {
      refusal: say.anybodyOnThisComputer(dataDir),
      notices: [],
    };
  if ((mode & 0o077) === 0 || isClosedAbove(dataDir)) return { notices: [] };
  return {
    notices: [say.otherUsersOfThis(dataDir)],
  };
}

/** Whether a directory above lets nobody but its owner through. */
function isClosedAbove(path: string): boolean {
  const parent = dirname(path);
  return parent !== path && ((statSync(parent).mode & 0o011) === 0 || isClosedAbove(parent));
}

/**
 * Makes the directory and its missing parents one by one: Node's own recursive mkdir never ends where a parent exists
 * that takes no children (`/proc`).
 */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process made it meanwhile.
    if (!existsSync(path)) throw error;
  }
}

function toSentence(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return say.theDataDirectoryIs(path);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return say.theDataDirectoryCannot(path);
    case 'ENOSPC':
      return say.thereIsNoSpaceLeft(path);
    default:
      return say.theDataDirectoryCannotBe(path, String(code ?? error));
  }
}

const refuse = (message: string): DataDirResult => ({ ok: false, code: 'dataDir', message });
