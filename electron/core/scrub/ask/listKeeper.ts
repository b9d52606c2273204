/**
 * The list as the scrubs of one desk ask it: one snapshot per scrub, and for a large file what is known beside the list: the groups of
 * its entries, which tell what it says of nearly every number; where they are not proven, the copy of its numbers, which says of most
 * that they have no entry, and a worker that is asked about the others.
 */
import { hasGroups } from '../../db/numbers/groupFile.ts';
import { createNumberTest } from '../../db/numbers/packedNumbers.ts';
import type { KnownGroups } from '../../journal/knownGroups.ts';
import type { Clock } from '../../ports.ts';
import { type ListLookup, type LookupThread, startLookup } from './listLookup.ts';
import { type ListSnapshot, openListSnapshot } from './listSnapshot.ts';
import { type KnownEntries, readKnownEntries } from './knownEntries.ts';
import { createLookUpHere, type LookUp } from './lookUp.ts';

/** Used to estimate, from the size of a file, how many numbers will be asked about. */
const usualRowBytes = 40;
/** Fewer numbers are looked up before a worker has even started. */
const worthAWorker = 50_000;
/** One slice of work; a check waits no longer than this for its turn. */
const sliceMs = 8;
/**
 * How many leads per entry make reading the list worth it: reading an entry costs about a fifth of looking a number up. To open
 * the copy costs a hundredth of that.
 */
const worth = { reading: 1 / 12, opening: 1 / 400 };
/** The numbers of a list with up to this many entries are read in some ten milliseconds: before a scrub, and not after it. */
const smallList = 200_000;
/** What is known of the list's groups is kept so long after a large file, as another is likely. */
const keptMs = 60_000;
/** A copy that lacks more numbers than this is made anew after a large file. */
const manyLater = 20_000;

/** False: the number has no entry, and never had one. */
export type MayHold = (number: number) => boolean;

export type AskedList = {
  readonly snapshot: ListSnapshot;
  readonly lookUp: LookUp;
  /** Tells most numbers that are not on the list; undefined: each number is looked up. */
  readonly mayHold: MayHold | undefined;
  /** Tells of most numbers what the list says of them; undefined: those that it may hold are looked up. */
  readonly known: KnownEntries | undefined;
  /** Ends the reading. After a large file the list's numbers are copied for the next, unless the work was `cancelled`. */
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
  /** Ends what was started or is being copied. `settled`: lets the copy be written first, for a desk of one command. */
  readonly close: (how: 'now' | 'settled') => Promise<void>;
};

/** @param file the list's database file */
export function createListKeeper(file: string): ListKeeper {
  let copying: { readonly lookup: ListLookup; readonly done: Promise<void> } | undefined;
  let started: LookupThread | undefined;
  const groupsOf = createGroupMemory();

  async function openList(
    expected: number,
  ): Promise<{ readonly snapshot: ListSnapshot; readonly lookup: ListLookup | undefined }> {
    if (expected < worthAWorker) return { snapshot: openListSnapshot(file), lookup: undefined };
    const thread = started ?? startLookup(file);
    started = undefined;
    return await thread.open();
  }

  /** Where the list's groups tell what it says of nearly every number, nothing is asked on another thread. */
  async function openKnown(expected: number, pause: () => Promise<void>): Promise<AskedList | undefined> {
    if (expected < worthAWorker || !hasGroups(file)) return undefined;
    const snapshot = openListSnapshot(file);
    try {
      const groups = expected >= snapshot.entries * worth.opening ? await groupsOf.open(snapshot, pause) : undefined;
      const known = groups && readKnownEntries(snapshot, groups);
      if (known === undefined) {
        snapshot.close();
        return undefined;
      }
      return {
        snapshot,
        lookUp: createLookUpHere(snapshot, pause),
        mayHold: known.has,
        known,
        close: async () => snapshot.close(),
      };
    } catch (error) {
      snapshot.close();
      throw error;
    }
  }

  async function openAsked(expected: number, pause: () => Promise<void>): Promise<AskedList> {
    const { snapshot, lookup } = await openList(expected);
    const { entries } = snapshot;
    const isWorth = expected >= entries * worth.reading;
    const known = expected >= entries * worth.opening ? await snapshot.knownNumbers(pause) : undefined;
    const read = isWorth && known === undefined && entries <= smallList ? await snapshot.copyNumbers(pause) : undefined;
    const isStale = known === undefined ? read === undefined : known.later > manyLater;
    return {
      snapshot,
      lookUp: toLookUp(snapshot, lookup, pause),
      mayHold: known?.has ?? (read && createNumberTest(read.packed)),
      known: undefined,
      async close(cancelled) {
        if (lookup !== undefined && (cancelled || !isWorth || !isStale)) await lookup.close();
        else if (lookup !== undefined) copyBeside(lookup);
        snapshot.close();
      },
    };
  }

  /** Runs after a large file: another one is likely, and is faster with a copy. */
  function copyBeside(lookup: ListLookup): void {
    const before = copying;
    copying = { lookup, done: before === undefined ? copy() : before.lookup.close().then(copy) };
    async function copy(): Promise<void> {
      await lookup.copyNumbers();
      await lookup.close();
    }
  }

  return {
    expect(bytes) {
      if (bytes / usualRowBytes >= worthAWorker && !hasGroups(file)) started ??= startLookup(file);
    },
    async open({ bytes, phones }, pause) {
      const expected = (bytes / usualRowBytes) * phones;
      return (await openKnown(expected, pause)) ?? (await openAsked(expected, pause));
    },
    async close(how) {
      groupsOf.forget();
      await started?.close();
      if (how === 'settled') await copying?.done;
      await copying?.lookup.close();
    },
  };
}

/** The groups of the last large file's list: they are read and counted once while the list stays as it is. */
function createGroupMemory() {
  let kept: { readonly head: string; readonly groups: KnownGroups } | undefined;
  let timer: NodeJS.Timeout | undefined;

  function forget(): void {
    clearTimeout(timer);
    kept = undefined;
  }

  return {
    forget,
    async open(
      { head, knownGroups }: Pick<ListSnapshot, 'head' | 'knownGroups'>,
      pause: () => Promise<void>,
    ): Promise<KnownGroups | undefined> {
      // Every change of the list has a row in the journal: equal heads are equal lists.
      const ofList = head === null ? undefined : `${head.seq} ${head.hash}`;
      const isSame = kept !== undefined && kept.head === ofList;
      const groups = isSame ? kept?.groups : await knownGroups(pause);
      forget();
      if (ofList === undefined || groups === undefined) return groups;
      kept = { head: ofList, groups };
      timer = setTimeout(forget, keptMs).unref();
      return groups;
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
