// The bundled core behind the desktop: opened, called over a MessagePort, crashed, started again, refused. What the page
// does in Electron, with a worker in the place of Electron's utility process.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
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

test('the page names files by handles that stand once for what a person chose, and no path', async () => {
  const core = start();
  const { client } = await core.open();
  const [file, out] = [join(data, '..', `${basename(data)}.csv`), join(data, '..', `${basename(data)}.clean.csv`)];
  writeFileSync(file, 'phone\n+12125551234\n');
  const opened = async (path: string) => client.scrub.open({ from: { kind: 'path', path } });
  const refused = { code: 'BAD_INPUT', message: expect.stringContaining('files that you chose') as string };
  await expect(opened(file)).rejects.toMatchObject(refused);
  await expect(opened('chosen:guess')).rejects.toMatchObject(refused);
  const handle = await core.choose(file);
  const { scrub, columns } = await opened(handle);
  await expect(opened(handle)).rejects.toMatchObject(refused);
  await expect(client.app.backup({ path: out })).rejects.toMatchObject(refused);
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  const options = { mapping, several: 'any', notCovered: 'name', doubtful: 'block' } as const;
  const halves = { clean: out, blocked: `${out}.b` };
  await expect(client.scrub.start({ scrub, options, to: halves })).rejects.toMatchObject(refused);
  const { job } = await client.scrub.start({ scrub, options });
  await client.jobs.wait({ job });
  await expect(client.scrub.save({ scrub, part: 'clean', path: out })).rejects.toMatchObject(refused);
  const saved = await client.scrub.save({ scrub, part: 'clean', path: await core.choose(out) });
  expect(readFileSync(saved.path, 'utf8')).toContain('+12125551234');
  for (const path of [file, out]) rmSync(path);
});

test('a bug of the core stands in the log, and the page hears nothing of it', async () => {
  const core = start();
  const { client } = await core.open();
  // A table is taken away under the running core.
  const [name = ''] = readdirSync(data).filter((each) => /\.(db|sqlite3?)$/.test(each));
  const other = new Database(join(data, name));
  other.exec('DROP TABLE setting');
  other.close();
  await expect(client.app.saveSettings({ author: 'Dana' })).rejects.toThrow();
  expect(readFileSync(join(data, 'desk.log'), 'utf8')).toContain('call.failed');
});

test('a data directory that another desk holds is refused in a sentence', async () => {
  await start().open();
  const second = start();
  await expect(second.open()).rejects.toThrow('the core is not running');
  expect(second.told.failed).toHaveLength(1);
});
