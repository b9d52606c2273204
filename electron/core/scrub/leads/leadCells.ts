/** From the places of cells to numbers: the phone cells of a block, what its rows say of themselves, and all other cells with digits enough. */
import type { Encoding } from '../../files/text/dialect.ts';
import { createCellText } from './cellText.ts';
import { type LeadColumns, toWantedColumns } from './leadColumns.ts';
import type { LeadNumbers } from './leadNumbers.ts';
import type { LeadRow } from './leadRow.ts';
import type { LeadBatch, Units } from './leadScanner.ts';
import { createLookedCells } from './lookedCells.ts';
import { createPhoneCells, type PhoneCells } from './phoneCells.ts';
import type { RowCountries } from './rowCountries.ts';
import type { RowFlags } from './rowFlags.ts';

export type LeadCells = Pick<PhoneCells, 'problems' | 'doubts'> & {
  /**
   * Reads records from `from` on, at most to `to`, in order; answers the first one that is left, which is `to` unless many
   * cells were slow to read.
   */
  readonly read: (units: Units, batch: LeadBatch, from: number, to: number, into: LeadNumbers) => number;
  readonly counts: () => {
    /** Phone cells with a number that is possible but in no range in use. */
    readonly notValid: number;
    /** Rows that name a country that is not known. */
    readonly unknownCountries: number;
    /** By column: numbers that were found in it besides the phone columns. */
    readonly found: ReadonlyMap<number, number>;
  };
};

/** So many slow cells are a slice of work for who shares the thread. */
const slowAtOnce = 200;
/** A number that lacks its area code. */
const localDigits = 7;

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
  const { areaCode, country, countryCode, deciding } = columns;
  const namesCountry = country !== null || countryCode !== null;
  let unknownCountries = 0;
  let cursor = 0;

  return {
    problems: phoneCells.problems,
    doubts: phoneCells.doubts,
    counts: () => ({ notValid: phoneCells.counts.notValid, unknownCountries, found: lookedCells.found }),
    read(units, batch, from, to, into) {
      if (from === 0) cursor = 0;
      const { cells, looked, careful } = batch;
      const row: LeadRow = { units, record: from, country: countries.home, into, slow: 0 };
      for (; row.record < to && row.slow < slowAtOnce; row.record += 1) {
        const { record } = row;
        const odd = careful.size === 0 ? undefined : careful.get(record);
        const base = record * pairs;
        const textOf = (column: number | null): string => {
          if (column === null) return '';
          if (odd !== undefined) return odd.cells[column] ?? '';
          const slot = base + (slotOf.get(column) ?? 0) * 2;
          return toText(units, cells[slot] ?? -1, cells[slot + 1] ?? -1);
        };
        if (namesCountry) {
          row.country = countries.of(textOf(country), textOf(countryCode));
          if (row.country.known.isUnsure === true) unknownCountries += 1;
        }
        if (deciding.length > 0) into.flags[record] = flags.read(textOf);
        const area = textOf(areaCode).replace(/\D/g, '');
        let hasNumber = false;
        for (let phone = 0; phone < width; phone += 1) {
          const place = record * width + phone;
          if (odd === undefined && areaCode === null) {
            const slot = base + (phoneSlots[phone] ?? 0) * 2;
            phoneCells.read(row, phone, place, cells[slot] ?? -1, cells[slot + 1] ?? -1);
          } else phoneCells.readText(row, phone, place, joinArea(area, textOf(columns.phones[phone] ?? null).trim()));
          if (into.numbers[place] !== 0) hasNumber = true;
        }
        if (odd !== undefined) lookedCells.readTexts(row, odd.cells, area);
        for (; cursor < looked.count && looked.records[cursor] === record; cursor += 1)
          lookedCells.read(
            row,
            looked.columns[cursor] ?? 0,
            looked.froms[cursor] ?? 0,
            looked.tos[cursor] ?? 0,
            hasNumber,
            area,
          );
      }
      return row.record;
    },
  };
}

function joinArea(area: string, text: string): string {
  const digits = area === '' ? '' : text.replace(/\D/g, '');
  return digits.length === localDigits ? area + digits : text;
}
