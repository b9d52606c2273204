/** SQLite's whole check of a database file: of a large one on a thread of its own, as it takes as long as all the rest of a proof. */
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { openSnapshot } from '../db/handles.ts';
import { checkPages } from '../db/openDatabase.ts';
import { startThread } from '../thread.ts';

const workerFile = { folder: import.meta.dirname, name: 'pagesWorker' };
/** A smaller file is checked sooner than a thread starts. */
const largeBytes = 32 * 1024 * 1024;

/** What the check finds; empty when the file is sound. @throws SQLite's errors: the file cannot be read */
export async function checkPagesBeside(file: string): Promise<readonly string[]> {
  const beside = statSync(file).size < largeBytes ? undefined : await askThread(file);
  return beside ?? checkHere(file);
}

/** Undefined where no thread can be had, or where it ends without an answer. */
async function askThread(file: string): Promise<readonly string[] | undefined> {
  const worker = startThread(workerFile, file, { maxYoungGenerationSizeMb: 2 });
  const answered = once(worker, 'message').then(([found]) => found as readonly string[]);
  const ended = once(worker, 'exit').then(() => undefined);
  const found = await Promise.race([answered, ended]).catch(() => undefined);
  answered.catch(() => {});
  ended.catch(() => {});
  await worker.terminate();
  return found;
}

function checkHere(file: string): readonly string[] {
  const { db, close } = openSnapshot(file);
  try {
    return checkPages(db, 'whole');
  } finally {
    close();
  }
}
