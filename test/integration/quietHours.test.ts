// The schedule in quiet hours: what runs by itself waits for their end, what a person asks for does not.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '../../electron/core/sync/scheduler.ts';
import type { Clock } from '../../electron/core/ports.ts';
import type { Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { toInstant } from '../../shared/domain/instant.ts';
import { createTestClock, quietLog, type TestClock } from '../support/desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk } from '../support/syncDesk.ts';

const hourMs = 3_600_000;
let clock: TestClock;
let sandbox: Sandbox;
let desk: SyncDesk;
let scheduler: Scheduler | undefined;

beforeEach(async () => {
  clock = createTestClock();
  sandbox = await startSandbox(clock);
  desk = openSyncDesk({ sandbox, clock });
});
afterEach(async () => {
  await scheduler?.close();
  await desk.close();
  await sandbox.close();
});

const wallTime = (at: number) => toInstant(at).slice(11, 16);

it('keeps what would run by itself until they end, and says so; a person is not kept', async () => {
  const { id } = await desk.connect('fluents');
  desk.setQuietHours({ from: wallTime(clock.now() - hourMs), to: wallTime(clock.now() + hourMs) });
  const end = desk.quiet();
  desk.add('+12125551234');

  const [row] = await desk.status.listAccounts();
  expect(row?.sentence).toBe(`1 record waits until ${end?.to} (quiet hours) to be sent to fluents.`);
  expect(row?.nextRunAt).toBe(toInstant(end?.until ?? 0));

  // Sleeps that end when the test says so.
  const sleepers: (() => void)[] = [];
  const stepped: Clock = {
    now: clock.now,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push(resolve);
        signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
      }),
  };
  const { store, runner, events, quiet } = desk;
  scheduler = createScheduler({ store, runner, events, clock: stepped, log: quietLog, quiet });
  const wake = async () => {
    for (const resolve of sleepers.splice(0)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  scheduler.start();
  events.publish({ type: 'changed', topics: ['list'] });
  await wake();
  await wake();
  expect(store.runs.loadNewest(id)).toBeUndefined();

  expect(await desk.sync(id)).toMatchObject({ outcome: 'done', writes: 1 });
  const [after] = await desk.status.listAccounts();
  expect(after?.sentence).toBe(`In step with fluents: 1 record. The next sync waits until ${end?.to} (quiet hours).`);
  const byHand = store.runs.loadNewest(id)?.id;
  await wake();
  expect(store.runs.loadNewest(id)?.id).toBe(byHand);

  desk.setQuietHours(null);
  await wake();
  expect(store.runs.loadNewest(id)).toMatchObject({ trigger: 'start' });
});
