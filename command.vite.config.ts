// How the command line is bundled for scripts (bin/dnc-desk.mjs), by electron-vite: out/command, with workers and migrations of its
// own. It is CommonJS, which starts in five sixths of the time: an import of one name of a part of Node reads all its names, and
// that loads streams, sockets and more. An installed app has its command line in out/main instead.
import { defineConfig } from 'electron-vite';
import { bundledPackages, copyMigrations, leftOut, workers } from './scripts/coreBundle.ts';

export default defineConfig({
  main: {
    plugins: [copyMigrations('out/command')],
    build: {
      outDir: 'out/command',
      externalizeDeps: { exclude: bundledPackages },
      minify: false,
      rolldownOptions: {
        external: leftOut,
        input: { cli: 'electron/hosts/cli.ts', ...workers },
        output: {
          format: 'cjs',
          // The sources are modules, which are strict.
          strict: true,
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
        },
      },
    },
  },
});
