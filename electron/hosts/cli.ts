/**
 * `dnc-desk`: the command line, for people, scripts and dialers. This file only starts it as a script; the commands are in
 * cli/. `npm run cli`, `npm start` and bin/dnc-desk.mjs run it. An installed app runs cli/runCli.ts from its own main module
 * instead (electron/desktop/main.ts).
 */
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// The cache halves the start time. It is in a directory of this person alone, because cached code is run. An installed app
// has none: what it runs is in its archive, whose integrity is checked.
enableCompileCache(join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dnc-desk', 'code'));

// Loaded only here, so that it is kept. Nothing waits for it: its bundle is CommonJS, which cannot.
void import('./cli/runCli.ts').then(({ runCli }) => runCli(process.argv.slice(2)));
