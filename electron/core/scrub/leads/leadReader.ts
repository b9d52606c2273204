/**
 * A lead file in blocks of a few megabytes, each with the positions of its records. Every byte of the file is in
 * exactly one block, in order, so that copying the blocks gives the file again. The longest allowed record bounds the
 * memory.
 */
import { endianness } from 'node:os';
import type { FileSource } from '../../files/openRows.ts';
import type { Dialect, Encoding } from '../../files/text/dialect.ts';
import { ReadingError, refuseSystemError } from '../../files/readingError.ts';
import { readDamaged } from './damagedLeads.ts';
import { type LeadBytes, openLeadBytes, type SheetLeads } from './leadBytes.ts';
import { createDigitTest } from './digitTest.ts';
import { type AllocateBytes, createLeadBatch, createLeadScanner, type LeadBatch } from './leadScanner.ts';
import { createSpeechTest, type SpeechTest } from './speechTest.ts';
import type { UnitDecoder, Units } from './units.ts';
import { leadReaderWords as say } from '../../../../shared/words/core/scrub.ts';

/**
 * One block: its bytes, its units (`unitBytes` each) and the records in them. Valid until the block after the next one
 * is asked for, or so many later as the reader was told to keep.
 */
export type LeadBlock = {
  readonly bytes: Uint8Array;
  readonly units: Units;
  readonly unitBytes: 1 | 2;
  /**
   * In the first block: where the data begins, and the position of the header if there is one. In other blocks 0 and
   * null.
   */
  readonly dataStart: number;
  readonly header: { readonly start: number; readonly stop: number } | null;
  readonly batch: LeadBatch;
  /** Bytes up to the end of this block. */
  readonly bytesRead: number;
};

/** A record that is longer than this is no lead; the file is refused. */
const longestRecordBytes = 32 * 1024 * 1024;
const blockBytes = 4 * 1024 * 1024;
/** The first block is small, so that who works on it need not wait for long. */
const firstBytes = 256 * 1024;
/** A block has room for records of 32 bytes on average; if it has more records, the rest comes as the next block. */
const leastRecordBytes = 32;
/** Records found per slice of work: a few milliseconds. */
const recordsAtOnce = 8192;

export type LeadReaderOptions = {
  readonly name: string;
  readonly signal: AbortSignal;
  /** The columns whose cells are wanted, ascending. */
  readonly wanted: readonly number[];
  /** Whether a column is also looked at for numbers; by default none is. */
  readonly isLooked?: (column: number) => boolean;
  /** Whether words of a request in a column block their row; by default none do. */
  readonly isSpeaking?: (column: number) => boolean;
  /** Knows the words of a request already; by default they are made ready anew. */
  readonly speech?: (encoding: Encoding) => SpeechTest;
  /** Lets other work run, if it is time. */
  readonly pause?: () => Promise<void>;
  /** The sheet to read; undefined: a text. */
  readonly sheet?: SheetLeads | undefined;
  /** Another size of block, for tests. */
  readonly blockBytes?: number | undefined;
  /** Makes the memory of blocks; by default this thread's own. */
  readonly allocate?: AllocateBytes;
  /** For how many more blocks a block stays valid; by default for none. */
  readonly keep?: number;
};

/**
 * The blocks of a lead file that is written as `dialect` says (for a sheet: as `toMadeDialect` says).
 * @throws ReadingError when the file cannot be read to its end, is another one by now, or has a record without end
 */
