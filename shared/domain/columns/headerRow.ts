// Which of the first rows of a file is the row of names. A row with a number in it is data, unless its other cells are
// names and the number is an example beside one of them.

import type { Region } from '../numbers/number.ts';
import { isLabelWord } from '../numbers/labelWords.ts';
import { isBlankCell, isDateCell } from './cellShapes.ts';
import { matchAlias } from './columnAliases.ts';
import { createPhoneTest } from './columnContent.ts';
import { isYesOrNo, meaningOf } from './meanings.ts';
import { createMentionTest } from './numberMention.ts';

const HEADER_SEARCH = 20;

type Cells = readonly string[];

const HAS_LETTER = /\p{L}/u;

/** Enough digits for a number, even if it is no valid number here: `912125550101, DNC` is a row, not names. */
const holdsDigits = (cell: string): boolean => cell.replace(/\D/g, '').length >= 7 && !HAS_LETTER.test(cell);

/**
 * Finds the header row among the first rows of a file: `headerIndex` counts from 0, null if there is none. Title rows
 * above it are skipped. A row with a phone number in it is data, also where the number stands among words that name a
 * field ("212-555-0105 DNC"), unless other cells say that it is the row of names ("Phone (e.g. 212-555-0105)" beside
 * "Name"). A row whose cells name fields is a header. A first row of words above rows of numbers is one too, with
 * unknown names.
 */
export function detectHeader(rows: readonly Cells[], region?: Region): { headerIndex: number | null } {
  const looksLike = createPhoneTest(region);
  const mentions = createMentionTest(region);
  const isNumber = (cell: string) => looksLike(cell.trim()) !== 'no';
  const isExample = createExampleTest(rows, isNumber, (cell) => mentions(cell) === 'number');
  const firstData = rows.findIndex((row, at) => row.some(isNumber) && !isExample(row, at));
  const above = rows.slice(0, Math.min(firstData === -1 ? HEADER_SEARCH : firstData, HEADER_SEARCH));

  const scores = above.map((row, at) => {
    const held = row.map(mentions);
    const holdsNumber = row.some(holdsDigits) || held.includes('number');
    if (holdsNumber && !isExample(row, at)) return 0;
    return row.filter((cell, place) => held[place] === 'none' && matchAlias(cell) !== undefined).length;
  });
  const best = Math.max(0, ...scores);
  // A sentence in a title row has no alias as a whole cell; of equal rows, the lowest is next to the data.
  const lowest = scores.lastIndexOf(best);
  // Names below which nothing stands are none of what stands above them.
  const isBelowAll = lowest === rows.length - 1 && above.some((row) => row.some((cell) => mentions(cell) === 'number'));
  if (best > 0) return { headerIndex: isBelowAll ? null : lowest };
  if (firstData < 1) return { headerIndex: null };
  const last = above.findLastIndex((row) => row.some((cell) => cell.trim() !== ''));
  const candidate = above[last];
  return { headerIndex: candidate !== undefined && isWords(candidate, rows[firstData]) ? last : null };
}

/** Every cell above a number is a word without digits. */
function isWords(row: Cells, data: Cells | undefined): boolean {
  const filled = row.filter((cell) => cell.trim() !== '');
  return (
    filled.length >= Math.min(2, data?.length ?? 1) &&
    filled.every((cell) => HAS_LETTER.test(cell) && !/\p{Nd}/u.test(cell))
  );
}

/**
 * Makes a test of rows in which a number stands: whether it is an example in the row of names. Each such cell is a name with
 * a number behind it, above cells without words, and another cell is a sure name; or all other cells are names.
 */
function createExampleTest(
  rows: readonly Cells[],
  isNumber: (cell: string) => boolean,
  holdsNumber: (cell: string) => boolean,
): (row: Cells, at: number) => boolean {
  return (row, at) => {
    const filled = [...row.keys()].filter((column) => !isBlankCell(row[column]?.trim() ?? ''));
    const numbered = filled.filter((column) => isNumber(row[column] ?? '') || holdsNumber(row[column] ?? ''));
    const others = filled.filter((column) => !numbered.includes(column));
    if (numbered.length === 0 || numbered.some((column) => !HAS_LETTER.test(row[column] ?? ''))) return false;
    const below = rows.slice(at + 1, at + 1 + HEADER_SEARCH);
    const cellsBelow = (column: number) =>
      below.map((cells) => cells[column]?.trim() ?? '').filter((cell) => !isBlankCell(cell));
    const names = others.filter((column) => isName(row[column] ?? '', cellsBelow(column), isNumber));
    if (names.length === 0 || !below.some((cells) => cells.some(isNumber))) return false;
    const isNamed = (column: number) =>
      matchAlias(wordsBefore(row[column] ?? '')) !== undefined &&
      cellsBelow(column).every((cell) => !HAS_LETTER.test(cell));
    return (
      numbered.every(isNamed) ||
      (names.length > 1 && others.every((column) => matchAlias(row[column] ?? '') !== undefined))
    );
  };
}

/** What stands in front of a number, without the bracket that it stands in: `Phone` of `Phone (e.g. 212-555-0105)`. */
function wordsBefore(cell: string): string {
  const [before = ''] = cell.split(/\p{Nd}/u);
  const [name = ''] = before.split(/[([{<:–—]|\s-\s/);
  return name.replace(/[+\s]+$/, '');
}

/**
 * Whether a cell is a sure name, and none of the values of its column: "DNC" and "Mobile" stand in rows too, so the cells
 * below them have to be what such a name promises.
 */
function isName(cell: string, below: Cells, isNumber: (cell: string) => boolean): boolean {
  if (matchAlias(cell)?.sure !== true || below.some((other) => matchAlias(other)?.sure === true)) return false;
  if (meaningOf('disposition', cell) === 'block')
    return below.length > 0 && below.every((other) => isYesOrNo(other) || isDateCell(other));
  return !isLabelWord(cell.trim()) || (below.length > 0 && below.every(isNumber));
}
