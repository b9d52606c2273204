/** The worker that has SQLite check a whole database file, while the journal is replayed on the core's thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSnapshot } from '../db/handles.ts';
import { checkPages } from '../db/openDatabase.ts';

const { db, close } = openSnapshot(workerData as string);
const found = checkPages(db, 'whole');
close();
parentPort?.postMessage(found);
