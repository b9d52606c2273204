/**
 * kill -9 in the middle of a sync, as a user's machine would do it: the real command line against a sandbox in another
 * process, ended by SIGKILL after a random number of requests, again and again; then a run to the end, and a count.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import { openDesk } from '../../electron/hosts/openDesk.ts';
import type { ControlName } from '../../electron/sandbox/controlInputs.ts';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { makeDataDir, runCli } from '../support/cliProcess.ts';

export type KillReport = {
  readonly operations: number;
  readonly kills: number;
  /** Kills that hit a run in the middle of its requests. */
  readonly hits: number;
  readonly problems: readonly string[];
  /** Adds that the vendors refused because the record was there: harmless, and counted. */
  readonly refusedDuplicates: number;
};

const call = { batchId: '64e5f12345abcdef98765432', requestUUID: '550e8400-e29b-41d4-a716-446655440000' };
const root = join(import.meta.dirname, '..', '..');
const agents = ['first', 'second'].map((id) => ({ id: `agent_${id}`, name: `The ${id}` }));
/** Yappr's rate limit is real time: it gets as many as fit into its minute. */
const mostForYappr = 30;

type Control = <T>(name: ControlName, input: unknown) => Promise<T>;

export async function killRuns(options: { operations: number; kills: number; seed: number }): Promise<KillReport> {
  const random = seededRandom(options.seed);
  const place = makeDataDir();
  const server = spawn(process.execPath, [join(root, 'test', 'model', 'sandboxProcess.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const url = await firstLine(server);
    const control: Control = async (name, input) => {
      const answer = await fetch(`${url}/_control/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(input),
      });
      if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
      return (await answer.json()) as never;
    };
    const numbers = Array.from(
      { length: Math.ceil(options.operations / 4) },
      (_, at) => `+1212555${String(1000 + at).padStart(4, '0')}`,
    );
    await prepare(place.data, control, numbers);
    let hits = 0;
    for (let kill = 0; kill < options.kills; kill += 1) if (await killOne(place.data, control, random)) hits += 1;
    const problems = await finish(place.data, control, numbers);
    const requests = await control<LoggedRequest[]>('requests', {});
    const refusedDuplicates = requests.filter(
      ({ method, status }) => method === 'POST' && (status === 422 || status === 400),
    ).length;
    return { operations: options.operations, kills: options.kills, hits, problems, refusedDuplicates };
  } finally {
    server.stdin.end();
    place.remove();
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)));
    child.stdout?.once('data', (text: Buffer) => resolve(text.toString().trim()));
  });
}

async function withDesk<T>(dataDir: string, work: (client: DeskClient) => Promise<T>): Promise<T> {
  process.env['DNC_DESK_PASSPHRASE'] = 'a passphrase for tests';
  const opened = await openDesk({ dataDir, host: 'cli' });
  if (!opened.ok) throw new Error(opened.message);
  try {
    return await work(createRouterClient(opened.desk.router, { context: { host: 'cli' } }));
  } finally {
    await opened.desk.close();
  }
}

/** Everything is owed, and nothing has been sent. */
async function prepare(dataDir: string, control: Control, numbers: readonly string[]): Promise<void> {
  const made: { vendor: string; baseUrl: string; token: string }[] = [];
  for (const vendor of ['osvi', 'fluents', 'weya', 'yappr'])
    made.push(
      await control('createTenant', {
        vendor,
        id: vendor,
        agents: vendor === 'osvi' || vendor === 'yappr' ? agents : [],
        callReferences: vendor === 'weya' ? [call] : [],
        settings: { onDuplicate: 'create' },
      }),
    );
  await withDesk(dataDir, async (client) => {
    for (const { vendor, baseUrl, token } of made)
      await client.accounts.add({ vendor, name: vendor, baseUrl, token, everyMinutes: 0 });
    const callReference = { batchId: call.batchId, requestUuid: call.requestUUID };
    const asked = { reason: 'asked on the phone', callReference, confirmInvalid: true };
    await client.entries.add({ numbers: [...numbers], targets: ['osvi', 'fluents', 'weya'], ...asked });
    await client.entries.add({ numbers: numbers.slice(0, mostForYappr), targets: ['yappr'], ...asked });
  });
}

/** One run, killed after some of its requests. False when it was over before. */
async function killOne(dataDir: string, control: Control, random: () => number): Promise<boolean> {
  const { seq } = await control<{ seq: number }>('lastSeq', {});
  const until = seq + 1 + Math.floor(random() * 120);
  const child = spawn(process.execPath, [join(root, 'electron', 'hosts', 'cli.ts'), '--json', 'sync'], {
    env: { ...process.env, CI: 'true', DNC_DESK_DATA: dataDir, DNC_DESK_PASSPHRASE: 'a passphrase for tests' },
    stdio: 'ignore',
  });
  const ended = new Promise<boolean>((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')));
  for (;;) {
    const now = await control<{ seq: number }>('lastSeq', {});
    if (now.seq >= until || child.exitCode !== null) break;
    await wait(2);
  }
  await wait(random() * 4);
  child.kill('SIGKILL');
  return ended;
}

/** Runs to the end, and says what is missing, double, or released. */
async function finish(dataDir: string, control: Control, numbers: readonly string[]): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { code, stderr } = await runCli(['sync'], { data: dataDir });
    if (code !== 0 && time === 2) problems.push(`sync ended with ${code}: ${stderr}`);
  }
  const { seq } = await control<{ seq: number }>('lastSeq', {});
  await runCli(['sync'], { data: dataDir });
  const { writes } = await control<{ writes: number }>('countWrites', { sinceSeq: seq });
  if (writes > 0) problems.push(`a sync in step sent ${writes} writes`);
  await withDesk(dataDir, async (client) => {
    const answers = await client.entries.check({ numbers: [...numbers] });
    const lost = answers.filter(({ blocked }) => !blocked).length;
    if (lost > 0) problems.push(`${lost} blocks were lost here`);
    const verdict = await client.app.verify();
    problems.push(...verdict.problems);
  });
  for (const [tenant, each, wanted] of [
    ['osvi', 2, numbers],
    ['fluents', 1, numbers],
    ['weya', 1, numbers],
    ['yappr', 1, numbers.slice(0, mostForYappr)],
  ] as const) {
    const records = await control<{ readonly number: string }[]>('records', { tenant });
    const counts = Map.groupBy(records, ({ number }) => number);
    const missing = wanted.filter((number) => (counts.get(number)?.length ?? 0) < each).length;
    const double = [...counts.values()].filter((of) => of.length > each).length;
    if (missing > 0) problems.push(`${missing} blocks are missing at ${tenant}`);
    if (double > 0) problems.push(`${double} records were made twice at ${tenant}`);
  }
  return problems;
}
