/**
 * `dnc-desk`: the command line, for people, scripts and dialers. This file only starts it; the commands are in cli/.
 * `npm run cli`, `npm start` and bin/dnc-desk.mjs run it as a script.
 */
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

// The cache halves the start time. It is in a directory of this person alone, because cached code is run.
enableCompileCache(join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'dnc-desk', 'code'));

// The list, its backups and exports belong to this person alone, even in a directory that others may read.
process.umask(0o077);

// A reader that has seen enough (`| head`) is no failure, and no reader is left to tell.
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
// Whatever is still open (idle connections to vendors) must not keep the shell waiting, but all output must be written.
await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))));
process.exit(code);
