// How the page is built, for every host: used by scripts/buildPage.ts directly and by electron.vite.config.ts.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guidePages } from './scripts/guidePages.ts';
import { listPackages } from './scripts/packaging/listPackages.ts';

export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [guidePages(), react(), listPackages('renderer')],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    minify: true,
    // Under the CSP no script may come from a data: address, and one page on loopback gains nothing from inlining.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
});
