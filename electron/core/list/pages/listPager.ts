/**
 * Windows of the list: the numbers of a page in the order asked for, and how many match. A scroll bar may ask for any
 * position of ten million rows; sums over blocks and origins tell where that is.
 */
import type { EntryFilter } from '../../../../shared/contract/entries.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { KnownGroups } from '../../journal/knownGroups.ts';
import type { Found } from './found.ts';
import { searchGroups } from './groupSearch.ts';
import { createListByTime, type ListByTime } from './listByTime.ts';
import { createListCounts, type ListCounts } from './listCounts.ts';
import {
  type FilterContext,
  hasOpenConflicts,
  joinConditions,
  type ListFilter,
  type Sql,
  toEntryCondition,
  toListFilter,
} from './listFilter.ts';
import { createListScan } from './listScan.ts';
import {
  type FindEnding,
  isShortEnd,
  isUsual,
  pluck,
  type Segment,
  toDigitsCondition,
  toSegments,
  whole,
} from './listSegments.ts';
import { chooseWalk } from './listWalk.ts';
import { pageByTime } from './pageByTime.ts';
import { createPagesByNumber } from './pagesByNumber.ts';

export type PageRequest = {
  readonly filter: EntryFilter;
  readonly sort: { readonly by: 'number' | 'createdAt'; readonly descending: boolean };
  readonly offset?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
};

export type Page = { readonly numbers: readonly number[]; readonly matching: number; readonly total: number };

export type ListPager = {
  readonly page: (request: PageRequest, now: number) => Page;
  /** As `page`; where every entry has to be looked at, it does so in slices, between which other calls are answered. */
  readonly search: (request: PageRequest, now: number) => Promise<Page>;
  /** The numbers of a filter in ascending order: each call answers the next ones after a number. */
  readonly follow: (filter: EntryFilter, now: number) => (after: number, limit: number) => readonly number[];
  /**
   * The same; where every entry has to be looked at, that is done once, in slices between which other calls are
   * answered.
   */
  readonly followInSlices: (
    filter: EntryFilter,
    now: number,
  ) => (after: number, limit: number) => Promise<readonly number[]>;
};

/** What answers a question in another way than a look at every entry. */
export type Ways = {
  /** Finds the numbers that end with a few digits, from the copy of the list's numbers; undefined where none is proven. */
  readonly openEndings: () => Promise<FindEnding | undefined>;
  /** What the entries of the list have in common, as it is proven until others are let in; undefined where nothing is. */
  readonly openGroups: () => Promise<KnownGroups | undefined>;
  /** Lets others be answered before a search goes on. */
  readonly pause: () => Promise<void>;
  readonly makeByTime: (db: ReadableDb, counts: ListCounts) => ListByTime;
};

const usualWays: Ways = {
  openEndings: async () => undefined,
  openGroups: async () => undefined,
  pause: async () => {},
  makeByTime: createListByTime,
};

