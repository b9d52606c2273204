// The Electron main process from start to quit, against a double of Electron (test/support/electronDouble.ts).
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { channels } from '../../../electron/desktop/channels.ts';
import { createElectronDouble, preventable } from '../../support/electronDouble.ts';
import type { ElectronDouble } from '../../support/electronDouble.ts';

const page = 'app://desk/index.html';
let electron: ElectronDouble;
let folder: string;
let data: string;

/** Runs the main module and waits until it has opened a window, shown an error or ended. */
async function start(developing?: string): Promise<void> {
  vi.doMock('electron', () => electron);
  const { runDesktop } = await import('../../../electron/desktop/desktop.ts');
  runDesktop({ outFolder: join(folder, 'out'), argv: ['electron', '.', `--data=${data}`], developing });
  const { log } = electron;
  await vi.waitFor(() => expect(log.windows.length + log.errors.length + log.quits).toBeGreaterThan(0));
}

/** What the page calls, from a frame at `url`. */
async function invoke(channel: string, input?: unknown, url = page, parent: unknown = null): Promise<unknown> {
  const sender = electron.log.windows[0]?.webContents;
  return electron.log.handlers.get(channel)?.({ sender, senderFrame: { url, parent } }, input);
}

const core = () => {
  const child = electron.log.children.at(-1);
  if (child === undefined) throw new Error('no core was started');
  return child;
};

beforeEach(() => {
  vi.resetModules();
  electron = createElectronDouble();
  folder = mkdtempSync(join(tmpdir(), 'desk-main-'));
  data = join(folder, 'data');
  mkdirSync(join(folder, 'out', 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'out', 'renderer', 'index.html'), '<!doctype html><title>desk</title>');
  writeFileSync(join(folder, 'out', 'renderer', 'assets', 'index.js'), 'export {};');
});
afterEach(() => {
  vi.doUnmock('electron');
  rmSync(folder, { recursive: true, force: true });
});

describe('starting', () => {
  test('a sandboxed, isolated window opens at our own address, themed before it paints', async () => {
    await start();
    const [window] = electron.log.windows;
    expect(window?.address).toBe(page);
    expect(window?.options['webPreferences']).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      preload: join(folder, 'out', 'preload', 'preload.cjs'),
    });
    expect(window?.options).toMatchObject({ show: false, backgroundColor: '#1a1b1e' });
    expect(electron.log.sandboxed).toBe(true);
    expect(electron.log.schemes).toEqual(['app']);
    expect(electron.log.paths.get('userData')).toBe(join(data, 'desktop'));
  });

  test('a second instance on the same data ends, and brings the first window to the front', async () => {
    electron.log.isFirst = false;
    await start();
    expect(electron.log).toMatchObject({ quits: 1, windows: [], children: [] });

    vi.resetModules();
    electron = createElectronDouble();
    await start();
    const [window] = electron.log.windows;
    if (window) window.minimized = true;
    electron.app.emit('second-instance');
    expect(electron.log.windows).toEqual([window]);
    expect(window).toMatchObject({ minimized: false, shown: 1 });
  });

  test('a data directory that is a file is refused in one sentence', async () => {
    writeFileSync(data, '');
    await start();
    expect(electron.log.errors).toEqual([expect.stringContaining(`The data directory ${data} is a file`)]);
    expect(electron.log.quits).toBe(1);
  });

  test('a missing page is said and no window opens', async () => {
    rmSync(join(folder, 'out', 'renderer', 'index.html'));
    await start();
    expect(electron.log.errors).toEqual(['Its page is missing from this installation; install DNC Desk again.']);
    expect(electron.log.windows).toEqual([]);
  });

  test('while developing, the page comes from electron-vite and only its origin is ours', async () => {
    await start('http://localhost:5173/');
    core().emit('message', { type: 'ready' });
    expect(electron.log.windows[0]?.address).toBe('http://localhost:5173/');
    await expect(invoke(channels.connect, undefined, 'http://localhost:5173/')).resolves.toBeUndefined();
    await expect(invoke(channels.connect, undefined, page)).rejects.toThrow('Only the page of the desk');
  });
});

describe('the core and its ports', () => {
  test('the page gets a port once the core is open; the other end goes to the core', async () => {
    await start();
    const connected = invoke(channels.connect);
    expect(core().posted).toEqual([]);
    core().emit('message', { type: 'ready' });
    await connected;
    const [port] = electron.log.windows[0]?.webContents.ports ?? [];
    const [{ message, ports } = { message: undefined, ports: [] }] = core().posted;
    expect(message).toEqual({ type: 'connect' });
    const heard = new Promise((resolve) => ports[0]?.once('message', resolve));
    port?.postMessage('hello');
    expect(await heard).toBe('hello');
    port?.close();
  });

  test('a core that cannot open says why, and the app ends with it', async () => {
    await start();
    core().emit('message', { type: 'failed', code: 'inUse', message: 'The list is open in another program.' });
    expect(electron.log.errors).toEqual(['The list is open in another program.']);
    expect(core().posted).toEqual([{ message: { type: 'close' }, ports: [] }]);
    core().emit('exit', 0);
    await vi.waitFor(() => expect(electron.log.quits).toBe(1));
    await expect(invoke(channels.connect)).rejects.toThrow('The core is not running.');
  });

  test('a core that crashed is started again when the person says so, and pages are told to connect anew', async () => {
    await start();
    core().emit('message', { type: 'ready' });
    core().emit('exit', 139);
    await vi.waitFor(() => expect(electron.log.children).toHaveLength(2));
    expect(electron.log.windows[0]?.webContents.sent).toEqual([]);
    core().emit('message', { type: 'ready' });
    expect(electron.log.windows[0]?.webContents.sent).toEqual([{ channel: channels.coreRestart, args: [] }]);
    await expect(invoke(channels.connect)).resolves.toBeUndefined();
  });

  test('a core that crashed is left when the person quits', async () => {
    electron.log.answers.message = { response: 1 };
    await start();
    core().emit('exit', 139);
    await vi.waitFor(() => expect(electron.log.quits).toBe(1));
    expect(electron.log.children).toHaveLength(1);
  });

  test('quitting remembers the window and waits for the core', async () => {
    await start();
    core().emit('message', { type: 'ready' });
    electron.log.windows[0]?.close();
    if (process.platform === 'darwin') electron.app.quit();
    expect(JSON.parse(readFileSync(join(data, 'desktop', 'window.json'), 'utf8'))).toEqual({
      x: 10,
      y: 20,
      width: 1000,
      height: 700,
      maximized: false,
    });
    await vi.waitFor(() => expect(core().posted.at(-1)?.message).toEqual({ type: 'close' }));
    expect(electron.log.quits).toBe(0);
    core().emit('exit', 0);
    await vi.waitFor(() => expect(electron.log.quits).toBe(1));
    expect(electron.log.children).toHaveLength(1);
  });
});

