/**
 * The shared list on a real PostgreSQL: the order of pushes, a block on its way to fifty desks, two hundred that are idle, the first
 * copy beside `psql`, and a million numbers that one desk brings while thirty others push.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { createAsk } from '../electron/core/hub/pg/ask.ts';
import { writePush } from '../electron/core/hub/pg/push.ts';
import { openPgSession } from '../electron/core/hub/pg/session.ts';
import { makeDataDir, openTestCore, type TestCore } from '../test/support/core.ts';
import {
  countBySequence,
  countMissed,
  type OrderRun,
  pauseBeforeCommit,
  registerDesk,
  toPush,
} from '../test/support/hubOrder.ts';
import type { Bench, BenchContext } from './bench.ts';
import { askOnce, type BenchHub, fillHub, serverCpuMs, withBenchHub } from './hubFixture.ts';
import { type ChildSpent, percentile, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const hubBench: Bench = {
  name: 'hub',
  onlyLarge: true,
  async run(context) {
    process.env['DNC_DESK_PASSPHRASE'] = 'a passphrase for the bench';
    const rows: BenchRow[] = [];
    for (const bench of [benchSpread, benchIdle, benchCopy, benchShare])
      rows.push(await withBenchHub((hub) => bench(context, hub)));
    return rows;
  },
};

/** Counts, and measures nothing: what else the machine does changes how long it takes, a quarter of an hour, and not what it says. */
export const hubOrderBench: Bench = {
  name: 'hub-order',
  onlyLarge: true,
  run: async (context) => [await withBenchHub((hub) => benchOrder(context, hub))],
};

async function connectAll(config: pg.ClientConfig, count: number): Promise<readonly pg.Client[]> {
  const clients = Array.from({ length: count }, () => new pg.Client(config));
  for (const client of clients) await client.connect();
  return clients;
}

async function epochOf(config: pg.ClientConfig): Promise<string> {
  const { rows } = await askOnce(config, 'SELECT epoch FROM dnc.head');
  return (rows as { epoch: string }[])[0]?.epoch ?? '';
}

async function benchOrder({ scale }: BenchContext, { config }: BenchHub): Promise<BenchRow> {
  const [writers, readers] = [8, 3];
  const pushes = Math.max(writers * 25, 100_000 * scale);
  const open: pg.Client[] = [];
  const connect = async () => {
    const [client] = await connectAll(config, 1);
    if (client === undefined) throw new Error('No connection');
    open.push(client);
    return client;
  };
  const slow = pauseBeforeCommit(4, 4);
  const epoch = await epochOf(config);
  const of = (count: number): Omit<OrderRun, 'slow' | 'newest'> => ({
    connect,
    epoch,
    writers,
    readers,
    pushesOfEach: Math.ceil(count / writers),
  });
  const started = performance.now();
  const missed = await countMissed({ ...of(pushes), slow, newest: 'SELECT rev FROM dnc.head' });
  const ms = performance.now() - started;
  // The numbers of the next ones are the same: from an empty list.
  await askOnce(config, 'SET session_replication_role = replica; DELETE FROM dnc.entry; DELETE FROM dnc.push');
  const newest = 'SELECT max(rev) AS rev FROM dnc.push';
  const bySequence = await countMissed({ ...of(Math.min(pushes, 2000)), slow: countBySequence(slow), newest });
  for (const client of open) await client.end();
  const [mostMissed, mostBySequence] = [Math.max(...missed), Math.max(...bySequence)];
  return {
    work: `${pushes.toLocaleString('en')} pushes by ${writers} writers with pauses, ${readers} readers`,
    ours: `${mostMissed} missed (${Math.round(pushes / (ms / 1000))} pushes a second)`,
    yardstick: `${Math.min(pushes, 2000)} counted by a sequence: ${mostBySequence} missed`,
    ratio: null,
    reach: '0 missed, and some by a sequence',
    reached: mostMissed === 0 && mostBySequence > 0,
    figures: { pushes, ms, missed: mostMissed, missedBySequence: mostBySequence },
  };
}

/** Desks that exchange by themselves, all in this process. */
async function benchSpread({ scale }: BenchContext, hub: BenchHub): Promise<BenchRow> {
  const count = scale < 1 ? 10 : 50;
  const [desks, places]: [TestCore[], (() => Promise<void>)[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const { dataDir, remove } = await makeDataDir();
    const desk = await openTestCore(dataDir, { host: 'web', caller: 'cli' });
    await desk.client.hub.join({ line: await hub.invite(`Desk ${at}`) });
    desks.push(desk);
    places.push(remove);
  }
  const isBlocked = async ({ client }: TestCore, number: string) =>
    (await client.entries.check({ numbers: [number] }))[0]?.blocked === true;
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    // Somewhere in everybody's five seconds.
    await sleep(6000 + Math.random() * 3000);
    const number = `+1212555010${turn}`;
    await desks[turn]?.client.entries.add({ numbers: [number] });
    const started = performance.now();
    for (const desk of desks) while (!(await isBlocked(desk, number))) await sleep(20);
    times.push(performance.now() - started);
  }
  for (const desk of desks) await desk.close();
  for (const remove of places) await remove();
  const most = Math.max(...times);
  return {
    work: `a block of one desk of ${count} is at every other`,
    ours: `${toTime(most)} at most, ${toTime(percentile(times, 0.5))} in the middle of ${times.length}`,
    yardstick: '–',
    ratio: null,
    reach: '< 10 s',
    reached: most < 10_000,
    figures: { desks: count, mostMs: most, middleMs: percentile(times, 0.5) },
  };
}

