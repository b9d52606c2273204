// The store of tokens without a working keychain: sealed with a passphrase, or for this run only. Real files.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Keychain } from '../../../electron/core/secrets/keychain.ts';
import { openSecrets } from '../../../electron/core/secrets/openSecrets.ts';

const PASSPHRASE = 'correct horse battery';
const TOKEN = 'ypr_live_0123456789';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dnc-desk-secrets-'));
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

const open = (passphrase?: string, keychain: Keychain | null = null) =>
  openSecrets({ dataDir, passphrase, keychain, probeMs: 200 });
const sealedPath = () => join(dataDir, 'tokens.sealed');
const everythingOnDisk = () =>
  readdirSync(dataDir)
    .map((name) => readFileSync(join(dataDir, name), 'latin1'))
    .join('\n');

/** A keychain in memory that behaves, until told not to. */
function memoryKeychain() {
  const items = new Map<string, string>();
  const state = { refuses: false };
  const guard = () => (state.refuses ? Promise.reject(new Error('the keychain is locked')) : Promise.resolve());
  const keychain: Keychain = {
    load: (account) => guard().then(() => items.get(account)),
    save: (account, secret) => guard().then(() => void items.set(account, secret)),
    remove: (account) => guard().then(() => void items.delete(account)),
  };
  return { items, state, keychain };
}

describe('a passphrase of the environment that is too short', () => {
  test('seals nothing, and it is said', async () => {
    const store = await open('a');
    expect(await store.state()).toMatchObject({ kind: 'memory', sentence: expect.stringContaining('too short') });
    await store.save('account:1', TOKEN);
    expect(readdirSync(dataDir)).toEqual([]);
  });
});

describe('a sealed file that somebody planted', () => {
  test.each([
    ['more work', { N: 2 ** 20, r: 16, p: 4 }],
    ['more rounds', { N: 2 ** 17, r: 8, p: 4 }],
    ['more memory', { N: 2 ** 16, r: 32, p: 1 }],
  ])('cannot ask for %s than ours takes: it is refused before anything is computed', async (_name, cost) => {
    await (await open(PASSPHRASE)).save('account:1', TOKEN);
    const sealed = JSON.parse(readFileSync(sealedPath(), 'utf8')) as { kdf: object };
    writeFileSync(sealedPath(), JSON.stringify({ ...sealed, kdf: { ...sealed.kdf, ...cost } }));
    expect(await (await open(PASSPHRASE)).state()).toMatchObject({
      locked: true,
      sentence: expect.stringContaining('damaged'),
    });
  });

  test('is not read when it is huge', async () => {
    writeFileSync(sealedPath(), Buffer.alloc(4 * 1024 * 1024, ' '));
    expect(await (await open(PASSPHRASE)).state()).toMatchObject({ sentence: expect.stringContaining('damaged') });
  });
});

