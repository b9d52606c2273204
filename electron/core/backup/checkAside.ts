/**
 * Checks a copy on a thread of its own: reading half a gigabyte takes seconds, and nothing else should wait for that.
 */
import { once } from 'node:events';
import { checkBackup, type CheckedBackup } from './backupFiles.ts';
import { startThread } from '../thread.ts';

const workerFile = { folder: import.meta.dirname, name: 'checkingWorker' };

/** As `checkBackup`. Where no thread can be had, or it ends without an answer, the check is made on this thread. */
export async function checkAside(file: string, migrationsDir: string): Promise<CheckedBackup> {
  const worker = startThread(workerFile, { file, migrationsDir });
  // Rejects when the worker ends by an error.
  const answered = once(worker, 'message').then(([checked]) => checked as CheckedBackup);
  const ended = once(worker, 'exit').then(() => undefined);
  const checked = await Promise.race([answered, ended]).catch(() => undefined);
  answered.catch(() => {});
  ended.catch(() => {});
  await worker.terminate();
  return checked ?? checkBackup(file, migrationsDir);
}
