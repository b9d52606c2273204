/**
 * Makes checkpoints beside a long work of many commits. By itself SQLite makes them inside a commit, which then waits
 * for the disk and keeps everybody else waiting too. Here another thread makes them. What is committed stays as durable
 * as ever, because each commit itself writes and syncs the log.
 */
import { once } from 'node:events';
import type { WritableDb } from './handles.ts';
import { setAutoCheckpoint } from './openDatabase.ts';
import { startThread } from '../thread.ts';

const usual = {
  /** About as many as SQLite by itself would let come together. */
  commitsBetween: 12,
  /** Pages of the log (64 MB). Beyond this limit the work waits until the whole log is moved and can begin anew. */
  mostPages: 16_000,
};

/** While a checkpoint runs, or its thread starts, at most this many times `commitsBetween` commits. */
const mostRounds = 8;

const workerFile = { folder: import.meta.dirname, name: 'checkpointWorker' };

export type Checkpoints = {
  /** Call it after every commit. It mostly returns at once, and rarely waits until the log has been moved. */
  readonly committed: () => Promise<void>;
  /** Moves what is left and ends the thread; SQLite then makes the checkpoints itself again. One call is enough. */
  readonly close: () => Promise<void>;
};

/** Takes the checkpoints over from the connection. If the thread fails, the connection makes them again. */
export function startCheckpoints(db: WritableDb, { commitsBetween, mostPages } = usual): Checkpoints {
  const worker = startThread(workerFile, db.name, { maxYoungGenerationSizeMb: 2 });
  let isOver = false;
  let answered = (_pages: number): void => {};
  let running: Promise<number> | undefined;
  let commits = 0;
  let pages = 0;
  setAutoCheckpoint(db, 'off');
  worker.on('message', (moved: number) => answered(moved));
  // The exit that follows reports the error.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    isOver = true;
    if (db.open) setAutoCheckpoint(db, 'usual');
    answered(0);
  });

  /** Answers how many pages the log had. */
  async function checkpoint(): Promise<number> {
    if (isOver) return 0;
    commits = 0;
    const { promise, resolve } = Promise.withResolvers<number>();
    answered = resolve;
    worker.postMessage('checkpoint');
    pages = await promise;
    running = undefined;
    return pages;
  }

  return {
    async committed() {
      commits += 1;
      if (commits >= commitsBetween) running ??= checkpoint();
      if (pages < mostPages && commits < commitsBetween * mostRounds) return;
      await running;
      await (running ??= checkpoint());
      pages = 0;
    },
    async close() {
      await running;
      await checkpoint();
      if (isOver) return;
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      await ended;
    },
  };
}
