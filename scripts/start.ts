// `npm start [-- --data DIR]`: the desk in Electron, or, where its runtime cannot be used, the same page from the web host,
// which prints "DNC Desk is ready: http://127.0.0.1:PORT/#token=…".
import { spawn } from 'node:child_process';
import { ensureDesktopBuilt } from './buildDesktop.ts';
import { ensurePageBuilt } from './buildPage.ts';
import { ensureElectron } from './electronRuntime.ts';
import { root } from './tools.ts';
import { serveDesk } from './serveDesk.ts';

/** When Electron ends sooner than this, it never showed a window. */
const earlyMs = 10_000;

/**
 * Opens Electron and waits until it is closed. Answers its exit code, and whether it ended before it can have shown a
 * window.
 */
function openElectron(path: string, args: readonly string[]): Promise<{ code: number; early: boolean }> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(path, [root, ...args], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    const end = (code: number) => resolve({ code, early: performance.now() - started < earlyMs });
    child.on('error', () => end(1));
    child.on('exit', (code, signal) => end(signal === null ? (code ?? 1) : 0));
  });
}

const args = process.argv.slice(2);
const runtime = await ensureElectron();
let reason: string | undefined;
if ('path' in runtime) {
  await ensureDesktopBuilt();
  const { code, early } = await openElectron(runtime.path, args);
  if (code === 0 || !early) process.exit(code);
  reason = `it ended at once with code ${code}`;
} else {
  reason = runtime.reason;
}
console.log(`Electron cannot open here: ${reason}. Starting the web host instead.`);
await ensurePageBuilt();
await serveDesk(args);
