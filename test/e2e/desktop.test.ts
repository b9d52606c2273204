// The real Electron app, driven by Playwright: it opens, its page reaches the core, and the page has no other way out. Runs
// wherever Electron's runtime and a screen are; elsewhere the name of the group says why it does not. The same wiring is
// tried without Electron in test/unit/desktop/desktopMain.test.ts and test/integration/desktop/desktopCore.test.ts.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findElectron } from '../../scripts/electronRuntime.ts';
import { root } from '../../scripts/tools.ts';

const runtime = findElectron();
const why = 'reason' in runtime ? ` (not run here: ${runtime.reason})` : '';
if (why !== '') console.log(`The desk in Electron${why}`);
// CI has the runtime: there, silence would be a failure that nobody sees.
if (why !== '' && process.env['DNC_DESK_ELECTRON'] === 'required') throw new Error(`The desk in Electron${why}`);

describe.runIf('path' in runtime)(`the desk in Electron${why}`, () => {
  let data: string;
  let app: ElectronApplication;
  let page: Page;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'desk-electron-'));
    const executablePath = 'path' in runtime ? runtime.path : '';
    app = await _electron.launch({ executablePath, args: [root, `--data=${data}`] });
    page = await app.firstWindow();
    await page.getByRole('navigation').waitFor();
  });
  afterAll(async () => {
    await app?.close();
    rmSync(data, { recursive: true, force: true });
  });

  test('the page comes from its own protocol and is shown', async () => {
    expect(page.url()).toMatch(/^app:\/\/desk\//);
    const visible = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((one) => one.isVisible()),
    );
    expect(visible).toEqual([true]);
  });

  test('the page knows nothing of Node and of Electron but the bridge', async () => {
    const known = await page.evaluate(() => ({
      globals: ['require', 'process', 'module', 'ipcRenderer'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as { dncDesk?: object }).dncDesk ?? {}).toSorted(),
    }));
    expect(known.globals).toEqual([]);
    expect(known.bridge).toEqual([
      'connect',
      'handleForFile',
      'host',
      'onCommand',
      'onCoreRestart',
      'saveDialog',
      'updates',
    ]);
  });

  test('it cannot leave its address, open a window, or run inline script', async () => {
    await page.evaluate(() => {
      globalThis.open('https://example.com/');
      const script = document.createElement('script');
      script.textContent = 'globalThis.inlineRan = true';
      document.body.append(script);
      location.href = 'https://example.com/';
    });
    expect(await page.evaluate(() => 'inlineRan' in globalThis)).toBe(false);
    expect(page.url()).toMatch(/^app:\/\/desk\//);
    expect(app.windows()).toHaveLength(1);
  });
});
