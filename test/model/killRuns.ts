/**
 * kill -9 in the middle of a sync, as a user's machine would do it: the real command line against a sandbox in another
 * process, ended by SIGKILL after a random number of requests, again and again; then a run to the end, and a count.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import Database from 'better-sqlite3';
import { openDesk } from '../../electron/hosts/openDesk.ts';
import type { ControlName } from '../../electron/sandbox/controlInputs.ts';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';
import type { VendorModel } from '../../electron/sandbox/sandboxTypes.ts';
import { sandboxVendors } from '../../electron/sandbox/sandboxVendors.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { cli, makeDataDir, runCli } from '../support/cliProcess.ts';

export type KillReport = {
  readonly operations: number;
  readonly kills: number;
  /** What the run was doing when it was killed. */
  readonly phases: Readonly<Record<KillPhase, number>>;
  /** Kills that left a request behind whose outcome the desk did not know. */
  readonly leftUnknown: number;
  /** Blocks that the list no longer has, or no longer answers for. */
  readonly lost: number;
  readonly vendors: readonly VendorCount[];
  readonly problems: readonly string[];
};

/** `starting`: no request had left; `reading`: agents and lists; `sending`: blocks; `over`: the run had ended before. */
export type KillPhase = 'starting' | 'reading' | 'sending' | 'over';

export type VendorCount = {
  readonly vendor: string;
  readonly wanted: number;
  readonly there: number;
  /** Records beyond the first of one number (and agent). */
  readonly madeTwice: number;
  /** Adds that the vendor refused because the record was there: harmless, and counted. */
  readonly refused: number;
};

const call = { batchId: '64e5f12345abcdef98765432', requestUUID: '550e8400-e29b-41d4-a716-446655440000' };
const root = join(import.meta.dirname, '..', '..');
const agents = ['first', 'second'].map((id) => ({ id: `agent_${id}`, name: `The ${id}` }));
/** A rate limit is real time: who has one gets as many as fit into its minute. */
const mostForLimited = 30;

const models = sandboxVendors.map(({ model }) => model);
/** How many records a number has at a vendor, and at all that take as many numbers as they are sent. */
const recordsOf = (model: VendorModel) => (model.agents === 'one' ? agents.length : 1);
const recordsOfNumber = models.reduce((sum, model) => sum + (model.rateLimit === null ? recordsOf(model) : 0), 0);

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
      { length: Math.ceil(options.operations / recordsOfNumber) },
      (_, at) => `+1212555${String(1000 + at).padStart(4, '0')}`,
    );
    await prepare(place.data, control, numbers);
    const phases: Record<KillPhase, number> = { starting: 0, reading: 0, sending: 0, over: 0 };
    let leftUnknown = 0;
    for (let kill = 0; kill < options.kills; kill += 1) {
      phases[await killOne(place.data, control, random)] += 1;
      if (countUnknown(place.data) > 0) leftUnknown += 1;
    }
    const { operations, kills } = options;
    return { operations, kills, phases, leftUnknown, ...(await finish(place.data, control, numbers)) };
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
  for (const { name: vendor, ...model } of models)
    made.push(
      await control('createTenant', {
        vendor,
        id: vendor,
        agents: model.agents === 'none' ? [] : agents,
        callReferences: model.asksForCall ? [call] : [],
        settings: { onDuplicate: 'create' },
      }),
    );
  await withDesk(dataDir, async (client) => {
    for (const { vendor, baseUrl, token } of made)
      await client.accounts.add({ vendor, name: vendor, baseUrl, token, everyMinutes: 0 });
    const callReference = { batchId: call.batchId, requestUuid: call.requestUUID };
    const asked = { reason: 'asked on the phone', callReference, confirmInvalid: true };
    const targets = (isLimited: boolean) =>
      models.filter(({ rateLimit }) => (rateLimit !== null) === isLimited).map(({ name }) => name);
    await client.entries.add({ numbers: [...numbers], targets: targets(false), ...asked });
    await client.entries.add({ numbers: numbers.slice(0, mostForLimited), targets: targets(true), ...asked });
  });
}

