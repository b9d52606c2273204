/**
 * Columns that were not taken for phone numbers, but that hold numbers other than the row's own. They are found on
 * every row, not by a sample, and a person has to say whether they are read or left out. In columns whose name says
 * that their digits are something else ("Ref"), only cells written as phone numbers count. What a person left out is
 * not looked at.
 */
import { isWordColumn } from '../../../../shared/fields.ts';
import type { ColumnField } from '../../../../shared/domain/columns/columns.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { isOtherNumberName } from '../../../../shared/domain/columns/columnAliases.ts';
import { isOfPeople } from '../../../../shared/domain/columns/leadFile.ts';
import { canSpeak } from '../../../../shared/domain/columns/speakingColumns.ts';
import { createWordsTest } from '../../../../shared/domain/columns/speechKeys.ts';
import { meaningInPassing } from '../../../../shared/domain/columns/statusMeaning.ts';
import type { ParsedNumber, PhoneNumber, Region } from '../../../../shared/domain/numbers/number.ts';
import { findWritten, isBare, toWritten } from './writtenNumbers.ts';

/** Such a column: how many of its cells are such numbers or words, where the first one stands, and some of them. */
export type UnreadColumn = {
  /** Numbers; or words of a request, which other rows have not. */
  readonly holds: 'numbers' | 'requests';
  readonly column: number;
  readonly count: number;
  readonly line: number;
  readonly samples: readonly string[];
};

export type UnreadScan = {
  /** Looks at the cells of columns that mean nothing here, or nothing that is kept. */
  readonly lookAtRest: (cells: readonly string[], line: number, own: readonly PhoneNumber[]) => void;
  /** Looks at the cells of columns that are kept as words; answers whether a number stands in any, the row's own too. */
  readonly lookAtWords: (cells: readonly string[], line: number, own: readonly PhoneNumber[]) => boolean;
  readonly list: () => readonly UnreadColumn[];
};

/** Fields of which nothing is kept: a number in them is out of place, as it is in the words of an entry (`isWordColumn`). */
const restFields: ReadonlySet<ColumnField> = new Set<ColumnField>(['ignore', 'name', 'author']);

/** How many columns of a mapping `lookAtRest` has nothing to do with: a row with no more cells needs no look. */
export function countRead(mapping: RowMapping): number {
  return mapping.filter(({ field }) => !restFields.has(field)).length;
}
const shownSamples = 3;
/** A longer cell is no number as a whole, and is shown in part. */
const longestCell = 200;

/**
 * @param names the header's, as far as there is one
 * @param parse reads one cell as a number of the file's country
 * @param region the file's country, for numbers among words
 * @param hearsRequests no column says which rows are requests: one that does all the same is asked about
 */
