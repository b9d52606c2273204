/**
 * The first of two ways through a lead file: it finds records and the positions of their phone cells in raw bytes,
 * without decoding anything. It takes only what it is sure of (plain cells, and properly quoted cells) and stops before
 * anything else, which damagedLeads.ts then reads with the reader of imports. A property test holds both to the records
 * that this reader alone would find.
 */
import { type Dialect, MAX_COLUMNS, MAX_RECORD_LENGTH } from '../../files/text/dialect.ts';
import { fewestDigits } from '../../files/text/swallowedRows.ts';
import { type DigitTest, leastDigits } from './digitTest.ts';
import { careful, lastFour, lastThree, leastSpoken, type SpeechTest } from './speechTest.ts';
import type { Units } from './units.ts';

/** The records of one block, column by column. All positions count units from the start of the block. */
export type LeadBatch = {
  count: number;
  /** For each record: its first unit, the one after its last cell, and the one after its line break. */
  readonly starts: Int32Array;
  readonly stops: Int32Array;
  readonly nexts: Int32Array;
  /** How many cells it has; more than `columns` only if one of the surplus cells holds text. */
  readonly widths: Int32Array;
  /** For each record and wanted column: where the cell starts (with its quotation mark) and ends; -1: there is none. */
  readonly cells: Int32Array;
  /** What the careful reader says about the records that it had to read. */
  readonly careful: Map<number, { readonly cells: readonly string[]; readonly problem: string | null }>;
  /**
   * Cells of other columns that may hold a number, in the order of their records; without those of the careful reader.
   */
  readonly looked: LookedPlaces;
  /** Likewise, cells that may say that the person is not to be called. */
  readonly spoken: LookedPlaces;
};

/** Where such cells are: the record, the column, and where the cell starts and ends. */
export type LookedPlaces = {
  count: number;
  records: Int32Array;
  columns: Int32Array;
  froms: Int32Array;
  tos: Int32Array;
};

/** Makes room for so many bytes. */
export type AllocateBytes = (bytes: number) => ArrayBufferLike;

/** Room for `capacity` records with `wanted` columns each. */
export function createLeadBatch(
  capacity: number,
  wanted: number,
  allocate: AllocateBytes = (bytes) => new ArrayBuffer(bytes),
): LeadBatch {
  const createColumn = (places: number) => new Int32Array(allocate(places * Int32Array.BYTES_PER_ELEMENT));
  return {
    count: 0,
    starts: createColumn(capacity),
    stops: createColumn(capacity),
    nexts: createColumn(capacity),
    widths: createColumn(capacity),
    cells: createColumn(capacity * wanted * 2),
    careful: new Map(),
    looked: createPlaces(),
    spoken: createPlaces(),
  };
}

function createPlaces(): LookedPlaces {
  return {
    count: 0,
    records: new Int32Array(0),
    columns: new Int32Array(0),
    froms: new Int32Array(0),
    tos: new Int32Array(0),
  };
}

/** Which columns besides the wanted ones are looked at, and which of their cells may hold a number or speak of calls. */
export type LookedColumns = {
  readonly isLooked: (column: number) => boolean;
  readonly mayHoldNumber: DigitTest;
  readonly isSpeaking: (column: number) => boolean;
  readonly speech: SpeechTest;
};

/**
 * Why the scan stopped before `reached`: the batch is `full`, the block has no `more` whole record, or the record there
 * is `odd`.
 */
export type ScanStop = { readonly reached: number; readonly why: 'full' | 'more' | 'odd' };

/** A block of the file. `isEnd`: it is the last one, so that its last record may lack a line break. */
export type LeadBlock = { readonly units: Units; readonly end: number; readonly isEnd: boolean };

/** Scans a block from a position, and adds records to the batch until it has `capacity` of them. */
export type LeadScanner = (block: LeadBlock, from: number, batch: LeadBatch, capacity: number) => ScanStop;

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const SPACE = 0x20;
const TAB = 0x09;
/** Longer records are rare and go to the careful reader, which has the caps. */
const longestPlain = MAX_RECORD_LENGTH >> 2;

const nothingBesides: LookedColumns = {
  isLooked: () => false,
  mayHoldNumber: () => false,
  isSpeaking: () => false,
  speech: {
    letters: new Uint8Array(0),
    hints: new Uint8Array(0),
    phrases: new Uint8Array(0),
    maySpeak: () => false,
  },
};

