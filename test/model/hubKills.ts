/**
 * kill -9 of desks and of the hub's PostgreSQL at random moments, while three desks block, change, release and exchange without a
 * pause; then everything runs to the end, and is counted. Blocks that a desk acknowledged are at every desk, unless a lead released
 * them; the desks are equal to the byte, and a further exchange sends nothing.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createRouterClient } from '@orpc/server';
import type { HubRole } from '../../electron/core/hub/hubPort.ts';
import { openDesk } from '../../electron/hosts/openDesk.ts';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import type { DeskClient } from '../../shared/contract/contract.ts';
import { makeDataDir } from '../support/cliProcess.ts';
import { readAll } from '../support/core.ts';
import { createTestHub, type TestHub } from '../support/hubDesks.ts';
import { startPostgres, type TestPostgres } from '../support/startPostgres.ts';

export type KillDeskMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'blocked'; readonly numbers: readonly string[] }
  | { readonly kind: 'releasing'; readonly number: string }
  | { readonly kind: 'exchanged'; readonly done: boolean };

export type HubKillReport = {
  readonly seed: number;
  /** How often a desk was killed; the server with `kill -9`, and as `pg_ctl stop -m immediate` does it. */
  readonly killed: { readonly desk: number; readonly server: number; readonly serverAtOnce: number };
  /** Exchanges that came to their end, and that broke off. */
  readonly exchanges: { readonly done: number; readonly broken: number };
  /** Numbers that a desk had acknowledged as blocked; that a lead released; pushes that the hub took. */
  readonly blocked: number;
  readonly released: number;
  readonly pushes: number;
  /** Pushes of desks that the copy of the server's data did not have when it was put back. */
  readonly pushesLost: number;
  readonly problems: readonly string[];
};

type Desk = {
  readonly name: string;
  readonly role: Exclude<HubRole, 'admin' | 'reader'>;
  readonly data: string;
  readonly remove: () => void;
  child: ChildProcess | undefined;
  isReady: boolean;
  starts: number;
};

type Facts = {
  readonly blocked: Set<string>;
  readonly released: Set<string>;
  readonly exchanges: { done: number; broken: number };
};

const people = [
  { name: 'Mia', role: 'lead' },
  { name: 'Tom', role: 'desk' },
  { name: 'Uma', role: 'desk' },
] as const;

/** `moments`: kills; `pushes`: how many are made after the server's data was copied, before the copy is put back (0: it is not). */
export async function killHub(options: { moments: number; pushes: number; seed: number }): Promise<HubKillReport> {
  process.env['DNC_DESK_PASSPHRASE'] = 'a passphrase for tests';
  const random = seededRandom(options.seed);
  const server = await startPostgres({ durable: true });
  const hub = await createTestHub(server);
  const desks: Desk[] = people.map((person) => {
    const { data, remove } = makeDataDir();
    return { ...person, data, remove, child: undefined, isReady: false, starts: 0 };
  });
  const facts: Facts = { blocked: new Set(), released: new Set(), exchanges: { done: 0, broken: 0 } };
  try {
    await joinAll(hub, desks);
    await hub.admin.close();
    for (const desk of desks) start(desk, facts, random);
    const killed = await killAtRandom({ ...options, server, desks, facts, random });
    const pushesLost = options.pushes === 0 ? 0 : await putBackCopy(server, hub, facts, options.pushes);
    for (const desk of desks) await stop(desk);
    return {
      seed: options.seed,
      killed,
      exchanges: facts.exchanges,
      blocked: facts.blocked.size,
      released: facts.released.size,
      pushes: await countPushes(hub),
      pushesLost,
      problems: await findProblems(desks, facts),
    };
  } finally {
    for (const desk of desks) {
      await stop(desk);
      desk.remove();
    }
    await server.stop();
  }
}

async function joinAll(hub: TestHub, desks: readonly Desk[]): Promise<void> {
  for (const { name, role, data } of desks) {
    const line = await hub.invite(name, role);
    await withDesk(data, async (client) => {
      await client.app.saveSettings({ author: name });
      await client.hub.join({ line });
    });
  }
}

