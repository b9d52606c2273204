/**
 * Keeps a reading of one list, so that the next run goes on where this one breaks off. It is kept some pages at a time: what
 * is lost in a crash is read again. A reading goes on if it is young, the vendor is asked with the same token, address and
 * settings, and the page at which it broke off still begins with a record of that page: then nothing has moved past it
 * (docs/decisions/0023-a-reading-goes-on.md).
 */
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { ReadingPart, StoredReading } from '../../db/sync/readingRows.ts';
import type { RunContext } from './runContext.ts';

/** A reading that nobody went on with for longer begins anew. */
const longestBreakMs = 6 * 3_600_000;
/** And so does one that began longer ago: what it read first is too old to tell anything. */
const longestReadingMs = 24 * 3_600_000;
/** Each of the first pages is kept, and then every so many. */
const pagesBetween = 8;

/** Where a reading is. */
export type Position = Pick<StoredReading, 'cursor' | 'edge' | 'isOver' | 'records' | 'inNoPlan'>;

export type Keeper = {
  /** Where an earlier run broke it off, when that run began it (epoch ms), and what it had shown; undefined: it begins now. */
  readonly earlier: (Position & { readonly startedAt: number; readonly parts: readonly ReadingPart[] }) | undefined;
  /** Whether where the reading is has to be kept with this page, the `pages`th that the run reads. */
  readonly isDue: (pages: number, isOver: boolean) => boolean;
  /** Whether the reading is stored: if it is not, all that it has shown has to be stored with its next page. */
  readonly isStored: () => boolean;
  /** Stores where the reading is and what it has shown since. Inside the transaction of its page. */
  readonly keep: (position: Position, shown: ReadingPart) => void;
  /** Forgets what is stored: the reading begins anew. */
  readonly forget: () => void;
};

type Keeping = Pick<RunContext, 'store' | 'view' | 'now' | 'access'>;

/** The keeper of the reading of one list. */
export function createKeeper({ store, view, now, access }: Keeping, list: RemoteList): Keeper {
  const { id } = view();
  const ms = () => toEpochMs(now());
  const stored = store.readings.load(id, list);
  const goesOn = stored !== undefined && stored.access === access && isYoung(stored, ms());
  const forget = () => store.inTransaction(() => store.readings.remove(id, list));
  if (stored !== undefined && !goesOn) forget();
  let startedAt = goesOn ? stored.startedAt : ms();
  return {
    earlier: goesOn ? { ...stored, parts: store.readings.loadParts(id, list) } : undefined,
    isDue: (pages, isOver) => isOver || pages <= pagesBetween || pages % pagesBetween === 0,
    isStored: () => store.readings.load(id, list) !== undefined,
    keep: (position, shown) => store.readings.save(id, list, { ...position, access, startedAt, readAt: ms() }, shown),
    forget() {
      forget();
      startedAt = ms();
    },
  };
}

/** Forgets the readings of these lists: what follows from them was done. */
export function forgetReadings({ store, view }: Pick<RunContext, 'store' | 'view'>, lists: Iterable<RemoteList>): void {
  store.inTransaction(() => {
    for (const list of lists) store.readings.remove(view().id, list);
  });
}

/** Whether it is young by a clock that was not set back since. */
function isYoung({ startedAt, readAt }: StoredReading, now: number): boolean {
  return now >= readAt && now - readAt <= longestBreakMs && now >= startedAt && now - startedAt <= longestReadingMs;
}
