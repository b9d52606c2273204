/**
 * Checks a copy on a thread of its own: reading half a gigabyte takes seconds, and nothing else should wait for that.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { checkBackup, type CheckedBackup } from './backupFiles.ts';

/**
 * When run from sources, the worker's file is beside this one; in the bundle, whose chunks have a folder of their own,
 * it is above it.
 */
const workerFile = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, 'checkingWorker.ts')
  : join(import.meta.dirname, '..', 'checkingWorker.js');

/** As `checkBackup`. Where no thread can be had, or it ends without an answer, the check is made on this thread. */
export async function checkAside(file: string): Promise<CheckedBackup> {
  const worker = new Worker(workerFile, { workerData: { file }, env: {}, execArgv: [], stdout: true, stderr: true });
  // Rejects when the worker ends by an error.
  const answered = once(worker, 'message').then(([checked]) => checked as CheckedBackup);
  const ended = once(worker, 'exit').then(() => undefined);
  const checked = await Promise.race([answered, ended]).catch(() => undefined);
  answered.catch(() => {});
  ended.catch(() => {});
  await worker.terminate();
  return checked ?? checkBackup(file);
}