/** What `besides` says about a column. */
const LOOKED = 1;
const SPEAKING = 2;

/** Of a unit that passes: that it ends a cell, and which of its bits are its letter. */
const END = 0x80;
const LETTER = 0x1f;

/** A scanner for one way of writing. `wanted`: the columns whose cells are looked for, ascending. */
export function createLeadScanner(
  { delimiter, quote, columns, isSpaced = false }: Pick<Dialect, 'delimiter' | 'quote' | 'columns' | 'isSpaced'>,
  wanted: readonly number[],
  besides: LookedColumns = nothingBesides,
): LeadScanner {
  const separator = delimiter === 'none' ? -1 : delimiter.charCodeAt(0);
  const mark = quote === 'none' ? -1 : QUOTE;
  // Where a tab is the separator, it is no blank.
  const tab = separator === TAB ? SPACE : TAB;
  const lastWanted = wanted.at(-1) ?? -1;
  const slots = new Int32Array(lastWanted + 1).fill(-1);
  for (const [slot, column] of wanted.entries()) slots[column] = slot;
  const pairs = wanted.length * 2;
  const { mayHoldNumber } = besides;
  const { maySpeak, hints, phrases } = besides.speech;
  const lookedAt = Uint8Array.from(
    { length: MAX_COLUMNS },
    (_, place) => (besides.isLooked(place) ? LOOKED : 0) + (besides.isSpeaking(place) ? SPEAKING : 0),
  );
  const { letters } = besides.speech;
  const endsCell = new Uint8Array(0x10000);
  endsCell[LF] = 1;
  endsCell[CR] = 1;
  if (separator >= 0) endsCell[separator] = 1;
  const passing = new Uint8Array(0x10000);
  passing.set(letters);
  for (const ending of [LF, CR, separator]) if (ending >= 0) passing[ending] = END;

  return ({ units, end, isEnd }, from, batch, capacity) => {
    const { starts, stops, nexts, widths, cells, looked, spoken } = batch;
    let count = batch.count;
    let start = from;
    let why: ScanStop['why'] = 'more';
    let lookedBefore = 0;
    let spokenBefore = 0;
    /** No cell is looked at in a record that is not taken. */
    const forget = () => {
      looked.count = lookedBefore;
      spoken.count = spokenBefore;
    };
    while (start < end) {
      if (count === capacity) {
        why = 'full';
        break;
      }
      const base = count * pairs;
      for (let place = 0; place < pairs; place += 1) cells[base + place] = -1;
      lookedBefore = looked.count;
      spokenBefore = spoken.count;
      let at = start;
      let first = start;
      let column = 0;
      let filled = 0;
      // 0: a cell begins; 1: the record is whole; 2: it is odd; 3: the block ends within it.
      let state = 0;
      while (state === 0) {
        if (isSpaced) while (at < end && (units[at] === SPACE || units[at] === tab)) at += 1;
        const cell = at;
        if (column === 0) first = cell;
        const kind = lookedAt[column] ?? 0;
        // What a plain cell may say is heard while its end is looked for.
        let isUnheard = (kind & SPEAKING) !== 0;
        let isSpeaking = false;
        if (at < end && units[at] === mark) {
          at = skipQuoted(units, at + 1, end, mark);
          if (at === -1) {
            state = isEnd || end - start > longestPlain ? 2 : 3;
            break;
          }
          if ((at < end && endsCell[units[at] ?? 0] === 0) || maySwallow(units, cell, at)) {
            state = 2;
            break;
          }
        } else if (isUnheard) {
          let seen = 0;
          let passed = 0;
          let found = 0;
          for (; at < end; at += 1) {
            const letter = passing[units[at] ?? 0] ?? END;
            if (letter === END) break;
            passed |= letter;
            seen = ((seen << 5) | (letter & LETTER)) & lastFour;
            if (hints[seen & lastThree] === 1) found |= phrases[seen] ?? 0;
          }
          isUnheard = (passed & careful) !== 0;
          isSpeaking = (found | (phrases[(seen << 5) & lastFour] ?? 0)) !== 0;
        } else while (at < end && endsCell[units[at] ?? 0] === 0) at += 1;
        if (at === end && !isEnd) {
          state = 3;
          break;
        }
        if (column <= lastWanted) {
          const slot = slots[column] ?? -1;
          if (slot >= 0) {
            cells[base + slot * 2] = cell;
            cells[base + slot * 2 + 1] = at;
          }
        }
        if ((kind & LOOKED) !== 0 && at - cell >= leastDigits && mayHoldNumber(units, cell, at))
          addLooked(looked, count, column, cell, at);
        if (isUnheard && at - cell >= leastSpoken) isSpeaking = maySpeak(units, cell, at);
        if (isSpeaking) addLooked(spoken, count, column, cell, at);
        column += 1;
        if (column > columns) {
          const text = findText(units, cell, at, mark);
          if (text === 2) {
            state = 2;
            break;
          }
          if (text === 1) filled = column;
        }
        if (at === end || units[at] !== separator) state = 1;
        else at += 1;
      }
      if (state === 3 && end - start > longestPlain) state = 2;
      if (state === 3) {
        forget();
        break;
      }
      const text = column > 1 ? 1 : findText(units, first, at, mark);
      // The reader of imports would cut this short or call it too wide, or only it can tell this from an empty line.
      if (state === 2 || text === 2 || at - start > longestPlain || column > MAX_COLUMNS) {
        why = 'odd';
        forget();
        break;
      }
      let next = at;
      if (next < end) {
        if (units[next] === CR) {
          // A CR at the end of the block may have its LF in the next one.
          if (next + 1 === end && !isEnd) {
            forget();
            break;
          }
          next += units[next + 1] === LF && next + 1 < end ? 2 : 1;
        } else next += 1;
      }
      // A line without text is no record; it stays with the rows that are kept.
      if (text === 1) {
        starts[count] = start;
        stops[count] = at;
        nexts[count] = next;
        widths[count] = filled > columns ? filled : Math.min(column, columns);
        count += 1;
      } else forget();
      start = next;
    }
    batch.count = count;
    return { reached: start, why };
  };
}

