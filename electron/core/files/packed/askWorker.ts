/**
 * Starts a worker that reads a file for one task, and watches it. A worker that is silent too long, works too long,
 * runs out of its memory or breaks is ended, and the file is refused with a sentence. The desk goes on as if nothing
 * had been opened.
 */
import { performance } from 'node:perf_hooks';
import type { Worker } from 'node:worker_threads';
import { startThread, type ThreadFile } from '../../thread.ts';
import { ReadingError, type ReadingRefusal, refuseFile } from '../readingError.ts';
import type { ReadingCaps } from './caps.ts';

/** What such a worker is told of its file besides its task. The file is already open; the worker knows no path. */
export type FileTask = {
  readonly fd: number;
  readonly bytes: number;
  readonly name: string;
  readonly caps: ReadingCaps;
};

/** The message that the worker waits for. */
export type ToReader = { readonly type: 'more' };

type Refused = { readonly type: 'refused'; readonly refusal: ReadingRefusal };
/** The worker's answers; after one with `waits` it waits for `ToReader` before it goes on. */
type Message = { readonly type: string; readonly waits?: boolean };

/**
 * Yields the worker's answers in order. Where the worker waits, it goes on when the caller is done with the last
 * answer. A caller that has heard enough stops listening, which ends the worker.
 * @throws ReadingError when the worker refuses the file or had to be ended
 */
export async function* askWorker<From extends Message>(
  file: ThreadFile,
  task: FileTask,
  signal: AbortSignal | undefined,
): AsyncGenerator<Exclude<From, Refused>, void, undefined> {
  signal?.throwIfAborted();
  const worker = startThread(file, task, {
    maxOldGenerationSizeMb: task.caps.heapMb,
    maxYoungGenerationSizeMb: 16,
  });
  const inbox = createInbox<Exclude<From, Refused> | Refused>(worker);
  const abort = () => inbox.fail(signal?.reason);
  signal?.addEventListener('abort', abort, { once: true });
  // A file that is read as a whole keeps its parser silent for a time that depends on its size.
  const silentMs = task.caps.silentMs + task.bytes / task.caps.bytesPerMs;
  let workMs = task.caps.workMs;
  try {
    for (;;) {
      const asked = performance.now();
      const message = await inbox.next(Math.min(silentMs, workMs));
      workMs -= performance.now() - asked;
      if (message === 'silent') throw new ReadingError(refuseFile('tooSlow', task.name));
      if (message === 'unstarted') throw new ReadingError(refuseFile('noReader', task.name));
      if (message === 'broken') throw new ReadingError(refuseFile('damaged', task.name));
      if (message === 'full') throw new ReadingError(refuseFile('tooLarge', task.name));
      if (isRefused(message)) throw new ReadingError(message.refusal);
      yield message;
      if (message.waits === true) worker.postMessage({ type: 'more' } satisfies ToReader);
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    // The worker must be gone before the file is closed from which it reads.
    await worker.terminate();
  }
}

/** How a worker ends that does not answer: by its limits, by an unexpected error, or because it could not begin. */
type End = 'silent' | 'broken' | 'full' | 'unstarted';

/** What is wrong with this installation or machine, and not with the file. */
const unstartedCodes: ReadonlySet<string> = new Set([
  'MODULE_NOT_FOUND',
  'ERR_MODULE_NOT_FOUND',
  'ERR_DLOPEN_FAILED',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_WORKER_INIT_FAILED',
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'ENOMEM',
]);

function toEnd(error: unknown): End {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'full';
  return unstartedCodes.has(code) ? 'unstarted' : 'broken';
}

function isRefused(message: Message): message is Refused {
  return message.type === 'refused';
}

function createInbox<From>(worker: Worker): {
  readonly next: (withinMs: number) => Promise<From | End>;
  readonly fail: (reason: unknown) => void;
} {
  const messages: (From | End)[] = [];
  let failure: { readonly reason: unknown } | undefined;
  let wake = () => {};
  const put = (message: From | End) => {
    messages.push(message);
    wake();
  };
  worker.on('message', put);
  worker.on('error', (error) => put(toEnd(error)));
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
