/** Checking one number in a list of ten million: the bare SELECT, the core's decision, and the HTTP API for dialers. */
import Database from 'better-sqlite3';
import { Pool } from 'undici';
import { createDecide } from '../electron/core/list/decide.ts';
import { createOpenConflicts } from '../electron/core/list/openConflicts.ts';
import { toInstant } from '../shared/domain/instant.ts';
import { toE164, toPhoneNumber } from '../shared/domain/number.ts';
import type { Bench, BenchContext } from './bench.ts';
import { listNumber } from './bigList.ts';
import { createRandom } from './data.ts';
import { spawnServe } from './serveChild.ts';
import type { BenchRow } from './report.ts';

const probes = 200_000;
const httpProbes = 20_000;

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
      ours: `${Math.round(http).toLocaleString('en')} checks/s`,
      yardstick: '–',
      ratio: null,
      reach: '>= 3,000 checks/s',
      reached: http >= 3000,
      figures: { entries, checksPerSecond: http },
    },
  ];
}

/** One in three is on the list. */
function* eachProbe(entries: number, count: number): Generator<number> {
  const random = createRandom(11);
  const span = listNumber(entries) - listNumber(0);
  for (let i = 0; i < count; i++) yield listNumber(0) + Math.floor(random() * span);
}

/** Microseconds a probe. */
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

/** The second of two runs: both ways find the same pages in memory. */
function timeWarm(run: () => void, db: Database.Database): number {
  run();
  const started = performance.now();
  run();
  const us = ((performance.now() - started) * 1000) / probes;
  db.close();
  return us;
}

async function timeHttp(dataDir: string, entries: number): Promise<number> {
  const served = await spawnServe(dataDir);
  const pool = new Pool(served.origin, { connections: 16 });
  const headers = { authorization: `Bearer ${served.session}`, 'content-type': 'application/json' };
  const numbers = [...eachProbe(entries, httpProbes)].map((digits) => toE164(toPhoneNumber(digits)));
  const ask = async (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: '/api/check',
        headers,
        body: JSON.stringify({ numbers: [numbers[i]] }),
      });
      await body.text();
      if (statusCode !== 200) throw new Error(`The check answered ${statusCode}`);
    }
  };
  const lanes = 16;
  const size = httpProbes / lanes;
  await ask(0, 500);
  const started = performance.now();
  await Promise.all(Array.from({ length: lanes }, (_, lane) => ask(lane * size, (lane + 1) * size)));
  const perSecond = httpProbes / ((performance.now() - started) / 1000);
  await pool.close();
  await served.stop();
  return perSecond;
}
