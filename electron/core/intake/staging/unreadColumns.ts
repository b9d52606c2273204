/**
 * Columns that nobody took for phone numbers and that hold others than the row's own all the same, found on every row and not
 * by a sample: whether they are read or left out is for a person to say. Of columns whose name says that their digits are
 * something else ("Ref") only cells that are written as phone numbers count; what a person left out is not looked at.
 */
import type { ColumnField } from '../../../../shared/domain/columns/columns.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { isOtherNumberName } from '../../../../shared/domain/columns/columnAliases.ts';
import type { ParsedNumber, PhoneNumber } from '../../../../shared/domain/numbers/number.ts';

/** Such a column: how many of its cells are such numbers, where the first one stands, and some of them. */
export type UnreadColumn = {
  readonly column: number;
  readonly count: number;
  readonly line: number;
  readonly samples: readonly string[];
};

export type UnreadScan = {
  /** Looks at the cells of columns that mean nothing here, or nothing that is kept. */
  readonly lookAtRest: (cells: readonly string[], line: number, own: readonly PhoneNumber[]) => void;
  /** Looks at the cells of columns that are kept as words. */
  readonly lookAtWords: (cells: readonly string[], line: number, own: readonly PhoneNumber[]) => void;
  readonly list: () => readonly UnreadColumn[];
};

/** What these fields hold is words, in which a number is out of place; of the first nothing is kept. */
const restFields: ReadonlySet<ColumnField> = new Set<ColumnField>(['ignore', 'name', 'author', 'campaign']);
const wordFields: ReadonlySet<ColumnField> = new Set<ColumnField>(['reason', 'category']);

/** How many columns of a mapping `lookAtRest` has nothing to do with: a row with no more cells needs no look. */
export function countRead(mapping: RowMapping): number {
  return mapping.filter(({ field }) => !restFields.has(field)).length;
}
const shownSamples = 3;
const fewestDigits = 7;
/** Longer cells are prose. */
const longestCell = 60;
/** Digits with nothing between them may be a reference as well. */
const isBare = /^\d+$/;
const isDate = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:\D|$)|\d:\d\d/;

/**
 * @param names the header's, as far as there is one
 * @param parse reads one cell as a number of the file's country
 */
export function createUnreadScan(
  mapping: RowMapping,
  {
    names,
    leftOut,
    parse,
  }: {
    readonly names: readonly string[];
    readonly leftOut: readonly number[];
    readonly parse: (raw: string) => ParsedNumber;
  },
): UnreadScan {
  const found = new Map<number, { count: number; readonly line: number; readonly samples: string[] }>();
  const isRead = new Set(mapping.filter(({ field }) => !restFields.has(field)).map(({ column }) => column));
  const isOut = (column: number) => leftOut.includes(column);
  const others: (boolean | undefined)[] = [];
  const isOther = (column: number) => (others[column] ??= isOtherNumberName(names[column] ?? ''));
  const words = mapping.filter(({ column, field }) => wordFields.has(field) && !isOut(column));
  // Rows may be wider than the header: a column is judged when its first cell comes.
  const rest: (boolean | undefined)[] = [];

  function look(column: number, cell: string, line: number, own: readonly PhoneNumber[]): void {
    if (cell.length < fewestDigits || cell.length > longestCell || !hasDigits(cell)) return;
    const text = cell.trim();
    if (isDate.test(text) || (isBare.test(text) && isOther(column))) return;
    const parsed = parse(text);
    if (!(parsed.ok ? parsed.valid && !own.includes(parsed.number) : parsed.code === 'severalNumbers')) return;
    if (isOwn(text, own)) return;
    const known = found.get(column);
    if (known === undefined) found.set(column, { count: 1, line, samples: [Buffer.from(text).toString()] });
    else {
      known.count += 1;
      if (known.samples.length < shownSamples) known.samples.push(Buffer.from(text).toString());
    }
  }

  return {
    lookAtRest(cells, line, own) {
      for (let column = 0; column < cells.length; column += 1) {
        const isLooked = (rest[column] ??= !isRead.has(column) && !isOut(column));
        if (isLooked) look(column, cells[column] ?? '', line, own);
      }
    },
    lookAtWords(cells, line, own) {
      for (const { column } of words) look(column, cells[column] ?? '', line, own);
    },
    list: () =>
      [...found]
        .map(([column, { count, line, samples }]) => ({ column, count, line, samples }))
        .toSorted((a, b) => a.column - b.column),
  };
}

/** A number of the row once more, whose + a spreadsheet has taken away: in this country the digits may be another's. */
function isOwn(text: string, own: readonly PhoneNumber[]): boolean {
  const digits = text.replace(/\D/g, '');
  return own.some((number) => String(number) === digits);
}

/** Digits enough for a number. */
function hasDigits(cell: string): boolean {
  let digits = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const unit = cell.charCodeAt(at);
    // Digits of other scripts lie far above; whether they are some is for the parser to say.
    if ((unit >= 0x30 && unit <= 0x39) || unit > 0x5ff) digits += 1;
  }
  return digits >= fewestDigits;
}
