/**
 * Threads that scan large lead files for the core, whose own thread reads the numbers of one block while the next is scanned. One
 * that is done is kept for the next file for a while. Where none can be had, the file is scanned here.
 */
import { on } from 'node:events';
import { availableParallelism } from 'node:os';
import { ReadingError, refuseSystemError } from '../../files/readingError.ts';
import { startThread } from '../../thread.ts';
import type { LeadBlock } from './leadReader.ts';
import { type ReadTask, readHere } from './readTask.ts';
import type { FromScan, ScanTask, ToScan } from './scanMessages.ts';

const workerFile = { folder: import.meta.dirname, name: 'scanWorker' };
/** Smaller files are scanned before a thread has even started. */
const worthAThread = 2_000_000;
/** A thread that has nothing to do ends after this long. */
const idleMs = 60_000;

export type LeadThreads = {
  /** Call it when a lead file of this size is opened, so that the thread can start. */
  readonly expect: (bytes: number) => void;
  /** Reads a file, on a thread of its own where that is worth it. */
  readonly read: ReadTask;
  readonly close: () => Promise<void>;
};

/** The threads of one desk. `fromBytes`: files of this size are worth one. */
export function createLeadThreads({ fromBytes = worthAThread, start = startLeadThread } = {}): LeadThreads {
  const canShare = availableParallelism() > 1;
  let idle: LeadThread | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Undefined where the system gives no more threads. */
  function startOrNone(): LeadThread | undefined {
    try {
      return start();
    } catch {
      return undefined;
    }
  }

  function take(): LeadThread | undefined {
    clearTimeout(timer);
    const taken = idle;
    idle = undefined;
    return taken === undefined || taken.hasEnded() ? startOrNone() : taken;
  }

  /** Keeps one for the next file, in the place of one that is kept. */
  async function keep(thread: LeadThread | undefined): Promise<void> {
    if (thread === undefined || thread.hasEnded()) return;
    clearTimeout(timer);
    const before = isClosed ? thread : idle;
    idle = isClosed ? undefined : thread;
    timer = setTimeout(() => void endIdle(), idleMs).unref();
    await before?.close();
  }

  async function endIdle(): Promise<void> {
    clearTimeout(timer);
    const ending = idle;
    idle = undefined;
    await ending?.close();
  }

  const isWorthIt = (bytes: number): boolean => canShare && bytes >= fromBytes;

  return {
    expect(bytes) {
      if (isWorthIt(bytes) && idle === undefined) void keep(startOrNone());
    },
    async *read(task, options) {
      const { source } = task;
      const isText = source.picks === undefined && options.sheet === undefined;
      const thread = isText && isWorthIt(source.bytes) ? take() : undefined;
      let isRead = false;
      try {
        if (thread !== undefined) {
          for await (const block of thread.scan(task, options.signal)) {
            isRead = true;
            yield block;
          }
          isRead = true;
        }
      } catch (error) {
        // No thread could be had: the file is read all the same.
        if (isRead || options.signal.aborted || error instanceof ReadingError) throw error;
      } finally {
        await keep(thread);
      }
      if (!isRead) yield* readHere(task, options);
    },
    async close() {
      isClosed = true;
      await endIdle();
    },
  };
}

/** One thread, which scans one file at a time. */
export type LeadThread = {
  /**
   * Scans one file. Whoever stops listening before its end ends the thread.
   * @throws ReadingError once it has begun, and the signal's reason; before, whatever kept the thread from it
   */
  readonly scan: (task: ScanTask, signal: AbortSignal) => AsyncGenerator<LeadBlock, void, undefined>;
  readonly hasEnded: () => boolean;
  readonly close: () => Promise<void>;
};

/** Starts a thread. @throws where the system gives none */
export function startLeadThread(): LeadThread {
  const worker = startThread(workerFile, undefined, { maxYoungGenerationSizeMb: 16 });
  let hasEnded = false;
  // Nobody waits for a thread that has nothing to do; whoever has something for it hears of its end.
  worker.unref();
  for (const end of ['error', 'exit'] as const) worker.on(end, () => (hasEnded = true));
  const say = (message: ToScan) => worker.postMessage(message);
  const close = async () => {
    hasEnded = true;
    await worker.terminate();
  };

  async function* scan(task: ScanTask, signal: AbortSignal): AsyncGenerator<LeadBlock, void, undefined> {
    let isDone = false;
    let isBegun = false;
    worker.ref();
    try {
      const messages = on(worker, 'message', { signal, close: ['exit'] });
      say({ type: 'scan', task });
      for await (const [message] of messages as AsyncIterable<[FromScan]>) {
        isDone = message.type !== 'block';
        if (message.type === 'end') return;
        if (message.type === 'refused') throw new ReadingError(message.refusal);
        isBegun = true;
        yield received(message.block);
        say({ type: 'more' });
      }
      throw new Error('The thread that scans leads ended.');
    } catch (error) {
      signal.throwIfAborted();
      if (!isBegun || error instanceof ReadingError) throw error;
      throw new ReadingError(refuseSystemError(error, task.name));
    } finally {
      worker.unref();
      if (!isDone) await close();
    }
  }

  return { scan, hasEnded: () => hasEnded, close };
}

/** Bytes are a `Buffer` on every thread, whose text is read faster. */
function received(block: LeadBlock): LeadBlock {
  const { units, unitBytes } = block;
  return unitBytes === 2 ? block : { ...block, units: Buffer.from(units.buffer, units.byteOffset, units.length) };
}
