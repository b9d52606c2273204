/** Copies of backups that are sealed with a passphrase: unreadable without it, restored with it, and never made unsealed by accident. */
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSecrets } from '../../../electron/core/secrets/openSecrets.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const kept = '+12125550101';
const passphrase = 'correct horse battery';
let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
let folder: string;
/** As a desk with a sealed file of tokens, opened or locked. */
const openDesk = async (tokens?: string) =>
  openTestCore(place.dataDir, {
    secrets: await openSecrets({ dataDir: place.dataDir, keychain: null, passphrase: tokens }),
  });
const copies = (): string[] => readdirSync(folder).filter((name) => name.includes('.sqlite'));
beforeEach(async () => {
  place = await makeDataDir();
  folder = join(place.outDir, 'copies');
  desk = await openDesk('a passphrase for tokens');
  await desk.client.entries.add({ numbers: [kept], reason: 'Ruth Example' });
});
afterEach(async () => {
  await desk.close();
  await place.remove();
});

async function sealOne(): Promise<{ readonly name: string; readonly path: string }> {
  const { app, backups } = desk.client;
  await backups.setFolder({ path: folder });
  expect(await backups.seal({ passphrase })).toMatchObject({ isSealed: true });
  expect(await app.backup({})).toMatchObject({ second: { problem: null, isSealed: true } });
  const [name = '', ...more] = copies();
  expect([name, more]).toEqual([expect.stringMatching(/\.sqlite\.sealed$/), []]);
  return { name, path: join(folder, name) };
}

test('what is in a copy cannot be read, and the passphrase brings it back, on another computer too', async () => {
  const { name, path } = await sealOne();
  const bytes = readFileSync(path).toString('latin1');
  for (const text of ['Ruth Example', 'SQLite format', passphrase]) expect(bytes).not.toContain(text);
  // Here the backup itself is listed, which needs no passphrase.
  expect((await desk.client.backups.list()).backups).toMatchObject([{ isSecond: false, isSealed: false }]);
  await desk.close();
  await place.remove();

  // The computer is lost but for the copy.
  place = await makeDataDir();
  const copy = join(place.outDir, name);
  writeFileSync(copy, bytes, 'latin1');
  desk = await openDesk();
  const from = { kind: 'path', path: copy } as const;
  const { backups } = desk.client;
  for (const wrong of [undefined, 'correct horse']) {
    const refused = { code: 'BAD_INPUT', message: expect.stringMatching(/passphrase/) };
    await expect(backups.preview({ from, passphrase: wrong })).rejects.toMatchObject(refused);
  }
  expect(await backups.preview({ from, passphrase })).toMatchObject({ entries: 1 });
  await backups.restore({ from, passphrase });
  expect(await desk.client.entries.check({ numbers: [kept] })).toMatchObject([{ blocked: true }]);
  expect(readdirSync(place.dataDir).filter((found) => found.includes('restoring'))).toEqual([]);
});

test('a byte that is another, anywhere, is noticed before anything is restored', async () => {
  const { path } = await sealOne();
  const bytes = readFileSync(path);
  for (const at of [30, 150, 1000, Math.floor(bytes.length / 2), bytes.length - 20, bytes.length - 1]) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    const copy = join(place.outDir, `${at}.sqlite.sealed`);
    writeFileSync(copy, damaged);
    const restoring = desk.client.backups.restore({ from: { kind: 'path', path: copy }, passphrase });
    await expect(restoring).rejects.toMatchObject({ code: 'BAD_INPUT' });
  }
});

test('the desk restores its own copies with the passphrase that it keeps', async () => {
  const { name } = await sealOne();
  renameSync(join(place.dataDir, 'backups'), join(place.outDir, 'gone'));
  const { backups } = desk.client;
  expect((await backups.list()).backups).toMatchObject([{ name, isSecond: true, isSealed: true }]);
  expect(await backups.check({ name })).toMatchObject({ ok: false, message: expect.stringContaining('is sealed') });
  expect(await backups.restore({ from: { kind: 'backup', name } })).toMatchObject({ entries: 1 });
});

