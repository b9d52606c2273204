/** Checking one number in a list of ten million: the bare SELECT, the core's decision, and the HTTP API for dialers. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Pool } from 'undici';
import { createListStore } from '../electron/core/list/listStore.ts';
import { createDecide } from '../electron/core/list/decide.ts';
import { createOpenConflicts } from '../electron/core/list/openConflicts.ts';
import { openDatabase } from '../electron/core/db/openDatabase.ts';
import type { Entry } from '../shared/domain/entry.ts';
import { toInstant } from '../shared/domain/instant.ts';
import { toE164, toPhoneNumber } from '../shared/domain/number.ts';
import { everywhere } from '../shared/domain/scope.ts';
import { createRandom } from './data.ts';
import { spawnServe } from './serveChild.ts';
import type { BenchRow } from './report.ts';

const migrationsDir = join(import.meta.dirname, '../electron/core/db/migrations');
const silent = { info: () => {}, warn: () => {}, error: () => {} };
const chunk = 10_000;
const probes = 200_000;
const httpProbes = 20_000;
const firstNumber = 12_120_000_000;
/** Every number in three is on the list. */
const step = 3;

/** Builds the list, then measures each way of asking with the same numbers in the same order. */
export async function benchCheck(scratch: string, entries: number): Promise<BenchRow[]> {
  const dataDir = join(scratch, 'check');
  mkdirSync(dataDir, { recursive: true });
  const buildMs = build(join(dataDir, 'desk.sqlite'), entries);
  const bare = timeBare(join(dataDir, 'desk.sqlite'), entries);
  const core = timeDecide(join(dataDir, 'desk.sqlite'), entries);
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

function build(file: string, entries: number): number {
  const opened = openDatabase({ file, migrationsDir, log: silent });
  if (!opened.ok) throw new Error(opened.message);
  const store = createListStore({ db: opened.db, outbox: { enqueue: () => {} } });
  const at = toInstant(Date.UTC(2026, 0, 1));
  const toEntry = (digits: number): Entry => ({
    number: toPhoneNumber(digits),
    seq: 1,
    holds: everywhere,
    reason: 'asked on the phone',
    category: null,
    requestedAt: null,
    callReference: null,
    removed: null,
    source: { kind: 'import', label: 'bench.csv' },
    createdAt: at,
    createdBy: 'Bench',
    changedAt: at,
    changedBy: 'Bench',
    batchId: 1,
    line: null,
  });
  const started = performance.now();
  store.batches.save({ kind: 'import', label: 'bench.csv', author: 'Bench', at, state: 'applied' });
  const write = opened.db.transaction((from: number, count: number) => {
    const changes = Array.from({ length: count }, (_, i) => ({
      before: undefined,
      after: toEntry(firstNumber + (from + i) * step),
    }));
    store.writer.write(changes, { at, author: 'Bench', batchId: 1, kind: 'import' });
  });
  for (let from = 0; from < entries; from += chunk) write(from, Math.min(chunk, entries - from));
  opened.db.close();
  return performance.now() - started;
}

function* eachProbe(entries: number, count: number): Generator<number> {
  const random = createRandom(11);
  for (let i = 0; i < count; i++) yield firstNumber + Math.floor(random() * entries * step);
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
