/** Checking one number in a list of ten million: the bare SELECT, the core's decision, and the HTTP API for dialers. */
import Database from 'better-sqlite3';
import { createDecide } from '../electron/core/list/commands/decide.ts';
import { createOpenConflicts } from '../electron/core/list/pages/openConflicts.ts';
import { toInstant } from '../shared/domain/time/instant.ts';
import { toE164, toPhoneNumber } from '../shared/domain/numbers/number.ts';
import type { Bench, BenchContext } from './bench.ts';
import { listNumber } from './bigList.ts';
import { createRandom } from './data.ts';
import { openRawCaller, toRequest } from './rawCaller.ts';
import { spawnServe, untilBackedUp } from './serveChild.ts';
import type { BenchRow } from './report.ts';

const probes = 200_000;
const httpProbes = 10_000;
const stretches = 6;
/** How many lines of a dialer ask at the same time, each one question after the other. */
const lanes = 4;

export const checkBench: Bench = { name: 'check', run: benchCheck };

/** Measures each way of asking with the same numbers in the same order. */
async function benchCheck({ listOf, scale }: BenchContext): Promise<BenchRow[]> {
  const entries = 10_000_000 * scale;
  const { dataDir, file, buildMs } = listOf(entries);
  const bare = timeBare(file, entries);
  const core = timeDecide(file, entries);
  const http = await timeHttp(dataDir, entries);
  const size = entries.toLocaleString('en');
  return [
    {
      work: `check one number at ${size} entries, in process`,
      ours: `${core.toFixed(2)} µs`,
      yardstick: `bare prepared SELECT: ${bare.toFixed(2)} µs`,
      ratio: core / bare,
      reach: '<= 3 x',
      reached: core / bare <= 3,
      figures: { entries, buildMs, bareUs: bare, coreUs: core },
    },
    {
      work: `check over HTTP at ${size} entries`,
      ours: `${toRate(http.best)} checks/s in the best of ${stretches} stretches, ${toRate(http.all)} in all`,
      yardstick: '–',
      ratio: null,
      reach: '>= 3,000 checks/s',
      reached: http.best >= 3000,
      figures: { entries, checksPerSecond: http.best, overAllPerSecond: http.all, callerUs: http.callerUs },
    },
  ];
}

const toRate = (perSecond: number) => Math.round(perSecond).toLocaleString('en');

/** One probe in three is on the list. */
function* eachProbe(entries: number, count: number): Generator<number> {
  const random = createRandom(11);
  const span = listNumber(entries) - listNumber(0);
  for (let i = 0; i < count; i++) yield listNumber(0) + Math.floor(random() * span);
}

/** Microseconds per probe. */
function timeBare(file: string, entries: number): number {
  const db = new Database(file, { readonly: true });
  const select = db.prepare<[number], number>('SELECT 1 FROM entry WHERE number = ?').pluck();
  const run = () => {
    for (const number of eachProbe(entries, probes)) select.get(number);
  };
  return timeWarm(run, db);
}

function timeDecide(file: string, entries: number): number {
  const db = new Database(file, { readonly: true });
  const decide = createDecide(db, createOpenConflicts(db));
  const at = toInstant(Date.UTC(2026, 5, 1));
  const targets = new Map();
  const run = () => {
    for (const number of eachProbe(entries, probes)) decide(toPhoneNumber(number), undefined, at, targets);
  };
  return timeWarm(run, db);
}

/** The second of two runs counts: both ways find the same pages in memory. */
function timeWarm(run: () => void, db: Database.Database): number {
  run();
  const started = performance.now();
  run();
  const us = ((performance.now() - started) * 1000) / probes;
  db.close();
  return us;
}

type HttpFigures = { readonly best: number; readonly all: number; readonly callerUs: number };

/**
 * Checks per second: in the best of several stretches, when the machine had the least other work, and over all of them.
 */
async function timeHttp(dataDir: string, entries: number): Promise<HttpFigures> {
  const served = await spawnServe(dataDir);
  await untilBackedUp(dataDir);
  const requests = [...eachProbe(entries, httpProbes)].map((digits) =>
    toRequest(served.origin, '/api/check', served.session, { numbers: [toE164(toPhoneNumber(digits))] }),
  );
  const callers = await Promise.all(Array.from({ length: lanes }, () => openRawCaller(served.origin)));
  const ask = (count: number) =>
    Promise.all(
      callers.map(async (caller, lane) => {
        for (let at = lane; at < count; at += lanes) await caller.ask(requests[at] ?? new Uint8Array());
      }),
    );
  await ask(2000);
  const perSecond: number[] = [];
  const used = process.cpuUsage();
  for (let stretch = 0; stretch < stretches; stretch++) {
    const started = performance.now();
    await ask(httpProbes);
    perSecond.push(httpProbes / ((performance.now() - started) / 1000));
  }
  const { user, system } = process.cpuUsage(used);
  for (const caller of callers) caller.close();
  await served.stop();
  return {
    best: Math.max(...perSecond),
    all: stretches / perSecond.reduce((sum, rate) => sum + 1 / rate, 0),
    callerUs: (user + system) / (stretches * httpProbes),
  };
}
