// Finds or fetches a Chromium for the browser tests and starts it by playwright-core. Where it looks, in order:
// CHROMIUM_PATH, the usual commands, Playwright's own download, and, as root on Debian, the distribution's package.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, LaunchOptions } from 'playwright-core';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Only the page under test may use the network. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
];

const isRoot = () => process.getuid?.() === 0;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function findInstalled(): string | undefined {
  const given = process.env['CHROMIUM_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [
    ...(given === undefined ? [] : [given]),
    ...commands.flatMap((command) => folders.map((folder) => join(folder, command))),
    ...commands.map((command) => join('/usr/bin', command)),
    ...applications,
  ];
  return candidates.find(isExecutable);
}

function findDownloaded(): string | undefined {
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : undefined;
}

function downloadByPlaywright(): string | undefined {
  const cli = join(import.meta.dirname, '..', '..', 'node_modules', 'playwright-core', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 120_000 });
  return findDownloaded();
}

function installByDebian(): string | undefined {
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) return undefined;
  const options = {
    stdio: 'ignore',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } as const;
  const install = () => spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], options).status;
  if (install() !== 0) {
    spawnSync('apt-get', ['update'], options);
    install();
  }
  return findInstalled();
}

/**
 * The path of a Chromium, Chrome or Edge on this machine, installed if necessary.
 * @throws with what to do, if there is none
 */
function ensureChromium(): string {
  const path = findInstalled() ?? findDownloaded() ?? installByDebian() ?? downloadByPlaywright();
  if (path === undefined) {
    throw new Error('The browser tests need Chromium: install it, or set CHROMIUM_PATH to a Chrome, Chromium or Edge.');
  }
  return path;
}

/** Starts a headless browser that is silent on the network. The caller closes it. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    headless: true,
    // Chromium refuses its sandbox as root.
    chromiumSandbox: !isRoot(),
    ...options,
    args: [...quiet, ...(options.args ?? [])],
  });
}
