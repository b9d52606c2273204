/**
 * The lookup worker from the core's side. It is started for a scrub that is large enough, and sees exactly the list
 * that the scrub's own snapshot has. Where it ends early, the scrub goes on without it.
 */
import { indexEntries, packEntries } from './foundEntries.ts';
import { type ListSnapshot, openListSnapshot } from './listSnapshot.ts';
import type { FromLookup, ToLookup } from './lookupMessages.ts';
import type { LookUp } from './lookUp.ts';
import { startThread } from '../../thread.ts';

const workerFile = { folder: import.meta.dirname, name: 'lookupWorker' };

export type ListLookup = {
  /** Rejects when the worker has ended. */
  readonly lookUp: LookUp;
  /** Copies every number that was ever on the list into the file beside it. Answers whether that was done. */
  readonly copyNumbers: () => Promise<boolean>;
  /** Ends the worker, whatever it is doing. */
  readonly close: () => Promise<void>;
};

/** The list may be written between the two openings; this many times in a row is enough to try. */
const tries = 5;

export type LookupThread = {
  /**
   * Opens a snapshot, and the worker that sees the same list; only the snapshot where no worker could be had. Call it
   * once.
   */
  readonly open: () => Promise<{ readonly snapshot: ListSnapshot; readonly lookup: ListLookup | undefined }>;
  /** Ends a worker that was not opened. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the worker. That takes longer than opening the list, so it is best done while the lead file is still looked
 * at.
 */
export function startLookup(file: string): LookupThread {
  const worker = askThread(file);
  return { open: () => openBoth(file, worker), close: worker.close };
}

async function openBoth(
  file: string,
  worker: Asked,
): Promise<{ readonly snapshot: ListSnapshot; readonly lookup: ListLookup | undefined }> {
  for (let left = tries; left > 0; left -= 1) {
    const opened = await worker.ask<'opened'>({ type: 'open' }).catch(() => undefined);
    if (opened === undefined) break;
    const snapshot = openListSnapshot(file);
    const { head } = snapshot;
    // Every change of the list has a row in the journal: equal heads are equal lists.
    if (head?.seq === opened.head?.seq && head?.hash === opened.head?.hash)
      return { snapshot, lookup: toLookup(worker) };
    snapshot.close();
  }
  await worker.close();
  return { snapshot: openListSnapshot(file), lookup: undefined };
}

function toLookup(worker: Asked): ListLookup {
  let ids = 0;
  return {
    async lookUp(numbers) {
      if (numbers.length === 0) return indexEntries(packEntries([]));
      ids += 1;
      const { entries } = await worker.ask<'found'>({ type: 'find', id: ids, numbers });
      return indexEntries(entries);
    },
    copyNumbers: () =>
      worker.ask<'copied'>({ type: 'copy' }).then(
        ({ isDone }) => isDone,
        () => false,
      ),
    close: worker.close,
  };
}

type Asked = {
  /** The answers come in the order of the questions. */
  readonly ask: <T extends FromLookup['type']>(message: ToLookup) => Promise<Extract<FromLookup, { type: T }>>;
  readonly close: () => Promise<void>;
};

function askThread(file: string): Asked {
  const worker = startThread(workerFile, { file }, { maxYoungGenerationSizeMb: 16 });
  // A desk that closes does not wait for what is read ahead.
  worker.unref();
  const waiting: { readonly resolve: (answer: FromLookup) => void; readonly reject: (error: Error) => void }[] = [];
  let ended: Error | undefined;
  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  };
  worker.on('message', (answer: FromLookup) => waiting.shift()?.resolve(answer));
  worker.on('error', end);
  worker.on('exit', () => end(new Error('The lookup worker ended.')));
  return {
    ask: <T extends FromLookup['type']>(message: ToLookup) =>
      new Promise<Extract<FromLookup, { type: T }>>((resolve, reject) => {
        if (ended !== undefined) {
          reject(ended);
          return;
        }
        waiting.push({ resolve: resolve as (answer: FromLookup) => void, reject });
        worker.postMessage(message);
      }),
    close: async () => void (await worker.terminate()),
  };
}
