/**
 * `dnc-desk`: the command line, for people, scripts and dialers. This file only starts it; the commands are in cli/.
 * Run as a script, by `npm run cli`, `npm start` and bin/dnc-desk.mjs.
 */
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// Halves the start. In a directory of this person's: what is cached there is run.
enableCompileCache(join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dnc-desk', 'code'));

// The list, its backups and what is exported are this person's alone, also in a directory that others may read.
process.umask(0o077);

// A reader that has seen enough (`| head`) is no failure; there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.stderr.on('error', () => {});

const [{ runProgram }, { createTerminal }] = await Promise.all([
  import('./cli/program.ts'),
  import('./cli/terminal.ts'),
]);
const terminal = createTerminal(process);
let code: number;
try {
  code = await runProgram(process.argv.slice(2), terminal);
} catch (error) {
  code = terminal.fail(1, `DNC Desk failed unexpectedly (${error instanceof Error ? error.message : String(error)}).`);
}
// Whatever is still open (idle connections to vendors) must not keep the shell waiting, but all output must be out.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
process.exit(code);
