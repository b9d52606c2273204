/**
 * Starts the reading worker for one task and watches over it: a worker that is silent too long, works too long, runs out of
 * its memory or breaks is ended, and the file refused with a sentence. The desk goes on as if nothing had been opened.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { ReadingError, refuseFile } from '../reading/readingError.ts';
import type { FromReader, ReadingTask, ToReader } from './readingMessages.ts';

/** Beside this file while sources run; in the bundle, whose chunks have a folder of their own, above it. */
const workerFile = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, 'readingWorker.ts')
  : join(import.meta.dirname, '..', 'readingWorker.js');

/** The worker's answers in order; the next rows are asked for when the caller is done with the last. */
export async function* askReader(
  task: ReadingTask,
  signal: AbortSignal | undefined,
): AsyncGenerator<Exclude<FromReader, { type: 'refused' }>, void, undefined> {
  signal?.throwIfAborted();
  const worker = new Worker(workerFile, {
    workerData: task,
    env: {},
    execArgv: [],
    // What it may say about its own end is told by its events.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: task.caps.heapMb, maxYoungGenerationSizeMb: 16 },
  });
  const inbox = createInbox(worker);
  const abort = () => inbox.fail(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  // The sizes of a file that is read as a whole bound how long its parser says nothing.
  const silentMs = task.caps.silentMs + task.bytes / task.caps.bytesPerMs;
  let workMs = task.caps.workMs;
  try {
    for (;;) {
      const asked = performance.now();
      const message = await inbox.next(Math.min(silentMs, workMs));
      workMs -= performance.now() - asked;
      if (message === 'silent') throw new ReadingError(refuseFile('tooSlow', task.name));
      if (message === 'broken') throw new ReadingError(refuseFile('damaged', task.name));
      if (message === 'full') throw new ReadingError(refuseFile('tooLarge', task.name));
      if (message.type === 'refused') throw new ReadingError(message.refusal);
      yield message;
      if (message.type === 'described' || message.type === 'end') return;
      if (message.type === 'rows' || message.type === 'bytes') worker.postMessage({ type: 'more' } satisfies ToReader);
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    // Ended and gone before the file is closed that it reads from.
    await worker.terminate();
  }
}

/** How a worker ends that does not answer: by its limits, or by an error nobody expected. */
type End = 'silent' | 'broken' | 'full';

function createInbox(worker: Worker): {
  readonly next: (withinMs: number) => Promise<FromReader | End>;
  readonly fail: (reason: unknown) => void;
} {
  const messages: (FromReader | End)[] = [];
  let failure: { readonly reason: unknown } | undefined;
  let wake = () => {};
  const put = (message: FromReader | End) => {
    messages.push(message);
    wake();
  };
  worker.on('message', put);
  worker.on('error', (error) => {
    put('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'full' : 'broken');
  });
  worker.on('exit', () => put('broken'));
  return {
    async next(withinMs) {
      if (messages.length === 0 && failure === undefined) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wake = resolve;
          // A desk that was busy itself hears what has come meanwhile before it gives up.
          timer = setTimeout(() => setImmediate(resolve), Math.max(0, withinMs));
        });
        clearTimeout(timer);
      }
      if (failure !== undefined) throw failure.reason;
      return messages.shift() ?? 'silent';
    },
    fail(reason) {
      failure = { reason };
      wake();
    },
  };
}
