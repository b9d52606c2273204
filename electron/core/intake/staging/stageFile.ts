/**
 * Reads rows into a staging area. Every line is counted, and ends as usable numbers, as a question, or as a reject with
 * its reason.
 */
import { createRowReader, type RowMapping, type RowReading } from '../../../../shared/domain/columns/importRow.ts';
import type { ColumnField } from '../../../../shared/domain/columns/columnAliases.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { type CellReaders, createCellReaders } from '../../../../shared/domain/numbers/cellReader.ts';
import type { NamedTarget } from '../../../../shared/domain/entry/targetText.ts';
import type { ParsedNumber, PhoneNumber, Region } from '../../../../shared/domain/numbers/number.ts';
import { createZone } from '../../../../shared/domain/time/zone.ts';
import type { Dialect, Row, RowProblem } from '../../files/text/dialect.ts';
import { answerOf, besideKind, chosenReadings, type DoubtAnswers, kindOf } from './doubts.ts';
import { createLostZeroCount } from './lostZeros.ts';
import { createMeaningTally, type MeaningColumn, type Said } from './meaningTally.ts';
import type { FileAnswers, Purpose } from './purpose.ts';
import { createLineStager, type LineStager } from './stageLines.ts';
import { createOtherPhonesScan, type OtherPhones } from './otherPhones.ts';
import { stageHead } from './stageHead.ts';
import { createQuickStager, type QuickStager } from './stageQuickly.ts';
import { type LineDetails, lineDetails, type Staging } from './staging.ts';
import { createStatusNumbers, type StatusNumbers } from './statusNumbers.ts';
import { createUndecidedScan, type UndecidedColumn } from './undecidedColumns.ts';
import { createUnreadScan, type UnreadColumn } from './unreadColumns.ts';
import { createWhereTest } from './whereTest.ts';
import { stageFileWords as say } from '../../../../shared/words/core/intake.ts';

const maxRejectText = 200;

/**
 * Rows whose cells may have shifted into other columns are rejected. A row that only lacks cells at its end, or has a
 * stray quotation mark, still blocks the number in its phone column: in doubt means blocked, and noted.
 */
const rejectedRows = {
  manyCells: say.theLineHasMoreCells,
  tooLong: say.theLineIsLongerThan,
  tooWide: say.theLineHasMoreColumns,
} as const satisfies Partial<Record<RowProblem, string>>;
const notedRows = {
  fewCells: say.theLineHasFewerCells,
  quotes: say.theLineHasAStray,
} as const satisfies Partial<Record<RowProblem, string>>;
const hiddenNote = say.theRowIsHiddenIn;

/** Why a row that says that it is no block is left out. */
const releasedRows = {
  suspended: say.theRowIsSuspended,
  action: say.anImportOnlyBlocks,
} as const;

const TOTALS =
  /^(?:(?:grand|sub)[ -]?)?(?:totals?|count|sum|records|rows|סה"כ|סהכ|סך הכל|कुल|योग)\b|^(?:כ|क)?(?:סה"כ|कुल)/iu;

/** What was found out about a file besides its lines. */
export type Noticed = {
  /** In sentences about the file as a whole. */
  readonly remarks: readonly string[];
  /** The columns that say whether a row is a request. */
  readonly meanings: readonly MeaningColumn[];
  /** Columns that hold numbers and are not read. */
  readonly unread: readonly UnreadColumn[];
  /** In a removal: numbers against which a row speaks, or may speak, whatever other rows say of them. */
  readonly objected: ReadonlySet<PhoneNumber>;
  /** In a release: columns that are not read and may say which rows are meant. */
  readonly undecided: readonly UndecidedColumn[];
  /** In a release: columns of numbers that may be other people's. */
  readonly otherPhones: readonly OtherPhones[];
  /** In a release: every row waits until it is said which columns, or which words, decide. */
  readonly waits: boolean;
};

export type Stager = {
  readonly stage: (row: Row) => void;
  /** Stages a line of a text from its bytes; undefined where the rows of the file have to be read as a whole. */
  readonly stageLine: LineStager | undefined;
  /** After the last row. */
  readonly noticed: () => Noticed;
};

export type StagerOptions = {
  readonly mapping: RowMapping;
  /** The columns' names, as far as there is a header. */
  readonly names: readonly string[];
  /** The rows above those that are staged. */
  readonly head: readonly Row[];
  readonly region: Region | undefined;
  /** Countries to try for digits that are not valid in the file's own: those of the numbers on the list. */
  readonly others: readonly Region[];
  /** Numbers that are possible but not valid are blocked too, as the person said. */
  readonly confirmInvalid: boolean;
  /** Columns that a person left out. */
  readonly leftOut: readonly number[];
  readonly meanings: FileAnswers;
  readonly doubts: DoubtAnswers;
  /** What the rows are for: to block numbers, or to name numbers that are changed or released. */
  readonly purpose: Purpose;
  /** Numbers may be released by it: what else a row says, in a column that nobody has explained, matters. */
  readonly isRelease: boolean;
  /** Columns that the layout of the file has for something that is known. */
  readonly laidOut: readonly number[];
  /** In a release: columns of numbers that a person named. */
  readonly phones: readonly number[];
  readonly now: Instant;
  /** The IANA name of the desk's zone. */
  readonly zone: string;
  /** The places that a row may name. */
  readonly targets: readonly NamedTarget[];
};

