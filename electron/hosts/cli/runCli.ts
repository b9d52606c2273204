/** A command line from its arguments to the end of the process: as a script (cli.ts) and inside an installed app. */
import { createTerminal } from './terminal.ts';
import { runCliWords as say } from '../../../shared/words/cli/errors.ts';

/** Runs the command and ends the process with its exit code. */
export async function runCli(args: readonly string[]): Promise<never> {
  // The list, its backups and exports belong to this person alone, even in a directory that others may read.
  process.umask(0o077);

  const terminal = createTerminal(process);
  const fail = (error: unknown): number => {
    const why = error instanceof Error ? error.message : String(error);
    return terminal.fail(1, say.dncDeskFailedUnexpectedly(why));
  };
  // Electron's main process would show a window about a bug, or only warn, and the command would never end.
  for (const bug of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(bug, (error: unknown) => process.exit(fail(error)));
  // A process that has nothing left to wait for ends with 0, which would say of a number that it may be called.
  process.once('beforeExit', () => process.exit(fail(new Error('the command ended without an answer'))));
  let code: number;
  try {
    const { runProgram } = await import('./program.ts');
    code = await runProgram(args, terminal);
  } catch (error) {
    code = fail(error);
  }
  // Whatever is still open (idle connections to vendors) must not keep the shell waiting, but all output must be written.
  // Electron's own streams on Windows call back only where the encoding is given too.
  const flush = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise((done) => {
      stream.write('', 'utf8', () => done());
    });
  await Promise.all([process.stdout, process.stderr].map(flush));
  process.exit(code === 0 && terminal.isLossy() ? 1 : code);
}