function start(desk: Desk, facts: Facts, random: () => number): void {
  desk.starts += 1;
  // Each life of a desk has numbers of its own.
  const first =
    12_120_000_000 + people.findIndex(({ name }) => name === desk.name) * 1_000_000_000 + desk.starts * 100_000;
  const args = [desk.data, String(first), String(Math.floor(random() * 1e9)), desk.role];
  const child = fork(join(import.meta.dirname, 'hubKillDesk.ts'), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  desk.child = child;
  desk.isReady = false;
  child.on('message', (message: KillDeskMessage) => {
    if (message.kind === 'ready') desk.isReady = true;
    else if (message.kind === 'blocked') for (const number of message.numbers) facts.blocked.add(number);
    else if (message.kind === 'releasing') facts.released.add(message.number);
    else facts.exchanges[message.done ? 'done' : 'broken'] += 1;
  });
}

async function stop(desk: Desk): Promise<void> {
  const { child } = desk;
  desk.child = undefined;
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function killAtRandom(parts: {
  moments: number;
  server: TestPostgres;
  desks: readonly Desk[];
  facts: Facts;
  random: () => number;
}): Promise<HubKillReport['killed']> {
  const { moments, server, desks, facts, random } = parts;
  const killed = { desk: 0, server: 0, serverAtOnce: 0 };
  for (let moment = 0; moment < moments; moment += 1) {
    await wait(random() * 300);
    const kind = (['desk', 'server', 'serverAtOnce'] as const)[moment % 3] ?? 'desk';
    if (kind === 'desk') {
      const desk = await readyOne(desks, random);
      await stop(desk);
      start(desk, facts, random);
    } else {
      await server.kill(kind === 'server' ? 'SIGKILL' : 'SIGQUIT');
      await server.restart();
    }
    killed[kind] += 1;
  }
  return killed;
}

async function readyOne(desks: readonly Desk[], random: () => number): Promise<Desk> {
  for (;;) {
    const ready = desks.filter(({ isReady }) => isReady);
    const found = ready[Math.floor(random() * ready.length)];
    if (found !== undefined) return found;
    await wait(20);
  }
}

/** A copy of the server's data is kept, the desks push on, and the copy is put back: answers how many pushes that loses. */
async function putBackCopy(server: TestPostgres, hub: TestHub, facts: Facts, pushes: number): Promise<number> {
  const putBack = await server.keepCopy();
  const before = await countPushes(hub);
  let after = before;
  while (after < before + pushes) {
    await wait(50);
    after = await countPushes(hub);
  }
  await putBack();
  const { done } = facts.exchanges;
  // Each desk meets the older hub in the middle of its work, before all is counted.
  while (facts.exchanges.done < done + 10) await wait(50);
  return after - before;
}

async function countPushes({ ask }: TestHub): Promise<number> {
  const [row] = await ask<{ pushes: number }>('SELECT count(*)::int AS pushes FROM dnc.push');
  return row?.pushes ?? 0;
}

async function withDesk<T>(dataDir: string, work: (client: DeskClient) => Promise<T>): Promise<T> {
  const opened = await openDesk({ dataDir, host: 'cli', patienceMs: 10_000 });
  if (!opened.ok) throw new Error(opened.message);
  try {
    return await work(createRouterClient(opened.desk.router, { context: { host: 'cli' } }));
  } finally {
    await opened.desk.close();
  }
}

/** Everything is exchanged, and then looked at. */
async function findProblems(desks: readonly Desk[], { blocked, released }: Facts): Promise<readonly string[]> {
  const problems: string[] = [];
  // A server that has just come back may break off an exchange: what waits is sent with a later one.
  for (let time = 0; time < 2; time += 1)
    for (const { data } of desks)
      await withDesk(data, async (client) => {
        for (let left = 40; left > 0; left -= 1) {
          if ((await client.hub.sync()).hub.state === 'inStep') break;
          await wait(250);
        }
      });
  const wanted = [...blocked].filter((number) => !released.has(number));
  const exports = new Map<string, string>();
  for (const { name, data } of desks)
    await withDesk(data, async (client) => {
      const { sent, hub } = await client.hub.sync();
      if (sent > 0) problems.push(`${name}, in step, sent ${sent} numbers`);
      if (hub.state !== 'inStep') problems.push(`${name}: ${hub.sentence}`);
      for (let at = 0; at < wanted.length; at += 1000) {
        const answers = await client.entries.check({ numbers: wanted.slice(at, at + 1000) });
        const lost = answers.filter((answer) => !answer.blocked).map(({ number }) => number);
        if (lost.length > 0) problems.push(`${name} lost ${lost.length} blocks, such as ${lost[0] ?? ''}`);
      }
      problems.push(...(await client.app.verify()).problems.map((problem) => `${name}: ${problem}`));
      exports.set(await readAll(await client.entries.export({ filter: {}, format: 'json' })), name);
    });
  if (exports.size > 1) problems.push(`the lists differ: ${[...exports.values()].join(', ')}`);
  return problems;
}
