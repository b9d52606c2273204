/**
 * The list as the scrubs of one desk ask it: one snapshot per scrub, a worker beside it for a large file, and what is
 * read ahead for the next scrub.
 */
import type { Clock } from '../../ports.ts';
import { type ListLookup, type LookupThread, startLookup } from './listLookup.ts';
import { type ListSnapshot, openListSnapshot } from './listSnapshot.ts';
import { createLookUpHere, type LookUp } from './lookUp.ts';
import { createSieveKeeper, type NumberSieve } from './numberSieve.ts';

/** Used to estimate, from the size of a file, how many numbers will be asked about. */
const usualRowBytes = 40;
/** Fewer numbers are looked up before a worker has even started. */
const worthAWorker = 50_000;
/** One slice of work; a check waits no longer than this for its turn. */
const sliceMs = 8;

export type AskedList = {
  readonly snapshot: ListSnapshot;
  readonly lookUp: LookUp;
  /** Rules out most numbers that are not on the list; undefined: each number is looked up. */
  readonly sieve: () => Promise<NumberSieve | undefined>;
  /** Ends the reading. After a large file the list is read ahead, unless the work was `cancelled`. */
  readonly close: (cancelled: boolean) => Promise<void>;
};

export type ListKeeper = {
  /** Call it when a lead file of this size is opened, so that the look-up thread can start. */
  readonly expect: (bytes: number) => void;
  /** Opens the list for a file of this size with this many phone columns. `pause` lets other work run. */
  readonly open: (
    file: { readonly bytes: number; readonly phones: number },
    pause: () => Promise<void>,
  ) => Promise<AskedList>;
  /** Ends what was started or is being read ahead. */
  readonly close: () => Promise<void>;
};

/** @param file the list's database file */
export function createListKeeper(file: string): ListKeeper {
  const sieves = createSieveKeeper();
  let ahead: ListLookup | undefined;
  let started: LookupThread | undefined;

  async function openList(
    expected: number,
  ): Promise<{ readonly snapshot: ListSnapshot; readonly lookup: ListLookup | undefined }> {
    if (expected < worthAWorker) return { snapshot: openListSnapshot(file), lookup: undefined };
    const thread = started ?? startLookup(file);
    started = undefined;
    return await thread.open();
  }

  /** Runs after a large file: another one is likely, and is faster with a sieve. */
  async function readAhead(lookup: ListLookup): Promise<void> {
    const before = ahead;
    ahead = lookup;
    await before?.close();
    const loaded = await lookup.loadSieve();
    if (loaded !== undefined) sieves.keep(loaded);
    await lookup.close();
  }

  return {
    expect(bytes) {
      if (bytes / usualRowBytes >= worthAWorker) started ??= startLookup(file);
    },
    async open({ bytes, phones }, pause) {
      const expected = (bytes / usualRowBytes) * phones;
      const { snapshot, lookup } = await openList(expected);
      return {
        snapshot,
        lookUp: toLookUp(snapshot, lookup, pause),
        sieve: () => sieves.sieveOf(snapshot, expected, pause),
        async close(cancelled) {
          if (lookup !== undefined) {
            if (cancelled || !sieves.wants(expected, snapshot.entries)) await lookup.close();
            else void readAhead(lookup);
          }
          snapshot.close();
        },
      };
    },
    async close() {
      await started?.close();
      await ahead?.close();
    },
  };
}

/** On the worker's thread; on this thread where there is no worker (any more). */
function toLookUp(snapshot: ListSnapshot, lookup: ListLookup | undefined, pause: () => Promise<void>): LookUp {
  const here = createLookUpHere(snapshot, pause);
  return lookup === undefined ? here : (numbers) => lookup.lookUp(numbers).catch(() => here(numbers));
}

/** Lets other work run after each slice; throws the signal's reason when the work is cancelled. */
export function createPause(clock: Clock, signal: AbortSignal): () => Promise<void> {
  let since = clock.now();
  return async () => {
    signal.throwIfAborted();
    if (clock.now() - since < sliceMs) return;
    await clock.breathe();
    signal.throwIfAborted();
    since = clock.now();
  };
}
