/** The mark of a record: a check sum of its text, which comes in pieces that begin and end anywhere. */
import { crc32 } from 'node:zlib';

export type RecordMark = {
  /** The next piece of the text, and the offset of its first byte. */
  readonly noteBytes: (bytes: Uint8Array, offset: number) => void;
  /** A record begins at this offset, in the piece that was noted last. */
  readonly begin: (offset: number) => void;
  /** Its mark, if it ends before this offset. */
  readonly end: (offset: number) => string;
};

/** Marks the records of one text, one after the other. */
export function createRecordMark(): RecordMark {
  let piece: Uint8Array = new Uint8Array();
  let pieceAt = 0;
  let from: number | null = null;
  let sum = 0;

  function addUpTo(end: number): void {
    if (from === null) return;
    sum = crc32(piece.subarray(Math.max(from, pieceAt) - pieceAt, end - pieceAt), sum);
  }

  return {
    noteBytes(bytes, offset) {
      addUpTo(pieceAt + piece.length);
      piece = bytes;
      pieceAt = offset;
    },
    begin(offset) {
      from = offset;
      sum = 0;
    },
    end(offset) {
      addUpTo(offset);
      const mark = `${sum}:${offset - (from ?? offset)}`;
      from = null;
      return mark;
    },
  };
}
