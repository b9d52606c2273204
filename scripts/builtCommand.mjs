// Whether out/ holds the command line as its sources are now: the bundle starts in less than half their time. What the sources
// are is told by their names, sizes and times, as a start cannot read them all; `npm run build` compares contents, and notes
// these when the bundle is current (buildDesktop.ts). Whatever differs since means the sources. Runs on Node 20 without packages.
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Required: an import of one name reads all of its names, which loads streams and more before every command.
const { readdirSync, readFileSync, statSync } = createRequire(import.meta.url)('node:fs');

const folders = ['electron', 'shared'];
const files = [
  'command.vite.config.ts',
  'scripts/coreBundle.ts',
  'package.json',
  'package-lock.json',
  // What npm wrote last: with the lock file unchanged, all packages are there.
  'node_modules/.package-lock.json',
  'out/command/cli.cjs',
  'out/desktop.sources',
];

/** Where the state of the sources is noted. */
export const noteOf = (root) => join(root, 'out', 'desktop.state');

/** A line about a file or a folder: a folder's time is that of the last file which came, went or was renamed in it. */
function describe(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true ? `folder ${stat.mtimeMs} ${path}` : `${stat?.size} ${stat?.mtimeMs} ${path}`;
}

const lastLine = 'whole';

/** What is bundled of the project at `root`, and the bundle: a line per file and folder, with the time of its last change. */
export function describeState(root) {
  const found = folders.flatMap((folder) => [
    join(root, folder),
    ...readdirSync(join(root, folder), { recursive: true }).map((name) => join(root, folder, name)),
  ]);
  return [root, ...[...found, ...files.map((file) => join(root, file))].map(describe), lastLine].join('\n');
}

/** Whether a state is still that of `root`. What is new is told by its folder, so that no folder has to be read. */
function isState(root, state) {
  const [noted, ...lines] = state.split('\n');
  const toPath = (line) => line.slice(line.indexOf(' ', line.indexOf(' ') + 1) + 1);
  return noted === root && lines.pop() === lastLine && lines.every((line) => describe(toPath(line)) === line);
}

/** The bundled form of a script of the project; undefined where it has none, or where the bundle is not of these sources. */
export function findBuilt(root, script) {
  if (script !== 'electron/hosts/cli.ts') return undefined;
  try {
    return isState(root, readFileSync(noteOf(root), 'utf8')) ? 'out/command/cli.cjs' : undefined;
  } catch {
    return undefined;
  }
}
