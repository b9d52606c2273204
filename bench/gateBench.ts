/**
 * Programs that ask the gate over HTTP, in a list of ten million and with the log on: in batches, one by one, and one by one
 * while a file is imported. Client and server share the machine.
 */
import { execFile } from 'node:child_process';
import { closeSync, cpSync, fdatasyncSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { promisify } from 'node:util';
import { toE164, toPhoneNumber } from '../shared/domain/numbers/number.ts';
import type { Bench, BenchContext } from './bench.ts';
import { listNumber } from './bigList.ts';
import { createRandom, writeMixedCsv } from './data.ts';
import { percentile, toTime } from './measure.ts';
import { openRawCaller, type RawCaller, toRequest } from './rawCaller.ts';
import { cli, spawnServe, untilBackedUp } from './serveChild.ts';
import type { BenchRow } from './report.ts';

export const gateBench: Bench = { name: 'gate', run: benchGate };

const run = promisify(execFile);
/** Lines of a dialer that ask at the same time, each one question after the other. */
const lanes = 32;
const singles = 10_000;
const [batches, inBatch] = [20, 10_000];
const stretches = 5;
/** While a file is imported each of these asks every so often. */
const [calmLanes, everyMs] = [4, 5];

type Figures = {
  readonly batched: number;
  readonly single: number;
  readonly waits: readonly number[];
  readonly importMs: number;
  /** Beside another import of as many rows. */
  readonly flushes: Flushes;
};

/** How long flushes of one record took, and how long those waited who asked for them as the gate is asked. */
type Flushes = { readonly alone: readonly number[]; readonly waits: readonly number[] };

async function benchGate(context: BenchContext): Promise<BenchRow[]> {
  const entries = 10_000_000 * context.scale;
  const { batched, single, waits, importMs, flushes } = await measure(context, entries);
  const size = entries.toLocaleString('en');
  const [p99, floor99] = [percentile(waits, 0.99), percentile(flushes.waits, 0.99)];
  const toRate = (perSecond: number) => `${Math.round(perSecond).toLocaleString('en')} checks/s`;
  return [
    {
      work: `gate: check ${inBatch.toLocaleString('en')} numbers a request at ${size} entries, log on`,
      ours: `${toRate(batched)} in the best of ${stretches} stretches`,
      yardstick: '–',
      ratio: null,
      reach: '>= 15,000 checks/s',
      reached: batched >= 15_000,
      figures: { entries, checksPerSecond: batched },
    },
    {
      work: `gate: check one number a request, ${lanes} lines, at ${size} entries, log on`,
      ours: `${toRate(single)} in the best of ${stretches} stretches`,
      yardstick: '–',
      ratio: null,
      reach: '>= 5,000 checks/s',
      reached: single >= 5000,
      figures: { entries, checksPerSecond: single },
    },
    {
      work: `gate: check one number while ${(1_000_000 * context.scale).toLocaleString('en')} rows are imported, log on`,
      ours: `99 in 100 in ${toTime(p99)}, half in ${toTime(percentile(waits, 0.5))}, at most ${toTime(percentile(waits, 1))}`,
      yardstick: `a flush of one record alone, asked for as often beside such an import: 99 in 100 in ${toTime(floor99)}, half in ${toTime(percentile(flushes.waits, 0.5))} (one flush: ${toTime(percentile(flushes.alone, 0.99))}, ${toTime(percentile(flushes.alone, 0.5))})`,
      ratio: p99 / floor99,
      reach: '99 in 100 in < 10 ms',
      reached: p99 < 10,
      figures: {
        entries,
        p50Ms: percentile(waits, 0.5),
        p99Ms: p99,
        maxMs: percentile(waits, 1),
        asked: waits.length,
        importMs,
        flushP50Ms: percentile(flushes.alone, 0.5),
        flushP99Ms: percentile(flushes.alone, 0.99),
        floorP50Ms: percentile(flushes.waits, 0.5),
        floorP99Ms: floor99,
        floorMaxMs: percentile(flushes.waits, 1),
      },
    },
  ];
}

async function measure({ scratch, listOf, scale }: BenchContext, entries: number): Promise<Figures> {
  const dataDir = join(scratch, 'gate');
  cpSync(listOf(entries).dataDir, dataDir, { recursive: true });
  const call = (...args: readonly string[]) => run(process.execPath, [cli, '--data', dataDir, ...args]);
  const token = (await call('tokens', 'add', 'Bench', '--scope', 'check')).stdout.trim();
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  await call('gate', '--listen', '--port', String(port));
  // The list was written at one moment long ago, from which no clock goes on.
  await call('clock-is-right');
  const served = await spawnServe(dataDir);
  try {
    await untilBackedUp(dataDir);
    const origin = `http://127.0.0.1:${port}`;
    const toCheck = (numbers: readonly string[]) => toRequest(origin, '/api/v1/check', token, { numbers });
    const numbers = [...eachProbe(entries, singles)];
    const large = Array.from({ length: batches }, (_, at) => toCheck([...eachProbe(entries, inBatch, at)]));
    const batched = await best(large.length * inBatch, () =>
      withCallers(origin, 2, (callers) => askAll(callers, large)),
    );
    const small = numbers.map((number) => toCheck([number]));
    const single = await best(small.length, () => withCallers(origin, lanes, (callers) => askAll(callers, small)));
    const files = [join(scratch, 'gate-1.csv'), join(scratch, 'gate-2.csv')] as const;
    for (const [at, file] of files.entries()) await writeMixedCsv(file, 1_000_000 * scale, 9 + at);
    const importFile = async (file: string): Promise<number> => {
      const started = performance.now();
      await call('import', file, '--region', 'US');
      return performance.now() - started;
    };
    const imported = importFile(files[0]);
    const waits = await withCallers(origin, calmLanes, (callers) => askMeanwhile(callers, small, imported));
    const importMs = await imported;
    return { batched, single, waits, importMs, flushes: await flushMeanwhile(scratch, importFile(files[1])) };
  } finally {
    await served.stop();
  }
}

/** Opens so many connections for some work: the gate ends those that show no token for a while. */
async function withCallers<T>(
  origin: string,
  count: number,
  work: (callers: readonly RawCaller[]) => Promise<T>,
): Promise<T> {
  const callers = await Promise.all(Array.from({ length: count }, () => openRawCaller(origin)));
  try {
    return await work(callers);
  } finally {
    for (const caller of callers) caller.close();
  }
}

/** One probe in three is on the list. */
function* eachProbe(entries: number, count: number, seed = 11): Generator<string> {
  const random = createRandom(seed);
  const span = listNumber(entries) - listNumber(0);
  for (let i = 0; i < count; i++) yield toE164(toPhoneNumber(listNumber(0) + Math.floor(random() * span)));
}

/** Checks a second in the best of some stretches, after one to warm up. */
async function best(checks: number, ask: () => Promise<void>): Promise<number> {
  await ask();
  const perSecond: number[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const started = performance.now();
    await ask();
    perSecond.push(checks / ((performance.now() - started) / 1000));
  }
  return Math.max(...perSecond);
}

async function askAll(callers: readonly RawCaller[], requests: readonly Uint8Array[]): Promise<void> {
  await Promise.all(
    callers.map(async (caller, lane) => {
      for (let at = lane; at < requests.length; at += callers.length)
        await caller.ask(requests[at] ?? new Uint8Array());
    }),
  );
}

/** How long each question waited, from the moment at which it was to be asked, until `ended`. */
async function askMeanwhile(
  callers: readonly RawCaller[],
  requests: readonly Uint8Array[],
  ended: Promise<unknown>,
): Promise<readonly number[]> {
  const state = { isOver: false };
  const done = ended.finally(() => (state.isOver = true));
  const waits: number[] = [];
  await Promise.all(
    callers.map(async (caller, lane) => {
      let due = performance.now() + (lane * everyMs) / callers.length;
      for (let at = lane; !state.isOver; at += callers.length) {
        due = Math.max(due + everyMs, performance.now());
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
        const asked = performance.now();
        await caller.ask(requests[at % requests.length] ?? new Uint8Array());
        waits.push(performance.now() - asked);
      }
    }),
  );
  await done;
  return waits;
}

/**
 * How long such questions wait beside an import where nothing is done but to flush: as many lanes ask as often, and one record is
 * written over bytes that are there and flushed for all that wait. Who asks during a flush waits for its end, and then for the next;
 * and who is ready waits for a processor.
 */
async function flushMeanwhile(folder: string, ended: Promise<unknown>): Promise<Flushes> {
  const state = { isOver: false };
  const done = ended.finally(() => (state.isOver = true));
  const fd = openSync(join(folder, 'flushed'), 'w');
  writeSync(fd, Buffer.alloc(1024 * 1024));
  fsyncSync(fd);
  const record = Buffer.alloc(200, 'a');
  const [alone, waits]: [number[], number[]] = [[], []];
  const due = Array.from({ length: calmLanes }, (_, lane) => performance.now() + (lane * everyMs) / calmLanes);
  for (let at = 0; !state.isOver; at = (at + record.length) % (1024 * 1024 - record.length)) {
    await later(Math.max(0, Math.min(...due) - performance.now()));
    const started = performance.now();
    const asked = due.map((ms) => ms <= started);
    writeSync(fd, record, 0, record.length, at);
    fdatasyncSync(fd);
    const flushed = performance.now();
    alone.push(flushed - started);
    for (const [lane, isAsked] of asked.entries()) {
      if (!isAsked) continue;
      const ms = due[lane] ?? started;
      waits.push(flushed - ms);
      due[lane] = Math.max(ms + everyMs, flushed);
    }
  }
  closeSync(fd);
  await done;
  return { alone, waits };
}
