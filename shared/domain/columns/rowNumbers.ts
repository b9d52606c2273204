/**
 * The numbers in the phone cells of a row: those that are sure, those in doubt, and why the rest is no number. A column
 * of countries gives each row its own country; area codes and country codes from other columns are joined to the
 * number.
 */
import { describeProblem } from '../numbers/number.ts';
import type { CellReaders } from '../numbers/cellReader.ts';
import type { PhoneNumber } from '../numbers/numberValue.ts';
import { describeDoubt, isOnlyInvalid, type NumberReading, toPlausible, toSure } from '../numbers/readings.ts';
import type { ColumnField } from './columnAliases.ts';
import { AREA_CODE_WILDCARD } from './dialerLayouts.ts';
import { createSaidCountry } from './rowCountry.ts';
import { rowNumbersWords as say } from '../../words/domain/columns.ts';

export type RowMapping = readonly { readonly column: number; readonly field: ColumnField }[];

/** Why a cell, or the row as a whole (`column` null), cannot be used. */
export type RowProblem = {
  readonly code: string;
  readonly message: string;
  readonly column: number | null;
  readonly text: string;
};

/** A number in a cell that can be read in more than one way, or that is not sure. */
export type RowDoubt = {
  readonly column: number;
  readonly text: string;
  readonly readings: readonly NumberReading[];
  /** "Could be a number in …": what is in doubt. */
  readonly sentence: string;
};

export type RowNumbers = {
  /** Each number once. `valid` false: possible, but in no range in use, and nothing else. */
  readonly numbers: readonly { readonly number: PhoneNumber; readonly valid: boolean; readonly column: number }[];
  readonly doubts: readonly RowDoubt[];
  /** The problems of phone cells that are not empty. */
  readonly problems: readonly RowProblem[];
};

/**
 * Makes the reader of the phone cells of one mapping.
 * @param isOneEach a cell with several numbers is refused, because it does not say which one is meant
 */
export function createRowNumbers(
  mapping: RowMapping,
  readers: CellReaders,
  isOneEach = false,
): (cells: readonly string[]) => RowNumbers {
  const columnsOf = (field: ColumnField) =>
    mapping.filter((entry) => entry.field === field).map((entry) => entry.column);
  const phones = columnsOf('phone');
  const [areaCode] = columnsOf('areaCode');
  const [countryCode] = columnsOf('countryCode');
  const [country] = columnsOf('country');
  const readCountry =
    country === undefined && countryCode === undefined ? undefined : createSaidCountry(readers.region);

  return (cells) => {
    const text = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
    const said = readCountry?.(text(country), text(countryCode));
    const calling = said?.code ?? null;
    const reader = said == null || said.region === null ? readers.home : readers.of(said.region, said.also);
    const numbers: { number: PhoneNumber; valid: boolean; column: number }[] = [];
    const doubts: RowDoubt[] = [];
    const problems: RowProblem[] = [];
    for (const column of phones) readPhone(column, text(column));
    return { numbers, doubts, problems };

    function readPhone(column: number, cell: string): void {
      if (cell === '') return;
      const joined = join(cell);
      const parsed = reader.parse(joined);
      if (parsed.ok && parsed.valid) {
        take(column, parsed.number, true);
        return;
      }
      if (AREA_CODE_WILDCARD.test(cell)) {
        const message = say.standsForAWholeArea;
        problems.push({ code: 'areaCode', message, column, text: cell });
        return;
      }
      readFully(column, cell, joined);
    }

    function readFully(column: number, cell: string, joined: string): void {
      const mentions = readJoined(cell, joined);
      if (isOneEach && mentions.length > 1) {
        const code = 'severalNumbers';
        problems.push({ code, message: describeProblem(code), column, text: cell });
        return;
      }
      for (const mention of mentions) {
        const sure = toSure(mention);
        const [first] = mention.readings;
        if (sure !== undefined) take(column, sure.number, true);
        else if (first !== undefined && isOnlyInvalid(mention)) take(column, first.number, false);
        else if (first === undefined)
          problems.push({
            code: mention.refusal?.code ?? 'notPossible',
            message: mention.refusal?.message ?? '',
            column,
            text: mention.text,
          });
        else
          doubts.push({
            column,
            text: mention.text,
            readings: toPlausible(mention),
            sentence: describeDoubt(mention) ?? '',
          });
      }
    }

    function take(column: number, number: PhoneNumber, valid: boolean): void {
      if (!numbers.some((known) => known.number === number)) numbers.push({ number, valid, column });
    }

    /** A column of country codes may stand beside numbers that already have theirs. */
    function readJoined(cell: string, joined: string) {
      const mentions = reader.readAll(joined);
      if (joined === cell || mentions.some((mention) => toSure(mention) !== undefined)) return mentions;
      const digits = cell.replaceAll(/\D/g, '');
      const whole = calling !== null && digits.startsWith(calling) ? reader.readAll(`+${digits}`) : [];
      return whole.some((mention) => toSure(mention) !== undefined) ? whole : mentions;
    }

    function join(cell: string): string {
      if (areaCode === undefined && calling === null) return cell;
      const digits = cell.replaceAll(/\D/g, '');
      const area = text(areaCode).replaceAll(/\D/g, '');
      const national = area !== '' && digits.length === 7 ? area + digits : cell;
      return calling !== null && !/^\s*(\+|00)/.test(cell) ? `+${calling} ${national}` : national;
    }
  };
}
