// The Electron bundle: the page (scripts/buildPage.ts), and out/main and out/preload by electron-vite. Each is built
// again only when its sources changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeState, noteOf } from './builtCommand.mjs';
import { ensurePageBuilt, hashSources } from './buildPage.ts';
import { production, root, runNode, toolPath } from './tools.ts';

const stamp = join(root, 'out', 'desktop.sources');
const products = [
  'main/main.js',
  'main/utility.js',
  'main/cli.js',
  'main/readingWorker.js',
  'main/stagingWorker.js',
  'main/lookupWorker.js',
  'main/checkpointWorker.js',
  'main/checkingWorker.js',
  'main/pagesWorker.js',
  'preload/preload.cjs',
  'main.packages.json',
  'preload.packages.json',
];
const globs = ['electron/**', 'shared/**', 'electron.vite.config.ts', 'package-lock.json'];

/**
 * Bundles the app if its sources have changed since.
 * @throws with the tool's output when the build fails
 */
export async function ensureDesktopBuilt(): Promise<void> {
  await ensurePageBuilt();
  const sources = hashSources(globs);
  const isCurrent =
    products.every((product) => existsSync(join(root, 'out', product))) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === sources;
  if (isCurrent) {
    noteState();
    return;
  }
  const { code, output } = await runNode([toolPath('electron-vite', 'electron-vite'), 'build'], {
    quiet: true,
    env: production,
  });
  if (code !== 0) throw new Error(`The desktop bundle could not be built.\n${output}`);
  writeFileSync(stamp, sources);
  noteState();
}

/** The bundle is of these sources: as long as none of them changes, commands start from it. */
function noteState(): void {
  const state = describeState(root);
  if (!existsSync(noteOf(root)) || readFileSync(noteOf(root), 'utf8') !== state) writeFileSync(noteOf(root), state);
}
