// What a job says reaches whoever watches: thinned out while it comes fast, and never without its last word.
import { expect, it } from 'vitest';
import { createEvents } from '../../../electron/core/desk/events.ts';
import { createJobs } from '../../../electron/core/desk/jobs.ts';
import { quietLog } from '../../support/desk.ts';

it('tells the last progress before a long wait, and thins out what came before it', async () => {
  let now = 0;
  const sleeping: { readonly until: number; readonly wake: () => void }[] = [];
  const sleep = (ms: number) => new Promise<void>((wake) => void sleeping.push({ until: now + ms, wake }));
  const events = createEvents();
  const told: string[] = [];
  events.subscribe((event) => {
    if (event.type === 'job') told.push(event.job.message);
  });
  const jobs = createJobs({
    clock: { now: () => now, monotonic: () => now, sleep, breathe: async () => {} },
    newId: () => 'job',
    log: quietLog,
    events,
  });
  const { promise: stalled, resolve: goOn } = Promise.withResolvers<void>();
  const { done } = jobs.start({ kind: 'sync', label: 'Sync', subject: null }, async ({ progress }) => {
    for (const page of [1, 2, 3]) progress(page, null, `Page ${page}.`);
    await stalled;
    return { result: 3, message: 'Done.' };
  });
  expect(told).toEqual(['Starting.']);
  now = 100;
  for (const { wake } of sleeping.splice(0)) wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(['Starting.', 'Page 3.']);
  goOn();
  await done;
  expect(told).toEqual(['Starting.', 'Page 3.', 'Done.']);
});