describe('with a passphrase', () => {
  test('a token is there again in the next run, and nowhere to be read on the disk', async () => {
    const store = await open(PASSPHRASE);
    expect(await store.state()).toMatchObject({ kind: 'sealedFile', locked: false });
    expect(await store.save('account:1', TOKEN)).toEqual({ ok: true });
    expect(await (await open(PASSPHRASE)).load('account:1')).toBe(TOKEN);
    expect(await (await open(PASSPHRASE)).load('account:2')).toBeUndefined();
    expect(everythingOnDisk()).not.toMatch(/ypr_live|account:1|correct horse/);
  });

  test('the file is its owner’s alone, and nothing is left beside it', async () => {
    const store = await open(PASSPHRASE);
    await store.save('account:1', TOKEN);
    await store.save('account:2', 'another');
    expect(readdirSync(dataDir)).toEqual(['tokens.sealed']);
    if (process.platform !== 'win32') expect(statSync(sealedPath()).mode & 0o777).toBe(0o600);
  });

  test('a removed token is gone from the file, the others stay', async () => {
    const store = await open(PASSPHRASE);
    await store.save('account:1', TOKEN);
    await store.save('account:2', 'another');
    expect(await store.remove('account:1')).toEqual({ ok: true });
    expect(await store.remove('account:1')).toEqual({ ok: true });
    const next = await open(PASSPHRASE);
    expect([await next.load('account:1'), await next.load('account:2')]).toEqual([undefined, 'another']);
  });

  test('saves at the same time are all kept', async () => {
    const store = await open(PASSPHRASE);
    await Promise.all(Array.from({ length: 20 }, (_, at) => store.save(`account:${at}`, `token-${at}`)));
    const next = await open(PASSPHRASE);
    const loaded = await Promise.all(Array.from({ length: 20 }, (_, at) => next.load(`account:${at}`)));
    expect(loaded).toEqual(Array.from({ length: 20 }, (_, at) => `token-${at}`));
  });

  test('the same letters in another composition open it too', async () => {
    await (await open('pässwörter genug'.normalize('NFC'))).save('account:1', TOKEN);
    expect(await (await open('pässwörter genug'.normalize('NFD'))).load('account:1')).toBe(TOKEN);
  });

  test('a file that cannot be replaced is said to be so, and neither token is lost or left beside it', async () => {
    const store = await open(PASSPHRASE);
    await store.save('account:1', TOKEN);
    const aside = join(dataDir, 'aside');
    renameSync(sealedPath(), aside);
    mkdirSync(join(sealedPath(), 'in-the-way'), { recursive: true });
    expect(await store.save('account:2', 'another')).toMatchObject({ ok: false });
    expect(readdirSync(dataDir).toSorted()).toEqual(['aside', 'tokens.sealed']);
    rmSync(sealedPath(), { recursive: true });
    renameSync(aside, sealedPath());
    expect(await store.load('account:1')).toBe(TOKEN);
    expect(await (await open(PASSPHRASE)).load('account:1')).toBe(TOKEN);
  });
});

describe('a sealed file', () => {
  beforeEach(async () => {
    await (await open(PASSPHRASE)).save('account:1', TOKEN);
  });

  test('waits for its passphrase, keeps nothing meanwhile, and opens', async () => {
    const store = await open();
    expect(await store.state()).toMatchObject({ kind: 'sealedFile', locked: true });
    expect(await store.load('account:1')).toBeUndefined();
    expect(await store.save('account:2', 'x')).toMatchObject({
      ok: false,
      message: expect.stringContaining('not kept') as unknown,
    });
    expect(await store.remove('account:1')).toMatchObject({ ok: false });
    expect(await store.unlock('wrong horse battery')).toMatchObject({
      ok: false,
      message: expect.stringContaining('does not open') as unknown,
    });
    expect(await store.state()).toMatchObject({ locked: true });
    expect(await store.unlock(PASSPHRASE)).toEqual({ ok: true });
    expect(await store.state()).toMatchObject({ kind: 'sealedFile', locked: false });
    expect(await store.load('account:1')).toBe(TOKEN);
    expect(await store.unlock('anything')).toEqual({ ok: true });
  });

  test('a wrong passphrase from the surroundings leaves it locked, and says why', async () => {
    const store = await open('not the passphrase');
    expect(await store.state()).toMatchObject({
      locked: true,
      sentence: expect.stringContaining('does not open') as unknown,
    });
    expect(await store.unlock(PASSPHRASE)).toEqual({ ok: true });
  });

  test('is preferred to a keychain that turns up later', async () => {
    const { keychain, items } = memoryKeychain();
    const store = await open(PASSPHRASE, keychain);
    expect(await store.state()).toMatchObject({ kind: 'sealedFile' });
    await store.save('account:2', 'another');
    expect(items.size).toBe(0);
    expect(await (await open(PASSPHRASE)).load('account:2')).toBe('another');
  });

  test.each([
    ['not JSON', () => 'hello'],
    ['cut off', (text: string) => text.slice(0, text.length >> 1)],
    ['too costly to open', (text: string) => text.replace('"N":32768', '"N":1073741824')],
  ])('that is %s is called damaged, and stays as it is', async (_name, damage) => {
    const damaged = damage(readFileSync(sealedPath(), 'utf8'));
    writeFileSync(sealedPath(), damaged);
    const store = await open(PASSPHRASE);
    expect(await store.state()).toMatchObject({
      locked: true,
      sentence: expect.stringContaining('damaged') as unknown,
    });
    expect(await store.save('account:1', 'x')).toMatchObject({ ok: false });
    expect(readFileSync(sealedPath(), 'utf8')).toBe(damaged);
  });

  test.each(['salt', 'iv', 'tag', 'data'])('whose %s was changed does not open', async (field) => {
    const text = readFileSync(sealedPath(), 'utf8');
    const changed = text.replace(
      new RegExp(`("${field}":")(.)`),
      (_all, before: string, first: string) => `${before}${first === 'A' ? 'B' : 'A'}`,
    );
    expect(changed).not.toBe(text);
    writeFileSync(sealedPath(), changed);
    expect(await (await open(PASSPHRASE)).state()).toMatchObject({ locked: true });
  });
});