function addLooked(looked: LookedPlaces, record: number, column: number, from: number, to: number): void {
  const { count } = looked;
  if (count === looked.records.length) {
    const grow = (known: Int32Array) => {
      const larger = new Int32Array(Math.max(1024, count * 2));
      larger.set(known);
      return larger;
    };
    looked.records = grow(looked.records);
    looked.columns = grow(looked.columns);
    looked.froms = grow(looked.froms);
    looked.tos = grow(looked.tos);
  }
  looked.records[count] = record;
  looked.columns[count] = column;
  looked.froms[count] = from;
  looked.tos[count] = to;
  looked.count = count + 1;
}

/** The position after the mark that closes a quoted cell whose text starts at `from`; -1 if there is none. */
function skipQuoted(units: Units, from: number, end: number, mark: number): number {
  for (let at = from; at < end; at += 1) {
    if (units[at] !== mark) continue;
    if (at + 1 < end && units[at + 1] === mark) at += 1;
    else return at + 1;
  }
  return -1;
}

/** Whether a quoted cell may hold rows that stray marks put into it: enough digits for a number behind a line break. */
function maySwallow(units: Units, from: number, to: number): boolean {
  let at = from;
  while (at < to && units[at] !== LF && units[at] !== CR) at += 1;
  let digits = 0;
  for (; at < to; at += 1) {
    const unit = units[at] ?? 0;
    if (unit >= 0x30 && unit <= 0x39) digits += 1;
    if (digits === fewestDigits) return true;
  }
  return false;
}

/** Whether a cell holds text once it is trimmed: 0 no, 1 yes, 2 only its decoded text can tell. */
function findText(units: Units, from: number, to: number, mark: number): 0 | 1 | 2 {
  const isQuoted = to - from >= 2 && units[from] === mark;
  const stop = isQuoted ? to - 1 : to;
  let text: 0 | 2 = 0;
  for (let at = isQuoted ? from + 1 : from; at < stop; at += 1) {
    const unit = units[at] ?? 0;
    if (unit >= 0x80) text = 2;
    else if (unit !== 0x20 && (unit < 0x09 || unit > 0x0d)) return 1;
  }
  return text;
}
