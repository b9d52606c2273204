/** Reads rows into a staging area: every line is counted, and ends as usable numbers or as a reject with its reason. */
import { createNumberParser, type Region } from '../../../shared/domain/number.ts';
import { createRowReader, type RowMapping } from '../../../shared/domain/importRow.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Row, RowProblem } from './reading/dialect.ts';
import type { LineDetails, Staging } from './staging.ts';

const maxRejectText = 200;

/**
 * Rows whose cells may have slipped into other columns are rejected. A row that only lacks cells at its end, or has a
 * stray quotation mark, still blocks the number that stands in the phone column: in doubt means blocked, and noted.
 */
const rejectedRows = {
  manyCells: 'The line has more cells than the header, so its columns may have slipped.',
  tooLong: 'The line is longer than any line of a list.',
  tooWide: 'The line has more columns than can be read.',
} as const satisfies Partial<Record<RowProblem, string>>;
const notedRows = {
  fewCells: 'The line has fewer cells than the header.',
  quotes: 'The line has a stray quotation mark.',
} as const satisfies Partial<Record<RowProblem, string>>;
const hiddenNote = 'The row is hidden in the sheet.';

/**
 * Makes the function that stages one row.
 * @param options `confirmInvalid`: numbers that are possible but not valid are blocked too, as the person said.
 */
export function createStager(
  staging: Staging,
  options: {
    readonly mapping: RowMapping;
    readonly region: Region | undefined;
    readonly confirmInvalid: boolean;
    readonly now: Instant;
  },
): (row: Row) => void {
  const read = createRowReader(options.mapping, createNumberParser(options.region), options.now);
  return ({ line, cells, problem, isHidden }) => {
    const reject = (code: string, message: string) => staging.addReject({ line, code, message, text: toText(cells) });
    if (problem === 'manyCells' || problem === 'tooLong' || problem === 'tooWide') {
      staging.addLine(line, undefined);
      reject(problem, rejectedRows[problem]);
      return;
    }
    const reading = read(cells);
    const usable = reading.numbers.filter(({ valid }) => valid || options.confirmInvalid);
    const row = staging.addLine(line, usable.length === 0 ? undefined : toDetails(reading));
    for (const { code, message } of reading.problems) reject(code, message);
    if (usable.length < reading.numbers.length) {
      reject('unconfirmed', 'A possible number that no one has been given: blocked only if you confirm it.');
      staging.setOutcome(row, 'unconfirmed');
    }
    for (const { number } of usable) staging.addNumber(row, number);
    const notes = [...reading.notes];
    if (problem !== null) notes.unshift(notedRows[problem]);
    if (isHidden) notes.unshift(hiddenNote);
    if (notes.length > 0) staging.addNote(line, notes.join(' '));
  };
}

function toDetails(reading: ReturnType<ReturnType<typeof createRowReader>>): LineDetails | undefined {
  const { reason, category, requestedAt, until, batchId, requestUuid } = reading;
  if (!reason && !category && !requestedAt && !until && !batchId && !requestUuid) return undefined;
  return { reason, category, requestedAt, until, batchId, requestUuid };
}

function toText(cells: readonly string[]): string {
  const text = cells.join(' | ');
  return text.length > maxRejectText ? `${text.slice(0, maxRejectText)}…` : text;
}
