/**
 * Windows of the list: the numbers of a page in the order asked for, and how many match. A scroll bar may ask for any
 * position of ten million rows; sums over blocks and origins tell where that is.
 */
import type { EntryFilter } from '../../../../shared/contract/entries.ts';
import { blockSize } from '../../db/entries/entryTallyRows.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { DigitSearch } from './digitSearch.ts';
import { createListByTime, type ListByTime } from './listByTime.ts';
import { createListCounts, findFirst } from './listCounts.ts';
import {
  type FilterContext,
  hasOpenConflicts,
  joinConditions,
  type ListFilter,
  type Sql,
  toEntryCondition,
  toListFilter,
} from './listFilter.ts';
import { createListScan, type Found, type Segment } from './listScan.ts';
import { chooseWalk, type Walk } from './listWalk.ts';

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

const largest = 999_999_999_999_999;
const whole: Segment = { kind: 'range', first: 0, last: largest };

/** `makeByTime`: another way to the list by time, for tests. */
export function createListPager(db: ReadableDb, context: FilterContext, makeByTime = createListByTime): ListPager {
  const counts = createListCounts(db);
  const byTime: ListByTime = makeByTime(db, counts);
  const listScan = createListScan(db);

  function pluck(sql: string, values: readonly unknown[]): number[] {
    return db
      .prepare<unknown[], number>(sql)
      .pluck()
      .all(...values);
  }

  function toSegments(digits: DigitSearch | undefined): readonly Segment[] {
    if (digits === undefined) return [whole];
    const { ranges } = digits;
    const ends = digits.ends
      .flatMap(findEnding)
      .filter((number) => !ranges.some(({ first, last }) => number >= first && number <= last));
    const numbers = [...new Set(ends)].toSorted((a, b) => a - b);
    const segments: Segment[] = [];
    let from = 0;
    for (const { first, last } of [...ranges, { first: Infinity, last: Infinity }]) {
      const between = numbers.filter((number) => number >= from && number < first);
      if (between.length > 0) segments.push({ kind: 'numbers', numbers: between });
      if (first !== Infinity) segments.push({ kind: 'range', first, last });
      from = last;
    }
    return segments;
  }

  /** Includes tombstones; the filter's states decide about them. */
  function findEnding(digits: string): readonly number[] {
    const span = 10 ** digits.length;
    if (isShortEnd(digits))
      return pluck('SELECT number FROM entry NOT INDEXED WHERE number % ? = ?', [span, Number(digits)]);
    const end = Number(digits);
    return pluck(
      `SELECT e.number FROM entry_block b CROSS JOIN entry e ON e.number = b.block * ${blockSize} + ? WHERE b.block % ? = ?`,
      [end % blockSize, span / blockSize, Math.floor(end / blockSize)],
    );
  }

  function countSegment(segment: Segment, filter: ListFilter, walk: Walk): number {
    if (segment.kind === 'range' && isUsual(filter)) return counts.countRange(segment.first, segment.last);
    if (segment === whole && filter.text === undefined) {
      const tallied = counts.tally(filter);
      if (tallied !== undefined) return tallied;
    }
    const where = joinConditions([walk.where, toSegmentCondition(segment)]);
    return pluck(`SELECT count(*) FROM ${walk.from}${toWhere(where)}`, where?.values ?? [])[0] ?? 0;
  }

  /** A window by number. It skips whole segments, then whole blocks, by their counts. */
  function pageByNumber(
    filter: ListFilter,
    segments: readonly Segment[],
    window: { descending: boolean; offset: number; after: number | undefined; limit: number },
  ): readonly number[] {
    const { descending, after, limit } = window;
    const walk = chooseWalk(db, filter);
    const found: number[] = [];
    let skip = window.offset;
    for (const segment of descending ? segments.toReversed() : segments) {
      const start = trim(segment, after, descending);
      if (start === undefined) continue;
      if (skip > 0 && segments.length > 1) {
        const count = countSegment(start, filter, walk);
        if (count <= skip) {
          skip -= count;
          continue;
        }
      }
      const jump = skip > 0 && isUsual(filter) ? jumpOver(start, skip, descending) : { segment: start, skip };
      const where = joinConditions([walk.where, toSegmentCondition(jump.segment)]);
      const sql = `SELECT e.number FROM ${walk.from}${toWhere(where)} ORDER BY e.number ${descending ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`;
      const numbers = pluck(sql, [...(where?.values ?? []), limit - found.length, jump.skip]);
      found.push(...numbers);
      skip = numbers.length === 0 ? Math.max(0, skip - countSegment(start, filter, walk)) : 0;
      if (found.length >= limit) break;
    }
    return found;
  }

  /** The block of a range in which the skipped rows end, and how many of its rows are still to skip. */
  function jumpOver(segment: Segment, skip: number, descending: boolean): { segment: Segment; skip: number } {
    if (segment.kind === 'numbers') return { segment, skip };
    const { first, last } = segment;
    const { blocks, counts: sizes } = counts.blocks();
    // Counted from the end of the list at which the walk begins.
    let left = skip + (descending ? counts.countRange(last + 1, largest) : counts.countRange(0, first - 1));
    for (let step = 0; step < blocks.length; step++) {
      const at = descending ? blocks.length - 1 - step : step;
      const size = sizes[at] ?? 0;
      const start = (blocks[at] ?? 0) * blockSize;
      const end = start + blockSize - 1;
      if (left < size) {
        // The walk begins within the range or at the block, whichever comes later; rows outside the range are not
        // skipped again.
        const outside = descending ? counts.countRange(last + 1, end) : counts.countRange(start, first - 1);
        const rest: Segment = descending
          ? { kind: 'range', first, last: Math.min(last, end) }
          : { kind: 'range', first: Math.max(first, start), last };
        return { segment: rest, skip: left - outside };
      }
      left -= size;
    }
    return { segment: { kind: 'range', first: 1, last: 0 }, skip: 0 };
  }

  /** A window by time of creation, oldest or newest first; within one origin by number, in the same direction. */
  function pageByTime(
    filter: ListFilter,
    segments: readonly Segment[],
    { descending, offset, limit }: { descending: boolean; offset: number; limit: number },
  ): readonly number[] {
    const direction = descending ? 'DESC' : 'ASC';
    const order = `ORDER BY o.at ${direction}, o.id ${direction}, e.number ${direction} LIMIT ? OFFSET ?`;
    const digits: Sql | undefined = filter.digits && {
      text: `(${['FALSE', ...segments.map((segment) => toSegmentCondition(segment)?.text ?? 'TRUE')].join(' OR ')})`,
      values: segments.flatMap((segment) => toSegmentCondition(segment)?.values ?? []),
    };
    const walk = chooseWalk(db, filter);
    // A walk by an index leads to few rows, or to one origin, so what it finds is sorted. Otherwise the origins lead,
    // in order.
    if (!walk.from.endsWith('NOT INDEXED')) {
      const where = joinConditions([walk.where, digits]);
      return pluck(`SELECT e.number FROM ${walk.from} JOIN origin o ON o.id = e.origin_id${toWhere(where)} ${order}`, [
        ...(where?.values ?? []),
        limit,
        offset,
      ]);
    }
    const jump =
      isUsual(filter) && digits === undefined ? byTime.jump(offset, descending) : { from: undefined, skip: offset };
    const { origin, ...rest } = filter;
    const where = joinConditions([
      jump.from === undefined ? undefined : { text: `o.at ${descending ? '<=' : '>='} ?`, values: [jump.from] },
      origin,
      toEntryCondition({ ...rest, origin: undefined }, hasOpenConflicts(db)),
      digits,
    ]);
    return pluck(
      `SELECT e.number FROM origin o CROSS JOIN entry e INDEXED BY entry_origin ON e.origin_id = o.id${toWhere(where)} ${order}`,
      [...(where?.values ?? []), limit, jump.skip],
    );
  }

  function countMatching(filter: ListFilter, segments: readonly Segment[]): number {
    return segments.reduce((sum, segment) => sum + countSegment(segment, filter, chooseWalk(db, filter)), 0);
  }

  /**
   * The segments to look through entry by entry, where no index and no count tells which entries match, or in which
   * order. Undefined where one does.
   */
  function toScanned(filter: ListFilter, by: PageRequest['sort']['by']): readonly Segment[] | undefined {
    const { digits } = filter;
    if (digits?.ends.some(isShortEnd) === true) return [whole];
    if (digits === undefined && isUsual(filter)) return undefined;
    if (!chooseWalk(db, filter).from.endsWith('NOT INDEXED')) return undefined;
    if (digits !== undefined) return by === 'number' && isUsual(filter) ? undefined : toSegments(digits);
    return filter.text !== undefined || counts.tally(filter) === undefined ? [whole] : undefined;
  }

  /** The key of a filter; a hold that has ended since makes it another one. */
  function toKey(filter: EntryFilter, now: number): string {
    const ended = pluck('SELECT count(*) FROM scope WHERE ends_at <= ?', [now])[0] ?? 0;
    return `${ended} ${JSON.stringify(filter)}`;
  }

  /** `numbers`: the numbers of the page, if they were found already. */
  function page(request: PageRequest, now: number, numbers?: readonly number[]): Page {
    const filter = toListFilter(request.filter, context, now);
    const segments = toSegments(filter.digits);
    const offset = request.offset ?? 0;
    const { limit, after } = request;
    const { by, descending } = request.sort;
    const matching = counts.remember(toKey(request.filter, now), () => countMatching(filter, segments));
    const { total } = counts.blocks();
    // A search that finds nothing has already looked at every row.
    if (offset >= matching) return { numbers: [], matching, total };
    if (numbers !== undefined) return { numbers, matching, total };
    const found =
      by === 'number'
        ? pageByNumber(filter, segments, { descending, offset, after, limit })
        : pageByTime(filter, segments, { descending, offset, limit });
    return { numbers: found, matching, total };
  }

  /** The condition that an entry has to meet when it is looked at. */
  function toScanCondition(filter: ListFilter): Sql | undefined {
    const byEnd = filter.digits?.ends.some(isShortEnd) === true;
    return joinConditions([
      toEntryCondition(filter, hasOpenConflicts(db)),
      byEnd && filter.digits !== undefined ? toDigitsCondition(filter.digits) : undefined,
    ]);
  }

  function follow(request: EntryFilter, now: number): (after: number, limit: number) => readonly number[] {
    const filter = toListFilter(request, context, now);
    const segments = toSegments(filter.digits);
    return (after, limit) => pageByNumber(filter, segments, { descending: false, offset: 0, after, limit });
  }

  return {
    page,
    async search(request, now) {
      const filter = toListFilter(request.filter, context, now);
      const segments = toScanned(filter, request.sort.by);
      if (segments === undefined) {
        const isFar = request.sort.by === 'createdAt' && filter.digits === undefined && isUsual(filter);
        const { offset = 0, limit } = request;
        const far = isFar ? await byTime.pageFar({ descending: request.sort.descending, offset, limit }) : undefined;
        if (isFar && offset === 0) byTime.prepare();
        return page(request, now, far);
      }
      const found = await listScan.find(toKey(request.filter, now), toScanCondition(filter), segments);
      return { numbers: takeWindow(found, request), matching: found.numbers.length, total: counts.blocks().total };
    },
    follow,
    followInSlices(request, now) {
      const filter = toListFilter(request, context, now);
      const segments = toScanned(filter, 'number');
      if (segments === undefined) {
        const next = follow(request, now);
        return async (after, limit) => next(after, limit);
      }
      const found = listScan.find(toKey(request, now), toScanCondition(filter), segments);
      const sort = { by: 'number', descending: false } as const;
      return async (after, limit) => takeWindow(await found, { filter: request, sort, after, limit });
    },
  };
}

