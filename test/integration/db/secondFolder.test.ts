/** A second folder for backups: copies go there; what goes wrong there is told, and neither stops the first folder nor is silent. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const kept = '+12125550101';
let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
let folder: string;
const copies = (): string[] => readdirSync(folder).filter((name) => name.includes('.sqlite'));
beforeEach(async () => {
  place = await makeDataDir();
  desk = await openTestCore(place.dataDir);
  folder = join(place.outDir, 'copies');
  await desk.client.entries.add({ numbers: [kept] });
});
afterEach(async () => {
  await desk.close();
  await place.remove();
});

test('it is made, gets the newest backup at once and each later one, byte by byte', async () => {
  const { client } = desk;
  await client.app.backup({});
  expect(await client.backups.setFolder({ path: folder })).toMatchObject({ folder, problem: null });
  const { path, second } = await client.app.backup({});
  expect(second).toMatchObject({ folder, problem: null });
  const own = readdirSync(join(place.dataDir, 'backups'));
  expect(own).toHaveLength(2);
  expect(copies().toSorted()).toEqual(own.toSorted());
  const name = path.split('/').at(-1) ?? '';
  expect(readFileSync(join(folder, name)).equals(readFileSync(path))).toBe(true);
  // The same backups are listed once.
  expect((await client.backups.list()).backups.map(({ isSecond }) => isSecond)).toEqual([false, false]);
});

test('a folder that is gone or full of something else is told, and the first one has its backup', async () => {
  const { client } = desk;
  await client.backups.setFolder({ path: folder });
  rmSync(folder, { recursive: true });
  const gone = await client.app.backup({});
  expect(existsSync(gone.path)).toBe(true);
  expect(gone.second?.problem).toMatch(/is not there: connect its disk/);
  expect((await client.backups.list()).second?.problem).toBe(gone.second?.problem);
  writeFileSync(folder, '');
  expect((await client.app.backup({})).second?.problem).toMatch(/is not there/);
  rmSync(folder);
  mkdirSync(folder);
  // What a copy that was killed has left goes with the next one.
  writeFileSync(join(folder, 'desk-daily-2026-05-02T14-00-00-000Z.sqlite.part'), 'half');
  // Somebody made it anew: it is chosen again, as it could be the place of a disk that is not connected.
  expect((await client.app.backup({})).second?.problem).toMatch(/choose it again/);
  await client.backups.setFolder({ path: folder });
  expect(await client.app.backup({})).toMatchObject({ second: { problem: null } });
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'one that may not be written is told',
  async () => {
    await desk.client.backups.setFolder({ path: folder });
    chmodSync(folder, 0o500);
    expect((await desk.client.app.backup({})).second?.problem).toMatch(/you may not write there/);
    chmodSync(folder, 0o700);
  },
);

test('it is no folder of the data directory, none that is not there, and none with backups of another desk', async () => {
  const { client } = desk;
  const other = join(place.outDir, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'desk-daily-2026-05-02T14-00-00-000Z.sqlite'), '');
  for (const path of [join(place.dataDir, 'copies'), join(place.outDir, 'no', 'parent'), 'copies', other])
    await expect(client.backups.setFolder({ path })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect((await client.backups.list()).second).toBeNull();
  expect(existsSync(join(place.dataDir, 'copies'))).toBe(false);
});

test('the first folder and the list are lost: the copies are listed, and one of them is restored', async () => {
  await desk.client.backups.setFolder({ path: folder });
  await desk.client.app.backup({});
  await desk.close();
  renameSync(join(place.dataDir, 'backups'), join(place.outDir, 'gone'));
  desk = await openTestCore(place.dataDir);
  const { backups } = await desk.client.backups.list();
  expect(backups).toMatchObject([{ kind: 'manual', isSecond: true }]);
  const from = { kind: 'backup', name: backups[0]?.name ?? '' } as const;
  expect(await desk.client.backups.restore({ from, releaseAll: true })).toMatchObject({ entries: 1 });
  expect(await desk.client.entries.check({ numbers: [kept] })).toMatchObject([{ blocked: true }]);
});
