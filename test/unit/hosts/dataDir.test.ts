/** All hosts keep the desk in the same place, and say in one sentence when a place cannot be used. */
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDataDir, toDataDir } from '../../../electron/hosts/dataDir.ts';

const linux = { platform: 'linux', home: '/home/dana' } as const;

describe('where the data is', () => {
  it('is the same for every host, by platform', () => {
    expect(toDataDir(undefined, { ...linux, env: {} })).toBe('/home/dana/.local/share/dnc-desk');
    expect(toDataDir(undefined, { ...linux, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/dnc-desk');
    expect(toDataDir(undefined, { platform: 'darwin', home: '/Users/dana', env: {} })).toBe(
      '/Users/dana/Library/Application Support/dnc-desk',
    );
    expect(toDataDir(undefined, { platform: 'win32', home: 'x', env: { APPDATA: 'roaming' } })).toBe(
      join('roaming', 'dnc-desk'),
    );
  });

  it('is what DNC_DESK_DATA says, and before that what --data says', () => {
    const env = { DNC_DESK_DATA: '/from/env', XDG_DATA_HOME: '/data' };
    expect(toDataDir(undefined, { ...linux, env })).toBe('/from/env');
    expect(toDataDir('/given', { ...linux, env })).toBe('/given');
    expect(toDataDir('', { ...linux, env: { DNC_DESK_DATA: '' } })).toBe('/home/dana/.local/share/dnc-desk');
  });

  it('ignores a relative XDG_DATA_HOME, as its specification asks', () => {
    expect(toDataDir(undefined, { ...linux, env: { XDG_DATA_HOME: 'data' } })).toBe('/home/dana/.local/share/dnc-desk');
  });
});

describe('opening it', () => {
  let place: string;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'dnc-datadir-'));
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  it('makes it for its owner alone, with the directories above it', () => {
    const dataDir = join(place, 'a', 'b');
    expect(openDataDir(dataDir)).toEqual({ ok: true, dataDir, notices: [] });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });

  it('leaves the permissions of one that is there', () => {
    chmodSync(place, 0o750);
    expect(openDataDir(place).ok).toBe(true);
    expect(statSync(place).mode & 0o777).toBe(0o750);
  });

  it('says so when others can open it, and refuses one that anybody can write to', () => {
    chmodSync(place, 0o755);
    expect(openDataDir(place)).toMatchObject({
      ok: true,
      notices: [expect.stringMatching(/Other users of this computer can open .*chmod 700/)],
    });
    chmodSync(place, 0o777);
    expect(openDataDir(place)).toMatchObject({ ok: false, message: expect.stringMatching(/Anybody .*chmod 700/) });
    const inside = join(place, 'inside');
    mkdirSync(inside);
    chmodSync(place, 0o700);
    chmodSync(inside, 0o777);
    expect(openDataDir(inside)).toMatchObject({ ok: true, notices: [] });
  });

  it.runIf(process.getuid?.() === 0)('refuses one of another user, unless it is root who works for them', () => {
    chownSync(place, 65_534, 65_534);
    expect(openDataDir(place).ok).toBe(true);
    const as = vi.spyOn(process, 'getuid').mockReturnValue(1000);
    expect(openDataDir(place)).toMatchObject({
      ok: false,
      message: expect.stringContaining('belongs to another user'),
    });
    as.mockRestore();
  });

  it('answers the real path, so that two names of one directory are one', () => {
    symlinkSync(place, `${place}-link`);
    expect(openDataDir(`${place}-link`)).toMatchObject({ ok: true, dataDir: place });
    rmSync(`${place}-link`);
  });

  it('refuses a file, and a directory inside a file', () => {
    const file = join(place, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'inside')])
      expect(openDataDir(path)).toMatchObject({ ok: false, message: expect.stringContaining(`${path} is a file`) });
  });

  it.runIf(process.platform === 'linux')('refuses a place that takes no directories, and does not try for ever', () => {
    expect(openDataDir('/proc/dnc-desk')).toMatchObject({ ok: false, code: 'dataDir' });
  });
});
