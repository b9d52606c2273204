/**
 * The numbers in the phone cells of a row: those that are sure, those in doubt, and why the rest is no number. A column
 * of countries gives each row its own country; area codes and country codes from other columns are joined to the
 * number.
 */
import { describeProblem } from '../numbers/number.ts';
import type { CellReader, CellReaders } from '../numbers/cellReader.ts';
import type { PhoneNumber } from '../numbers/numberValue.ts';
import {
  describeDoubt,
  isOnlyInvalid,
  type Mention,
  type NumberReading,
  toPlausible,
  toSure,
} from '../numbers/readings.ts';
import type { ColumnField } from './columnAliases.ts';
import { AREA_CODE_WILDCARD } from './dialerLayouts.ts';
import { type PhoneCodes, toPhoneCodes } from './phoneCodes.ts';
import { createPhoneCountry } from './rowCountry.ts';
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
 * @param names the columns' names, as far as there is a header
 * @param isOneEach a cell with several numbers is refused, because it does not say which one is meant
 */
export function createRowNumbers(
  mapping: RowMapping,
  readers: CellReaders,
  names: readonly string[] = [],
  isOneEach = false,
): (cells: readonly string[]) => RowNumbers {
  const columnsOf = (field: ColumnField) =>
    mapping.filter((entry) => entry.field === field).map((entry) => entry.column);
  const phones = columnsOf('phone');
  const codes = toPhoneCodes(mapping, phones, names);
  const textOf = (cells: readonly string[], column: number | null) =>
    column === null ? '' : (cells[column] ?? '').trim();
  const readCountry = codes.some(({ country, countryCode }) => country !== null || countryCode !== null)
    ? createPhoneCountry(codes, readers.region, textOf)
    : undefined;

  return (cells) => {
    const numbers: { number: PhoneNumber; valid: boolean; column: number }[] = [];
    const doubts: RowDoubt[] = [];
    const problems: RowProblem[] = [];
    for (const [at, column] of phones.entries()) readPhone(column, textOf(cells, column), at, codes[at]);
    return { numbers, doubts, problems };

    function readPhone(column: number, cell: string, at: number, own: PhoneCodes | undefined): void {
      if (cell === '') return;
      const area = textOf(cells, own?.areaCode ?? null);
      const said = readCountry?.(cells, at).said;
      const calling = said?.code ?? null;
      const reader = said == null || said.region === null ? readers.home : readers.of(said.region, said.also);
      const joined = join(cell, area, calling);
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
      readFully(column, cell, readJoined(reader, cell, joined, calling));
    }

    function readFully(column: number, cell: string, mentions: readonly Mention[]): void {
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
  };
}

/** A column of country codes may stand beside numbers that already have theirs. */
function readJoined(reader: CellReader, cell: string, joined: string, calling: string | null): readonly Mention[] {
  const mentions = reader.readAll(joined);
  if (joined === cell || mentions.some((mention) => toSure(mention) !== undefined)) return mentions;
  const digits = cell.replaceAll(/\D/g, '');
  const whole = calling !== null && digits.startsWith(calling) ? reader.readAll(`+${digits}`) : [];
  return whole.some((mention) => toSure(mention) !== undefined) ? whole : mentions;
}

/** A number with the area code and the dialling code of its row in front, where it lacks them. */
function join(cell: string, areaCell: string, calling: string | null): string {
  const area = areaCell.replaceAll(/\D/g, '');
  if (area === '' && calling === null) return cell;
  const digits = cell.replaceAll(/\D/g, '');
  const national = area !== '' && digits.length === 7 ? area + digits : cell;
  return calling !== null && !/^\s*(\+|00)/.test(cell) ? `+${calling} ${national}` : national;
}
