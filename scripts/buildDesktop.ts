// The Electron bundle (out/main, out/preload, out/renderer) by electron-vite, made again only when its sources changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSources } from './buildPage.ts';
import { root, runNode, toolPath } from './tools.ts';

const stamp = join(root, 'out', 'desktop.sources');
const products = ['main/main.js', 'main/utility.js', 'preload/preload.cjs', 'renderer/index.html'];

const sourcesOf = [
  'electron/**',
  'shared/**',
  'renderer/**',
  'vite.config.ts',
  'electron.vite.config.ts',
  'package-lock.json',
];

/** Bundles the app if its sources have changed since. `quiet` prints only what went wrong. Throws when the build fails. */
export async function ensureDesktopBuilt({ quiet = true }: { readonly quiet?: boolean } = {}): Promise<void> {
  const sources = hashSources(sourcesOf);
  const isCurrent =
    products.every((product) => existsSync(join(root, 'out', product))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sources;
  if (isCurrent) return;
  const { code, output } = await runNode([toolPath('electron-vite', 'electron-vite'), 'build'], { quiet });
  if (code !== 0) throw new Error(`The desktop bundle could not be built.\n${output}`);
  writeFileSync(stamp, sources);
}
