/** Reads rows into a staging area: every line is counted, and ends as usable numbers or as a reject with its reason. */
import { createRowReader, type RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { createNumberParser, type Region } from '../../../../shared/domain/numbers/number.ts';
import { createZone } from '../../../../shared/domain/zone.ts';
import { createDispositionTally, type DispositionTally } from './dispositionTally.ts';
import { createLostZeroCount } from './lostZeros.ts';
import type { Row, RowProblem } from '../../files/text/dialect.ts';
import { createQuickStager } from './stageQuickly.ts';
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

const TOTALS =
  /^(?:(?:grand|sub)[ -]?)?(?:totals?|count|sum|records|rows|סה"כ|סהכ|סך הכל|कुल|योग)\b|^(?:כ|क)?(?:סה"כ|कुल)/iu;

/** `finish` says what was noticed of the file as a whole. */
export type Stager = {
  readonly stage: (row: Row) => void;
  readonly remarks: () => readonly string[];
  /** Undefined without a disposition column. */
  readonly dispositions: DispositionTally | undefined;
};

/**
 * Makes what stages the rows of one file.
 * @param options `confirmInvalid`: numbers that are possible but not valid are blocked too, as the person said;
 *   `requestValues`: the dispositions that mean do-not-call
 */
export function createStager(staging: Staging, options: StagerOptions): Stager {
  const { stage, stageQuickly, ...rest } = createFullStager(staging, options);
  return {
    ...rest,
    stage(row) {
      if (!stageQuickly(row)) stage(row);
    },
  };
}

export type StagerOptions = {
  readonly mapping: RowMapping;
  readonly region: Region | undefined;
  readonly confirmInvalid: boolean;
  readonly requestValues: readonly string[] | undefined;
  readonly now: Instant;
  /** The IANA name of the desk's zone. */
  readonly zone: string;
};

/** Stages every row the full way; `stageQuickly` is what `createStager` tries first. */
export function createFullStager(
  staging: Staging,
  options: StagerOptions,
): Stager & { readonly stageQuickly: (row: Row) => boolean } {
  const parse = createNumberParser(options.region);
  const zeros = createLostZeroCount(options.region, parse);
  const read = createRowReader(options.mapping, zeros.parse, options.now, createZone(options.zone));
  const disposition = options.mapping.find(({ field }) => field === 'disposition')?.column;
  const dispositions = disposition === undefined ? undefined : createDispositionTally(options.requestValues);

  function stage({ line, cells, problem, isHidden }: Row): void {
    const reject = (code: string, message: string) => staging.addReject({ line, code, message, text: toText(cells) });
    if (problem === 'manyCells' || problem === 'tooLong' || problem === 'tooWide') {
      staging.addLine(line, undefined);
      reject(problem, rejectedRows[problem]);
      return;
    }
    if (dispositions !== undefined && disposition !== undefined && !dispositions.note(cells[disposition] ?? '')) {
      const reason = (cells[disposition] ?? '').trim().slice(0, maxRejectText) || null;
      staging.setOutcome(staging.addLine(line, { ...nothing, reason }), 'notRequest');
      return;
    }
    const reading = read(cells);
    const usable = reading.numbers.filter(({ valid }) => valid || options.confirmInvalid);
    const row = staging.addLine(line, usable.length === 0 ? undefined : toDetails(reading));
    if (reading.numbers.length === 0 && cells.some((cell) => TOTALS.test(cell.trim())))
      reject('totals', 'A row of totals, not a number.');
    else for (const { code, message } of reading.problems) reject(code, message);
    if (usable.length < reading.numbers.length) {
      reject('unconfirmed', 'A possible number that no one has been given: blocked only if you confirm it.');
      staging.setOutcome(row, 'unconfirmed');
    }
    for (const { number } of usable) staging.addNumber(row, number);
    const notes = [...reading.notes];
    if (problem !== null) notes.unshift(notedRows[problem]);
    if (isHidden) notes.unshift(hiddenNote);
    if (notes.length > 0 && usable.length > 0) staging.addNote(line, notes.join(' '));
  }

  const stageQuickly = createQuickStager(staging, {
    mapping: options.mapping,
    read,
    toDetails,
    parse,
    noted: zeros.note,
  });
  return { stage, stageQuickly, remarks: zeros.remarks, dispositions };
}

const nothing = {
  reason: null,
  category: null,
  requestedAt: null,
  until: null,
  batchId: null,
  requestUuid: null,
} as const satisfies LineDetails;

function toDetails(reading: ReturnType<ReturnType<typeof createRowReader>>): LineDetails | undefined {
  const { reason, category, requestedAt, until, batchId, requestUuid } = reading;
  if (!reason && !category && !requestedAt && !until && !batchId && !requestUuid) return undefined;
  return { reason, category, requestedAt, until, batchId, requestUuid };
}

function toText(cells: readonly string[]): string {
  const text = cells.join(' | ');
  return text.length > maxRejectText ? `${text.slice(0, maxRejectText)}…` : text;
}
