/**
 * A desk in which something of everything is asked: a list with reasons, ends and releases, two vendors with open questions of
 * every kind, and registries; and all the questions about it, with their answers as text.
 */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHostPorts } from '../../electron/hosts/hostPorts.ts';
import { stepNumbers } from '../support/batchSteps.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../support/core.ts';
import { makeDisputedDesk } from '../support/disputedDesk.ts';

export type FlipDesk = {
  /** A closed desk, all of it in the database. */
  readonly closed: string;
  /** What kill -9 left of it, with its newest commits in the log. */
  readonly killed: string;
  /** Opens a copy; the time stands still, so that equal desks give equal answers. */
  readonly open: (dataDir: string) => Promise<TestCore>;
  readonly remove: () => Promise<void>;
};

const listed = ['+12025550001', '+12025550002'];
const asked = [...stepNumbers, ...listed, '+12025550003', '+12035550001', '+14155550101', '+14155550102'];

/** Makes both directories once; each flip works on a copy. */
export async function makeFlipDesk(): Promise<FlipDesk> {
  const disputed = await makeDisputedDesk();
  const place = await makeDataDir();
  const [closed, killed] = [join(place.dataDir, 'closed'), join(place.dataDir, 'killed')];
  const desk = await disputed.open();
  try {
    await loadRegistry(desk);
    const { entries } = desk.client;
    await entries.add({ numbers: ['+14155550101'], reason: 'by letter', targets: ['Sales line/Eve'] });
    await entries.add({ numbers: ['+14155550102'], expires: '2099-01-01T00:00:00.000Z' });
    copyDir(desk.dataDir, killed);
    await desk.client.app.backup({ path: join(place.dataDir, 'whole.sqlite') });
    copyDir(desk.dataDir, closed);
    copyFileSync(join(place.dataDir, 'whole.sqlite'), join(closed, 'desk.sqlite'));
  } finally {
    await desk.close();
    await disputed.remove();
  }
  const now = Date.now();
  const { clock } = createHostPorts();
  return {
    closed,
    killed,
    open: (dataDir) => openTestCore(dataDir, { clock: { ...clock, now: () => now } }),
    remove: place.remove,
  };
}

async function loadRegistry({ client, dataDir }: TestCore): Promise<void> {
  const path = join(dataDir, '202_2026-11-01.txt');
  writeFileSync(path, listed.map((number) => `${number.slice(2, 5)},${number.slice(5)}\n`).join(''));
  const { job, load } = await client.registries.open({ from: { kind: 'path', path } });
  await client.jobs.wait({ job });
  await client.jobs.wait(await client.registries.apply({ load, sure: true }));
}

/** Copies what belongs to a desk, as it lies there now. */
export function copyDir(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const item of readdirSync(from, { withFileTypes: true })) {
    if (item.isFile() && !item.name.endsWith('-shm')) copyFileSync(join(from, item.name), join(to, item.name));
    if (item.isDirectory() && item.name === 'registries') copyDir(join(from, item.name), join(to, item.name));
  }
}

/** Every question, by name. An answer that is refused is undefined: then nothing was said. */
export async function askAll({ client }: TestCore): Promise<ReadonlyMap<string, string | undefined>> {
  const questions: (readonly [string, () => unknown])[] = [
    ...asked.map((number) => [`check ${number}`, () => client.entries.check({ numbers: [number] })] as const),
    ...asked.map((number) => [`history ${number}`, () => client.entries.get({ number })] as const),
    ['list', () => client.entries.list({ limit: 100 })],
    ['export', async () => readAll(await client.entries.export({ format: 'csv' }))],
    ['conflicts', () => client.conflicts.list({})],
    ['accounts', () => client.accounts.list()],
    ['targets 1', () => client.accounts.targets({ account: 1, refresh: false })],
    ['targets 2', () => client.accounts.targets({ account: 2, refresh: false })],
    ['batches', () => client.batches.list({ limit: 100 })],
    ['runs', () => client.runs.list({})],
    ['settings', () => client.app.settings()],
    ['status', () => client.app.status()],
    ['registries', () => client.registries.list()],
  ];
  const answers = new Map<string, string | undefined>();
  for (const [name, ask] of questions) {
    try {
      answers.set(name, JSON.stringify(await ask()));
    } catch {
      answers.set(name, undefined);
    }
  }
  return answers;
}
