// The preload and the page's side of the port hand-over, in a window double: what the page is given, and nothing more.
import { EventEmitter } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Mock } from 'vitest';
import { channels } from '../../../electron/desktop/channels.ts';
import { connectDesktop, portMessageType } from '../../../shared/contract/desktopBridge.ts';
import type { DesktopBridge } from '../../../shared/contract/desktopBridge.ts';

type PageMessage = { readonly data: unknown; readonly source: unknown; readonly ports: readonly MessagePort[] };

/** The page's window: messages posted to it come back as events with itself as their source. */
class WindowDouble extends EventEmitter {
  readonly addEventListener = (type: 'message', listener: (event: PageMessage) => void): void =>
    void this.on(type, listener);
  readonly removeEventListener = (type: 'message', listener: (event: PageMessage) => void): void =>
    void this.off(type, listener);
  readonly postMessage = (data: unknown, _origin: string, ports: readonly MessagePort[]): void =>
    void this.emit('message', { data, source: this, ports });
}

let page: WindowDouble;
let ipcRenderer: EventEmitter & { invoke: Mock<(...args: unknown[]) => Promise<unknown>> };
let bridge: DesktopBridge<{ readonly path: string }>;
let exposed: string[];

beforeEach(async () => {
  vi.resetModules();
  page = new WindowDouble();
  exposed = [];
  ipcRenderer = Object.assign(new EventEmitter(), { invoke: vi.fn<(...args: unknown[]) => Promise<unknown>>() });
  vi.stubGlobal('window', page);
  vi.doMock('electron', () => ({
    contextBridge: {
      exposeInMainWorld(name: string, api: typeof bridge): void {
        exposed.push(name);
        bridge = api;
      },
    },
    ipcRenderer,
    webUtils: { getPathForFile: (file: { readonly path: string }) => file.path },
  }));
  await import('../../../electron/desktop/preload.ts');
});
afterEach(() => {
  vi.doUnmock('electron');
  vi.unstubAllGlobals();
});

test('the page is given the bridge and nothing else of Electron', () => {
  expect(exposed).toEqual(['dncDesk']);
  expect(Object.keys(bridge).toSorted()).toEqual([
    'connect',
    'handleForFile',
    'host',
    'notices',
    'onCommand',
    'onCoreRestart',
    'saveDialog',
    'updates',
  ]);
});

test('a port that main sends reaches the page', async () => {
  const { port1, port2 } = new MessageChannel();
  ipcRenderer.invoke.mockImplementation(() =>
    Promise.resolve(ipcRenderer.emit(channels.port, { ports: [port1] }, null)),
  );
  expect(await connectDesktop(bridge, page)).toBe(port1);
  expect(ipcRenderer.invoke).toHaveBeenCalledWith(channels.connect);
  expect(page.listenerCount('message')).toBe(0);
  port2.close();
});

test('a message of another window, or of another kind, is not taken for the port', async () => {
  const [ours, other] = [new MessageChannel(), new MessageChannel()];
  ipcRenderer.invoke.mockImplementation(() => {
    page.emit('message', { data: { type: portMessageType }, source: {}, ports: [other.port1] });
    page.emit('message', { data: { type: 'else' }, source: page, ports: [other.port1] });
    page.emit('message', { data: { type: portMessageType }, source: page, ports: [] });
    return Promise.resolve(ipcRenderer.emit(channels.port, { ports: [ours.port1] }, null));
  });
  expect(await connectDesktop(bridge, page)).toBe(ours.port1);
  ours.port2.close();
  other.port2.close();
});

test('a core that is not running is an error of the connection, and nothing is left listening', async () => {
  ipcRenderer.invoke.mockRejectedValue(new Error('The core is not running.'));
  await expect(connectDesktop(bridge, page)).rejects.toThrow('The core is not running.');
  expect(page.listenerCount('message')).toBe(0);
});

test('commands reach the listener without the event, until it stops listening', () => {
  const heard = vi.fn<(command: string) => void>();
  const stop = bridge.onCommand(heard);
  ipcRenderer.emit(channels.command, { sender: ipcRenderer }, 'import');
  stop();
  ipcRenderer.emit(channels.command, { sender: ipcRenderer }, 'block');
  expect(heard.mock.calls).toEqual([['import']]);
});

test('a dropped file becomes a handle, and one that is none of the disk becomes nothing', async () => {
  ipcRenderer.invoke.mockResolvedValueOnce('chosen:1');
  expect(await bridge.handleForFile({ path: '/lists/a.csv' })).toBe('chosen:1');
  expect(ipcRenderer.invoke).toHaveBeenCalledWith(channels.chooseFile, '/lists/a.csv');
  expect(await bridge.handleForFile({ path: '' })).toBeUndefined();
  expect(ipcRenderer.invoke).toHaveBeenCalledTimes(1);
});

test('dialogs and restarts pass through', async () => {
  ipcRenderer.invoke.mockResolvedValueOnce('chosen:2');
  expect(await bridge.saveDialog({ defaultName: 'out.csv' })).toBe('chosen:2');
  const restarted = vi.fn<() => void>();
  bridge.onCoreRestart(restarted);
  ipcRenderer.emit(channels.coreRestart, {});
  expect(restarted.mock.calls).toEqual([[]]);
});
