// The bundles: the page (scripts/buildPage.ts), out/main and out/preload for Electron, and out/command for the command line, the
// last three by electron-vite. They are built again only when their sources changed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeState, noteOf } from './builtCommand.mjs';
import { ensurePageBuilt, hashSources } from './buildPage.ts';
import { workers } from './coreBundle.ts';
import { production, root, runNode, toolPath } from './tools.ts';

const stamp = join(root, 'out', 'desktop.sources');
const products = [
  'main/main.js',
  'main/utility.js',
  ...Object.keys(workers).map((name) => `main/${name}.js`),
  'preload/preload.cjs',
  ...['cli', ...Object.keys(workers)].map((name) => `command/${name}.cjs`),
  'main.packages.json',
  'preload.packages.json',
];
const configs = ['electron.vite.config.ts', 'command.vite.config.ts'];
const globs = ['electron/**', 'shared/**', 'scripts/coreBundle.ts', ...configs, 'package-lock.json'];

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
  for (const config of configs) {
    const build = [toolPath('electron-vite', 'electron-vite'), 'build', '--config', config];
    const { code, output } = await runNode(build, { quiet: true, env: production });
    if (code !== 0) throw new Error(`The bundle of ${config} could not be built.\n${output}`);
  }
  writeFileSync(stamp, sources);
  noteState();
}

/** The bundle is of these sources: as long as none of them changes, commands start from it. */
function noteState(): void {
  const state = describeState(root);
  if (!existsSync(noteOf(root)) || readFileSync(noteOf(root), 'utf8') !== state) writeFileSync(noteOf(root), state);
}
