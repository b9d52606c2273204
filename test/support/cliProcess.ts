/** Runs the command line as a person or a script does: a real process, its output and its exit code. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSealedTokens, testPassphrase } from './sealedTokens.ts';

const root = join(import.meta.dirname, '..', '..');
/** The bundle, which starts in less than half the time of the sources; the tests build it first. */
export const cli = join(root, 'out', 'command', 'cli.cjs');

export type CliRun = { readonly code: number | null; readonly stdout: string; readonly stderr: string };
export type CliOptions = {
  /** The data directory. */
  readonly data: string;
  readonly input?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
};

const sealedTokens = makeSealedTokens();
const alive = new Set<ChildProcessWithoutNullStreams>();

/** Ends what a failed test left running. */
export function endAll(): void {
  for (const child of alive) child.kill('SIGKILL');
}

/** Starts one command and leaves it to the caller. */
export function spawnCli(
  args: readonly string[],
  { data, cwd = root, env = {} }: CliOptions,
): ChildProcessWithoutNullStreams {
  const passphrase = { DNC_DESK_PASSPHRASE: testPassphrase };
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, CI: 'true', TZ: 'UTC', DNC_DESK_DATA: data, ...passphrase, ...env },
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  alive.add(child);
  child.once('close', () => alive.delete(child));
  return child;
}

/** Runs one command to its end. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const child = spawnCli(args, options);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: string) => (stdout += text));
  child.stderr.on('data', (text: string) => (stderr += text));
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** Runs one command with `--json` and answers its document; throws with its stderr when the code is not the expected one. */
export async function runCliJson(args: readonly string[], options: CliOptions, code = 0): Promise<unknown> {
  const run = await runCli(['--json', ...args], options);
  if (run.code !== code) throw new Error(`${args.join(' ')} ended with ${run.code}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

export type RunningCli = {
  readonly child: ChildProcessWithoutNullStreams;
  /** What the awaited line held. */
  readonly match: RegExpExecArray;
  readonly stderr: () => string;
  /** Sends the signal and resolves with the exit code (null when the signal ended it). */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

/** Starts a command that goes on running, and resolves when stdout shows `ready`. */
export function startCli(args: readonly string[], options: CliOptions, ready: RegExp): Promise<RunningCli> {
  const child = spawnCli(args, options);
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    void ended.then((code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${stderr}`)));
    child.stdout.on('data', (text: string) => {
      stdout += text;
      const match = ready.exec(stdout);
      if (match === null) return;
      const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
        child.kill(signal);
        return ended;
      };
      resolve({ child, match, stderr: () => stderr, stop });
    });
  });
}

export type ServedDesk = RunningCli & {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** The whole link. */
  readonly link: string;
  /** The one-time token in it. */
  readonly token: string;
};

/** Starts the web host and waits for its ready line. */
export async function startServe(options: CliOptions, args: readonly string[] = []): Promise<ServedDesk> {
  const running = await startCli(
    ['serve', '--no-open', ...args],
    options,
    /^DNC Desk is ready: ((http:\/\/127\.0\.0\.1:\d+)\/#token=(\S+))$/m,
  );
  const [, link = '', origin = '', token = ''] = running.match;
  return { ...running, origin, link, token };
}

/** Exchanges the link of a served desk for a session. */
export async function signIn({ origin, token }: Pick<ServedDesk, 'origin' | 'token'>): Promise<string> {
  const answer = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const { session } = (await answer.json()) as { session: string };
  return session;
}

/** A data directory of the test's own, with a place for tokens unless it is to be empty; `remove` when done. */
export function makeDataDir({ isEmpty = false } = {}): { readonly data: string; readonly remove: () => void } {
  const data = mkdtempSync(join(realpathSync(tmpdir()), 'dnc-desk-test-'));
  if (!isEmpty) writeFileSync(join(data, 'tokens.sealed'), sealedTokens, { mode: 0o600 });
  return { data, remove: () => rmSync(data, { recursive: true, force: true }) };
}
