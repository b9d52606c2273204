/** Commands that run until they are stopped: serve (with or without the demo) and sandbox. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { toDataDir } from '../dataDir.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { hostCommandsWords as say } from '../../../shared/words/cli/care.ts';

export type ServeFlags = { readonly port: number; readonly open: boolean; readonly demo?: boolean };

/**
 * `serve`: runs the web host until a signal stops it; with `demo`, on a simulated vendor of each kind. Exit codes are
 * those of `serve`.
 */
export async function runServe(
  data: string | undefined,
  { port, open, demo }: ServeFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { serve } = await import('../serve.ts');
  const stopped = untilStopped();
  if (demo !== true) return serve({ dataDir: toDataDir(data), port, open, terminal, stopped });

  const [{ startSandbox }, { fillDemo }] = await Promise.all([
    import('../../sandbox/startSandbox.ts'),
    import('../demo.ts'),
  ]);
  const isGiven = data !== undefined || (process.env['DNC_DESK_DATA'] ?? '') !== '';
  const dataDir = isGiven ? toDataDir(data) : mkdtempSync(join(tmpdir(), 'dnc-desk-demo-'));
  const sandbox = await startSandbox();
  try {
    terminal.err(say.theDemosVendorsAre(sandbox.url, dataDir));
    const prepare = fillDemo(sandbox, Date.now());
    return await serve({ dataDir, port, open, terminal, stopped, prepare });
  } finally {
    await sandbox.close();
    if (!isGiven) rmSync(dataDir, { recursive: true, force: true });
  }
}

export type SandboxFlags = { readonly port: number; readonly faults?: string; readonly json?: boolean };

/**
 * `sandbox`: runs the vendor simulator until a signal stops it. `faults`: a plan as JSON, or the path of a file that
 * holds one. 1 where the port cannot be used, 2 for a plan that does not fit.
 * @throws the error of a start that fails for a reason other than the port
 */
export async function runSandbox({ port, faults, json }: SandboxFlags, terminal: Terminal): Promise<ExitCode> {
  const [{ startSandbox }, { parseFaultPlan }] = await Promise.all([
    import('../../sandbox/startSandbox.ts'),
    import('../../sandbox/faultPlan.ts'),
  ]);
  const text = faults === undefined ? undefined : loadPlan(faults);
  if (faults !== undefined && text === undefined) return terminal.fail(2, say.thereIsNoFaultPlan(resolve(faults)));
  const plan = text === undefined ? undefined : parseFaultPlan(text);
  if (plan !== undefined && !plan.ok) return terminal.fail(2, plan.message);
  const stopped = untilStopped();
  let sandbox;
  try {
    sandbox = await startSandbox({ port, faults: plan?.plan });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return terminal.fail(1, say.portCannotBeUsed(port, String(error.code)));
  }
  const { url, accounts } = sandbox;
  if (json === true) terminal.out(JSON.stringify({ url, accounts }));
  else {
    terminal.out(say.sandboxIsReady(url));
    for (const { name, baseUrl, token } of accounts) terminal.out(say.withTheToken(name, baseUrl, token));
  }
  await stopped;
  await sandbox.close();
  return 0;
}

function loadPlan(given: string): string | undefined {
  if (/^\s*[{[]/.test(given)) return given;
  const path = resolve(given);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop());
  });
}
