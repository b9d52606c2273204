// What the cells of a column look like, for columns whose header says nothing, or could mean anything ("number",
// "type"). Pure counting over the sample rows.

import { createNumberTest, parseNumber, type ParsedNumber, type Region } from '../numbers/number.ts';
import { splitWords } from '../../words/foldLetters.ts';
import { AREA_CODE_WILDCARD, isAlternatesCell } from './cellShapes.ts';
import { namesOfAll } from '../../words/languages/lookups.ts';

/** Counts over the non-empty sample cells of one column. */
export interface ColumnContent {
  /** The cells themselves, trimmed, in the order of the rows. */
  readonly cells: readonly string[];
  readonly filled: number;
  /** Cells with a valid number, or one that would be valid if the region were known. */
  readonly phones: number;
  /** Cells with a possible number, or with enough digits for one. */
  readonly phoneLike: number;
  /** Cells of exactly 7 digits: a local number whose area code is in another column. */
  readonly local: number;
  /** Cells of 2 to 5 digits. */
  readonly shortDigits: number;
  /** Cells with a letter in them. */
  readonly words: number;
}

export type PhoneTest = (cell: string, region?: Region) => 'phone' | 'maybe' | 'no';

/**
 * Looks at every sample cell of every column. Rows may differ in length; `width` columns are counted.
 * @param regionOf the country that a row gives for its own numbers, if it gives one
 */
export function studyColumns(
  samples: readonly (readonly string[])[],
  width: number,
  looksLike: PhoneTest,
  regionOf: (row: readonly string[]) => Region | undefined = () => undefined,
): readonly ColumnContent[] {
  const regions = samples.map(regionOf);
  return Array.from({ length: width }, (_, column) => {
    const filled = samples.flatMap((row, place) => {
      const cell = row[column]?.trim() ?? '';
      return cell === '' ? [] : [{ cell, look: looksLike(cell, regions[place]) }];
    });
    const cells = filled.map(({ cell }) => cell);
    return {
      cells,
      filled: cells.length,
      phones: filled.filter(({ look }) => look === 'phone').length,
      phoneLike: filled.filter(({ look }) => look !== 'no').length,
      local: cells.filter((cell) => /^\d{3}[ -]?\d{4}$/.test(cell)).length,
      shortDigits: cells.filter((cell) => /^\d{2,5}$/.test(cell)).length,
      words: cells.filter((cell) => /\p{L}/u.test(cell)).length,
    };
  });
}

/** Whether most filled cells of a column pass; false for an empty one. */
export function isMostly(content: ColumnContent, passes: number | ((cell: string) => boolean)): boolean {
  const count = typeof passes === 'number' ? passes : content.cells.filter(passes).length;
  return content.filled > 0 && count / content.filled >= 0.6;
}

/** Whether one value is in more than half of the cells, as a company's own line is. */
export function isRepeated({ cells }: ColumnContent): boolean {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts.size === 1 || Math.max(0, ...counts.values()) > cells.length / 2;
}

/** Enough digits for a number, but not a number: `2024-05-01`, `5.1.2024 10:30`, `10.0.0.1`. */
const NO_NUMBER = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:\D|$)|\d:\d\d/;
/** Written as people write a number within its own country, whichever that is. */
const TRUNK_ZERO = /^\(?0\)?[1-9][\d ()./-]{7,13}$/;
const PARTS = /[;,|\n\r!&]|:{2,}|\s\/\s|\s{3,}/;
const SCHEME = /^(?:p|f|tel|callto|whatsapp|wa|sms|sips?)\s*:/i;

const labels = namesOfAll(({ labels: words }) => words);
const betweens = namesOfAll(({ between }) => between);

/** A test that tells phone numbers from other cells; `maybe` for digits that only a header could call a number. */
export function createPhoneTest(region: Region | undefined): PhoneTest {
  const parse = createNumberTest(region);
  const look = (cell: string, own: Region | undefined): 'phone' | 'maybe' | 'no' => {
    const parsed = own === undefined || own === region ? parse(cell) : parseNumber(cell, own);
    const seen = judge(cell, parsed);
    return seen !== 'phone' && TRUNK_ZERO.test(cell) && countDigits(cell) >= 9 ? 'phone' : seen;
  };
  return (cell, own) => {
    const digits = countDigits(cell);
    if (digits === 0 || cell.length > 400) return 'no';
    if (AREA_CODE_WILDCARD.test(cell)) return 'phone';
    if (NO_NUMBER.test(cell) && !PARTS.test(cell)) return 'no';
    if (isAlternatesCell(cell)) return 'phone';
    const seen = look(cell, own);
    if (seen === 'phone' || digits < 7) return seen;
    const looks = numbersIn(cell).map((text) => look(text, own));
    return looks.includes('phone') ? 'phone' : looks.includes('maybe') ? 'maybe' : seen;
  };
}

function judge(cell: string, parsed: ParsedNumber): 'phone' | 'maybe' | 'no' {
  if (parsed.ok) return parsed.valid ? 'phone' : 'maybe';
  if (parsed.code === 'needsRegion') return /^0|^\D|^.{3,5}\D|^\d{10}$/.test(cell) ? 'phone' : 'maybe';
  return parsed.code === 'severalNumbers' || parsed.code === 'spreadsheetDamage' || /^\D*\d{7,15}\D*$/.test(cell)
    ? 'maybe'
    : 'no';
}

/**
 * The numbers of a cell with several numbers, or with labels: `tel 050-234 5678`, `+1… (cell)`, `p:+1…`. None where the
 * cell holds anything else: then it is a row that was not split, or a text that mentions a number.
 */
function numbersIn(cell: string): readonly string[] {
  const parts = cell.split(PARTS).map((part) => part.trim());
  const numbers = parts.filter((part) => part !== '').map(readPart);
  return numbers.includes(undefined) ? [] : numbers.filter((number) => number !== undefined);
}

function readPart(part: string): string | undefined {
  if (SCHEME.test(part)) return part.replace(SCHEME, '').replace(/@.*$/, '').trim();
  // JSON and markup put names before values too; such a part is no labelled number.
  if (/["{}<>=]/.test(part)) return undefined;
  const number = /[+(]?\d[\d\s().-]{5,}\d/.exec(part)?.[0];
  const words = splitWords(part).filter((word) => /\p{L}/u.test(word));
  return words.every((word) => labels.has(word) || betweens.has(word)) ? number : undefined;
}

function countDigits(text: string): number {
  return text.replace(/\P{Nd}/gu, '').length;
}
