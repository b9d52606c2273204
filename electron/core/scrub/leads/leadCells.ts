/**
 * From the positions of cells to numbers: the phone cells of a block, what its rows say of themselves, and all other
 * cells with enough digits.
 */
import type { Encoding } from '../../files/text/dialect.ts';
import { createCellText } from './cellText.ts';
import { createSpeakingTest, type LeadColumns, toWantedColumns } from './leadColumns.ts';
import type { LeadNumbers } from './leadNumbers.ts';
import type { LeadRow } from './leadRow.ts';
import type { LeadBatch } from './leadScanner.ts';
import type { Units } from './units.ts';
import { createLookedCells } from './lookedCells.ts';
import { createPhoneCells, type PhoneCells } from './phoneCells.ts';
import { createRowCodes } from './rowCodes.ts';
import type { RowCountries } from './rowCountries.ts';
import type { RowFlags } from './rowFlags.ts';

export type LeadCells = Pick<PhoneCells, 'problems' | 'doubts'> & {
  /**
   * Reads records in order, from `from` up to `to` (excluded). Answers the first record that is left, which is `to`
   * unless many cells were slow to read.
   */
  readonly read: (units: Units, batch: LeadBatch, from: number, to: number, into: LeadNumbers) => number;
  readonly counts: () => {
    /** Phone cells with a number that is possible but in no range in use. */
    readonly notValid: number;
    /** Rows that name an unknown country, or two. */
    readonly unknownCountries: number;
    /** By column: the numbers that were found in it besides the phone columns. */
    readonly found: ReadonlyMap<number, number>;
  };
};

/** After this many slow cells, other work on the thread gets a turn. */
const slowAtOnce = 200;
/** The length of a number without its area code. */
const localDigits = 7;

/** Reads the cells of blocks. Columns are counted from 0. */
export function createLeadCells(
  columns: LeadColumns,
  countries: RowCountries,
  flags: RowFlags,
  encoding: Encoding,
): LeadCells {
  const toText = createCellText(encoding);
  const phoneCells = createPhoneCells(toText);
  const lookedCells = createLookedCells(columns, toText);
  const wanted = toWantedColumns(columns);
  const slotOf = new Map(wanted.map((column, slot) => [column, slot]));
  const phoneSlots = columns.phones.map((column) => slotOf.get(column) ?? 0);
  const width = phoneSlots.length;
  const pairs = wanted.length * 2;
  const { deciding, ofRequests } = columns;
  const codes = createRowCodes(columns, countries, textOf);
  let unknownCountries = 0;
  const isSpeaking = createSpeakingTest(columns);
  // The next of the cells that are looked at, and of those that may say something.
  let cursor = 0;
  let heard = 0;
  // The units of the block that is being read.
  let units: Units = new Uint8Array(0);
  let batch: LeadBatch;

  function textOf(record: number, column: number | null): string {
    if (column === null) return '';
    const odd = batch.careful.get(record);
    if (odd !== undefined) return odd.cells[column] ?? '';
    const slot = record * pairs + (slotOf.get(column) ?? 0) * 2;
    return toText(units, batch.cells[slot] ?? -1, batch.cells[slot + 1] ?? -1);
  }

  /** Reads the phone cells of a row; answers whether any is filled. */
  function readPhones(row: LeadRow, isOdd: boolean): boolean {
    const { record, into } = row;
    const { numbers } = into;
    let isFilled = false;
    let isUnknown = false;
    for (let phone = 0; phone < width; phone += 1) {
      const place = record * width + phone;
      if (phone === 0 || codes.haveOwn) isUnknown = codes.take(row, phone) || isUnknown;
      if (isOdd || codes.hasAreas) {
        const text = textOf(record, columns.phones[phone] ?? null).trim();
        phoneCells.readText(row, phone, place, joinArea(row.area, text));
      } else {
        const slot = record * pairs + (phoneSlots[phone] ?? 0) * 2;
        const from = batch.cells[slot] ?? -1;
        const to = batch.cells[slot + 1] ?? -1;
        if (from === to) numbers[place] = 0;
        else phoneCells.read(row, phone, place, from, to);
      }
      if (into.numbers[place] !== 0) isFilled = true;
    }
    // The other cells are read as the first phone is.
    if (codes.haveOwn) codes.take(row, 0);
    if (isUnknown) unknownCountries += 1;
    return isFilled;
  }

  /** Adds what the cells of a row say, when their texts are known. */
  function addSpoken({ record, into }: LeadRow, texts: readonly string[]): void {
    for (const [column, text] of texts.entries())
      if (isSpeaking(column)) into.flags[record] = flags.add(into.flags[record] ?? 0, column, text);
  }

  function readRow(row: LeadRow): void {
    const { record, into } = row;
    if (deciding.length + ofRequests.length > 0) into.flags[record] = flags.read((column) => textOf(record, column));
    const odd = batch.careful.size === 0 ? undefined : batch.careful.get(record);
    const isFilled = readPhones(row, odd !== undefined);
    if (odd !== undefined) lookedCells.readTexts(row, odd.cells);
    const { looked, spoken } = batch;
    if (odd !== undefined) addSpoken(row, odd.cells);
    for (; heard < spoken.count && spoken.records[heard] === record; heard += 1) {
      const column = spoken.columns[heard] ?? 0;
      const text = toText(units, spoken.froms[heard] ?? 0, spoken.tos[heard] ?? 0);
      into.flags[record] = flags.add(into.flags[record] ?? 0, column, text);
      row.slow += 1;
    }
    for (; cursor < looked.count && looked.records[cursor] === record; cursor += 1) {
      const from = looked.froms[cursor] ?? 0;
      lookedCells.read(row, looked.columns[cursor] ?? 0, from, looked.tos[cursor] ?? 0, isFilled);
    }
  }

  return {
    problems: phoneCells.problems,
    doubts: phoneCells.doubts,
    counts: () => ({ notValid: phoneCells.counts.notValid, unknownCountries, found: lookedCells.found }),
    read(unitsOfBlock, batchOfBlock, from, to, into) {
      units = unitsOfBlock;
      batch = batchOfBlock;
      if (from === 0) cursor = heard = 0;
      const row: LeadRow = { units, record: from, country: countries.home, area: '', into, slow: 0 };
      for (; row.record < to && row.slow < slowAtOnce; row.record += 1) readRow(row);
      return row.record;
    },
  };
}

function joinArea(area: string, text: string): string {
  const digits = area === '' ? '' : text.replace(/\D/g, '');
  return digits.length === localDigits ? area + digits : text;
}
