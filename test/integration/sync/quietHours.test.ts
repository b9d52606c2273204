// The schedule in quiet hours: what runs by itself waits for their end, what a person asks for does not.
import { alone } from '../../../electron/core/sync/record/lead.ts';
import { sound } from '../../../electron/core/desk/standing.ts';
import { afterEach, expect, it } from 'vitest';
import { createScheduler, type Scheduler } from '../../../electron/core/sync/run/scheduler.ts';
import type { Clock } from '../../../electron/core/ports.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { quietLog } from '../../support/desk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const hourMs = 3_600_000;
let scheduler: Scheduler | undefined;

const stage = useSyncStage();
afterEach(async () => {
  await scheduler?.close();
});

const wallTime = (at: number) => toInstant(at).slice(11, 16);

it('keeps what would run by itself until they end, and says so; a person is not kept', async () => {
  const { id } = await stage.desk.connect('fluents');
  stage.desk.setQuietHours({ from: wallTime(stage.clock.now() - hourMs), to: wallTime(stage.clock.now() + hourMs) });
  const end = stage.desk.quiet();
  stage.desk.add('+12125551234');

  const [row] = await stage.desk.status.listAccounts();
  expect(row?.sentence).toBe(`1 record waits until ${end?.to} (quiet hours) to be sent to fluents.`);
  expect(row?.nextRunAt).toBe(toInstant(end?.until ?? 0));

  // Sleeps that end when the test says so.
  const sleepers: (() => void)[] = [];
  const stepped: Clock = {
    now: stage.clock.now,
    breathe: stage.clock.breathe,
    monotonic: stage.clock.monotonic,
    sleep: (_ms, signal) =>
      new Promise((resolve, reject) => {
        sleepers.push(resolve);
        signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
      }),
  };
  const { store, runner, events, quiet } = stage.desk;
  scheduler = createScheduler({
    store,
    runner,
    events,
    clock: stepped,
    log: quietLog,
    quiet,
    standing: sound,
    lead: alone,
  });
  const wake = async () => {
    for (const resolve of sleepers.splice(0)) resolve();
    await new Promise((resolve) => setImmediate(resolve));
  };
  scheduler.start();
  events.publish({ type: 'changed', topics: ['list'] });
  await wake();
  await wake();
  expect(store.runs.loadNewest(id)).toBeUndefined();

  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 1 });
  const [after] = await stage.desk.status.listAccounts();
  expect(after?.sentence).toBe(`In step with fluents: 1 record. The next sync waits until ${end?.to} (quiet hours).`);
  const byHand = store.runs.loadNewest(id)?.id;
  await wake();
  expect(store.runs.loadNewest(id)?.id).toBe(byHand);

  stage.desk.setQuietHours(null);
  await wake();
  expect(store.runs.loadNewest(id)).toMatchObject({ trigger: 'start' });
});