function takeWindow(found: Found, { sort, offset = 0, after, limit }: PageRequest): readonly number[] {
  const all = sort.by === 'number' ? found.numbers : found.byTime();
  const from = sort.by === 'number' ? after : undefined;
  if (!sort.descending) {
    const start = (from === undefined ? 0 : findFirst(all, from + 1)) + offset;
    return [...all.subarray(start, start + limit)];
  }
  const end = Math.max(0, (from === undefined ? all.length : findFirst(all, from)) - offset);
  return [...all.subarray(Math.max(0, end - limit), end)].toReversed();
}

/** Whether these digits are so few that only a look at all entries finds the numbers that end with them. */
function isShortEnd(digits: string): boolean {
  return 10 ** digits.length < blockSize;
}

/** The segments of a search for digits as a condition, for a walk that sees every entry anyway. */
function toDigitsCondition({ ranges, ends }: DigitSearch): Sql {
  const parts: Sql[] = [
    ...ranges.map(({ first, last }) => ({ text: 'e.number BETWEEN ? AND ?', values: [first, last] })),
    ...ends.map((end) => ({ text: 'e.number % ? = ?', values: [10 ** end.length, Number(end)] })),
  ];
  return { text: `(${parts.map(({ text }) => text).join(' OR ')})`, values: parts.flatMap(({ values }) => values) };
}

