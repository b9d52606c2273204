/** A thread that makes much begins with more room for what is young, and those started after it do not. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { holdYoungHeap, startWithYoungHeap } from '../../../electron/hosts/heapSize.ts';

/** Tells how large its space for young objects is from the beginning, in bytes. */
const program = `
  const { parentPort } = require('node:worker_threads');
  const { getHeapSpaceStatistics } = require('node:v8');
  parentPort.postMessage(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size);
`;
const start = () => new Worker(program, { eval: true, execArgv: [] });

async function sizeOf(worker: Worker): Promise<number> {
  const [[size]] = (await Promise.all([once(worker, 'message'), once(worker, 'exit')])) as [[number], unknown[]];
  return size;
}

test('its space is larger than that of another thread, which is as large after it as before', async () => {
  // As in every desk that is open: what a thread begins with, it keeps.
  holdYoungHeap();
  const before = await sizeOf(start());
  const young = await sizeOf(startWithYoungHeap(start));
  const after = await sizeOf(start());
  expect(young).toBeGreaterThan(before);
  expect(after).toBe(before);
});
