/**
 * A file between preview and apply, column by column: typed arrays for the numbers and the facts of lines, dictionaries
 * for the texts. So a million lines take some tens of megabytes and can be planned in order of number.
 */
import { fieldParts } from '../../../../shared/fields.ts';
import type { RowDetails } from '../../../../shared/domain/columns/detailCells.ts';
import type { LineOutcome } from '../../../../shared/domain/entry/importPlan.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { StagedDoubt } from './doubts.ts';
import { createGrowingColumn } from './growingColumn.ts';
import { orderByNumber, orderInSteps } from './orderByNumber.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { stagingWords as say } from '../../../../shared/words/core/intake.ts';

/**
 * What became of a line so far, weakest first; the plan fills in all but the first five. `notRequest`: its word does
 * not mean do-not-call. `unclear`: its word is not explained. In both, the word is in the line's details as the reason.
 * `inDoubt`: its number can be read in more than one way.
 */
export const lineOutcomes = [
  'rejected',
  'notRequest',
  'unclear',
  'inDoubt',
  'unconfirmed',
  'same',
  'wider',
  'twiceInFile',
  'askedBefore',
  'keepsRemoved',
  'keepsExpired',
  'changes',
  'widens',
  'changesInConflict',
  'revivesExpired',
  'revivesRemoved',
  'newInConflict',
  'new',
] as const satisfies readonly (LineOutcome | 'rejected' | 'notRequest' | 'unclear' | 'inDoubt' | 'unconfirmed')[];
export type StagedOutcome = (typeof lineOutcomes)[number];

/** The place of each outcome among them. */
export const rankOf = Object.fromEntries(lineOutcomes.map((outcome, rank) => [outcome, rank])) as Record<
  StagedOutcome,
  number
>;

/** What a line says besides its numbers; null: not said. */
export type LineDetails = RowDetails & {
  readonly until: Instant | null;
  /** Where it holds, in words (scopeText.ts). */
  readonly where: string | null;
};

/** All that a line may say. */
export const lineDetails: readonly (keyof LineDetails)[] = [...fieldParts.map(({ part }) => part), 'until', 'where'];

/**
 * A line, or one cell of it, that cannot be used, with the text it had (shortened). `column`: the cell's, by its name or
 * place; '' for the line as a whole.
 */
export type Reject = {
  readonly line: number;
  readonly column: string;
  readonly code: string;
  readonly message: string;
  readonly text: string;
};

/** How much of one file is held in memory at most: lines, rejected cells, and characters of what lines say and of notes. */
export type StagingLimits = { readonly lines: number; readonly rejects: number; readonly characters: number };

/** About 2 GB in the worst case; a list of every subscriber of a large country still fits. */
const largest: StagingLimits = { lines: 40_000_000, rejects: 2_000_000, characters: 400_000_000 };

/** Why a number is not blocked again: a person released it, its block has ended, or it was asked for before that. */
export type KeptBack = 'removed' | 'expired' | 'askedBefore';

