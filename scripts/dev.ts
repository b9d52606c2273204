// `npm run dev`: Electron with hot reload by electron-vite. Where its runtime cannot be used: the web host, with a page
// that is rebuilt on save (reload it) and a host that restarts when its code changes.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensurePageBuilt } from './buildPage.ts';
import { ensureElectron } from './electronRuntime.ts';
import { root, toolPath } from './tools.ts';

/** Runs the command lines side by side; when one ends, the others are ended too. */
function runTogether(commands: readonly (readonly string[])[]): void {
  const children = commands.map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));
  const stop = () => children.forEach((child) => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  for (const child of children) {
    child.on('exit', (code) => {
      process.exitCode ??= code ?? 0;
      stop();
    });
  }
}

const args = process.argv.slice(2);
const runtime = await ensureElectron();
if ('path' in runtime) {
  runTogether([[toolPath('electron-vite', 'electron-vite'), 'dev', '--watch', '--', ...args]]);
} else {
  console.log(`Electron cannot open here: ${runtime.reason}. Starting the web host instead.`);
  await ensurePageBuilt();
  runTogether([
    [toolPath('vite', 'vite'), 'build', '--watch', '--emptyOutDir=false', '--logLevel', 'warn'],
    ['--watch', '--watch-preserve-output', join(root, 'electron', 'hosts', 'cli.ts'), 'serve', ...args],
  ]);
}
