/** Windows of the list by time of creation, oldest or newest first; within one origin by number, in the same direction. */
import type { ReadableDb } from '../../db/handles.ts';
import type { ListByTime } from './listByTime.ts';
import { hasOpenConflicts, joinConditions, type ListFilter, type Sql, toEntryCondition } from './listFilter.ts';
import { isUsual, pluck, type Segment, toSegmentCondition, toWhere } from './listSegments.ts';
import { chooseWalk } from './listWalk.ts';

export type TimeWindow = { readonly descending: boolean; readonly offset: number; readonly limit: number };

/** The numbers of one window. */
export function pageByTime(
  db: ReadableDb,
  byTime: ListByTime,
  filter: ListFilter,
  segments: readonly Segment[],
  { descending, offset, limit }: TimeWindow,
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
    return pluck(
      db,
      `SELECT e.number FROM ${walk.from} JOIN origin o ON o.id = e.origin_id${toWhere(where)} ${order}`,
      [...(where?.values ?? []), limit, offset],
    );
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
    db,
    `SELECT e.number FROM origin o CROSS JOIN entry e INDEXED BY entry_origin ON e.origin_id = o.id${toWhere(where)} ${order}`,
    [...(where?.values ?? []), limit, jump.skip],
  );
}