export type Staging = {
  /** One sentence why the file is more than can be held, as soon as it is; `name` is the file's. */
  readonly tooMuch: (name: string) => string | undefined;
  /** Adds a line; `row` is its index from then on. */
  readonly addLine: (line: number, details: LineDetails | undefined) => number;
  /** The index under which a line's details are held; equal ones are held once, none at 0. */
  readonly intern: (details: LineDetails | undefined) => number;
  /** `addLine` with details that are interned already. */
  readonly addLineOf: (line: number, details: number) => number;
  /** Adds one number of a line. */
  readonly addNumber: (row: number, number: PhoneNumber) => void;
  readonly addReject: (reject: Reject) => void;
  /** Adds a cell that waits for an answer. */
  readonly addDoubt: (doubt: StagedDoubt) => void;
  readonly addNote: (line: number, note: string) => void;
  /** A line has the strongest outcome of its numbers. */
  readonly setOutcome: (row: number, outcome: StagedOutcome) => void;
  readonly resetOutcomes: () => void;
  /**
   * Takes the plan of the numbers from a place of the order on: their outcomes, by rank (`rankOf`), and their rows, as they were
   * gathered. What is kept as removed or expired is noted besides.
   */
  readonly settle: (planned: { readonly from: number; readonly ranks: Uint8Array; readonly rows: Uint32Array }) => void;
  /**
   * The indices of the numbers that are not blocked again, because no person said that they may be; in the order of
   * planning.
   */
  readonly keptBack: (why: KeptBack) => Uint32Array;
  readonly outcome: (row: number) => StagedOutcome;
  /** How many lines have each outcome, by rank. */
  readonly tally: () => Uint32Array;
  /** How many numbers have each outcome that the plan gives, by rank: a line may hold several. */
  readonly tallyNumbers: () => Uint32Array;
  readonly line: (row: number) => number;
  readonly details: (row: number) => LineDetails | undefined;
  readonly lines: () => number;
  readonly numbers: () => number;
  readonly rejects: readonly Reject[];
  readonly doubts: readonly StagedDoubt[];
  readonly notes: ReadonlyMap<number, string>;
  /** Indices of numbers in order of number, then of the file. Made once, when all lines are in, unless `putInOrder` did. */
  readonly order: () => Uint32Array;
  /** Makes the order in short steps. */
  readonly putInOrder: () => Generator<undefined, void>;
  readonly numberAt: (index: number) => PhoneNumber;
  readonly rowAt: (index: number) => number;
  /** What is staged from one place to another of the order, which lies all over the memory: fetched together. */
  readonly gather: (from: number, to: number) => Gathered;
  /** All of it as plain data; the arrays are its own. */
  readonly toData: () => StagedData;
  /**
   * The index of the first number of a row, or of the first row after it that has one: a row's numbers stand together.
   */
  readonly firstNumberOf: (row: number) => number;
};

/** Numbers, and of each its row, that row's line, and the index of its details. */
export type Gathered = {
  readonly numbers: Float64Array;
  readonly rows: Uint32Array;
  readonly lines: Uint32Array;
  readonly details: Uint32Array;
};

/** A staging area as plain data, for its way from one thread to another. Details, of which the first are none, by index. */
export type StagedData = {
  readonly lineNumbers: Uint32Array;
  readonly outcomes: Uint8Array;
  readonly detailsOf: Uint32Array;
  readonly numbers: Float64Array;
  readonly rows: Uint32Array;
  readonly order: Uint32Array;
  readonly details: (LineDetails | undefined)[];
  readonly rejects: Reject[];
  readonly doubts: StagedDoubt[];
  readonly notes: Map<number, string>;
};

const doubles = (length: number) => new Float64Array(length);
const integers = (length: number) => new Uint32Array(length);
const bytes = (length: number) => new Uint8Array(length);

/** What a text costs beside its characters. */
const perText = 24;

