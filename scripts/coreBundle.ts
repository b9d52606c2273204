// What the bundles that hold the core have in common: Electron's in out/main (electron.vite.config.ts) and the command line's in
// out/command (command.vite.config.ts).
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { noteSchema } from '../electron/core/db/schema.ts';
import manifest from '../package.json' with { type: 'json' };
import { stayingPackages } from './packaging/shippedPackages.ts';
import { root } from './tools.ts';

const staying: ReadonlySet<string> = new Set(stayingPackages);

/** The packages that are bundled: what is bundled starts in half the time. */
export const bundledPackages = Object.keys(manifest.dependencies).filter((name) => !staying.has(name));

/** It reads passwords of databases from a file in the home folder; ours come from the keychain alone. */
export const leftOut = ['pgpass'];

/** The entries that are started by their paths, as workers (electron/core/thread.ts). */
export const workers = {
  readingWorker: 'electron/core/files/packed/readingWorker.ts',
  stagingWorker: 'electron/core/intake/staging/stagingWorker.ts',
  lookupWorker: 'electron/core/scrub/ask/lookupWorker.ts',
  scanWorker: 'electron/core/scrub/leads/scanWorker.ts',
  checkpointWorker: 'electron/core/db/checkpointWorker.ts',
  checkingWorker: 'electron/core/backup/checkingWorker.ts',
  pagesWorker: 'electron/core/journal/pagesWorker.ts',
  gateThread: 'electron/hosts/gate/gateThread.ts',
};

/** SQL files are read at run time and are in no import graph. `outDir`: the bundle's folder, relative to the project. */
export function copyMigrations(outDir: string): Plugin {
  return {
    name: 'copy-migrations',
    apply: 'build',
    closeBundle() {
      const migrations = join(root, outDir, 'migrations');
      cpSync(join(root, 'electron/core/db/migrations'), migrations, { recursive: true });
      noteSchema(migrations);
    },
  };
}