/** Makes the pager of a database; `ways`: where they are others than the usual ones. */
export function createListPager(db: ReadableDb, context: FilterContext, ways: Partial<Ways> = {}): ListPager {
  const { openEndings, openGroups, pause, makeByTime } = { ...usualWays, ...ways };
  const counts = createListCounts(db);
  const byTime: ListByTime = makeByTime(db, counts);
  const byNumber = createPagesByNumber(db, counts);
  const listScan = createListScan(db);
  const toKey = (filter: EntryFilter, now: number) => nameQuestion(db, filter, now);

  /** `numbers`: the numbers of the page, if they were found already. */
  function page(
    request: PageRequest,
    now: number,
    numbers?: readonly number[],
    filter = toListFilter(request.filter, context, now),
  ): Page {
    const segments = toSegments(db, filter.digits);
    const offset = request.offset ?? 0;
    const { limit, after } = request;
    const { by, descending } = request.sort;
    const matching = counts.remember(toKey(request.filter, now), () => byNumber.count(filter, segments));
    const { total } = counts.blocks();
    // A search that finds nothing has already looked at every row.
    if (offset >= matching) return { numbers: [], matching, total };
    if (numbers !== undefined) return { numbers, matching, total };
    const found =
      by === 'number'
        ? byNumber.page(filter, segments, { descending, offset, after, limit })
        : pageByTime(db, byTime, filter, segments, { descending, offset, limit });
    return { numbers: found, matching, total };
  }

  /** By what a copy of the list tells, where one is proven; else it looks at every entry of the segments. */
  function find(key: string, filter: ListFilter, segments: readonly Segment[]): Promise<Found> {
    const { digits, only } = filter;
    const where = toScanCondition(db, filter);
    return listScan.find(key, async () => {
      if (digits === undefined && only === undefined) {
        const known = await openGroups();
        const found = known && (await searchGroups(db, known, toScanCondition(db, filter), pause));
        if (found !== undefined) return found;
      }
      const endings = digits?.ends.some(isShortEnd) === true ? await openEndings() : undefined;
      return await listScan.scan(where, endings === undefined ? segments : toSegments(db, digits, endings));
    });
  }

  function follow(request: EntryFilter, now: number): (after: number, limit: number) => readonly number[] {
    const filter = toListFilter(request, context, now);
    const segments = toSegments(db, filter.digits);
    return (after, limit) => byNumber.page(filter, segments, { descending: false, offset: 0, after, limit });
  }

  return {
    page,
    async search(request, now) {
      const { open } = request.filter;
      const only = open === undefined ? undefined : await context.open?.find(open);
      const filter = toListFilter(request.filter, context, now, only);
      const segments = toScanned(db, counts, filter, request.sort.by);
      if (segments === undefined) {
        const isFar = request.sort.by === 'createdAt' && filter.digits === undefined && isUsual(filter);
        const { offset = 0, limit } = request;
        const far = isFar ? await byTime.pageFar({ descending: request.sort.descending, offset, limit }) : undefined;
        if (isFar && offset === 0) byTime.prepare();
        return page(request, now, far, filter);
      }
      const found = await find(toKey(request.filter, now), filter, segments);
      return { numbers: takeWindow(found, request), matching: found.size, total: counts.blocks().total };
    },
    follow,
    followInSlices(request, now) {
      const filter = toListFilter(request, context, now);
      const segments = toScanned(db, counts, filter, 'number');
      if (segments === undefined) {
        const next = follow(request, now);
        return async (after, limit) => next(after, limit);
      }
      const found = find(toKey(request, now), filter, segments);
      const sort = { by: 'number', descending: false } as const;
      return async (after, limit) => takeWindow(await found, { filter: request, sort, after, limit });
    },
  };
}

/**
 * The segments to look through entry by entry, where no index and no count tells which entries match, or in which
 * order. Undefined where one does.
 */
function toScanned(
  db: ReadableDb,
  counts: ListCounts,
  filter: ListFilter,
  by: PageRequest['sort']['by'],
): readonly Segment[] | undefined {
  const { digits, only } = filter;
  if (only !== undefined && digits === undefined) return [{ kind: 'numbers', numbers: only }];
  if (digits?.ends.some(isShortEnd) === true) return [whole];
  if (digits === undefined && isUsual(filter)) return undefined;
  if (!chooseWalk(db, filter).from.endsWith('NOT INDEXED')) return undefined;
  if (digits !== undefined) return by === 'number' && isUsual(filter) ? undefined : toSegments(db, digits);
  return filter.text !== undefined || counts.tally(filter) === undefined ? [whole] : undefined;
}

/** The key of a filter; a hold that has ended since makes it another one. */
function nameQuestion(db: ReadableDb, filter: EntryFilter, now: number): string {
  const ended = pluck(db, 'SELECT count(*) FROM scope WHERE ends_at <= ?', [now])[0] ?? 0;
  return `${ended} ${JSON.stringify(filter)}`;
}

/** The condition that an entry has to meet when it is looked at. */
function toScanCondition(db: ReadableDb, filter: ListFilter): Sql | undefined {
  const byEnd = filter.digits?.ends.some(isShortEnd) === true;
  return joinConditions([
    toEntryCondition(filter, hasOpenConflicts(db)),
    byEnd && filter.digits !== undefined ? toDigitsCondition(filter.digits) : undefined,
  ]);
}

function takeWindow(found: Found, { sort, offset = 0, after, limit }: PageRequest): readonly number[] {
  const from = sort.by === 'number' ? after : undefined;
  if (!sort.descending) {
    const start = (from === undefined ? 0 : found.countBelow(from + 1)) + offset;
    return found.slice(sort.by, start, start + limit);
  }
  const end = Math.max(0, (from === undefined ? found.size : found.countBelow(from)) - offset);
  return found.slice(sort.by, Math.max(0, end - limit), end).toReversed();
}