/** An empty staging area, or one that was filled on another thread: that takes what it is given, and nothing is added to it. */
export function createStaging(limits: StagingLimits = largest, given?: StagedData): Staging {
  const lineNumbers = createGrowingColumn(integers, given?.lineNumbers);
  const outcomes = createGrowingColumn(bytes, given?.outcomes);
  const numbers = createGrowingColumn(doubles, given?.numbers);
  const rows = createGrowingColumn(integers, given?.rows);
  // Most files give every line the same details, or none: equal ones are stored once.
  const detailsOf = createGrowingColumn(integers, given?.detailsOf);
  const knownDetails = given?.details ?? [undefined];
  const detailsIndex = new Map<string, number>();
  const kept = {
    removed: createGrowingColumn(integers),
    expired: createGrowingColumn(integers),
    askedBefore: createGrowingColumn(integers),
  };
  const rejects = given?.rejects ?? [];
  const doubts = given?.doubts ?? [];
  const numberTally = new Uint32Array(lineOutcomes.length);
  const notes = given?.notes ?? new Map<number, string>();
  let sorted = given?.order;
  let characters = 0;

  function internDetails(details: LineDetails | undefined): number {
    if (details === undefined) return 0;
    // The separator is in no cell: readers drop NUL.
    const key = lineDetails.map((name) => details[name]).join('\0');
    const known = detailsIndex.get(key);
    if (known !== undefined) return known;
    characters += key.length + perText;
    detailsIndex.set(key, knownDetails.length);
    return knownDetails.push(details) - 1;
  }

  function addLineOf(line: number, details: number): number {
    lineNumbers.push(line);
    outcomes.push(0);
    detailsOf.push(details);
    return lineNumbers.length() - 1;
  }

  function getOrder(): Uint32Array {
    sorted ??= orderByNumber(numbers.view());
    return sorted;
  }

  return {
    tooMuch(name) {
      if (rejects.length + doubts.length > limits.rejects) return say.moreThanLinesOfAre(limits.rejects, name);
      if (lineNumbers.length() > limits.lines || characters > limits.characters) return say.isTooLargeToImport(name);
      return undefined;
    },
    addLine: (line, details) => addLineOf(line, internDetails(details)),
    addLineOf,
    intern: internDetails,
    addNumber(row, number) {
      numbers.push(number);
      rows.push(row);
      sorted = undefined;
    },
    addReject: (reject) => {
      rejects.push(reject);
    },
    addDoubt: (doubt) => {
      doubts.push(doubt);
    },
    addNote: (line, note) => {
      characters += note.length + perText;
      notes.set(line, note);
    },
    setOutcome(row, outcome) {
      const rank = rankOf[outcome];
      if (rank > outcomes.at(row)) outcomes.set(row, rank);
    },
    resetOutcomes() {
      const view = outcomes.view();
      for (let row = 0; row < view.length; row++) if ((view[row] ?? 0) > rankOf.unconfirmed) view[row] = 0;
      kept.removed.clear();
      kept.expired.clear();
      kept.askedBefore.clear();
      numberTally.fill(0);
    },
    settle({ from, ranks, rows: plannedRows }) {
      const [order, view] = [getOrder(), outcomes.view()];
      for (let at = 0; at < ranks.length; at++) {
        const rank = ranks[at] ?? 0;
        const row = plannedRows[at] ?? 0;
        numberTally[rank] = (numberTally[rank] ?? 0) + 1;
        if (rank > (view[row] ?? 0)) view[row] = rank;
        if (rank === rankOf.keepsRemoved) kept.removed.push(order[from + at] ?? 0);
        else if (rank === rankOf.keepsExpired) kept.expired.push(order[from + at] ?? 0);
        else if (rank === rankOf.askedBefore) kept.askedBefore.push(order[from + at] ?? 0);
      }
    },
    keptBack: (why) => kept[why].view(),
    outcome: (row) => lineOutcomes[outcomes.at(row)] ?? 'rejected',
    tally() {
      const counts = new Uint32Array(lineOutcomes.length);
      const view = outcomes.view();
      for (let row = 0; row < view.length; row++) counts[view[row] ?? 0]! += 1;
      return counts;
    },
    tallyNumbers: () => numberTally.slice(),
    line: (row) => lineNumbers.at(row),
    details: (row) => knownDetails[detailsOf.at(row)],
    lines: lineNumbers.length,
    numbers: numbers.length,
    rejects,
    doubts,
    notes,
    order: getOrder,
    *putInOrder() {
      sorted ??= yield* orderInSteps(numbers.view());
    },
    numberAt: (index) => numbers.at(index) as PhoneNumber,
    rowAt: rows.at,
    gather(from, to) {
      const [order, allNumbers, allRows] = [getOrder(), numbers.view(), rows.view()];
      const [allLines, allDetails] = [lineNumbers.view(), detailsOf.view()];
      const count = Math.max(0, Math.min(to, order.length) - from);
      const gathered = {
        numbers: doubles(count),
        rows: integers(count),
        lines: integers(count),
        details: integers(count),
      };
      for (let at = 0; at < count; at++) {
        const index = order[from + at] ?? 0;
        const row = allRows[index] ?? 0;
        gathered.numbers[at] = allNumbers[index] ?? 0;
        gathered.rows[at] = row;
        gathered.lines[at] = allLines[row] ?? 0;
        gathered.details[at] = allDetails[row] ?? 0;
      }
      return gathered;
    },
    toData: () => ({
      lineNumbers: lineNumbers.view(),
      outcomes: outcomes.view(),
      detailsOf: detailsOf.view(),
      numbers: numbers.view(),
      rows: rows.view(),
      order: getOrder(),
      details: knownDetails,
      rejects,
      doubts,
      notes,
    }),
    firstNumberOf(row) {
      let low = 0;
      let high = rows.length();
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (rows.at(middle) < row) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}
