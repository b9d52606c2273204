/**
 * Columns of a file by which numbers are released that may say which of them, and of which nobody has said so: "Approved"
 * with yes and no, a mark in some rows, a day to come. What they say is counted, and a person has to say of each whether
 * it decides or is left out. A day to come in a column that says until when a
 * number is blocked, or when it is released, holds its row back at once.
 */
import { isBlankCell, isDateCell } from '../../../../shared/domain/columns/cellShapes.ts';
import type { ColumnField } from '../../../../shared/domain/columns/columnAliases.ts';
import { createDateColumn } from '../../../../shared/domain/columns/dateColumn.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { foldMeaningValue, isYesOrNo, meaningOf } from '../../../../shared/domain/columns/meanings.ts';
import { isRefusal, lookForRelease, type ReleaseLook } from '../../../../shared/domain/columns/releaseColumns.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import { answersOf, createNamedTest, type FileAnswers } from './purpose.ts';

/** A value of such a column, and how many rows have it. */
export type UndecidedValue = { readonly value: string; readonly count: number };

/** Values most frequent first. `hasMore`: there are more. */
export type UndecidedColumn = {
  readonly column: number;
  readonly values: readonly UndecidedValue[];
  readonly hasMore: boolean;
};

/**
 * What all else says of a row: that it is released, or may be once its words are explained. What stands in other rows decides
 * nothing, and the words of a status decide about those alone that are released.
 */
export type RowSays = { readonly isReleased: boolean; readonly mayBeReleased: boolean };

export type UndecidedScan = {
  /** Counts what a row says, if that matters, and answers the cell that holds it back; undefined: none does. */
  readonly weigh: (cells: readonly string[], row: RowSays) => string | undefined;
  /** The columns that are not read, and may decide. */
  readonly unread: () => readonly UndecidedColumn[];
  /** Columns of statuses whose words say neither, and of which nobody has said which of them release. */
  readonly statuses: () => readonly UndecidedColumn[];
};

/** More values than these are no answers to one question. */
const mostFew = 12;
const longestValue = 40;
/** The values that are kept of a column. */
const mostKept = 200;

/** `other`: numbers, addresses and prose, which answer nothing. */
type Kind = 'blank' | 'past' | 'coming' | 'yes' | 'no' | 'text' | 'other';
type Seen = { readonly kind: Kind; readonly value: string; readonly isKept: boolean; count: number };
type Watched = {
  readonly column: number;
  readonly look: ReleaseLook;
  readonly isNamed: boolean;
  readonly field: ColumnField | undefined;
  readonly isStatus: boolean;
  /** By folded value. */
  readonly seen: Map<string, Seen>;
  /** Of all values, those that are not kept too. */
  readonly kinds: Record<Kind, number>;
  hasMore: boolean;
};

