/**
 * Moves committed pages from the write-ahead log into the database, on a thread and a connection of its own.
 * checkpointBeside.ts starts it. It writes nothing else and may be killed at any moment: what it has not moved is still
 * in the log.
 */
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { makeDurable } from './openDatabase.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker only.');
const db = new Database(workerData as string, { fileMustExist: true });
makeDurable(db);
port.on('message', (message: 'checkpoint' | 'close') => {
  if (message === 'close') {
    db.close();
    port.close();
    return;
  }
  const [done] = db.pragma('wal_checkpoint(PASSIVE)') as readonly { readonly log: number }[];
  port.postMessage(done?.log ?? 0);
});