/** What each asks is what a desk asks that has nothing to share (`idle.test.ts`), every five seconds. */
async function benchIdle({ scale }: BenchContext, hub: BenchHub): Promise<BenchRow> {
  const [count, seconds] = [scale < 1 ? 20 : 200, 20];
  const sessions = [];
  for (let at = 0; at < count; at++) sessions.push(await openPgSession(hub.place, hub.password));
  const before = serverCpuMs(hub.server.pid());
  const waits: number[] = [];
  const state = { isOver: false };
  const idle = sessions.map(async (session, at) => {
    await sleep((at / count) * 5000);
    while (!state.isOver) {
      const asked = performance.now();
      await session.head();
      waits.push(performance.now() - asked);
      await sleep(5000);
    }
  });
  await sleep(seconds * 1000);
  const cpuMs = serverCpuMs(hub.server.pid()) - before;
  state.isOver = true;
  await Promise.all(idle);
  for (const session of sessions) await session.close();
  const [perSecond, share] = [waits.length / seconds, cpuMs / (seconds * 1000)];
  return {
    work: `${count} idle desks`,
    ours: `${perSecond.toFixed(0)} statements a second, ${(share * 100).toFixed(1)} % of one core; an answer takes ${toTime(percentile(waits, 0.99))} (99 in 100)`,
    yardstick: '–',
    ratio: null,
    reach: '< 10 % of one core',
    reached: share < 0.1,
    figures: { desks: count, perSecond, cpuShare: share, waitMs99: percentile(waits, 0.99) },
  };
}

async function benchCopy({ scratch, scale }: BenchContext, hub: BenchHub): Promise<BenchRow> {
  const entries = 10_000_000 * scale;
  await fillHub(hub.config, entries);
  const file = join(scratch, 'copy.tsv');
  const { host, port, user, database } = hub.config;
  const to = ['-h', String(host), '-p', String(port), '-U', String(user), '-d', String(database), '-qc'];
  const started = performance.now();
  const { status } = spawnSync('psql', [...to, `\\copy (SELECT * FROM dnc.entry ORDER BY number) TO '${file}'`], {
    env: { ...process.env, PGPASSWORD: hub.password },
  });
  const psqlMs = performance.now() - started;
  rmSync(file, { force: true });
  const copy = await runBeside('hubCopyChild.ts', [join(scratch, 'copied'), await hub.invite('Copy')]);
  const ratio = status === 0 ? copy.ms / psqlMs : null;
  return {
    work: `first copy of ${entries.toLocaleString('en')} numbers`,
    ours: `${toTime(copy.ms)}, ${Math.round(copy.rssMb)} MB`,
    yardstick: ratio === null ? 'there is no psql here' : `psql's \\copy to a file: ${toTime(psqlMs)}`,
    ratio,
    reach: '3 x; 300 MB',
    reached: ratio !== null && ratio <= 3 && copy.rssMb < 300,
    figures: { entries, ms: copy.ms, cpuMs: copy.cpuMs, rssMb: copy.rssMb, psqlMs },
  };
}

async function benchShare({ scratch, scale, listOf }: BenchContext, hub: BenchHub): Promise<BenchRow> {
  const [entries, pushers, others] = [1_000_000 * scale, 30, 3];
  const bringing = join(scratch, 'bringing');
  cpSync(listOf(entries).dataDir, bringing, { recursive: true });
  const line = await hub.invite('Bringing');
  const lines: string[] = [];
  for (let at = 0; at < others; at++) lines.push(await hub.invite(`Other ${at}`));
  const clients = await connectAll(hub.config, pushers);
  const epoch = await epochOf(hub.config);
  const state = { isOver: false };
  const waits: number[] = [];
  const pushing = clients.map(async (client, at) => {
    const ask = createAsk(client);
    const desk = await registerDesk(ask);
    for (let n = 1; !state.isOver; n++) {
      const started = performance.now();
      await writePush(ask, toPush(epoch, desk, n, 13_120_000_000 + at * 1_000_000 + n));
      waits.push(performance.now() - started);
      await sleep(500 + Math.random() * 1000);
    }
  });
  const started = performance.now();
  const reading = lines.map((other, at) =>
    runBeside('hubShareChild.ts', [join(scratch, `other-${at}`), other, String(entries)]),
  );
  const brought = await runBeside('hubShareChild.ts', [bringing, line, '0']);
  const read = await Promise.all(reading);
  const ms = performance.now() - started;
  state.isOver = true;
  await Promise.all(pushing);
  for (const client of clients) await client.end();
  const [longest, most] = [Math.max(...waits), Math.max(...read.map(({ rssMb }) => rssMb))];
  return {
    work: `${entries.toLocaleString('en')} numbers of one desk, shared to ${others} others while ${pushers} push`,
    ours: `sent in ${toTime(brought.ms)}, at all others after ${toTime(ms)}; a push of the ${pushers} waits ${toTime(longest)} at most, ${toTime(percentile(waits, 0.99))} in 99 of 100; ${Math.round(Math.max(brought.rssMb, most))} MB`,
    yardstick: '–',
    ratio: null,
    reach: 'a push waits < 5 s',
    reached: longest < 5000,
    figures: {
      entries,
      sentMs: brought.ms,
      sharedMs: ms,
      longestMs: longest,
      waitMs99: percentile(waits, 0.99),
      pushes: waits.length,
      sendRssMb: brought.rssMb,
      readRssMb: most,
    },
  };
}

/** A script of this directory in a process of its own, while this one goes on. */
async function runBeside(script: `${string}Child.ts`, args: readonly string[]): Promise<ChildSpent> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`);
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as ChildSpent;
}