describe('what the page may ask', () => {
  test('only the top frame of our page is answered', async () => {
    await start();
    await expect(invoke(channels.connect, undefined, 'https://evil.example/')).rejects.toThrow('Only the page');
    await expect(invoke(channels.openDialog, {}, 'app://desk.evil.example/')).rejects.toThrow('Only the page');
    await expect(invoke(channels.openDialog, {}, page, { url: page })).rejects.toThrow('Only the page');
  });

  test('native dialogs answer paths, or nothing when they were cancelled', async () => {
    await start();
    expect(await invoke(channels.openDialog, { many: true })).toEqual(['/lists/a.csv']);
    expect(await invoke(channels.saveDialog, { defaultName: 'clean.csv' })).toBe('/lists/out.csv');
    electron.log.answers.open = { canceled: true, filePaths: [] };
    electron.log.answers.save = { canceled: true, filePath: '' };
    expect(await invoke(channels.openDialog, {})).toEqual([]);
    expect(await invoke(channels.saveDialog, {})).toBeUndefined();
  });

  test('a save dialog takes a file name, never a path', async () => {
    await start();
    await expect(invoke(channels.saveDialog, { defaultName: '../../etc/passwd' })).rejects.toThrow();
  });

  test('menu commands go to the page as events', async () => {
    await start();
    type Item = { readonly id?: string; readonly submenu?: readonly Item[]; readonly click?: () => void };
    const find = (items: readonly Item[], id: string): Item | undefined =>
      items.flatMap((item) => (item.id === id ? [item] : [find(item.submenu ?? [], id)])).find((item) => item);
    find(electron.log.menu as Item[], 'go.import')?.click?.();
    expect(electron.log.windows[0]?.webContents.sent).toEqual([{ channel: channels.command, args: ['go.import'] }]);
  });
});

describe('what the page may not do', () => {
  test('it cannot leave, open windows, or attach webviews', async () => {
    await start();
    const contents = electron.log.windows[0]?.webContents;
    const go = (event: string, url: string): boolean => {
      const going = { ...preventable(), url };
      contents?.emit(event, going);
      return going.prevented();
    };
    expect(go('will-navigate', 'app://desk/index.html#/list')).toBe(false);
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'app://other/',
      'javascript:alert(1)',
      'nonsense',
    ])
      for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) expect(go(event, url)).toBe(true);
    expect(go('will-attach-webview', page)).toBe(true);
    expect(contents?.openHandler?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });
    expect(electron.log.opened).toEqual([]);
  });

  test('links open outside only to known sites over https', async () => {
    await start();
    const open = (url: string) => electron.log.windows[0]?.webContents.openHandler?.({ url });
    const allowed = 'https://telemarketing.donotcall.gov/profile';
    for (const url of [
      allowed,
      'http://telemarketing.donotcall.gov/',
      'https://telemarketing.donotcall.gov:8443/',
      'https://someone@telemarketing.donotcall.gov/',
      'https://telemarketing.donotcall.gov.evil.example/',
      'file:///bin/sh',
      'ms-settings:',
    ])
      expect(open(url)).toEqual({ action: 'deny' });
    expect(electron.log.opened).toEqual([allowed]);
  });

  test('it gets no permission but writing to the clipboard', async () => {
    await start();
    const check = electron.refuse.check as (contents: null, permission: string, origin: string) => boolean;
    expect(check(null, 'clipboard-sanitized-write', 'app://desk/')).toBe(true);
    expect(check(null, 'clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    for (const permission of ['clipboard-read', 'geolocation', 'media', 'notifications', 'usb'])
      expect(check(null, permission, 'app://desk/')).toBe(false);
  });

  test('its protocol serves the built page with a policy that runs no inline script, and no other file', async () => {
    await start();
    const get = (url: string, method = 'GET') => electron.log.protocols.get('app')?.({ url, method });
    const index = await get(page);
    expect(await index?.text()).toContain('<title>desk</title>');
    expect(index?.headers.get('content-security-policy')).toMatch(/script-src 'self'(;|$)/);
    expect((await get('app://desk/assets/index.js'))?.headers.get('content-type')).toMatch(/^text\/javascript/);
    for (const url of [
      'app://desk/../main/main.js',
      'app://desk/%2e%2e/package.json',
      'app://desk/nothing',
      'app://other/index.html',
    ])
      expect((await get(url))?.status).toBe(404);
    expect((await get(page, 'POST'))?.status).toBe(404);
  });
});
