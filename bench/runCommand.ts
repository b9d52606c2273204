/** Runs commands of the command line as a person does, and tells what their processes used. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Spent } from './measure.ts';

const tellSpent = join(import.meta.dirname, 'spentChild.ts');

/** The command line as it is shipped. */
export const builtCli = join(import.meta.dirname, '../out/command/cli.cjs');

type Ran = Spent & { readonly rssMb: number; readonly document: unknown };

/** As `npm start` and `npm run cli` start a desk (package.json). */
export const smallYoung = '--max-semi-space-size=4';

/** One command of the command line (`cli`: its file, with Node's flags before it) with `--json`, in a process of its own, with what that process used. */
export async function runCommand(
  cli: string | readonly string[],
  data: string,
  args: readonly string[],
  input = '',
): Promise<Ran> {
  const child = start(data, [cli, '--json', args].flat());
  const told = child.stdio[3];
  if (!(told instanceof Readable) || child.stdout === null) throw new Error('The command has no descriptor 3');
  child.stdin?.end(input);
  const [document, spent] = await Promise.all([text(child.stdout), text(told)]);
  return { ...(JSON.parse(spent) as Spent & { rssMb: number }), document: JSON.parse(document) as unknown };
}

/** A command that goes on until `stop`, which answers what its process used. Resolves when it says that it is ready. */
export async function spawnBuilt(
  cli: string,
  data: string,
  flags: readonly string[],
  args: readonly string[],
): Promise<{ readonly stop: () => Promise<Spent & { readonly rssMb: number }> }> {
  const child = start(data, [...flags, cli, ...args]);
  const told = child.stdio[3];
  if (!(told instanceof Readable) || child.stdout === null) throw new Error('The command has no descriptor 3');
  const spent = text(told);
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve) => lines.on('line', (line) => line.includes('ready') && resolve()));
  return {
    stop: async () => {
      child.kill('SIGTERM');
      return JSON.parse(await spent) as Spent & { rssMb: number };
    },
  };
}

function start(data: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--import', tellSpent, ...args], {
    env: { ...process.env, CI: 'true', DNC_DESK_DATA: data, DNC_DESK_PASSPHRASE: 'a passphrase for the bench' },
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  });
}
