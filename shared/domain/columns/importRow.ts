/**
 * One row of a file, read by a column mapping: the numbers in it and what else it says, or why it is rejected.
 * Pure and total: every row ends here as usable or as rejected with a reason, whatever is in its cells.
 */
import { unguardFormulas } from './formulaGuard.ts';
import type { ColumnField } from './columnAliases.ts';
import { createDateColumn } from './dateColumn.ts';
import { clip, createDetailReader, type RowDetails } from './detailCells.ts';
import { type Instant, toEpochMs, toInstant } from '../time/instant.ts';
import type { CellReaders } from '../numbers/cellReader.ts';
import { dayAfter, type Zone } from '../time/zone.ts';
import { createRowNumbers, type RowMapping, type RowNumbers, type RowProblem } from './rowNumbers.ts';
import { importRowWords as say } from '../../words/domain/columns.ts';

export type { RowDoubt, RowMapping } from './rowNumbers.ts';

/** A row's numbers and details. `notes` says what was in the row but could not be used. */
export type RowReading = RowNumbers &
  RowDetails & {
    /** Where it holds, as our own export writes it. */
    readonly where: string | null;
    readonly until: Instant | null;
    /** The numbers of a row whose block has ended: it blocks none, and they are the row's own all the same. */
    readonly ended: RowNumbers['numbers'];
    readonly notes: readonly string[];
  };

export type RowRules = {
  /** Whether a text says where a block holds (scopeText.ts); what does not is blocked everywhere, and noted. */
  readonly isKnownWhere?: (text: string) => boolean;
  /** The columns' names, as far as there is a header. */
  readonly names?: readonly string[];
  /** A cell with several numbers is refused, as a removal must. */
  readonly isOneEach?: boolean;
};

const longestDays = 36_500;
/** A cell of a spreadsheet ends here, whatever stood in it: a list of places that is as long may have been cut. */
const maxWhere = 32_767;

/**
 * Makes a reader for one mapping and country.
 * @param parse reads one phone cell (shared/domain/numbers/number.ts, with the import's country).
 * @param now what "past" means for an expiry.
 * @param zone where days end, and whose times those without a zone are.
 * @param rules what else the file is read by.
 */
export function createRowReader(
  mapping: RowMapping,
  readers: CellReaders,
  now: Instant,
  zone: Zone,
  { isKnownWhere = () => true, names = [], isOneEach = false }: RowRules = {},
): (cells: readonly string[]) => RowReading {
  const columnsOf = (field: ColumnField) =>
    mapping.filter((entry) => entry.field === field).map((entry) => entry.column);
  const readNumbers = createRowNumbers(mapping, readers, names, isOneEach);
  const [expiry] = columnsOf('expiry');
  const [expiryDays] = columnsOf('expiryDays');
  const [where] = columnsOf('where');
  const readDetails = createDetailReader(mapping, now, zone);
  const ends = createDateColumn(zone, now);

  return (cells) => {
    const text = (column: number | undefined) =>
      column === undefined ? '' : unguardFormulas((cells[column] ?? '').trim());
    const notes: string[] = [];
    const { numbers, doubts, problems: ofCells } = readNumbers(cells);
    const problems: RowProblem[] = [...ofCells];
    const until = readExpiry();
    if (numbers.length === 0 && doubts.length === 0 && problems.length === 0)
      problems.push({ code: 'empty', message: say.theRowHasNoPhone, column: null, text: '' });
    const isOver = problems.some(({ code }) => code === 'expired');

    return {
      numbers: isOver ? [] : numbers,
      ended: isOver ? numbers : [],
      doubts: isOver ? [] : doubts,
      problems,
      where: readWhere(),
      ...readDetails(text, (sentence) => notes.push(sentence)),
      until,
      notes,
    };

    function readWhere(): string | null {
      const cell = text(where);
      if (cell === '') return null;
      // What was cut names fewer places than it did, or another one.
      const whole = cell.length < maxWhere ? cell : `${cell.slice(0, maxWhere)}…`;
      if (!isKnownWhere(whole)) notes.push(say.namesAPlaceThatIs(clip(cell)));
      return whole;
    }

    function readExpiry(): Instant | null {
      const days = text(expiryDays);
      const cell = text(expiry) || days;
      if (text(expiry) === '' && /^\d{1,6}$/.test(days)) return readDays(Number(days));
      if (cell === '' || /^(never|none|null|-|0000-00-00.*)$/i.test(cell)) return null;
      const read = ends.readEnd(cell);
      if (read === undefined) {
        notes.push(say.isNotAnExpiryThat(clip(cell)));
        return null;
      }
      if (read.at <= now) return refuseExpired(read.at);
      if (read.note !== null) notes.push(read.note);
      return read.at;
    }

    /** To the end of a day, so that the same file says the same all day. Zero days are nothing to rely on: no end. */
    function readDays(days: number): Instant | null {
      if (days > 0 && days <= longestDays) return zone.endOfDay(dayAfter(now, days, zone));
      notes.push(say.daysIsNotAnExpiry(days));
      return null;
    }

    function refuseExpired(end: Instant): null {
      const lastDay = zone.dayOf(toInstant(toEpochMs(end) - 1));
      problems.push({ code: 'expired', message: say.theRowsBlockEnded(lastDay), column: null, text: '' });
      return null;
    }
  };
}
