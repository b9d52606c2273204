// How the Electron app is bundled, by electron-vite: out/main (main.js, utility.js, the workers and the migrations),
// out/preload (CommonJS: a sandboxed preload cannot be an ES module). The page is built by vite.config.ts for every host
// alike; here it is only served while developing.
import { defineConfig } from 'electron-vite';
import { bundledPackages, copyMigrations, leftOut, workers } from './scripts/coreBundle.ts';
import { listPackages } from './scripts/packaging/listPackages.ts';
import page from './vite.config.ts';

export default defineConfig(({ command }) => ({
  main: {
    plugins: [copyMigrations('out/main'), listPackages('main')],
    build: {
      outDir: 'out/main',
      externalizeDeps: { exclude: bundledPackages },
      minify: false,
      rolldownOptions: {
        external: leftOut,
        input: { main: 'electron/desktop/main.ts', utility: 'electron/hosts/utility.ts', ...workers },
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
