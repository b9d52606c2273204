/** A backup can take the place of the list, and only a sound one; the list as it was is kept. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { endAll, makeDataDir, runCli, runCliJson, startServe } from '../../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;
let data: string;
let backup: string;
const [kept, later] = ['+12125550101', '+12125550102'];
const codeOf = async (...args: string[]) => (await runCli(args, { data })).code;
const listed = async () => (await runCli(['export', '-'], { data })).stdout;

beforeEach(async () => {
  place = makeDataDir();
  data = join(place.data, 'desk');
  backup = join(place.data, 'kept.sqlite');
  expect(await codeOf('add', kept, '--reason', 'asked on the phone')).toBe(0);
  expect(await codeOf('backup', backup)).toBe(0);
  expect(await codeOf('add', later)).toBe(0);
});
afterEach(() => {
  endAll();
  place.remove();
});

it('brings the list back as it was, and keeps the one it replaced', async () => {
  const now = await listed();
  const restored = (await runCliJson(['restore', backup], { data })) as { entries: number; kept: string };
  expect(restored).toMatchObject({ entries: 1, kept: expect.stringContaining('before-restore') });
  expect(await codeOf('check', kept)).toBe(3);
  expect(await codeOf('check', later)).toBe(0);
  expect(await codeOf('verify')).toBe(0);
  expect(readdirSync(data).filter((name) => name.startsWith('restoring'))).toEqual([]);

  // The restore is taken back by restoring what it replaced.
  expect(await codeOf('restore', restored.kept)).toBe(0);
  expect(await listed()).toBe(now);
});

it('works when the list is damaged, which is what it is for', async () => {
  const database = join(data, 'desk.sqlite');
  const bytes = readFileSync(database);
  writeFileSync(database, bytes.fill(1, 0, 4096));
  expect(await codeOf('check', kept)).toBe(1);
  expect(await codeOf('restore', backup)).toBe(0);
  expect(await codeOf('check', kept)).toBe(3);
});

it('works in an empty data directory', async () => {
  data = join(place.data, 'other');
  expect(await runCliJson(['restore', backup], { data })).toEqual({ entries: 1, kept: null });
  expect(await codeOf('check', kept)).toBe(3);
});

it('refuses what is no sound backup, and changes nothing', async () => {
  const before = await listed();
  const damaged = join(place.data, 'damaged.sqlite');
  writeFileSync(damaged, readFileSync(backup).fill(255, 5000, 9000));
  const text = join(place.data, 'notes.txt');
  writeFileSync(text, 'no database at all');
  for (const file of [damaged, text, join(place.data, 'missing.sqlite'), place.data]) {
    const run = await runCli(['restore', file], { data });
    expect([file, run.code, run.stdout]).toEqual([file, 2, '']);
    expect(run.stderr).toMatch(/^.+\n$/);
  }
  expect(await listed()).toBe(before);
  expect(existsSync(join(data, 'replaced'))).toBe(false);
});

it('waits for nobody: a desk that runs is in the way', async () => {
  const desk = await startServe({ data });
  const run = await runCli(['restore', backup], { data });
  expect(run).toMatchObject({ code: 5, stdout: '', stderr: expect.stringContaining('web host') });
  await desk.stop();
});
