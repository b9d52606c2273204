/**
 * Columns of numbers in a file by which numbers are released that may be other people's: who asked for it, the number
 * before this one. Numbers of one person stand in columns that are called like phones ("Home", "Mobile 2"); of any
 * other column that holds a number beside the row's own, a person has to say whether that is released too.
 */
import type { RowMapping, RowReading } from '../../../../shared/domain/columns/importRow.ts';
import { isPlainPhoneName } from '../../../../shared/domain/columns/releaseColumns.ts';

/** Such a column: in how many rows it holds a number of its own, and the first of them. */
export type OtherPhones = {
  readonly column: number;
  readonly count: number;
  readonly line: number;
  readonly sample: string;
};

export type OtherPhonesScan = {
  readonly note: (reading: RowReading, cells: readonly string[], line: number) => void;
  readonly list: () => readonly OtherPhones[];
};

/**
 * @param phones columns of which a person said that their numbers are meant
 * @param laidOut columns that the layout of the file is known to have for a number
 */
export function createOtherPhonesScan(
  mapping: RowMapping,
  file: { readonly names: readonly string[]; readonly phones: readonly number[]; readonly laidOut: readonly number[] },
): OtherPhonesScan {
  const columns = mapping.filter(({ field }) => field === 'phone').map(({ column }) => column);
  const isSaid = (column: number) => file.phones.includes(column) || file.laidOut.includes(column);
  const others = columns.filter((column) => !isSaid(column) && !isPlainPhoneName(file.names[column] ?? ''));
  // Whoever says of the others that they are meant too has named them beside this one.
  const isOnly = others.length === 1 && columns.some((column) => file.phones.includes(column));
  const asked = columns.length < 2 || (isOnly && others[0] === columns[0]) ? [] : others;
  const found = new Map<number, { count: number; readonly line: number; readonly sample: string }>();

  return {
    note({ numbers }, cells, line) {
      for (const column of asked) {
        if (!numbers.some((each) => each.column === column) || isRepeated(cells, column)) continue;
        const known = found.get(column);
        if (known !== undefined) known.count += 1;
        else found.set(column, { count: 1, line, sample: Buffer.from((cells[column] ?? '').trim()).toString() });
      }
    },
    list: () => [...found].map(([column, each]) => ({ column, ...each })).toSorted((a, b) => a.column - b.column),
  };

  /** Whether another of the columns has the same number, however it is written. */
  function isRepeated(cells: readonly string[], at: number): boolean {
    const own = toEnd(cells[at]);
    return columns.some((column) => column !== at && toEnd(cells[column]) === own);
  }
}

/** The last digits of a number, which no way of writing it changes. */
const toEnd = (cell = ''): string => cell.replace(/\P{Nd}/gu, '').slice(-8);
