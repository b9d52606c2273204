/**
 * The segments of the list that a search for digits means, in order: stretches with matching numbers, and single
 * numbers between them. Without digits it is the whole list.
 */
import type { ReadableDb } from '../../db/handles.ts';
import { blockSize } from '../../db/entries/entryTallyRows.ts';
import type { DigitSearch } from './digitSearch.ts';
import type { ListFilter, Sql } from './listFilter.ts';

/** Numbers from one to another, both included, or single ones, in ascending order. */
export type Segment =
  | { readonly kind: 'range'; readonly first: number; readonly last: number }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] };

/** The largest number that there can be: 15 digits. */
export const largest = 999_999_999_999_999;
export const whole: Segment = { kind: 'range', first: 0, last: largest };

/** The first column of what a query finds. */
export function pluck(db: ReadableDb, sql: string, values: readonly unknown[]): number[] {
  return db
    .prepare<unknown[], number>(sql)
    .pluck()
    .all(...values);
}

/** Finds the numbers that end with some digits; tombstones are among them. */
export type FindEnding = (digits: string) => readonly number[];

/** The segments of a search, in ascending order; they do not overlap. */
export function toSegments(
  db: ReadableDb,
  digits: DigitSearch | undefined,
  findEnds: FindEnding = (end) => findEnding(db, end),
): readonly Segment[] {
  if (digits === undefined) return [whole];
  const { ranges } = digits;
  const ends = digits.ends
    .flatMap(findEnds)
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
function findEnding(db: ReadableDb, digits: string): readonly number[] {
  const span = 10 ** digits.length;
  if (isShortEnd(digits))
    return pluck(db, 'SELECT number FROM entry NOT INDEXED WHERE number % ? = ?', [span, Number(digits)]);
  const end = Number(digits);
  return pluck(
    db,
    `SELECT e.number FROM entry_block b CROSS JOIN entry e ON e.number = b.block * ${blockSize} + ? WHERE b.block % ? = ?`,
    [end % blockSize, span / blockSize, Math.floor(end / blockSize)],
  );
}

/** Whether these digits are so few that only a look at all entries finds the numbers that end with them. */
export function isShortEnd(digits: string): boolean {
  return 10 ** digits.length < blockSize;
}

/** The segments of a search for digits as a condition, for a walk that sees every entry anyway. */
export function toDigitsCondition({ ranges, ends }: DigitSearch): Sql {
  const parts: Sql[] = [
    ...ranges.map(({ first, last }) => ({ text: 'e.number BETWEEN ? AND ?', values: [first, last] })),
    ...ends.map((end) => ({ text: 'e.number % ? = ?', values: [10 ** end.length, Number(end)] })),
  ];
  return { text: `(${parts.map(({ text }) => text).join(' OR ')})`, values: parts.flatMap(({ values }) => values) };
}

/** Whether the filter asks for the usual list: all entries that are not removed, whatever their digits. */
export function isUsual({ states, scope, origin, text }: ListFilter): boolean {
  return states === null && scope === undefined && origin === undefined && text === undefined;
}

/** The part of a segment that comes after a number in the direction of the walk. */
export function trim(segment: Segment, after: number | undefined, descending: boolean): Segment | undefined {
  if (after === undefined) return segment;
  if (segment.kind === 'numbers') {
    const numbers = segment.numbers.filter((number) => (descending ? number < after : number > after));
    return numbers.length === 0 ? undefined : { kind: 'numbers', numbers };
  }
  const first = descending ? segment.first : Math.max(segment.first, after + 1);
  const last = descending ? Math.min(segment.last, after - 1) : segment.last;
  return first > last ? undefined : { kind: 'range', first, last };
}

/** The condition that a number is in a segment; undefined: every number is. */
export function toSegmentCondition(segment: Segment): Sql | undefined {
  if (segment === whole) return undefined;
  if (segment.kind === 'range') return { text: 'e.number BETWEEN ? AND ?', values: [segment.first, segment.last] };
  return { text: 'e.number IN (SELECT value FROM json_each(?))', values: [JSON.stringify(segment.numbers)] };
}

/** A condition as a clause of its own, with a blank before it. */
export function toWhere(where: Sql | undefined): string {
  return where === undefined ? '' : ` WHERE ${where.text}`;
}
