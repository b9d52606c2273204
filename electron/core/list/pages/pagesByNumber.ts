/** Windows of the list in order of number. Whole segments are skipped by their counts, whole blocks of numbers by theirs. */
import { blockSize } from '../../db/entries/entryTallyRows.ts';
import type { ReadableDb } from '../../db/handles.ts';
import { joinConditions, type ListFilter } from './listFilter.ts';
import type { ListCounts } from './listCounts.ts';
import { isUsual, largest, pluck, type Segment, toSegmentCondition, toWhere, trim, whole } from './listSegments.ts';
import { chooseWalk, type Walk } from './listWalk.ts';

export type NumberWindow = {
  readonly descending: boolean;
  readonly offset: number;
  /** The number after which it begins, in the direction of the walk. */
  readonly after: number | undefined;
  readonly limit: number;
};

export type PagesByNumber = {
  readonly count: (filter: ListFilter, segments: readonly Segment[]) => number;
  readonly page: (filter: ListFilter, segments: readonly Segment[], window: NumberWindow) => readonly number[];
};

/** Pages of one database. `count`: how many numbers of these segments match; `page`: the numbers of one window. */
export function createPagesByNumber(db: ReadableDb, counts: ListCounts): PagesByNumber {
  function countSegment(segment: Segment, filter: ListFilter, walk: Walk): number {
    if (segment.kind === 'range' && isUsual(filter)) return counts.countRange(segment.first, segment.last);
    if (segment === whole && filter.text === undefined) {
      const tallied = counts.tally(filter);
      if (tallied !== undefined) return tallied;
    }
    const where = joinConditions([walk.where, toSegmentCondition(segment)]);
    return pluck(db, `SELECT count(*) FROM ${walk.from}${toWhere(where)}`, where?.values ?? [])[0] ?? 0;
  }

  return {
    count: (filter, segments) =>
      segments.reduce((sum, segment) => sum + countSegment(segment, filter, chooseWalk(db, filter)), 0),
    page(filter, segments, window) {
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
        const jump = skip > 0 && isUsual(filter) ? jumpOver(counts, start, skip, descending) : { segment: start, skip };
        const where = joinConditions([walk.where, toSegmentCondition(jump.segment)]);
        const sql = `SELECT e.number FROM ${walk.from}${toWhere(where)} ORDER BY e.number ${descending ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`;
        const numbers = pluck(db, sql, [...(where?.values ?? []), limit - found.length, jump.skip]);
        found.push(...numbers);
        skip = numbers.length === 0 ? Math.max(0, skip - countSegment(start, filter, walk)) : 0;
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}

/** The block of a range in which the skipped rows end, and how many of its rows are still to skip. */
function jumpOver(
  counts: ListCounts,
  segment: Segment,
  skip: number,
  descending: boolean,
): { segment: Segment; skip: number } {
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
