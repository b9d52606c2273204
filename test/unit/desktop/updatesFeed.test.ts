// Where the feed comes from (app-update.yml in the package), when its updates count as signed, and how work is found.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { findFeed } from '../../../electron/desktop/updates/feed.ts';
import { findWork } from '../../../electron/desktop/updates/findWork.ts';
import { updateSentence } from '../../../renderer/features/settings/updateSentence.ts';

let resources: string;
const library = {
  autoDownload: true,
  autoInstallOnAppQuit: true,
  allowDowngrade: true,
  allowPrerelease: true,
  logger: {} as unknown,
  listenerCount: () => 0,
  on: vi.fn<() => void>(),
  checkForUpdates: vi.fn<() => Promise<unknown>>(),
  downloadUpdate: vi.fn<() => Promise<void>>(),
  quitAndInstall: vi.fn<(silent: boolean, again: boolean) => void>(),
};
let loads: number;

beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), 'desk-feed-'));
  loads = 0;
  vi.doMock('electron-updater', () => {
    loads++;
    return { default: { autoUpdater: library } };
  });
});
afterEach(() => {
  vi.doUnmock('electron-updater');
  vi.resetModules();
  rmSync(resources, { recursive: true, force: true });
});

const setFeed = (text: string): void => writeFileSync(join(resources, 'app-update.yml'), text);
const https = 'provider: generic\nurl: https://updates.example/desk\n';

describe('the feed of a package', () => {
  test('there is none without app-update.yml, outside a package, or without https; then the library is not loaded', () => {
    expect(findFeed({ resources, platform: 'linux' })).toBeUndefined();
    expect(findFeed({ resources: undefined, platform: 'linux' })).toBeUndefined();
    for (const url of ['http://updates.example/desk', '"http://updates.example"', "'ftp://updates.example'"]) {
      setFeed(`provider: generic\nurl: ${url}\n`);
      expect(findFeed({ resources, platform: 'win32' })).toBeUndefined();
    }
    expect(loads).toBe(0);
  });

  test.each([
    { platform: 'darwin', text: https, signed: true },
    { platform: 'win32', text: `${https}publisherName:\n  - The DNC Desk founders\n`, signed: true },
    { platform: 'win32', text: `${https}publisherName: The DNC Desk founders\n`, signed: true },
    { platform: 'win32', text: https, signed: false },
    { platform: 'win32', text: `${https}publisherName: []\n`, signed: false },
    { platform: 'linux', text: `${https}publisherName: The DNC Desk founders\n`, signed: false },
  ] as const)('on $platform it is signed: $signed', async ({ platform, text, signed }) => {
    setFeed(text);
    expect((await findFeed({ resources, platform })?.())?.isSigned).toBe(signed);
  });

  test('loads and installs nothing by itself, and takes no older and no unfinished version', async () => {
    setFeed(https);
    const feed = await findFeed({ resources, platform: 'darwin' })?.();
    expect(library).toMatchObject({
      autoDownload: false,
      autoInstallOnAppQuit: false,
      allowDowngrade: false,
      allowPrerelease: false,
    });
    library.checkForUpdates.mockResolvedValueOnce(null);
    expect(await feed?.check()).toBeUndefined();
    library.checkForUpdates.mockResolvedValueOnce({ isUpdateAvailable: false, updateInfo: { version: '1.0.0' } });
    expect(await feed?.check()).toBeUndefined();
    library.checkForUpdates.mockResolvedValueOnce({ isUpdateAvailable: true, updateInfo: { version: '2.0.0' } });
    expect(await feed?.check()).toBe('2.0.0');
    expect(library.downloadUpdate).not.toHaveBeenCalled();
    feed?.install();
    expect(library.quitAndInstall).toHaveBeenCalledTimes(1);
  });
});

describe('whether the core works', () => {
  /** A core whose jobs are these, at the other end of a real port. */
  async function ask(jobs: readonly { readonly state: string; readonly label: string }[]) {
    const { port1, port2 } = new MessageChannel();
    new RPCHandler({ jobs: { list: os.handler(() => jobs) } }).upgrade(port2);
    port2.start();
    return findWork(() => Promise.resolve(port1)).finally(() => port2.close());
  }

  test('a job that runs is work, one that has ended is not', async () => {
    expect(await ask([])).toBeUndefined();
    expect(await ask([{ state: 'done', label: 'Import of a.csv' }])).toBeUndefined();
    const jobs = [
      { state: 'failed', label: 'Sync of Weya' },
      { state: 'running', label: 'Import of b.csv' },
    ];
    expect(await ask(jobs)).toBe('Import of b.csv');
  });

  test('a core that is not there is no core at rest', async () => {
    await expect(findWork(() => Promise.resolve(undefined))).rejects.toThrow('not running');
  });
});

test('every state is told in words that say what happens next', () => {
  const version = '2.0.0';
  expect(
    [
      { kind: 'off' } as const,
      { kind: 'byHand', version } as const,
      { kind: 'ready', version } as const,
      { kind: 'waiting', version, work: 'Import of a.csv' } as const,
      { kind: 'waiting', version: null, work: 'Sync of Weya' } as const,
    ].map(updateSentence),
  ).toEqual([
    'This installation looks for no newer version: whoever gave it to you brings the next one.',
    'Version 2.0.0 is there. This system cannot check who made it, so it is not installed by itself: get it from where you got this one.',
    'Version 2.0.0 is loaded and verified. It is installed when you say so; the desk closes for it.',
    'Version 2.0.0 waits until this has ended: Import of a.csv.',
    'A newer version is looked for when this has ended: Sync of Weya.',
  ]);
});
