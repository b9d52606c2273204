/** Starts the core's worker threads, in one way for all of them. */
import { extname, join } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/** A worker's file, by the folder of the file that starts it (`import.meta.dirname`) and its name without extension. */
export type ThreadFile = { readonly folder: string; readonly name: string };

/**
 * Starts a thread. It gets its data and nothing else: no settings of the process, no flags, and what it prints goes nowhere.
 * Only the folder in which Node keeps compiled modules is passed on. With it a thread that is run from sources starts in two
 * thirds of the time. Without it every thread runs the WebAssembly that strips types, and V8 13.6 can crash when threads
 * that ran WebAssembly end (https://github.com/nodejs/node/issues/64500).
 */
export function startThread(file: ThreadFile, workerData: unknown, resourceLimits: ResourceLimits = {}): Worker {
  const { NODE_COMPILE_CACHE: compiled } = process.env;
  return new Worker(toPath(file), {
    workerData,
    resourceLimits,
    env: compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled },
    execArgv: [],
    stdout: true,
    stderr: true,
  });
}

/**
 * When run from sources, the worker's file is beside the one that starts it; in a bundle, whose chunks have a folder of their
 * own, it is above it. Its name ends as that of this file.
 */
function toPath({ folder, name }: ThreadFile): string {
  const ending = extname(import.meta.filename);
  return join(folder, ending === '.ts' ? '.' : '..', `${name}${ending}`);
}