/**
 * Makes what stages the rows of one file; what stands above them is staged at once.
 * @param dialect how its text is written; undefined where its rows come from something else
 */
export function createStager(staging: Staging, options: StagerOptions, dialect?: Dialect): Stager {
  stageHead(staging, options);
  const { stage: stageFully, quick, note, inStatus, isCounting, noticed } = createFullStager(staging, options);
  const stage = (row: Row): void => {
    const said = note(row);
    const isFull = said.meaning !== options.purpose || inStatus.mayHold(row.cells);
    if (isFull || !quick.stage(row)) stageFully(row, said);
  };
  const { memory } = quick;
  // Where a column decides, or is looked at, every row of it counts.
  const isPlain = memory !== undefined && !isCounting && dialect?.columns === memory.cellsRead;
  const { region } = options;
  return {
    noticed,
    stage,
    stageLine: isPlain ? createLineStager(staging, { dialect, region, memory, stage }) : undefined,
  };
}

/**
 * Stages every row in the full way. `createStager` first tries the quick one for rows that say that they are a request.
 */
export function createFullStager(
  staging: Staging,
  options: StagerOptions,
): Pick<Stager, 'noticed'> & {
  readonly note: (row: Row) => Said;
  /** Numbers among the words of a status: rows with such a cell have no quick way. */
  readonly inStatus: StatusNumbers;
  /** Whether `note` counts anything. */
  readonly isCounting: boolean;
  readonly stage: (row: Row, said: Said) => void;
  readonly quick: QuickStager;
} {
  const { mapping, names, region, others, confirmInvalid, leftOut } = options;
  // Without a country, the question is which one it is, not whether a number may belong to another.
  const readers = createCellReaders({ region, others: region === undefined ? [] : others });
  const zeros = createLostZeroCount(region, readers.home.parse);
  const zone = createZone(options.zone);
  // Until when a number was blocked matters to a release only as `undecided` weighs it.
  const readMapping = options.isRelease ? mapping.filter(({ field }) => !endings.has(field)) : mapping;
  const createReader = (isOneEach: boolean) =>
    createRowReader(readMapping, withHome(readers, zeros.parse), options.now, zone, {
      isKnownWhere: createWhereTest(options.targets),
      names,
      isOneEach,
    });
  const read = createReader(options.purpose === 'release');
  const readAll = createReader(false);
  const objected = new Set<PhoneNumber>();
  const undecided = options.isRelease
    ? createUndecidedScan(mapping, options, options.meanings, { now: options.now, zone })
    : undefined;
  const otherPhones = options.isRelease ? createOtherPhonesScan(mapping, options) : undefined;
  const tally = createMeaningTally(mapping, options, options.meanings, options.purpose, undecided);
  const unread = createUnreadScan(mapping, {
    names,
    leftOut,
    parse: readers.home.parse,
    region,
    hearsRequests: options.purpose === 'block' && tally === undefined,
  });
  const inStatus = createStatusNumbers(mapping, options);
  const nameOf = (column: number | null) => (column === null ? '' : names[column]?.trim() || say.column(column + 1));

  function stage({ line, cells, problem, isHidden }: Row, said: Said): void {
    const reject = (code: string, message: string, column: number | null = null, text = toText(cells)) =>
      staging.addReject({ line, column: nameOf(column), code, message, text: shorten(text) });
    if (problem === 'manyCells' || problem === 'tooLong' || problem === 'tooWide') {
      staging.addLine(line, undefined);
      reject(problem, rejectedRows[problem]);
      return;
    }
    if (said.meaning !== options.purpose) {
      if (options.purpose === 'release' && said.meaning !== 'nothing') {
        const reading = object(cells);
        // Once its words are explained, it may be released.
        if (said.meaning === 'unknown') otherPhones?.note(reading, cells, line);
      }
      leaveOut(line, said, reject);
      return;
    }
    const reading = read(cells);
    const own = [...reading.numbers, ...reading.ended].map(({ number }) => number);
    otherPhones?.note(reading, cells, line);
    unread.lookAtRest(cells, line, own);
    unread.lookAtWords(cells, line, own);
    const usable = reading.numbers.filter(({ valid }) => valid || confirmInvalid);
    const asked = answerDoubts(line, toDoubts(reading, cells), usable, reject);
    const row = staging.addLine(line, usable.length === 0 ? undefined : toDetails(reading));
    if (reading.numbers.length === 0 && cells.some((cell) => TOTALS.test(cell.trim())))
      reject('totals', say.aRowOfTotalsNot);
    else
      for (const { code, message, column, text } of reading.problems)
        reject(code, message, column, column === null ? toText(cells) : text);
    for (const { valid, column } of reading.numbers) {
      if (valid || confirmInvalid) continue;
      reject('unconfirmed', unconfirmed, column, cells[column] ?? '');
      staging.setOutcome(row, 'unconfirmed');
    }
    if (asked) staging.setOutcome(row, 'inDoubt');
    for (const { number } of usable) staging.addNumber(row, number);
    const notes = [...reading.notes];
    if (problem !== null) notes.unshift(notedRows[problem]);
    if (isHidden) notes.unshift(hiddenNote);
    if (notes.length > 0 && usable.length > 0) staging.addNote(line, notes.join(' '));
  }

  /** The doubts about a row's phone cells, and about numbers among the words of its status. */
  function toDoubts({ doubts, numbers }: RowReading, cells: readonly string[]) {
    const own = [...numbers, ...doubts.flatMap(({ readings }) => readings)].map(({ number }) => number);
    const beside = inStatus.find(cells, own);
    return [
      ...doubts.map((doubt) => ({ ...doubt, kind: kindOf(doubt) })),
      ...beside.map((doubt) => ({ ...doubt, kind: besideKind('status', doubt) })),
    ];
  }

  /** Puts the chosen readings among the usable numbers; answers whether a cell waits for an answer. */
  function answerDoubts(
    line: number,
    doubts: ReturnType<typeof toDoubts>,
    usable: RowReading['numbers'][number][],
    reject: (code: string, message: string, column: number, text: string) => void,
  ): boolean {
    let asked = false;
    for (const { column, text, kind, readings, sentence } of doubts) {
      // A release takes only what has one reading.
      const choice = options.purpose === 'release' ? 'leave' : answerOf(kind, options.doubts, readings.length);
      if (choice === undefined) {
        asked = true;
        staging.addDoubt({ line, column: nameOf(column), text: shorten(text), kind, readings, sentence });
        continue;
      }
      const chosen = chosenReadings(readings, choice);
      if (chosen.length === 0) reject('inDoubt', sentence, column, text);
      for (const { number } of chosen)
        if (!usable.some((known) => known.number === number)) usable.push({ number, valid: true, column });
    }
    return asked;
  }

  /** Notes every number that a row may name, if the row says, or may say, that its number stays blocked. */
  function object(cells: readonly string[]): RowReading {
    const reading = readAll(cells);
    const { numbers, doubts } = reading;
    for (const { number } of [...numbers, ...doubts.flatMap(({ readings }) => readings)]) objected.add(number);
    return reading;
  }

  /** Leaves out a line that says that it is not wanted, or whose word is not explained. */
  function leaveOut(line: number, { meaning, field, value }: Said, reject: (code: string, message: string) => void) {
    const details = { ...nothing, reason: value.slice(0, maxRejectText) || null };
    if (meaning === 'unknown') staging.setOutcome(staging.addLine(line, details), 'unclear');
    else if (options.purpose === 'release' || meaning !== 'release' || field === 'flag')
      staging.setOutcome(staging.addLine(line, details), 'notRequest');
    else {
      staging.addLine(line, undefined);
      if (field === 'suspended') reject('saysSuspended', releasedRows.suspended);
      else reject('saysRemove', say.theRowSays(value.slice(0, 40), releasedRows.action));
    }
  }

  const quick = createQuickStager(staging, {
    mapping,
    read,
    toDetails,
    parse: readers.home.parse,
    noted: zeros.note,
    unread,
  });
  return {
    stage,
    quick,
    inStatus,
    isCounting: tally !== undefined,
    note: ({ cells, problem }) =>
      tally === undefined || isBroken(problem) ? toWanted(options.purpose) : tally.note(cells),
    noticed() {
      const [open, phones] = [undecided?.unread() ?? [], otherPhones?.list() ?? []];
      return {
        remarks: zeros.remarks(),
        meanings: tally?.list() ?? [],
        unread: unread.list(),
        objected,
        undecided: open,
        otherPhones: phones,
        waits: open.length + phones.length > 0 || (undecided?.statuses() ?? []).length > 0,
      };
    },
  };
}

