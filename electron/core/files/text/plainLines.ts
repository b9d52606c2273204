// Bytes in pieces -> rows, for who can read plain lines by itself: millions of lines then need no text of their cells. A line is
// plain where no quotation mark can tie it to another one. Everything else goes to the record reader, which also counts the lines.

import type { Dialect, Row } from './dialect.ts';
import { createRecordReader } from './recordReader.ts';
import { skipHeader } from './rowPieces.ts';

/** Takes what a file has, in order. */
export interface RowTaker {
  /** A row below the header. */
  row(row: Row): void;
  /**
   * Takes the line of `bytes` that begins at `from`, if it reads it just as the record reader would, and answers where the next
   * one begins; 0: it leaves the line to the reader. There is no quotation mark in it, and it ends with a line feed. `line`: from 1.
   */
  line?(bytes: Uint8Array, from: number, line: number): number;
}

/** Takes bytes in order. One reader reads one file once. */
export interface PieceReader {
  /** Reads a piece of the file; the bytes are the caller's again when it returns. */
  push(bytes: Uint8Array, to: RowTaker): void;
  /** Ends the file. */
  end(to: RowTaker): void;
  /** Lines without any text so far. */
  readonly blankLines: number;
}

const LF = 0x0a;
const QUOTE = 0x22;

/** The rows of one of these are garbage before the collector has moved them to where it seldom looks. */
const fedAtOnce = 65_536;
/** A line that is longer goes to the reader, which has the caps. */
const longestHeld = 65_536;

/** A reader from the beginning of a file that is written as the dialect says. */
export function createPieceReader(dialect: Dialect): PieceReader {
  const reader = createRecordReader(dialect, dialect.columns);
  const decoder = new TextDecoder(dialect.encoding);
  const isWide = dialect.encoding === 'utf-16le' || dialect.encoding === 'utf-16be';
  // Where blanks are dropped behind separators, cells are not what stands between those.
  const hasPlainLines = !isWide && dialect.isSpaced !== true;
  let held: Uint8Array = new Uint8Array(0);
  // A byte order mark, titles and the header are the reader's.
  let hasBegun = false;

  function give(rows: Row[], to: RowTaker): void {
    for (const row of skipHeader(rows, dialect.headerRow)) to.row(row);
  }

  function feed(bytes: Uint8Array, to: RowTaker): void {
    hasBegun = true;
    for (let at = 0; at < bytes.length; at += fedAtOnce)
      give(reader.push(decoder.decode(bytes.subarray(at, at + fedAtOnce), { stream: true })), to);
  }

  /** Offers the lines before the first quotation mark; answers how far they are read. */
  function takeLines(bytes: Uint8Array, to: RowTaker): number {
    const mark = dialect.quote === 'none' ? -1 : bytes.indexOf(QUOTE);
    const limit = mark === -1 ? bytes.length : bytes.lastIndexOf(LF, mark) + 1;
    let at = 0;
    let line = reader.line;
    while (at < limit) {
      const next = to.line?.(bytes, at, line) ?? 0;
      if (next > 0) {
        at = next;
        line += 1;
        continue;
      }
      reader.skipLines(line - reader.line);
      const end = bytes.indexOf(LF, at) + 1;
      feed(bytes.subarray(at, end), to);
      at = end;
      if (!reader.isResting) return at;
      line = reader.line;
    }
    reader.skipLines(line - reader.line);
    return at;
  }

  return {
    push(bytes, to) {
      if (to.line === undefined || !hasPlainLines) {
        feed(bytes, to);
        return;
      }
      const some = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const stop = some.lastIndexOf(LF) + 1;
      const whole = some.subarray(0, stop);
      const isPlain = hasBegun && reader.isResting && reader.line > (dialect.headerRow ?? 0);
      feed(whole.subarray(isPlain ? takeLines(whole, to) : 0), to);
      held = some.slice(stop);
      if (held.length > longestHeld) {
        feed(held, to);
        held = new Uint8Array(0);
      }
    },
    end(to) {
      feed(held, to);
      give(reader.push(decoder.decode()), to);
      give(reader.end(), to);
    },
    get blankLines() {
      return reader.blankLines;
    },
  };
}
