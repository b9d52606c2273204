/**
 * How much of a workbook or an archive is read before the reading is given up. This is counted while reading: what a
 * file says about its own size proves nothing. The worker that reads watches the first part; its starter watches the
 * second, and ends the worker.
 */
export type ReadingCaps = {
  /** Bytes that one reading may unpack. */
  readonly inflated: number;
  /** Below this size a file may unpack to any multiple of itself; above it, to at most `ratio` times its size. */
  readonly freeInflated: number;
  readonly ratio: number;
  /** Bytes that are held at once, for what has to be read as a whole (XLS, XLSB, a workbook in an archive). */
  readonly held: number;
  /** Files of an archive, sheets of a workbook. */
  readonly parts: number;
  /** Rows of a sheet; Excel and LibreOffice have no more. */
  readonly rows: number;
  /** Cells of a sheet, those left empty between others included. */
  readonly cells: number;

  /**
   * Milliseconds without any sign of the worker, and one more per this many bytes of a file that is read as a whole.
   */
  readonly silentMs: number;
  readonly bytesPerMs: number;
  /** Milliseconds that the worker may work in all; the time in which it waits for its reader does not count. */
  readonly workMs: number;
  /** The limit of the worker's heap. */
  readonly heapMb: number;
};

/** A million rows of a hundred columns pass; a bomb of a few kilobytes is refused within two seconds. */
export const readingCaps: ReadingCaps = {
  inflated: 8_000_000_000,
  freeInflated: 100_000_000,
  ratio: 100,
  held: 300_000_000,
  parts: 5000,
  rows: 1_048_576,
  cells: 200_000_000,
  silentMs: 9000,
  bytesPerMs: 2000,
  workMs: 600_000,
  heapMb: 1024,
};
