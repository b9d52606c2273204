// How long the log of syncs is kept: what is older goes a little at a time, what tells how an account stands stays, and the
// history of the list is not touched.
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOldRunRows } from '../../../electron/core/db/sync/oldRunRows.ts';
import { forgetOldRuns } from '../../../electron/core/sync/run/forgetOldRuns.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';
import { createTestClock, openTestDatabase } from '../../support/desk.ts';

const start = '2026-05-03T14:00:00.000Z';
const dayMs = 86_400_000;

let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
beforeEach(async () => {
  place = await makeDataDir();
  desk = await openTestCore(place.dataDir);
  const account = { vendor: 'weya', baseUrl: 'http://127.0.0.1:9', token: 'a token', settings: {}, everyMinutes: 0 };
  await desk.client.accounts.add({ ...account, name: 'Weya' });
  await desk.client.accounts.add({ ...account, name: 'Gone' });
  await desk.client.accounts.remove({ account: 2 });
  await desk.client.entries.add({ numbers: ['+12125550101'] });
  await desk.close();
});
afterEach(async () => {
  await desk.close();
  await place.remove();
});

/** Runs of so many days ago, in the order of their ids, with three requests each. */
function log(runs: readonly { days: number; account?: number; trigger?: string; suspicion?: string }[]) {
  const db = openTestDatabase(`${place.dataDir}/desk.sqlite`);
  const run = db.prepare(
    `INSERT INTO sync_run (id, account_id, trigger, started_at, ended_at, outcome, suspicion) VALUES (?, ?, ?, ?, ?, 'done', ?)`,
  );
  const request = db.prepare(
    `INSERT INTO sync_request (run_id, n, at, method, path, is_write, took_ms) VALUES (?, ?, ?, 'GET', '/', 0, 3)`,
  );
  for (const [at, { days, account = 1, trigger = 'schedule', suspicion = null }] of runs.entries()) {
    const when = Date.parse(start) - days * dayMs;
    run.run(at + 1, account, trigger, when, when, suspicion);
    for (let n = 1; n <= 3; n++) request.run(at + 1, n, when);
  }
  return db;
}

const left = (db: ReturnType<typeof log>) => ({
  runs: db.prepare<[], number>('SELECT id FROM sync_run ORDER BY id').pluck().all(),
  requests: db.prepare<[], number>('SELECT DISTINCT run_id FROM sync_request ORDER BY 1').pluck().all(),
  journal: db.prepare<[], number>('SELECT count(*) FROM journal').pluck().get(),
});

test('what ended longer ago goes, but for what tells how the account stands', async () => {
  const db = log([
    { days: 230 },
    { days: 220, account: 2 },
    { days: 175, suspicion: '{"sentence":"?","scans":{}}' },
    { days: 120 },
    { days: 65, trigger: 'change' },
  ]);
  const clock = createTestClock(start);
  const rows = createOldRunRows(db);
  expect(await forgetOldRuns({ rows, clock }, 150)).toBe(11);
  // The removed account's goes whole; what waits for a person keeps its run.
  expect(left(db)).toEqual({ runs: [3, 4, 5], requests: [4, 5], journal: 1 });
  expect(await forgetOldRuns({ rows, clock }, 55)).toBe(6);
  // The newest run and the last reading of the list stay without their requests, as they say when the account is due.
  expect(left(db)).toEqual({ runs: [3, 4, 5], requests: [], journal: 1 });
  expect(rows.drop(clock.now(), 1)).toBe(0);
  db.close();
});

test('a clock that is years ahead makes nothing old, also where a run was noted by it', async () => {
  const db = log([{ days: 20 }, { days: 10 }, { days: 1 }, { days: -900 }]);
  const clock = createTestClock(start);
  clock.forward(900 * dayMs);
  const rows = createOldRunRows(db);
  expect(await forgetOldRuns({ rows, clock }, 90)).toBe(0);
  expect(left(db)).toMatchObject({ runs: [1, 2, 3, 4], requests: [1, 2, 3, 4] });
  db.close();
});

test('a little at a time: others are answered in between', async () => {
  const db = log([{ days: 400 }, { days: 399 }]);
  let turns = 0;
  const clock = { now: () => Date.parse(start), breathe: () => Promise.resolve(void turns++) };
  const rows = createOldRunRows(db);
  expect(await forgetOldRuns({ rows: { ...rows, drop: (before) => rows.drop(before, 2) }, clock }, 50)).toBe(7);
  expect(turns).toBeGreaterThan(2);
  expect(left(db)).toMatchObject({ runs: [2], requests: [] });
  db.close();
});

test('a desk that stays open does so by itself, for as many days as a person has set', async () => {
  log([{ days: 40 }, { days: 20 }, { days: 0 }]).close();
  desk = await openTestCore(place.dataDir);
  expect(await desk.client.app.settings()).toMatchObject({ requestLogDays: 90 });
  await expect(desk.client.app.saveSettings({ requestLogDays: 0 })).rejects.toThrow();
  expect(await desk.client.app.saveSettings({ requestLogDays: 30 })).toMatchObject({ requestLogDays: 30 });
  await desk.close();
  desk = await openTestCore(place.dataDir, { host: 'web', clock: createTestClockThatWaits() });
  const runs = async () => (await desk.client.runs.list({ limit: 10 })).runs.map(({ id }) => id);
  await expect.poll(runs).toEqual([3, 2]);
  expect((await desk.client.app.verify()).problems).toEqual([]);
});

/** The test's time, with waits that take as long as they say and end with their signal. */
function createTestClockThatWaits() {
  const clock = createTestClock(start);
  return {
    ...clock,
    sleep: (ms: number, signal?: AbortSignal) => later(ms, undefined, signal === undefined ? {} : { signal }),
  };
}
