/**
 * The entry of Electron's utility process, which runs the core; bundled into out/main/utility.js. What it does is in
 * utilityHost.ts; here is only what the process itself is: its port, its arguments, its end.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { toDataDir } from './dataDir.ts';
import { type ParentPort, serveParent } from './utilityHost.ts';

// The list and its backups are this person's alone, also in a directory that others may read. A worker has the mask of
// its process, and may not set one.
if (isMainThread) process.umask(0o077);
const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
if (parentPort === undefined) throw new Error('This file runs in an Electron utility process only.');
const { values } = parseArgs({ options: { data: { type: 'string' } } });
// The build copies the schema's files beside this one (electron.vite.config.ts).
const migrationsDir = join(import.meta.dirname, 'migrations');
await serveParent(parentPort, { dataDir: toDataDir(values.data), migrationsDir });
process.exit(0);
