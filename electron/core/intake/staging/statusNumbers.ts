/**
 * Numbers among the words that say what a row means: "DNC +1 212-555-0101" in a status. The words keep their meaning, and the number
 * is in doubt: it may be another one of the row, or nobody's.
 */
import { isDateCell } from '../../../../shared/domain/columns/cellShapes.ts';
import { isOtherNumberName } from '../../../../shared/domain/columns/columnAliases.ts';
import type { RowDoubt, RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { isDecidingField } from '../../../../shared/domain/columns/meanings.ts';
import type { PhoneNumber, Region } from '../../../../shared/domain/numbers/number.ts';
import { toPlausible } from '../../../../shared/domain/numbers/readings.ts';
import { statusNumbersWords as say } from '../../../../shared/words/core/intake.ts';
import { findWritten, isBare, toWritten } from './writtenNumbers.ts';

export type StatusNumbers = {
  /** Whether a cell of a row may hold one: then the row has to be looked at in full. */
  readonly mayHold: (cells: readonly string[]) => boolean;
  /** Those of a row that are none of its own numbers. */
  readonly find: (cells: readonly string[], own: readonly PhoneNumber[]) => readonly RowDoubt[];
};

/** @param names the columns' names, as far as there is a header */
export function createStatusNumbers(
  mapping: RowMapping,
  {
    names,
    leftOut,
    region,
    others,
  }: {
    readonly names: readonly string[];
    readonly leftOut: readonly number[];
    readonly region: Region | undefined;
    readonly others: readonly Region[];
  },
): StatusNumbers {
  const known = { region, others: region === undefined ? [] : others };
  const columns = mapping
    .filter(({ column, field }) => isDecidingField(field) && !leftOut.includes(column))
    .map(({ column }) => ({ column, isOther: isOtherNumberName(names[column] ?? '') }));

  /** What may hold a number, without days; digits alone are none where the name speaks of an id. */
  function toText(cell: string, isOther: boolean): string | undefined {
    const text = toWritten(cell);
    return text === undefined || isDateCell(cell.trim()) || (isOther && isBare.test(text)) ? undefined : text;
  }

  return {
    mayHold: (cells) => columns.some(({ column, isOther }) => toText(cells[column] ?? '', isOther) !== undefined),
    find: (cells, own) =>
      columns.flatMap(({ column, isOther }) => {
        const text = toText(cells[column] ?? '', isOther);
        if (text === undefined) return [];
        const sentence = say.itStandsAmongTheWords(names[column]?.trim() || say.column(column + 1));
        return findWritten(text, known)
          .map((mention) => ({ column, text: mention.text, readings: toPlausible(mention), sentence }))
          .filter(({ readings }) => readings.length > 0 && !readings.some(({ number }) => own.includes(number)));
      }),
  };
}