export function createUnreadScan(
  mapping: RowMapping,
  {
    names,
    leftOut,
    parse,
    region,
    hearsRequests,
  }: {
    readonly names: readonly string[];
    readonly leftOut: readonly number[];
    readonly parse: (raw: string) => ParsedNumber;
    readonly region: Region | undefined;
    readonly hearsRequests: boolean;
  },
): UnreadScan {
  const found = new Map<number, Found>();
  const requests = new Map<number, Found>();
  const maySpeak = hearsRequests ? createWordsTest() : () => false;
  const speaking: (boolean | undefined)[] = [];
  let rows = 0;
  const isRead = new Set(mapping.filter(({ field }) => !restFields.has(field)).map(({ column }) => column));
  const isOut = (column: number) => leftOut.includes(column);
  const others: (boolean | undefined)[] = [];
  const isOther = (column: number) => (others[column] ??= isOtherNumberName(names[column] ?? ''));
  const words = mapping.filter(({ column, field }) => isWordColumn(field) && !isOut(column));
  // Rows may be wider than the header: a column is judged when its first cell comes.
  const rest: (boolean | undefined)[] = [];

  /** Answers whether a number stands there. */
  function look(column: number, cell: string, line: number, own: readonly PhoneNumber[]): boolean {
    const text = toWritten(cell);
    if (text === undefined || (isBare.test(text) && isOther(column))) return false;
    const parsed = text.length > longestCell ? tooLong : parse(text);
    const numbers = parsed.ok ? (parsed.valid ? [parsed.number] : []) : findAmongWords(column, text, parsed.code);
    const isSeveral = !parsed.ok && parsed.code === 'severalNumbers';
    if (numbers.length === 0 && !isSeveral) return false;
    if ((isSeveral || numbers.some((number) => !own.includes(number))) && !isOwn(text, own))
      add(found, column, line, showPart(cell.trim()));
    return true;
  }

  /** `212-555-0104 (wife)`, `call 212-555-0112 after five`: what is written as a phone number, or is all that has digits. */
  function findAmongWords(column: number, text: string, code: string): readonly PhoneNumber[] {
    if (!amongWords.has(code) || isOther(column)) return [];
    return findWritten(text, { region }).flatMap(({ readings: [first] }) =>
      first?.valid === true ? [first.number] : [],
    );
  }

  function hear(column: number, cell: string, line: number): void {
    if (!(speaking[column] ??= canSpeak(names[column] ?? '')) || !maySpeak(cell)) return;
    if (meaningInPassing(cell, isOfPeople(names[column] ?? '')) === 'block') add(requests, column, line, cell.trim());
  }

  return {
    lookAtRest(cells, line, own) {
      rows += 1;
      for (let column = 0; column < cells.length; column += 1) {
        const isLooked = (rest[column] ??= !isRead.has(column) && !isOut(column));
        if (!isLooked) continue;
        look(column, cells[column] ?? '', line, own);
        if (hearsRequests) hear(column, cells[column] ?? '', line);
      }
    },
    lookAtWords(cells, line, own) {
      let holdsNumbers = false;
      for (const { column } of words) if (look(column, cells[column] ?? '', line, own)) holdsNumbers = true;
      return holdsNumbers;
    },
    list: () => [
      ...toList('numbers', found),
      // Words that all rows have tell none from another.
      ...toList('requests', requests).filter(({ count, column }) => count < rows && !found.has(column)),
    ],
  };
}

type Found = { count: number; readonly line: number; readonly samples: string[] };

/** Copies the text: a cell is a slice of a piece of the file, and would keep the whole piece in memory. */
function add(to: Map<number, Found>, column: number, line: number, text: string): void {
  const known = to.get(column);
  if (known === undefined) to.set(column, { count: 1, line, samples: [Buffer.from(text).toString()] });
  else {
    known.count += 1;
    if (known.samples.length < shownSamples) known.samples.push(Buffer.from(text).toString());
  }
}

function toList(holds: UnreadColumn['holds'], found: ReadonlyMap<number, Found>): readonly UnreadColumn[] {
  return [...found]
    .map(([column, { count, line, samples }]) => ({ holds, column, count, line, samples }))
    .toSorted((a, b) => a.column - b.column);
}

/** Why a cell is no number as a whole, but may hold one. */
const amongWords: ReadonlySet<string> = new Set(['letters', 'unreadable', 'amongWords', 'tooLong', 'shortCode']);
const tooLong = { ok: false, code: 'tooLong' } as const;

/** The part of a long cell in which digits for a number stand. */
function showPart(text: string): string {
  if (text.length <= longestCell) return text;
  const from = Math.max(0, text.search(/\d(?:\D{0,3}\d){6}/) - longestCell / 4);
  const part = text.slice(from, from + longestCell);
  return `${from > 0 ? '…' : ''}${part}${from + longestCell < text.length ? '…' : ''}`;
}

/** A number of the row once more, whose + a spreadsheet has taken away: in this country the digits may be another's. */
function isOwn(text: string, own: readonly PhoneNumber[]): boolean {
  const digits = text.replace(/\D/g, '');
  return own.some((number) => String(number) === digits);
}
