// How the Electron app is bundled, by electron-vite: out/main (main.js, utility.js, the workers and the migrations),
// out/preload (CommonJS: a sandboxed preload cannot be an ES module). The page is built by vite.config.ts for every host
// alike; here it is only served while developing.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { noteSchema } from './electron/core/db/schema.ts';
import { dependencies } from './package.json' with { type: 'json' };
import { listPackages } from './scripts/packaging/listPackages.ts';
import { stayingPackages } from './scripts/packaging/shippedPackages.ts';
import page from './vite.config.ts';

const staying: ReadonlySet<string> = new Set(stayingPackages);

/** SQL files are read at run time and are in no import graph. */
function copyMigrations(): Plugin {
  return {
    name: 'copy-migrations',
    apply: 'build',
    closeBundle() {
      const migrations = join(import.meta.dirname, 'out/main/migrations');
      cpSync(join(import.meta.dirname, 'electron/core/db/migrations'), migrations, { recursive: true });
      noteSchema(migrations);
    },
  };
}

export default defineConfig(({ command }) => ({
  main: {
    plugins: [copyMigrations(), listPackages('main')],
    build: {
      outDir: 'out/main',
      // What is bundled starts in half the time.
      externalizeDeps: { exclude: Object.keys(dependencies).filter((name) => !staying.has(name)) },
      minify: false,
      rolldownOptions: {
        // It reads passwords of databases from a file in the home folder; ours come from the keychain alone.
        external: ['pgpass'],
        input: {
          main: 'electron/desktop/main.ts',
          utility: 'electron/hosts/utility.ts',
          cli: 'electron/hosts/cli.ts',
          // Started by their paths, as workers (electron/core/thread.ts).
          readingWorker: 'electron/core/files/packed/readingWorker.ts',
          stagingWorker: 'electron/core/intake/staging/stagingWorker.ts',
          lookupWorker: 'electron/core/scrub/ask/lookupWorker.ts',
          checkpointWorker: 'electron/core/db/checkpointWorker.ts',
          checkingWorker: 'electron/core/backup/checkingWorker.ts',
          pagesWorker: 'electron/core/journal/pagesWorker.ts',
          gateThread: 'electron/hosts/gate/gateThread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [listPackages('preload')],
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can require nothing but electron: what it uses is bundled in.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/desktop/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  ...(command === 'serve'
    ? { renderer: { ...page, root: 'renderer', build: { rolldownOptions: { input: 'renderer/index.html' } } } }
    : {}),
}));