test('while the passphrase cannot be reached no copy is made, which is told; never one that is not sealed', async () => {
  await sealOne();
  await desk.close();
  desk = await openDesk();
  const { second } = await desk.client.app.backup({});
  expect(second?.problem).toMatch(/passphrase cannot be reached.*Nothing was copied unsealed/);
  expect(copies().filter((name) => !name.endsWith('.sealed'))).toEqual([]);
  await desk.client.app.unlock({ passphrase: 'a passphrase for tokens' });
  expect(await desk.client.app.backup({})).toMatchObject({ second: { problem: null } });
  expect(copies()).toHaveLength(2);
});

test('a passphrase that could be kept for this run only seals nothing', async () => {
  await desk.close();
  await place.remove();
  place = await makeDataDir();
  folder = join(place.outDir, 'copies');
  desk = await openDesk();
  await expect(desk.client.backups.seal({ passphrase })).rejects.toMatchObject({
    message: expect.stringMatching(/second folder first/),
  });
  await desk.client.backups.setFolder({ path: folder });
  await expect(desk.client.backups.seal({ passphrase })).rejects.toMatchObject({
    message: expect.stringMatching(/for this run only/),
  });
  expect((await desk.client.backups.list()).second).toMatchObject({ isSealed: false });
});

test('a folder that is chosen with a passphrase never has a copy that is not sealed', async () => {
  const { app, backups } = desk.client;
  await app.backup({});
  expect(await backups.setFolder({ path: folder, passphrase })).toMatchObject({ isSealed: true, problem: null });
  expect(copies()).toEqual([expect.stringMatching(/\.sealed$/)]);
});

test('copies that lay there unsealed are sealed when sealing begins, and open with the passphrase', async () => {
  const { app, backups } = desk.client;
  await app.backup({});
  await backups.setFolder({ path: folder });
  await app.backup({});
  expect(copies().filter((name) => name.endsWith('.sqlite'))).toHaveLength(2);
  expect(await backups.seal({ passphrase })).toMatchObject({ isSealed: true, problem: null });
  expect(copies()).toHaveLength(2);
  for (const name of copies()) {
    expect(name).toMatch(/\.sealed$/);
    const from = { kind: 'path', path: join(folder, name) } as const;
    expect(await backups.preview({ from, passphrase })).toMatchObject({ entries: 1 });
  }
});

test('another folder, also after none, has sealed copies as before', async () => {
  await sealOne();
  const { app, backups } = desk.client;
  await backups.setFolder({});
  expect((await backups.list()).second).toBeNull();
  folder = join(place.outDir, 'another');
  expect(await backups.setFolder({ path: folder })).toMatchObject({ isSealed: true, problem: null });
  await app.backup({});
  expect(copies().filter((name) => !name.endsWith('.sealed'))).toEqual([]);
});

test('what cannot be sealed of the copies of before is told', async () => {
  const { app, backups } = desk.client;
  await backups.setFolder({ path: folder });
  await app.backup({});
  const [name = ''] = copies();
  // In the way of the sealed one.
  mkdirSync(join(folder, `${name}.sealed.part`));
  const sealed = await backups.seal({ passphrase });
  expect(sealed).toMatchObject({
    isSealed: true,
    problem: expect.stringMatching(/not sealed, and anybody can open them/),
  });
});

test('a damaged note of the folder does not end the sealing', async () => {
  await sealOne();
  writeFileSync(join(place.dataDir, 'desk.backups.json'), 'half');
  await desk.client.backups.setFolder({ path: folder });
  await desk.client.app.backup({});
  expect(copies()).toHaveLength(2);
  expect(copies().filter((name) => !name.endsWith('.sealed'))).toEqual([]);
});

test('a folder that is refused leaves the passphrase of the one of before', async () => {
  await sealOne();
  const other = join(place.outDir, 'other');
  mkdirSync(other);
  symlinkSync(join(place.outDir, 'nowhere'), join(other, 'dnc-desk-folder.json'));
  const { app, backups } = desk.client;
  await expect(backups.setFolder({ path: other, passphrase: 'another passphrase' })).rejects.toThrow();
  await app.backup({});
  expect(copies()).toHaveLength(2);
  for (const name of copies())
    expect(await backups.preview({ from: { kind: 'path', path: join(folder, name) }, passphrase })).toBeDefined();
});
