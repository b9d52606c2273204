/**
 * The cells of all other columns with enough digits for a number: whatever number may stand in them is looked up. Most
 * such cells are ids, amounts and days, which are ruled out by their bytes. None of them by itself makes a row
 * doubtful.
 */
import { nowhere } from '../ask/elsewhere.ts';
import { readCellNumbers } from './cellNumbers.ts';
import type { CellText } from './cellText.ts';
import { leastDigits } from './digitTest.ts';
import { createLookedTest, type LeadColumns } from './leadColumns.ts';
import { addExtra, extraKinds, ofOtherNumbers } from './leadNumbers.ts';
import { addForms, type LeadRow, startOf, stopOf } from './leadRow.ts';
import { createLooseDigits } from './looseDigits.ts';
import { isMachineText } from './machineText.ts';

export type LookedCells = {
  /**
   * Reads a cell by its position. `isSpare`: the row has a number in a phone column, so this one matters only if it is
   * listed.
   */
  readonly read: (row: LeadRow, column: number, from: number, to: number, isSpare: boolean) => void;
  /** Reads a whole row whose texts are known. */
  readonly readTexts: (row: LeadRow, cells: readonly string[]) => void;
  /** By column: the numbers that were found in it. */
  readonly found: ReadonlyMap<number, number>;
};

const shortestQuick = 10;
/** More digits than this in a row are an id: a number has at most 15, and a prefix two. */
const longestNumber = 17;
/** How many digits a number mostly has at most, as it is dialled in its country. */
const mostTogether = 10;
/** How many digits a number has without its area code. */
const localDigits = 7;
/** Zeros in front of a number: no country dials so many. */
const PADDING = /^0{3,}/;

/** Reads the cells that are looked at besides the phone cells. */
export function createLookedCells(columns: LeadColumns, toText: CellText): LookedCells {
  const otherNumbers = new Set(columns.otherNumbers);
  const isLooked = createLookedTest(columns);
  const found = new Map<number, number>();
  const loose = createLooseDigits();

  /** Marks the kind of a number that stands in a column of other numbers. */
  const toKind = (kind: number, column: number): number => (otherNumbers.has(column) ? kind + ofOtherNumbers : kind);

  /** Adds a number that stands in the cell. */
  function add(row: LeadRow, column: number, number: number): void {
    addExtra(row.into, row.record, column, toKind(extraKinds.looked, column), number);
    addForms(row, column, toKind(extraKinds.lookedForm, column), number);
    found.set(column, (found.get(column) ?? 0) + 1);
  }

  /** Adds a number that the cell may mean. */
  function addMaybe(row: LeadRow, column: number, number: number): void {
    addExtra(row.into, row.record, column, toKind(extraKinds.lookedMaybe, column), number);
    addForms(row, column, toKind(extraKinds.lookedForm, column), number);
  }

  function readText(row: LeadRow, column: number, text: string): void {
    row.slow += 1;
    const { known, elsewhere } = row.country;
    const numbers = readCellNumbers(text, known, elsewhere);
    if (numbers === undefined) return;
    for (const { number, valid } of numbers.own) (valid ? add : addMaybe)(row, column, number);
    for (const number of numbers.maybe) addMaybe(row, column, number);
  }

  /** Reads a text that may lack the area code of its row. */
  function readLocal(row: LeadRow, column: number, text: string): void {
    const { area } = row;
    readText(row, column, text);
    const digits = text.replace(/\D/g, '');
    if (area !== '' && digits.length === localDigits) readText(row, column, area + digits);
  }

  /** Digits that were filled up with zeros, as fields of a fixed width are: they matter only if they are listed. */
  function readPadded(row: LeadRow, column: number, digits: string): void {
    const bare = digits.replace(PADDING, '');
    if (bare === digits || bare.length < localDigits) return;
    const { elsewhere, mayStandHere } = row.country;
    if (elsewhere(bare).length > 0 || mayStandHere(bare)) readText(row, column, bare);
  }

  return {
    found,
    readTexts(row, cells) {
      for (const [column, cell] of cells.entries()) {
        if (!isLooked(column) || (cell.match(/\p{Nd}/gu)?.length ?? 0) < leastDigits) continue;
        const units = Uint16Array.from(cell, (mark) => mark.charCodeAt(0));
        if (!isMachineText(units, 0, units.length)) readLocal(row, column, cell.trim());
      }
    },
    read(row, column, from, to, isSpare) {
      const { units, country, area } = row;
      const start = startOf(row, from, to);
      const stop = stopOf(row, from, to);
      const { readBytes, readPlain, expect } = country.readers;
      const quick = stop - start < shortestQuick ? 0 : readBytes(units, start, stop);
      if (quick > 0) {
        if (country.known.also !== undefined) {
          if (!isMachineText(units, start, stop)) readLocal(row, column, toText(units, from, to).trim());
          return;
        }
        add(row, column, quick);
        return;
      }
      if (isMachineText(units, start, stop)) return;
      const count = loose.count(units, start, stop);
      if (count < 0 || (area !== '' && count === localDigits)) {
        readLocal(row, column, toText(units, from, to).trim());
        return;
      }
      // More digits than one number has, mostly: perhaps two numbers, or one with something behind it, as ids have.
      if (count > (otherNumbers.has(column) ? longestNumber : mostTogether) && count < stop - start) {
        readText(row, column, toText(units, from, to).trim());
        return;
      }
      if (count > longestNumber) return;
      if (loose.first() === 0 && count > shortestQuick) readPadded(row, column, loose.text());
      const expected = expect(count, loose.first());
      if (expected === 'never' && country.elsewhere === nowhere) return;
      const digits = loose.text();
      const isElsewhere = country.elsewhere(digits).length > 0;
      if (!isElsewhere && quick < 0) addMaybe(row, column, -quick);
      if (!isElsewhere && (quick < 0 || expected === 'never')) return;
      // Such digits are mostly ids, so the lists are asked before the digits are read.
      if (!isElsewhere && isSpare && expected === 'seldom' && !country.mayStandHere(digits)) return;
      const text = toText(units, from, to).trim();
      const plain = quick === 0 ? readPlain(text) : undefined;
      if (plain?.valid === true) add(row, column, plain.number);
      else if (plain !== undefined && !isElsewhere) addMaybe(row, column, plain.number);
      else if (isElsewhere || !isSpare || country.mayStandHere(digits)) readText(row, column, text);
    },
  };
}
