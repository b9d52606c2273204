/** The cells of a row that say a field of an entry (shared/fields.ts), each read as the kind of its field wants. */
import { withoutTurns } from '../../words/withoutTurns.ts';
import { assertNever } from '../../assertNever.ts';
import { type FieldOf, type FieldRow, fields, type Part, fieldParts } from '../../fields.ts';
import type { Instant } from '../time/instant.ts';
import type { Zone } from '../time/zone.ts';
import { isChoiceColumn, readChoice } from './choiceCells.ts';
import { createDateColumn } from './dateColumn.ts';
import type { RowMapping } from './rowNumbers.ts';
import { detailCellsWords as say } from '../../words/domain/columns.ts';

/** The fields of an entry as a row says them, part by part; an instant where the part is one, null where it says nothing. */
export type RowDetails = { readonly [P in Part]: (P extends FieldOf<'moment'> ? Instant : string) | null };

/**
 * Makes a reader for one mapping. The reader is given what a column of the row holds, trimmed, and tells `note` what it could
 * not use.
 * @param now the past ends here
 * @param zone whose times those without a zone are
 */
export function createDetailReader(
  mapping: RowMapping,
  now: Instant,
  zone: Zone,
): (text: (column: number | undefined) => string, note: (sentence: string) => void) => RowDetails {
  const columnsOf = (field: string) => mapping.filter((entry) => entry.field === field).map((entry) => entry.column);
  const dispositions = columnsOf('disposition');
  const details = fieldParts.map(({ field, part, column }) => ({
    row: fields[field] as FieldRow,
    part,
    column,
    columns: columnsOf(column),
    // Each column for itself: what one shows about the order of day and month says nothing about another.
    dates: createDateColumn(zone, now),
  }));

  return (text, note) => {
    const read: Record<string, string | null> = {};
    for (const detail of details) read[detail.part] = readOne(detail);
    return read as RowDetails;

    function joined(some: readonly number[]): string {
      return some.map(text).filter(Boolean).join(' · ');
    }

    function readOne({ row, part, column, columns, dates }: (typeof details)[number]): string | null {
      const cell = text(columns[0]);
      switch (row.kind) {
        case 'text': {
          // Where several columns say it, all of them do; where none says why, the word that ended the call does.
          const said = columns.length > 1 ? joined(columns) : cell;
          return (said || (part === 'reason' ? joined(dispositions) : '')).slice(0, row.most) || null;
        }
        case 'choice':
          return cell === '' ? null : readValue(row.word, column, cell);
        case 'moment':
          return cell === '' ? null : readPast(cell, dates);
        case 'reference':
          return cell || null;
        default:
          return assertNever(row);
      }
    }

    function readValue(word: string, column: string, cell: string): string | null {
      const value = isChoiceColumn(column) ? readChoice(column, cell) : undefined;
      if (value === undefined) note(say.isNoThatIsKnown(clip(cell), word));
      return value ?? null;
    }

    function readPast(cell: string, dates: (typeof details)[number]['dates']): Instant | null {
      const found = dates.readPast(cell);
      if (found === undefined) note(say.isNotADateThat(clip(cell)));
      else if (found === 'future') note(say.liesInTheFutureIt(clip(cell)));
      if (found === undefined || found === 'future') return null;
      if (found.note !== null) note(found.note);
      return found.at;
    }
  };
}

/** As much of a cell as a sentence can quote. */
export function clip(text: string): string {
  const plain = withoutTurns(text);
  return plain.length > 40 ? `${plain.slice(0, 40)}…` : plain;
}
