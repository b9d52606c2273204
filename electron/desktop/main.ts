// The entry of Electron's main process, bundled into out/main/main.js. The work is in desktop.ts, or for `--cli --` in
// electron/hosts/cli.
import { join } from 'node:path';
import { app } from 'electron';
import { runCli } from '../hosts/cli/runCli.ts';
import { findCliArguments } from './arguments.ts';
import { runDesktop } from './desktop.ts';

const command = findCliArguments(process.argv);
if (command === undefined) {
  runDesktop({
    outFolder: join(import.meta.dirname, '..'),
    argv: process.argv,
    developing: app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'],
  });
} else {
  // Electron starts Chromium only when this module has been evaluated. The command ends the process before that: it opens no
  // window and needs no screen (docs/decisions, "The command line inside the package").
  await runCli(command);
}
