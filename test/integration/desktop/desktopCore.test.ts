// The bundled core behind the desktop: opened, called over a MessagePort, crashed, started again, refused. What the page
// does in Electron, with a worker in the place of Electron's utility process.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCore } from '../../support/forkUtility.ts';
import type { RunningCore } from '../../support/forkUtility.ts';

const entry = join(import.meta.dirname, '..', '..', '..', 'out', 'main', 'utility.js');
let data: string;
const running: RunningCore[] = [];

function start(): RunningCore {
  const core = runCore(entry, data);
  running.push(core);
  return core;
}

beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'desk-core-'))));
afterEach(async () => {
  await Promise.all(running.splice(0).map((core) => core.close()));
  rmSync(data, { recursive: true, force: true });
});

test('a number blocked through one port is blocked for another, and after the app was quit', async () => {
  const core = start();
  const [one, other] = [await core.open(), await core.open()];
  await one.client.entries.add({ numbers: ['(212) 555-1234'], region: 'US', reason: 'asked on the phone' });
  expect(await other.client.entries.check({ numbers: ['+12125551234'] })).toMatchObject([{ blocked: true }]);
  await core.close();

  const { client } = await start().open();
  expect(await client.entries.check({ numbers: ['+12125551234'] })).toMatchObject([{ blocked: true }]);
});

test('a crash loses nothing that was confirmed; the restarted core serves new ports', async () => {
  const core = start();
  const { client } = await core.open();
  await client.entries.add({ numbers: ['+12125551234'], reason: 'asked on the phone' });
  await core.crash();
  await vi.waitFor(() => expect(core.told.restarts).toBe(1), { timeout: 20_000 });
  const again = await core.open();
  expect(await again.client.entries.check({ numbers: ['+12125551234'] })).toMatchObject([{ blocked: true }]);
});

test('a page that goes away takes nothing with it', async () => {
  const core = start();
  const { port } = await core.open();
  port.close();
  const { client } = await core.open();
  expect(await client.app.status()).toMatchObject({ entries: 0 });
});

test('a data directory that another desk holds is refused in a sentence', async () => {
  await start().open();
  const second = start();
  await expect(second.open()).rejects.toThrow('the core is not running');
  expect(second.told.failed).toHaveLength(1);
});
