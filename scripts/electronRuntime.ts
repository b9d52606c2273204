// Electron's own runtime for `npm start`. Its package downloads the binary when it is first needed, about 110 MB. A
// missing network, a proxy that refuses or a machine without a screen must not keep the supervisor from working. So
// this answers with a path or a reason, in bounded time, and `npm start` opens the web host instead.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tools.ts';

export type Runtime = { readonly path: string } | { readonly reason: string };

const folder = join(root, 'node_modules', 'electron');
const longestDownloadMs = 180_000;
const longestProbeMs = 8_000;

/** The runtime's path as electron/index.js would find it, without downloading it. */
function findRuntime(): string | undefined {
  const name = join(folder, 'path.txt');
  if (!existsSync(name)) return undefined;
  const path = join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'),
    readFileSync(name, 'utf8').trim(),
  );
  return existsSync(path) ? path : undefined;
}

/** Why a window cannot open on this machine, whatever is installed. */
function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return 'there is no screen (DISPLAY is not set)';
  if (process.getuid?.() === 0) return 'Electron keeps its sandbox only for a user other than root';
  return undefined;
}

/** One small request comes first: where packets are dropped, the download itself would hang until its time is up. */
async function isReachable(): Promise<boolean> {
  const mirror = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'];
  try {
    const url = mirror ?? 'https://github.com/electron/electron/releases/';
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(longestProbeMs) });
    return true;
  } catch {
    return false;
  }
}

function download(): Promise<boolean> {
  console.log('Getting the Electron runtime (once, about 110 MB) …');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: longestDownloadMs,
    });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

const notInstalled = 'its runtime is not installed';

/** The path of Electron's executable, or why it cannot be used here. Downloads nothing. */
export function findElectron(): Runtime {
  const obstacle = findObstacle();
  if (obstacle !== undefined) return { reason: obstacle };
  const path = findRuntime();
  return path === undefined ? { reason: notInstalled } : { path };
}

/** The path of Electron's executable, downloaded if necessary, or why it cannot be used here. */
export async function ensureElectron(): Promise<Runtime> {
  const found = findElectron();
  if ('path' in found || found.reason !== notInstalled) return found;
  const proxied = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name));
  if (!proxied && !(await isReachable())) {
    return { reason: `${notInstalled} and its download site cannot be reached` };
  }
  const path = (await download()) ? findRuntime() : undefined;
  return path === undefined ? { reason: 'its runtime could not be downloaded' } : { path };
}
