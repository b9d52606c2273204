/**
 * The bytes of a lead file as it is split: the file itself, the text in an archive, or the CSV that is made from a
 * sheet. In each case they come in order, once, and are proven to be those of the file that was opened.
 */
import { type FileHandle, stat } from 'node:fs/promises';
import type { Dialect } from '../../files/text/dialect.ts';
import { type FileSource, openToRead, readFingerprint } from '../../files/openRows.ts';
import { ReadingError, refuseFile } from '../../files/readingError.ts';
import { streamPackedBytes, streamRows } from '../../files/streamRows.ts';
import { toCsv } from '../../files/write/csvCells.ts';

/** A sheet that is split as CSV: how its rows are read, and whether cells are made safe for a spreadsheet. */
export type SheetLeads = {
  readonly dialect: Dialect;
  readonly header: readonly string[] | null;
  /** False for halves that become workbooks, in which no text is a formula. */
  readonly isSafe: boolean;
};

/** How the CSV of a sheet is written. */
export function toMadeDialect({ dialect, header }: Omit<SheetLeads, 'isSafe'>): Dialect {
  return {
    encoding: 'utf-8',
    delimiter: ',',
    quote: '"',
    headerRow: header === null ? null : 1,
    columns: dialect.columns,
  };
}

export type LeadBytes = {
  /**
   * Fills a buffer that already has `held` bytes; answers how many it has then, and whether the bytes are at their end.
   */
  readonly fill: (into: Uint8Array, held: number) => Promise<{ readonly taken: number; readonly isEnd: boolean }>;
  readonly close: () => Promise<void>;
};

type Options = { readonly name: string; readonly signal: AbortSignal; readonly sheet?: SheetLeads | undefined };

/**
 * Opens them; the caller closes them, whatever happens. Rejects with a `ReadingError` or the system's error, as `fill`
 * does.
 */
export async function openLeadBytes(source: FileSource, options: Options): Promise<LeadBytes> {
  const { picks } = source;
  if (picks === undefined) return openPlain(source, options.name);
  const pieces =
    options.sheet === undefined
      ? streamPackedBytes({ ...source, picks }, options)
      : streamSheet(source, options.sheet, options);
  return fromPieces(pieces);
}

async function openPlain(source: FileSource, name: string): Promise<LeadBytes> {
  const handle = await openToRead(source.path);
  let position = 0;
  try {
    await assertUnchanged(handle, source, name);
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    async fill(into, held) {
      let taken = held;
      while (taken < into.length && position < source.bytes) {
        // No further than it was when it was opened: what was written behind since is found to be a change.
        const most = Math.min(into.length - taken, source.bytes - position);
        const { bytesRead } = await handle.read(into, taken, most, position);
        if (bytesRead === 0) throw new ReadingError(refuseFile('changed', name));
        taken += bytesRead;
        position += bytesRead;
      }
      const isEnd = position === source.bytes;
      if (isEnd) await assertUnchanged(handle, source, name);
      return { taken, isEnd };
    },
    close: () => handle.close(),
  };
}

function fromPieces(pieces: AsyncGenerator<Uint8Array, void, undefined>): LeadBytes {
  let piece: Uint8Array = new Uint8Array(0);
  let isOver = false;
  return {
    async fill(into, held) {
      let taken = held;
      while (taken < into.length && !isOver) {
        if (piece.length === 0) {
          const next = await pieces.next();
          if (next.done === true) isOver = true;
          else piece = next.value;
        }
        const some = piece.subarray(0, into.length - taken);
        into.set(some, taken);
        taken += some.length;
        piece = piece.subarray(some.length);
      }
      return { taken, isEnd: isOver };
    },
    close: async () => void (await pieces.return()),
  };
}

/** Rows per slice of work, after which other work on the thread gets a turn. */
const rowsAtOnce = 1000;

/** The sheet's column names and rows as CSV; every row is as wide as the names. */
async function* streamSheet(
  source: FileSource,
  { dialect, header, isSafe }: SheetLeads,
  { name, signal }: Options,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { columns } = dialect;
  const widen = (cells: readonly string[]) => Array.from({ length: columns }, (_, at) => cells[at] ?? '');
  const toBytes = (rows: readonly (readonly string[])[]) =>
    Buffer.from(`${toCsv(rows, { asTheyAre: !isSafe })}\r\n`, 'utf8');
  if (header !== null) yield toBytes([widen(header)]);
  for await (const { rows } of streamRows(source, dialect, { signal, name, chunkRows: rowsAtOnce })) {
    // A row that was cut on reading would also be cut in the output.
    if (rows.some(({ problem }) => problem !== null)) throw new ReadingError(refuseFile('longCell', name));
    if (rows.length > 0) yield toBytes(rows.map(({ cells }) => (cells.length < columns ? widen(cells) : cells)));
  }
}

async function assertUnchanged(handle: FileHandle, source: FileSource, name: string): Promise<void> {
  const { fingerprint } = await readFingerprint(handle);
  const { ino, dev } = await stat(source.path, { bigint: true });
  if (fingerprint !== source.fingerprint || !source.fingerprint.startsWith(`${dev}:${ino}:`))
    throw new ReadingError(refuseFile('changed', name));
}
