// Installs the packages of package-lock.json when they are missing or older than the lock file, so that `npm start` and
// `npm test` work right after a clone. Runs on Node 20 without any package; silent when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function loadPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return undefined;
  }
}

/**
 * Whether node_modules holds what the lock file asks for. npm writes `node_modules/.package-lock.json` last, so an
 * interrupted install counts as none. Contents are compared, not times, because a checkout touches files without
 * changing them. An optional package may be absent (it is for another platform), but not present in another version.
 */
export function isInstalled(root) {
  const wanted = loadPackages(join(root, 'package-lock.json'));
  const present = loadPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === '') return true;
    const found = present[path];
    return found === undefined ? optional === true : found.version === version;
  });
}

/** Runs `npm ci` in `root` if needed; ends the process with npm's code when that fails. */
export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.error('Installing what the project needs (once, a minute or so) …');
  // On Windows this process may run from node_modules, which `npm ci` would have to delete; `npm install` only repairs
  // it.
  const how = process.platform === 'win32' && existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
  const args = [how, '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'] ?? process.execPath;
  // npm's report goes to stderr: the standard output belongs to the command that was asked for.
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const done =
    npm === undefined
      ? spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
      : spawnSync(node, [npm, ...args], options);
  if (done.status === 0) return;
  console.error(
    `The packages could not be installed${done.error ? ` (${done.error.message})` : ''}. Check the network or proxy and run the command again.`,
  );
  process.exit(done.status ?? 1);
}