export async function* readLeads(
  source: FileSource,
  dialect: Dialect,
  options: LeadReaderOptions,
): AsyncGenerator<LeadBlock, void, undefined> {
  const { name, signal, wanted, sheet, pause = async () => {}, keep = 0 } = options;
  const { allocate = (bytes) => new ArrayBuffer(bytes) } = options;
  const unitBytes = dialect.encoding === 'utf-16le' || dialect.encoding === 'utf-16be' ? 2 : 1;
  const { isLooked = () => false, isSpeaking = () => false } = options;
  const scan = createLeadScanner(dialect, wanted, {
    isLooked,
    mayHoldNumber: createDigitTest(dialect.encoding),
    isSpeaking,
    speech: options.speech?.(dialect.encoding) ?? createSpeechTest(dialect.encoding),
  });
  const decoder = createUnitDecoder(dialect.encoding);
  let size = options.blockBytes ?? blockBytes;
  const capacity = Math.ceil(size / leastRecordBytes);
  const createBatch = () => createLeadBatch(capacity, wanted.length, allocate);
  // Two blocks are held: one is worked on while the numbers of the other are looked up.
  let batch = createBatch();
  const heldBatches = Array.from({ length: keep + 1 }, createBatch);
  let buffer: Uint8Array = new Uint8Array(allocate(size));
  // While one block is worked on, the next is read into the other buffer.
  let spare: Uint8Array = new Uint8Array(0);
  const heldBuffers = Array.from({ length: keep + 1 }, (): Uint8Array => new Uint8Array(0));
  let ahead: ReturnType<LeadBytes['fill']> | undefined;
  /** How much of the buffer is filled at most. */
  let reach = Math.min(size, firstBytes);
  let filled = 0;
  let position = 0;
  let isFirst = true;
  let leads: LeadBytes | undefined;

  /** Fills the batch; answers how far the records reach. */
  async function readRecords(units: Units, from: number, isEnd: boolean): Promise<number> {
    const end = units.length;
    for (let at = from; ;) {
      const room = Math.min(capacity, batch.count + recordsAtOnce);
      const stop = scan({ units, end, isEnd }, at, batch, room);
      if (stop.why === 'full' && room < capacity) {
        at = stop.reached;
        await pause();
        continue;
      }
      if (stop.why !== 'odd') return stop.reached;
      const next = readDamaged({ units, from: stop.reached, end, isEnd }, dialect, decoder, batch, capacity);
      if (next === undefined || next === stop.reached) return stop.reached;
      at = next;
    }
  }

  try {
    leads = await openLeadBytes(source, { name, signal, sheet });
    for (;;) {
      const held = filled;
      const { taken: reading, isEnd } = await (ahead ?? leads.fill(buffer.subarray(0, reach), held));
      position += reading - held;
      filled = reading;
      ahead = undefined;
      signal.throwIfAborted();
      const units = toUnits(buffer, filled, dialect.encoding);
      const head = isFirst ? findHead(units, dialect, isEnd) : { dataStart: 0, header: null };
      // The titles and the header are longer than a block: nothing can be scanned before their end is known.
      batch.count = 0;
      batch.careful.clear();
      batch.looked.count = 0;
      batch.spoken.count = 0;
      const reached = head === undefined ? 0 : await readRecords(units, head.dataStart, isEnd);
      const isFull = batch.count === capacity;
      // At the end of the file, only blank lines and half a unit are left.
      const taken = isEnd && !isFull ? filled : reached * unitBytes;
      if (head !== undefined && taken > 0) {
        const block: LeadBlock = {
          bytes: buffer.subarray(0, taken),
          units,
          unitBytes,
          dataStart: head.dataStart,
          header: head.header,
          batch,
          bytesRead: position - (filled - taken),
        };
        isFirst = false;
        reach = size;
        if (isEnd && !isFull) {
          yield block;
          return;
        }
        if (spare.length !== buffer.length) spare = new Uint8Array(allocate(buffer.length));
        spare.set(buffer.subarray(taken, filled));
        filled -= taken;
        ahead = leads.fill(spare, filled);
        // Told when it is waited for.
        ahead.catch(() => {});
        yield block;
        heldBuffers.push(buffer);
        buffer = spare;
        spare = heldBuffers.shift() ?? new Uint8Array(0);
        heldBatches.push(batch);
        batch = heldBatches.shift() ?? createBatch();
        continue;
      }
      if (isEnd && !isFull) return;
      if (reach < size) {
        reach = size;
        continue;
      }
      if (size >= longestRecordBytes) throw new ReadingError(refuseLong(name));
      size *= 2;
      const grown = new Uint8Array(allocate(size));
      grown.set(buffer.subarray(0, filled));
      buffer = grown;
      reach = size;
    }
  } catch (error) {
    if (signal.aborted || error instanceof ReadingError) throw error;
    throw new ReadingError(refuseSystemError(error, name));
  } finally {
    await ahead?.catch(() => {});
    await leads?.close();
  }
}

/** Decodes scanned units: they are in this machine's byte order, whatever the file's was. */
export function createUnitDecoder(encoding: Encoding): UnitDecoder {
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const label = isWide ? (endianness() === 'LE' ? 'utf-16le' : 'utf-16be') : encoding;
  return new TextDecoder(label, { ignoreBOM: true });
}

function toUnits(buffer: Uint8Array, filled: number, encoding: Encoding): Units {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return Buffer.from(buffer.buffer, 0, filled);
  const whole = filled - (filled % 2);
  const isNative = (encoding === 'utf-16le') === (endianness() === 'LE');
  if (isNative) return new Uint16Array(buffer.buffer, 0, whole / 2);
  const swapped = Buffer.from(buffer.slice(0, whole)).swap16();
  return new Uint16Array(swapped.buffer, swapped.byteOffset, whole / 2);
}

/** Where the header is and where the data begins; undefined if that is beyond these units. */
function findHead(units: Units, written: Dialect, isEnd: boolean) {
  const { encoding, headerRow } = written;
  const bom = encoding === 'utf-8' ? [0xef, 0xbb, 0xbf] : [0xfeff];
  const start = units.length >= bom.length && bom.every((unit, place) => units[place] === unit) ? bom.length : 0;
  if (headerRow === null) return { dataStart: start, header: null };
  // Titles are counted in lines, like the position of the header; the header itself is a record.
  let at = start;
  for (let line = 1; line < headerRow; line += 1) {
    while (at < units.length && units[at] !== 0x0a && units[at] !== 0x0d) at += 1;
    if (at + 1 >= units.length) return undefined;
    at += units[at] === 0x0d && units[at + 1] === 0x0a ? 2 : 1;
  }
  const batch = createLeadBatch(1, 0);
  const dialect = { ...written, headerRow: null, columns: Infinity };
  const stop = createLeadScanner(dialect, [])({ units, end: units.length, isEnd }, at, batch, 1);
  if (stop.why === 'odd')
    readDamaged({ units, from: at, end: units.length, isEnd }, dialect, createUnitDecoder(encoding), batch, 1);
  if (batch.count === 0) return undefined;
  const [from = at] = batch.starts;
  const [to = at] = batch.stops;
  const [next = at] = batch.nexts;
  return { dataStart: next, header: { start: from, stop: to } };
}

function refuseLong(name: string) {
  return {
    ok: false,
    code: 'failed',
    message: say.hasALineOfMore(name),
  } as const;
}
