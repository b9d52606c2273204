/**
 * The mark of a second folder: two desks never share one, the place of a disk that is not connected gets no copies, and a folder that was
 * chosen before there were marks goes on as it was.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const markName = 'dnc-desk-folder.json';
let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
let folder: string;
let others: { readonly close: () => Promise<void> }[];
beforeEach(async () => {
  others = [];
  place = await makeDataDir();
  desk = await openTestCore(place.dataDir);
  folder = join(place.outDir, 'copies');
  await desk.client.entries.add({ numbers: ['+12125550101'] });
});
afterEach(async () => {
  for (const other of others) await other.close();
  await desk.close();
  await place.remove();
});

const note = (): string => join(place.dataDir, 'desk.backups.json');
const readNote = (): Record<string, unknown> => JSON.parse(readFileSync(note(), 'utf8')) as Record<string, unknown>;
const copies = (): string[] => readdirSync(folder).filter((name) => name.includes('.sqlite'));
const secondOf = async ({ client }: TestCore) => (await client.app.backup({})).second;

async function openOther(dataDir: string): Promise<TestCore> {
  const other = await openTestCore(dataDir);
  others.push(other);
  return other;
}

describe('two desks', () => {
  test('cannot choose one folder, also while it has no backup yet', async () => {
    const made = await makeDataDir();
    const other = await openOther(made.dataDir);
    others.push({ close: made.remove });
    await desk.client.backups.setFolder({ path: folder });
    await expect(other.client.backups.setFolder({ path: folder })).rejects.toThrow(/copies of another desk/);
    expect((await other.client.backups.list()).second).toBeNull();
  });

  test('of which one is a copy of the other: it copies, deletes and lists nothing there, says so, and takes a folder of its own', async () => {
    await desk.client.backups.setFolder({ path: folder });
    await secondOf(desk);
    await desk.close();
    const copied = join(place.outDir, 'copied');
    cpSync(place.dataDir, copied, { recursive: true });
    desk = await openTestCore(place.dataDir);
    const copy = await openOther(copied);
    const before = readdirSync(folder);
    expect((await secondOf(copy))?.problem).toMatch(/was copied or moved since.*--folder DIR/);
    expect(readdirSync(folder)).toEqual(before);
    await expect(copy.client.backups.setFolder({ path: folder })).rejects.toThrow(/another desk/);
    await copy.client.backups.setFolder({ path: join(place.outDir, 'of its own') });
    expect(await secondOf(copy)).toMatchObject({ problem: null });
    expect(await secondOf(desk)).toMatchObject({ problem: null });
  });

  test('that share a folder from before: the first goes on, and the other is told', async () => {
    const made = await makeDataDir();
    const other = await openOther(made.dataDir);
    others.push({ close: made.remove });
    await desk.client.backups.setFolder({ path: folder });
    await secondOf(desk);
    const theirs = { ...readNote(), folder, copiedAt: 1, desk: undefined };
    writeFileSync(join(made.dataDir, 'desk.backups.json'), JSON.stringify(theirs));
    expect((await secondOf(other))?.problem).toMatch(/another desk/);
    expect((await other.client.backups.list()).backups.filter(({ isSecond }) => isSecond)).toEqual([]);
    expect(copies()).toHaveLength(1);
  });
});

describe('a disk that is not connected', () => {
  test('gets no copies at its place, which is told; connected again, it does', async () => {
    await desk.client.backups.setFolder({ path: folder });
    await secondOf(desk);
    const disk = `${folder}-disk`;
    renameSync(folder, disk);
    mkdirSync(folder);
    expect((await secondOf(desk))?.problem).toMatch(/is not the folder that was chosen.*Connect its disk/);
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    renameSync(disk, folder);
    expect(await secondOf(desk)).toMatchObject({ problem: null });
    expect(copies()).toHaveLength(2);
  });

  test('was replaced by another: chosen again, the folder is marked, with the backups that are in it', async () => {
    await desk.client.backups.setFolder({ path: folder });
    await secondOf(desk);
    rmSync(join(folder, markName));
    expect((await secondOf(desk))?.problem).toMatch(/choose it again/);
    await desk.client.backups.setFolder({ path: folder });
    expect(await secondOf(desk)).toMatchObject({ problem: null });
  });
});

describe('a folder that was chosen before there were marks', () => {
  /** As a version of before left it. */
  function forgetMark(): void {
    const { folder: path, copiedAt, problem, isSealed } = readNote();
    writeFileSync(note(), JSON.stringify({ folder: path, copiedAt, problem, isSealed }));
    rmSync(join(folder, markName));
  }

  test.each([true, false])('goes on, and is marked with the next copy (has one already: %s)', async (hasCopy) => {
    await desk.client.backups.setFolder({ path: folder });
    if (hasCopy) await secondOf(desk);
    forgetMark();
    if (hasCopy) expect((await desk.client.backups.list()).second).toMatchObject({ folder, problem: null });
    expect(await secondOf(desk)).toMatchObject({ problem: null });
    expect(readdirSync(folder)).toContain(markName);
    expect(await secondOf(desk)).toMatchObject({ problem: null });
    expect(copies()).toHaveLength(hasCopy ? 3 : 2);
  });

  test('is not taken where the newest copy is not in it', async () => {
    await desk.client.backups.setFolder({ path: folder });
    await secondOf(desk);
    forgetMark();
    for (const name of copies()) rmSync(join(folder, name));
    expect((await secondOf(desk))?.problem).toMatch(/is not the folder that was chosen/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a damaged note of which folder it is', () => {
  test.each(['', '{"folder":', '{}', '{"folder":7}'])(
    '(%j) is told with each backup, and is mended by choosing again',
    async (text) => {
      await desk.client.backups.setFolder({ path: folder });
      await secondOf(desk);
      writeFileSync(note(), text);
      const told = /which folder copies go to cannot be read.*Choose it again: dnc-desk backups --folder DIR/;
      expect((await desk.client.backups.list()).second?.problem).toMatch(told);
      expect((await secondOf(desk))?.problem).toMatch(told);
      expect(copies()).toHaveLength(1);
      await desk.client.backups.setFolder({ path: folder });
      expect(await secondOf(desk)).toMatchObject({ folder, problem: null });
    },
  );

  test('is mended by saying that there is none', async () => {
    writeFileSync(note(), 'half');
    await desk.client.backups.setFolder({});
    expect((await desk.client.backups.list()).second).toBeNull();
  });
});

test('a folder that cannot be marked is refused, and copies go on to the one of before', async () => {
  await desk.client.backups.setFolder({ path: folder });
  const other = join(place.outDir, 'other');
  mkdirSync(other);
  symlinkSync(join(place.outDir, 'nowhere'), join(other, markName));
  const before = readNote();
  await expect(desk.client.backups.setFolder({ path: other })).rejects.toThrow();
  expect(readNote()).toEqual(before);
  expect(await secondOf(desk)).toMatchObject({ folder, problem: null });
  expect(copies()).toHaveLength(1);
});