/** One run, killed after some of its requests, or, now and then, while it is still starting. */
async function killOne(dataDir: string, control: Control, random: () => number): Promise<KillPhase> {
  const { seq } = await control<{ seq: number }>('lastSeq', {});
  const isEarly = random() < 0.08;
  const until = isEarly ? Infinity : seq + 1 + Math.floor(random() * 120);
  const child = spawn(process.execPath, [cli, '--json', 'sync'], {
    env: { ...process.env, CI: 'true', DNC_DESK_DATA: dataDir, DNC_DESK_PASSPHRASE: 'a passphrase for tests' },
    stdio: 'ignore',
  });
  const ended = new Promise<boolean>((resolve) => child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL')));
  const deadline = isEarly ? performance.now() + random() * 800 : Infinity;
  for (;;) {
    const now = await control<{ seq: number }>('lastSeq', {});
    if (now.seq >= until || child.exitCode !== null || performance.now() > deadline) break;
    await wait(2);
  }
  if (!isEarly) await wait(random() * 4);
  child.kill('SIGKILL');
  if (!(await ended)) return 'over';
  const requests = await control<LoggedRequest[]>('requests', { sinceSeq: seq });
  if (requests.length === 0) return 'starting';
  return requests.some(({ isWrite }) => isWrite) ? 'sending' : 'reading';
}

/** Operations whose outcome the desk does not know, in the files as the kill left them. */
function countUnknown(dataDir: string): number {
  const db = new Database(join(dataDir, 'desk.sqlite'), { readonly: true });
  try {
    return db.prepare<[], number>("SELECT count(*) FROM outbox WHERE state = 'unknown'").pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

/** Runs to the end, and says what is missing, double, or released. */
async function finish(
  dataDir: string,
  control: Control,
  numbers: readonly string[],
): Promise<Pick<KillReport, 'lost' | 'vendors' | 'problems'>> {
  const problems: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { code, stderr } = await runCli(['sync'], { data: dataDir });
    if (code !== 0 && time === 2) problems.push(`sync ended with ${code}: ${stderr}`);
  }
  const { seq } = await control<{ seq: number }>('lastSeq', {});
  await runCli(['sync'], { data: dataDir });
  const { writes } = await control<{ writes: number }>('countWrites', { sinceSeq: seq });
  if (writes > 0) problems.push(`a sync in step sent ${writes} writes`);
  const lost = await withDesk(dataDir, async (client) => {
    const answers = await client.entries.check({ numbers: [...numbers] });
    problems.push(...(await client.app.verify()).problems);
    return answers.filter(({ blocked }) => !blocked).length;
  });
  if (lost > 0) problems.push(`${lost} blocks were lost here`);
  const vendors: VendorCount[] = [];
  for (const model of models) {
    const { name: vendor, rateLimit } = model;
    const wanted = rateLimit === null ? numbers : numbers.slice(0, mostForLimited);
    const count = await countVendor(control, vendor, recordsOf(model), wanted);
    vendors.push(count);
    if (count.there < count.wanted) problems.push(`${count.wanted - count.there} blocks are missing at ${vendor}`);
    if (count.madeTwice > 0) problems.push(`${count.madeTwice} records were made twice at ${vendor}`);
  }
  return { lost, vendors, problems };
}

/** `each`: how many records a number has there. */
async function countVendor(
  control: Control,
  vendor: string,
  each: number,
  wanted: readonly string[],
): Promise<VendorCount> {
  const records = await control<{ readonly number: string; readonly agents: readonly string[] }[]>('records', {
    tenant: vendor,
  });
  const distinct = new Set(records.map(({ number, agents: of }) => `${number} ${each > 1 ? of.join() : ''}`));
  const counts = Map.groupBy(distinct, (key) => key.split(' ')[0] ?? '');
  const requests = await control<LoggedRequest[]>('requests', { tenant: vendor });
  return {
    vendor,
    wanted: wanted.length * each,
    there: wanted.reduce((sum, number) => sum + (counts.get(number)?.length ?? 0), 0),
    madeTwice: records.length - distinct.size,
    refused: requests.filter(({ method, status }) => method === 'POST' && (status === 422 || status === 400)).length,
  };
}
