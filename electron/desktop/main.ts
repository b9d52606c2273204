// The entry of Electron's main process, bundled into out/main/main.js. The work is in desktop.ts.
import { join } from 'node:path';
import { app } from 'electron';
import { runDesktop } from './desktop.ts';

runDesktop({
  outFolder: join(import.meta.dirname, '..'),
  argv: process.argv,
  developing: app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
});
