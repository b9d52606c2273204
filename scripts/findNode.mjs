// Finds a Node that runs the project's TypeScript, for scripts/run.mjs and bin/dnc-desk.mjs; runs on Node 20 without packages.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { oldest, runsTypeScript } from './runsTypeScript.mjs';

/** The Node that can run the project at `root`: `{ path }`, or `{ reason }` in words when there is none. */
export function findNode(root) {
  const platform = { linux: 'linux', win32: 'win' }[process.platform];
  if (platform !== undefined) {
    const name = `node-${platform}-${process.arch}`;
    try {
      const folder = join(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`), '..');
      const path = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
      if (existsSync(path)) return { path };
    } catch {
      // There is no such package for this processor: the Node that runs this script is the other choice.
    }
  }
  if (runsTypeScript(process.versions.node)) return { path: process.execPath };
  return {
    reason: `DNC Desk needs ${oldest} on this machine (found ${process.versions.node} for ${process.platform} ${process.arch}). Install it from https://nodejs.org and run the command again.`,
  };
}
