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

describe('a package', () => {
  test.each([
    'remote-debugging-port',
    'remote-debugging-pipe',
    'inspect-brk',
    'load-extension',
    'disable-web-security',
  ])('does not start with --%s: nothing else could be kept from reading the list', async (name) => {
    electron.log.switches.add(name);
    await start();
    expect(electron.log).toMatchObject({ quits: 1, windows: [], children: [] });
    expect(electron.log.errors).toEqual([expect.stringContaining(`does not start with --${name}`)]);
  });

  test('has no developer tools; while developing both are there', async () => {
    await start();
    expect(electron.log.windows[0]?.options['webPreferences']).toMatchObject({ devTools: false });
    vi.resetModules();
    electron = createElectronDouble();
    electron.app.isPackaged = false;
    electron.log.switches.add('remote-debugging-port');
    await start();
    expect(electron.log.windows[0]?.options['webPreferences']).toMatchObject({ devTools: true });
  });
});

describe('a page that is not there', () => {
  const window = () => {
    const [found] = electron.log.windows;
    if (found === undefined) throw new Error('no window is open');
    return found;
  };

  test.each([
    ['did-fail-load', [{}, -6, 'ERR_FILE_NOT_FOUND', page, true], 'The page of DNC Desk could not be opened.'],
    ['preload-error', [{}, 'preload.cjs', new Error('broken')], 'The page of DNC Desk could not be opened.'],
    ['render-process-gone', [{}, { reason: 'crashed', exitCode: 5 }], 'The window of DNC Desk stopped unexpectedly.'],
    ['unresponsive', [], 'The window of DNC Desk does not answer.'],
  ] as const)('%s: a person is asked, it is logged, and the page comes again', async (event, args, sentence) => {
    await start();
    core().emit('message', { type: 'ready' });
    window().webContents.emit(event, ...args);
    await vi.waitFor(() => expect(window().loads).toBe(2));
    expect(electron.log.questions).toEqual([sentence]);
    expect(window().webContents.crashes).toBe(event === 'unresponsive' ? 1 : 0);
    expect(core().posted.map(({ message }) => message)).toContainEqual(
      expect.objectContaining({ type: 'note', event: 'page.trouble' }),
    );
  });

  test('the app does not stay behind without a window: it ends when the person does not want the page again', async () => {
    electron.log.answers.message = { response: 1 };
    await start();
    core().emit('message', { type: 'ready' });
    window().webContents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', page, true);
    await vi.waitFor(() => expect(core().posted.at(-1)?.message).toEqual({ type: 'close' }));
  });

  test('waiting for a page that hangs leaves it as it is; a load that another replaced is no trouble', async () => {
    electron.log.answers.message = { response: 1 };
    await start();
    window().webContents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', page, true);
    window().webContents.emit('did-fail-load', {}, -6, 'ERR_FAILED', page, false);
    expect(electron.log.questions).toEqual([]);
    window().webContents.emit('unresponsive');
    window().webContents.emit('unresponsive');
    await vi.waitFor(() => expect(electron.log.questions).toHaveLength(1));
    expect(window()).toMatchObject({ loads: 1 });
    expect(window().webContents.crashes).toBe(0);
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
    await expect(invoke(channels.saveDialog, {}, 'app://desk.evil.example/')).rejects.toThrow('Only the page');
    await expect(invoke(channels.chooseFile, '/etc/passwd', page, { url: page })).rejects.toThrow('Only the page');
  });

  test('a dropped file and a place to save to become handles of the core, never paths', async () => {
    await start();
    core().emit('message', { type: 'ready' });
    const answer = async (asked: Promise<unknown>): Promise<unknown> => {
      await vi.waitFor(() => expect(core().posted.at(-1)?.message).toMatchObject({ type: 'choose' }));
      const { message } = core().posted.at(-1) as { message: { id: number; path: string } };
      core().emit('message', { type: 'chosen', id: message.id, handle: `chosen:${message.path}` });
      core().posted.length = 0;
      return asked;
    };
    expect(await answer(invoke(channels.chooseFile, '/lists/a.csv'))).toBe('chosen:/lists/a.csv');
    expect(await answer(invoke(channels.saveDialog, { defaultName: 'clean.csv' }))).toBe('chosen:/lists/out.csv');
    electron.log.answers.save = { canceled: true, filePath: '' };
    expect(await invoke(channels.saveDialog, {})).toBeUndefined();
    await expect(invoke(channels.chooseFile, 'a.csv')).rejects.toThrow();
  });

  test('a core that dies while a file is chosen answers nothing, and the page does not wait for ever', async () => {
    electron.log.answers.message = { response: 1 };
    await start();
    core().emit('message', { type: 'ready' });
    const asked = invoke(channels.chooseFile, '/lists/a.csv');
    await vi.waitFor(() => expect(core().posted).toHaveLength(1));
    core().emit('exit', 139);
    expect(await asked).toBeUndefined();
  });

  test('a save dialog takes a file name, never a path', async () => {
    await start();
    await expect(invoke(channels.saveDialog, { defaultName: '../../etc/passwd' })).rejects.toThrow();
  });

  test('a notification of the system takes the place of the one before, and a click brings the desk to the front', async () => {
    await start();
    await invoke(channels.notify, { title: 'DNC Desk', body: 'Weya refused 2 records.' });
    await invoke(channels.notify, { title: 'DNC Desk', body: '1 request is overdue.' });
    expect(electron.log.notices).toMatchObject([
      { state: 'closed' },
      { state: 'shown', words: { body: '1 request is overdue.' } },
    ]);
    const [window] = electron.log.windows;
    if (window) window.minimized = true;
    electron.log.notices[1]?.emit('click');
    expect(window).toMatchObject({ minimized: false, shown: 1 });
    expect(window?.webContents.sent).toEqual([{ channel: channels.noticeClicked, args: [] }]);
    await invoke(channels.badge, 3);
    expect(electron.log.badge).toBe(3);
    await expect(invoke(channels.badge, 'many')).rejects.toThrow();
    await expect(invoke(channels.notify, { title: '', body: 'x'.repeat(500) })).rejects.toThrow();
    await expect(invoke(channels.notify, { title: 'x', body: 'x' }, 'app://evil/')).rejects.toThrow('Only the page');
  });

  test('on Windows a mark stands over the icon on the task bar while something needs a person', async () => {
    const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
    try {
      await start();
      const [window] = electron.log.windows;
      await invoke(channels.badge, 3);
      // Four bytes a pixel.
      const image = { bytes: 32 * 32 * 4, width: 32, height: 32, scaleFactor: 2 };
      expect(window?.overlay).toEqual({ image, words: '3 things need you' });
      await invoke(channels.badge, 0);
      expect(window?.overlay).toEqual({ image: null, words: '' });
    } finally {
      platform.mockRestore();
    }
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
  });

  test('no link opens anything outside', async () => {
    await start();
    const open = (url: string) => electron.log.windows[0]?.webContents.openHandler?.({ url });
    for (const url of ['https://example.com/', 'file:///bin/sh', 'ms-settings:'])
      expect(open(url)).toEqual({ action: 'deny' });
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
