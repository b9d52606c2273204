/**
 * The entry of Electron's utility process, which runs the core; bundled into out/main/utility.js. Here is only the
 * process itself: its port, its arguments, its end. The work is in utilityHost.ts.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import { toDataDir } from './dataDir.ts';
import { type ParentPort, serveParent } from './utilityHost.ts';

// The list and its backups belong to this person alone, even in a directory that others may read. A worker has the mask
// of its process, and may not set one.
if (isMainThread) process.umask(0o077);
const { parentPort } = process as typeof process & { readonly parentPort?: ParentPort };
if (parentPort === undefined) throw new Error('This file runs in an Electron utility process only.');
const { values } = parseArgs({ options: { data: { type: 'string' } } });
// The build copies the schema's files beside this one (electron.vite.config.ts).
const migrationsDir = join(import.meta.dirname, 'migrations');
await serveParent(parentPort, { dataDir: toDataDir(values.data), migrationsDir, isWholeProcess: isMainThread });
process.exit(0);
