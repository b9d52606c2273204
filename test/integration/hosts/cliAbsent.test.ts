/** A data directory without a desk: a path that is mistyped, or a disk that is not there. What only reads makes none and calls nobody callable. */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDir as makePlace } from '../../support/cliProcess.ts';
import { endAll, runCli } from '../../support/cliProcess.ts';
import { makeDataDir, openTestCore } from '../../support/core.ts';

const [listed, other] = ['+12125550101', '+12125550102'];
let place: ReturnType<typeof makePlace>;
beforeEach(() => {
  place = makePlace({ isEmpty: true });
});
afterEach(() => {
  endAll();
  place.remove();
});
const run = (data: string, ...args: string[]) => runCli(args, { data, cwd: place.data });

describe('what only reads', () => {
  it('refuses a directory that is not there, and makes none', async () => {
    const data = join(place.data, 'desk');
    writeFileSync(join(place.data, 'leads.csv'), `phone\n${listed}\n`);
    for (const args of [
      ['check', listed],
      ['check', listed, '--at', '2030-01-01'],
      ['scrub', 'leads.csv', '--clean', 'clean.csv', '--blocked', 'blocked.csv'],
      ['export', 'list.csv'],
      ['status'],
      ['remove', listed, '--why', 'asked back'],
    ])
      expect([args[0], await run(data, ...args)]).toEqual([
        args[0],
        {
          code: 4,
          stdout: '',
          stderr: expect.stringMatching(/^There is no list in .*desk, so nothing can be said.*dnc-desk add/),
        },
      ]);
    expect(readdirSync(place.data)).toEqual(['leads.csv']);
  });

  it('refuses one that is empty, as the folder of a disk that is not mounted, and leaves it so', async () => {
    const data = join(place.data, 'mounted');
    mkdirSync(data);
    for (const args of [['check', listed], ['list'], ['verify'], ['backups']])
      expect([args[0], (await run(data, ...args)).code]).toEqual([args[0], 4]);
    expect(readdirSync(data)).toEqual([]);
  });
});

it('what writes first begins a desk; one whose list is empty is asked, and says so', async () => {
  const data = join(place.data, 'desk');
  expect(await run(data, 'settings', '--region', 'US')).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^A new list begins in .*desk: there was none\. .*\n$/),
  });
  expect(await run(data, 'settings', '--region', 'US')).toMatchObject({ code: 0, stderr: '' });
  expect(await run(data, 'check', listed)).toMatchObject({
    code: 0,
    stdout: `${listed} callable: the list is empty; no number was ever on it.\n`,
  });
  writeFileSync(join(place.data, 'leads.csv'), `phone\n${listed}\n`);
  expect(await run(data, 'scrub', 'leads.csv', '--clean', 'c.csv', '--blocked', 'b.csv')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('The list is empty: no row was blocked by it.'),
  });
  expect((await run(data, 'add', listed)).code).toBe(0);
  expect([await run(data, 'check', other), (await run(data, 'check', listed)).code]).toEqual([
    { code: 0, stdout: `${other} callable: the number is not on the list.\n`, stderr: '' },
    3,
  ]);
});

it('a desk whose folder is moved while it is open writes no backup into the old place', async () => {
  const { dataDir, remove } = await makeDataDir();
  const { client, close } = await openTestCore(dataDir);
  await client.entries.add({ numbers: [listed] });
  renameSync(dataDir, `${dataDir}-moved`);
  await expect(client.app.backup({})).rejects.toMatchObject({
    message: expect.stringMatching(/^No backup was made: .* is not the list that is open any more/),
  });
  expect(existsSync(dataDir)).toBe(false);
  renameSync(`${dataDir}-moved`, dataDir);
  expect((await client.app.backup({})).entries).toBe(1);
  await close();
  await remove();
});
