// How scripts start the tools of node_modules: by the Node that runs this script, so that nothing depends on PATH or on
// a shell.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The JavaScript file behind a package's command, e.g. `('typescript', 'tsc')`. */
export function toolPath(packageName: string, command: string): string {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, file);
}

/** The environment of builds: a test runner sets NODE_ENV to "test", which would build React for development. */
export const production = { NODE_ENV: 'production' } as const;

export interface Finished {
  /** The exit code; 1 when a signal ended it. */
  readonly code: number;
  /** Both streams in the order in which they came; empty when they went straight to the terminal. */
  readonly output: string;
}

/** Runs a JavaScript or TypeScript file with Node in the project's folder. `quiet` collects its output. */
export function runNode(
  args: readonly string[],
  options: { readonly quiet?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