describe('without passphrase and keychain', () => {
  test('tokens are kept for this run only, and it is said', async () => {
    const store = await open();
    expect(await store.state()).toMatchObject({
      kind: 'memory',
      locked: false,
      sentence: expect.stringContaining('this run only') as unknown,
    });
    await store.save('account:1', TOKEN);
    expect(await store.load('account:1')).toBe(TOKEN);
    expect(readdirSync(dataDir)).toEqual([]);
    expect(await (await open()).load('account:1')).toBeUndefined();
  });

  test('a passphrase chosen later seals what this run holds', async () => {
    const store = await open();
    await store.save('account:1', TOKEN);
    expect(await store.unlock(PASSPHRASE)).toEqual({ ok: true });
    expect(await store.state()).toMatchObject({ kind: 'sealedFile', locked: false });
    expect(await (await open(PASSPHRASE)).load('account:1')).toBe(TOKEN);
  });
});

describe('a keychain', () => {
  test('that works is used, and opening the store alone does not touch it', async () => {
    const { keychain, items } = memoryKeychain();
    const store = await open(PASSPHRASE, keychain);
    expect(readdirSync(dataDir)).toEqual([]);
    expect(await store.save('account:1', TOKEN)).toEqual({ ok: true });
    expect(await store.state()).toMatchObject({ kind: 'keychain', locked: false });
    expect([...items.values()]).toEqual([TOKEN]);
    expect(everythingOnDisk()).not.toContain('ypr_live');
    expect(await (await open(undefined, keychain)).load('account:1')).toBe(TOKEN);
    expect(await store.unlock(PASSPHRASE)).toMatchObject({
      ok: false,
      message: expect.stringContaining('no passphrase') as unknown,
    });
    expect(await store.remove('account:1')).toEqual({ ok: true });
    expect(items.size).toBe(0);
  });

  test.each([
    [
      'hangs',
      {
        load: () => new Promise<never>(() => undefined),
        save: () => new Promise<never>(() => undefined),
        remove: () => new Promise<never>(() => undefined),
      },
    ],
    [
      'refuses',
      {
        load: () => Promise.reject(new Error('no')),
        save: () => Promise.reject(new Error('no')),
        remove: () => Promise.reject(new Error('no')),
      },
    ],
    [
      'forgets',
      { load: () => Promise.resolve(undefined), save: () => Promise.resolve(), remove: () => Promise.resolve() },
    ],
  ] satisfies [string, Keychain][])('that %s is not used', async (_name, keychain) => {
    expect(await (await open(undefined, keychain)).state()).toMatchObject({ kind: 'memory' });
  });

  test('that fails later loses nothing silently', async () => {
    const { keychain, state } = memoryKeychain();
    const store = await open(undefined, keychain);
    await store.save('account:1', TOKEN);
    state.refuses = true;
    expect(await store.load('account:1')).toBeUndefined();
    expect(await store.save('account:2', 'x')).toEqual({
      ok: false,
      message: 'The token could not be kept (the keychain is locked).',
    });
    expect(await store.remove('account:1')).toMatchObject({ ok: false });
    // The next run finds no keychain, and says where the tokens are.
    const next = await open(undefined, keychain);
    expect(await next.state()).toMatchObject({
      kind: 'memory',
      sentence: expect.stringContaining('cannot be reached now') as unknown,
    });
    state.refuses = false;
    expect(await (await open(undefined, keychain)).load('account:1')).toBe(TOKEN);
  });
});
