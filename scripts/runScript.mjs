// Runs one TypeScript file of the project, or what was bundled of it (builtCommand.mjs): it first installs what is missing, then
// runs the file here if this Node can, else by a Node that can. scripts/run.mjs (npm scripts) and bin/dnc-desk.mjs share it. It runs on Node 20 without
// packages.
import * as module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findBuilt } from './builtCommand.mjs';
import { runsTypeScript } from './runsTypeScript.mjs';

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs `script` (relative to `root`) with `args`; the working directory stays the caller's. */
export async function runScript(root, script, args) {
  const built = findBuilt(root, script);
  // A command that is built, on a Node that runs it, needs nothing of what is loaded here only where it is used.
  if (built === undefined) (await import('./ensureInstalled.mjs')).ensureInstalled(root);
  const path = join(root, built ?? script);
  keepCompiled();
  if (runsTypeScript(process.versions.node)) {
    process.argv = [process.execPath, path, ...args];
    if (built === undefined) await import(pathToFileURL(path).href);
    else module.createRequire(path)(path);
    return;
  }
  const { findNode } = await import('./findNode.mjs');
  const { spawn } = await import('node:child_process');
  const node = findNode(root);
  if (node.path === undefined) {
    console.error(node.reason);
    process.exit(1);
  }
  const child = spawn(node.path, [...process.execArgv, path, ...args], { stdio: 'inherit' });
  for (const signal of passedOn) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node.path} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // The child was ended by a signal: end the same way, so that the caller's shell sees it.
    for (const name of passedOn) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

/**
 * What Node compiles of the sources serves this process, those that it starts, their threads, and the next command. The folder
 * belongs to this person alone, because what is in it is run; where it cannot be written, Node goes on without it.
 */
function keepCompiled() {
  const caches = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  process.env.NODE_COMPILE_CACHE ??= join(caches, 'dnc-desk', 'code');
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}
