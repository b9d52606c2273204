// Starts the web host in this process: the `serve` command of electron/hosts/cli.ts, with its arguments.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './tools.ts';

/** Runs `dnc-desk ARGS serve`; it goes on until the process is stopped. `--data DIR` and `serve`'s own options may follow. */
export async function serveDesk(args: readonly string[]): Promise<void> {
  const cli = join(root, 'electron', 'hosts', 'cli.ts');
  process.argv = [process.execPath, cli, 'serve', ...args];
  await import(pathToFileURL(cli).href);
}
