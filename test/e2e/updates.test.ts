// What the desktop's page says about newer versions, with a bridge that says what a test wants: the page in a real Chromium,
// from the built files. Behind its port is a core that answers the settings and nothing else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { os } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from '../../scripts/tools.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { UpdateState } from '../../shared/contract/updates.ts';
import { launchChromium } from '../support/chromium.ts';
import { findSerious } from '../support/deskPage.ts';

const address = 'http://desk.test/';
let browser: Browser;
let page: Page;
let core: MessagePort;

const settings: Settings = {
  region: 'US',
  author: 'Ann',
  zone: 'UTC',
  quietFrom: null,
  quietTo: null,
  company: null,
  registryDays: { US: 31, CA: 31, GB: 28, AU: 30 },
  requestLogDays: 90,
  deadline: { days: 10, counting: 'businessDays', holidays: 'US' },
  notify: { call: true, account: true, question: true, desk: true },
};

/** The page's end of a core's port, as the preload gives it: messages go through the browser's debugger. */
async function connectCore(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  core = port1;
  new RPCHandler({
    app: { settings: os.handler(() => settings) },
    lock: { state: os.handler(() => ({ hasPin: false, minutes: 0, isLocked: false, waitSeconds: 0 })) },
  }).upgrade(port2);
  port2.start();
  port1.on(
    'message',
    (message: string) => void page.evaluate((sent) => globalThis.postMessage({ fromCore: sent }, '*'), message),
  );
  await page.exposeFunction('toCore', (message: string) => port1.postMessage(message));
}

/** Runs in the page, before its own code: a bridge whose port nobody answers, and whose updates a test steers. */
function installBridge(): void {
  const asked: string[] = [];
  const listeners = new Set<(state: unknown) => void>();
  const note = (what: string) => (): Promise<void> => Promise.resolve(void asked.push(what));
  Object.assign(window, {
    asked,
    tellUpdates: (state: unknown) => listeners.forEach((listener) => listener(state)),
    dncDesk: {
      host: 'electron',
      connect: () => {
        // The browser's own, not what this file imports.
        const { port1, port2 } = new window.MessageChannel();
        port2.addEventListener('message', (event) =>
          (window as unknown as { toCore: (data: unknown) => void }).toCore(event.data),
        );
        port2.start();
        window.addEventListener('message', ({ data }: MessageEvent<{ fromCore?: string }>) => {
          if (data.fromCore !== undefined) port2.postMessage(data.fromCore);
        });
        window.postMessage({ type: 'dnc-desk.port' }, '*', [port1]);
        return Promise.resolve();
      },
      onCommand: () => () => {},
      onCoreRestart: () => () => {},
      notices: { show: () => Promise.resolve(), setBadge: () => Promise.resolve(), onClick: () => () => {} },
      updates: {
        state: () => Promise.resolve({ kind: 'off' }),
        check: note('check'),
        install: note('install'),
        onChange(listener: (state: unknown) => void) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
    },
  });
}

const tell = (state: UpdateState): Promise<void> =>
  page.evaluate((told) => (window as unknown as { tellUpdates: (state: unknown) => void }).tellUpdates(told), state);
const asked = (): Promise<string[]> => page.evaluate(() => (window as unknown as { asked: string[] }).asked);

beforeAll(async () => void (browser = await launchChromium()));
afterAll(() => browser.close());
beforeEach(async () => {
  const context = await browser.newContext();
  page = await context.newPage();
  await page.route(`${address}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const path = join(root, 'out', 'renderer', pathname === '/' ? 'index.html' : pathname);
    await (existsSync(path) ? route.fulfill({ path }) : route.abort());
  });
  await connectCore();
  await page.addInitScript(installBridge);
});
afterEach(() => core.close());

test('Settings tells what there is, and installs only when a person says so, by keys too', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`${address}#/settings`);
  const section = page.getByRole('region', { name: 'Newer versions' });
  await section.getByText('This installation looks for no newer version').waitFor();
  expect(await section.getByRole('button').count()).toBe(0);

  await tell({ kind: 'current', checkedAt: null });
  await section.getByRole('button', { name: 'Look for a newer version' }).press('Enter');
  expect(await asked()).toEqual(['check']);
  await tell({ kind: 'waiting', version: '2.0.0', work: 'Import of march.csv' });
  await section.getByText('Version 2.0.0 waits until this has ended: Import of march.csv.').waitFor();
  await tell({ kind: 'ready', version: '2.0.0' });
  await section.getByText('It is installed when you say so').waitFor();
  expect(await findSerious(page)).toEqual([]);
  await section.getByRole('button', { name: 'Close the desk and install' }).press('Enter');
  expect(await asked()).toEqual(['check', 'install']);
});
