// Whether out/ holds the command line as its sources are now: the bundle starts in less than half their time. What the sources
// are is told by their names, sizes and times, as a start cannot read them all; `npm run build` compares contents, and notes
// these when the bundle is current (buildDesktop.ts). Whatever differs since means the sources. Runs on Node 20 without packages.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['electron', 'shared'];
const files = [
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  // What npm wrote last: with the lock file unchanged, all packages are there.
  'node_modules/.package-lock.json',
  'out/main/cli.js',
  'out/desktop.sources',
];

/** Where the state of the sources is noted. */
export const noteOf = (root) => join(root, 'out', 'desktop.state');

/** What is bundled of the project at `root`, and the bundle: one line per file, with its size and the time of its last change. */
export function describeState(root) {
  const found = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const paths = [...found.toSorted((a, b) => (a < b ? -1 : 1)), ...files.map((file) => join(root, file))];
  return paths
    .map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return `${path} ${stat?.size} ${stat?.mtimeMs}\n`;
    })
    .join('');
}

/** The bundled form of a script of the project; undefined where it has none, or where the bundle is not of these sources. */
export function findBuilt(root, script) {
  if (script !== 'electron/hosts/cli.ts') return undefined;
  try {
    return readFileSync(noteOf(root), 'utf8') === describeState(root) ? 'out/main/cli.js' : undefined;
  } catch {
    return undefined;
  }
}