/** Whether the filter asks for the usual list: all entries that are not removed, whatever their digits. */
function isUsual({ states, scope, origin, text }: ListFilter): boolean {
  return states === null && scope === undefined && origin === undefined && text === undefined;
}

/** The part of a segment that comes after a number in the direction of the walk. */
function trim(segment: Segment, after: number | undefined, descending: boolean): Segment | undefined {
  if (after === undefined) return segment;
  if (segment.kind === 'numbers') {
    const numbers = segment.numbers.filter((number) => (descending ? number < after : number > after));
    return numbers.length === 0 ? undefined : { kind: 'numbers', numbers };
  }
  const first = descending ? segment.first : Math.max(segment.first, after + 1);
  const last = descending ? Math.min(segment.last, after - 1) : segment.last;
  return first > last ? undefined : { kind: 'range', first, last };
}

function toSegmentCondition(segment: Segment): Sql | undefined {
  if (segment === whole) return undefined;
  if (segment.kind === 'range') return { text: 'e.number BETWEEN ? AND ?', values: [segment.first, segment.last] };
  return { text: 'e.number IN (SELECT value FROM json_each(?))', values: [JSON.stringify(segment.numbers)] };
}

function toWhere(where: Sql | undefined): string {
  return where === undefined ? '' : ` WHERE ${where.text}`;
}