/** @param laidOut columns that the layout of the file is known to have for something else */
export function createUndecidedScan(
  mapping: RowMapping,
  file: { readonly names: readonly string[]; readonly leftOut: readonly number[]; readonly laidOut: readonly number[] },
  answers: FileAnswers,
  { now, zone }: { readonly now: Instant; readonly zone: Zone },
): UndecidedScan {
  const fields = new Map(mapping.map(({ column, field }) => [column, field]));
  const isNamed = createNamedTest(answers, 'requestValues');
  const days = createDateColumn(zone, now);
  // Rows may be wider than the header: a column is judged when its first cell comes.
  const watched: (Watched | 'not' | undefined)[] = [];

  function watch(column: number): Watched | 'not' {
    const field = fields.get(column);
    if (file.leftOut.includes(column) || (field === undefined && file.laidOut.includes(column))) return 'not';
    const name = file.names[column]?.trim() ?? '';
    const look = lookForRelease(name, field);
    if (!look.values && !look.answers && !look.days && !look.holds) return 'not';
    const kinds = { blank: 0, past: 0, coming: 0, yes: 0, no: 0, text: 0, other: 0 };
    return {
      column,
      look,
      isNamed: name !== '',
      field,
      isStatus: field === 'disposition',
      seen: new Map(),
      kinds,
      hasMore: false,
    };
  }

  function note(each: Watched, cell: string): Seen {
    const { seen } = each;
    const folded = foldMeaningValue(cell);
    const known = seen.get(folded);
    if (known !== undefined) return known;
    const kind = kindOf(cell, each, (day) => days.readEnd(day)?.at, now);
    // Whatever an export writes for an empty cell is one value.
    const blank = kind === 'blank' ? seen.get('') : undefined;
    const isKept = seen.size < mostKept;
    // Copies the text: a cell is a slice of a piece of the file, and would keep the whole piece in memory.
    const value = kind === 'blank' || !isKept ? '' : Buffer.from(cell).toString();
    const made = blank ?? { kind, value, isKept, count: 0 };
    if (kind === 'blank') seen.set('', made);
    if (isKept) seen.set(Buffer.from(folded).toString(), made);
    return made;
  }

  const isSaid = (column: number, { value }: Seen) =>
    answersOf(answers, column).requestValues?.some((each) => foldMeaningValue(each) === foldMeaningValue(value)) ===
      true || meaningOf('disposition', value) === 'release';

  function toOpen(each: Watched): readonly UndecidedColumn[] {
    if (!mayDecide(each)) return [];
    const { column, isStatus, hasMore } = each;
    const values = valuesOf(each)
      .filter((seen) => !isStatus || !isSaid(column, seen))
      .toSorted((a, b) => b.count - a.count)
      .map(({ value, count }) => ({ value, count }));
    return values.length === 0 && !hasMore ? [] : [{ column, values, hasMore }];
  }

  const open = (isStatus: boolean) =>
    watched.flatMap((each) => (each !== undefined && each !== 'not' && each.isStatus === isStatus ? toOpen(each) : []));

  return {
    weigh(cells, { isReleased, mayBeReleased }) {
      let held: string | undefined;
      const width = Math.max(cells.length, file.names.length);
      for (let column = 0; column < width; column += 1) {
        const each = (watched[column] ??= watch(column));
        if (each === 'not') continue;
        const cell = (cells[column] ?? '').trim();
        const seen = note(each, cell);
        if (seen.kind === 'coming' && each.look.holds && !isNamed(column, cell)) held ??= cell;
        if (each.isStatus ? !isReleased : !mayBeReleased) continue;
        each.kinds[seen.kind] += 1;
        seen.count += 1;
        each.hasMore ||= !seen.isKept;
      }
      return held;
    },
    unread: () => open(false),
    statuses: () => open(true),
  };
}

const NO_ANSWER = /\d{7}|@|:\/\//;

const valuesOf = ({ seen }: Watched): readonly Seen[] => [...new Set(seen.values())].filter(({ count }) => count > 0);

function kindOf(
  cell: string,
  { look, field }: Watched,
  endOf: (day: string) => Instant | undefined,
  now: Instant,
): Kind {
  if (isBlankCell(cell)) return 'blank';
  if (field === 'expiryDays') return Number(cell) <= 0 ? 'past' : 'coming';
  const end = isDateCell(cell) ? endOf(cell) : undefined;
  if (end !== undefined) return end > now ? 'coming' : 'past';
  // "Never", and whatever is no day: the block has not ended.
  if (look.holds && !look.values) return 'coming';
  if (isYesOrNo(cell)) return meaningOf('permission', cell) === 'block' ? 'no' : 'yes';
  if (isRefusal(cell)) return 'no';
  return cell.length > longestValue || NO_ANSWER.test(cell) ? 'other' : 'text';
}

/** Whether what a column says may tell rows that are released from others. */
function mayDecide(each: Watched): boolean {
  const { look, kinds, isNamed, hasMore } = each;
  const values = valuesOf(each);
  const all = values.length === 0 ? 0 : Object.values(kinds).reduce((sum, count) => sum + count, 0);
  const filled = all - kinds.blank;
  const differs = hasMore || values.length > 1;
  const dated = kinds.past + kinds.coming;
  if (all === 0) return false;
  if (dated > 0 && dated >= 0.8 * filled) {
    // A day to come holds its row back by itself; where other rows have none, nobody knows what that means.
    if (look.holds) return look.days && kinds.blank > 0;
    const ways = [kinds.blank + filled - dated, kinds.past, kinds.coming].filter((count) => count > 0).length;
    return look.days && (ways > 1 || kinds.coming > 0);
  }
  if (!differs) return look.values && saysNo(each, values[0]?.kind ?? 'blank');
  if (look.answers && kinds.yes + kinds.no > 0 && kinds.yes + kinds.no >= filled / 2) return true;
  if (!look.values || kinds.other > filled / 2) return false;
  if (hasMore || values.length > mostFew) return look.sense !== null;
  const isAnswer = ({ kind, value }: Seen) =>
    kind === 'yes' || kind === 'no' || (kind === 'text' && meaningOf('disposition', value) !== 'unknown');
  return isNamed || values.length <= all / 2 || values.some(isAnswer);
}

/** Whether a column says the same of all rows, and perhaps that they stay. */
function saysNo({ look: { sense } }: Watched, kind: Kind): boolean {
  if (sense === 'release') return kind !== 'yes';
  if (sense === 'keep') return kind !== 'no' && kind !== 'blank';
  return kind === 'no';
}
