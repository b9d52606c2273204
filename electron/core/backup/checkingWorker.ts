/**
 * The worker that reads a copy as a whole and says whether it is good, so that the core's thread answers others
 * meanwhile.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { checkBackup } from './backupFiles.ts';

const { file, migrationsDir } = workerData as { readonly file: string; readonly migrationsDir: string };
parentPort?.postMessage(checkBackup(file, migrationsDir));
