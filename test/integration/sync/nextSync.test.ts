/** The preview of a sync says what the sync then sends, to the record, and sends nothing itself. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let sandbox: Sandbox;
let desk: TestCore;
beforeEach(async () => {
  folder = await makeDataDir();
  sandbox = await createSandbox({ clock: Date.now });
  desk = await openTestCore(folder.dataDir);
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
  await folder.remove();
});

it('counts and names what the sync then does', async () => {
  const { client } = desk;
  const { baseUrl, token } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
  const { id } = await client.accounts.add({ vendor: 'yappr', name: 'Yappr', baseUrl, token, everyMinutes: 0 });
  const sync = async () => {
    const { job } = await client.sync.run({});
    await client.jobs.wait({ job });
    return (await client.sync.results({ job }))[0];
  };
  const preview = () => client.sync.preview({ account: id });
  expect((await preview()).groups).toEqual([]);
  await client.entries.add({ numbers: ['+12125550101', '+12125550102'], reason: 'asked on the phone' });
  await sync();
  expect((await preview()).groups).toEqual([]);

  await client.entries.add({ numbers: Array.from({ length: 12 }, (_, at) => `+121255502${10 + at}`) });
  await client.entries.edit({ numbers: ['+12125550101'], patch: { reason: 'asked in writing' } });
  await client.entries.remove({ numbers: ['+12125550102'], why: 'called back' });
  const foreseen = await preview();
  expect(foreseen.groups.map(({ kind, count, lines }) => [kind, count, lines.length])).toEqual([
    ['add', 12, 10],
    ['change', 1, 1],
    ['remove', 1, 1],
  ]);
  expect(foreseen.groups[1]?.lines[0]).toMatchObject({ number: '+12125550101', international: '+1 212 555 0101' });
  expect(foreseen.groups[2]?.lines[0]?.number).toBe('+12125550102');
  for (const { lines } of foreseen.groups) for (const { why } of lines) expect(why).toMatch(/\.$/);
  expect(foreseen.notes.at(-1)).toContain('Yappr is read as well');
  // A second look is the same: the first one changed nothing.
  expect(await preview()).toEqual(foreseen);
  expect(await sync()).toMatchObject({ added: 12, changed: 1, removed: 1, outcome: 'done' });
  expect((await preview()).groups).toEqual([]);
  await expect(client.sync.preview({ account: id + 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