const endings: ReadonlySet<ColumnField> = new Set<ColumnField>(['expiry', 'expiryDays']);

const unconfirmed = say.aPossibleNumberThat;

const isBroken = (problem: Row['problem']) => problem === 'manyCells' || problem === 'tooLong' || problem === 'tooWide';

/** What a row says when nothing is asked of it. */
const toWanted = (purpose: Purpose): Said => ({ meaning: purpose, field: 'disposition', value: '' });

/** The readers; the one for home numbers counts what it reads. */
function withHome(readers: CellReaders, parse: (raw: string) => ParsedNumber): CellReaders {
  const home = { ...readers.home, parse };
  return {
    region: readers.region,
    home,
    of(country, also) {
      const reader = readers.of(country, also);
      return reader === readers.home ? home : reader;
    },
  };
}

const nothing = Object.fromEntries(lineDetails.map((name) => [name, null])) as LineDetails;

function toDetails(reading: RowReading): LineDetails | undefined {
  if (lineDetails.every((name) => !reading[name])) return undefined;
  return Object.fromEntries(lineDetails.map((name) => [name, reading[name]])) as LineDetails;
}

const toText = (cells: readonly string[]): string => cells.join(' | ');

function shorten(text: string): string {
  return text.length > maxRejectText ? `${text.slice(0, maxRejectText)}…` : text;
}
