// The rows of an opened file or pasted text, in chunks and in order, with flat memory whatever the size. It runs in any
// thread; calls share nothing.

import { type FileHandle, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ReadingCaps } from './packed/caps.ts';
import { streamContainer, streamContainerBytes } from './packed/containerRows.ts';
import type { Dialect, Row } from './text/dialect.ts';
import { type FileSource, openToRead, readFingerprint, type RowSource } from './openRows.ts';
import { ReadingError, refuseFile, refuseSystemError } from './readingError.ts';
import { createRecordReader, type RecordReader } from './text/recordReader.ts';
import { createPieceReader, type RowTaker } from './text/plainLines.ts';
import { skipHeader } from './text/rowPieces.ts';

/**
 * Rows below the header, in order. Lines without any text are no rows: `blankLines` counts them (from the top of the
 * file, so far). `lastLine` is the line on which the last row of the chunk starts.
 */
export interface RowChunk {
  readonly rows: readonly Row[];
  readonly blankLines: number;
  readonly bytesRead: number;
  /** Null where the total is not known before the end, as with what a workbook or an archive unpacks to. */
  readonly totalBytes: number | null;
}

export interface StreamOptions {
  /** Stops the stream, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** At most this many rows in a chunk; 5,000 by default. */
  readonly chunkRows?: number;
  /** The file's name as the person knows it, for messages. */
  readonly name?: string;
  readonly caps?: ReadingCaps;
}

/** Rows in the order of the file, to be visited before the next piece is asked for. */
export interface RowPiece extends Pick<RowChunk, 'bytesRead' | 'totalBytes'> {
  /** Hands out the rows; of a plain file whole lines are offered first, where `to` takes them. */
  readonly visit: (to: RowTaker) => void;
}

/** Small pieces: the rows of one piece are garbage before the collector has moved them to where it seldom looks. */
const READ_BYTES = 65_536;

/**
 * Streams the rows of what `openRows` or `openText` opened, read by the dialect given (its own, or a changed one).
 * @throws ReadingError if the file cannot be read, or if at the start or at the end it is not the one that was opened:
 * what came before must then be thrown away
 */
export async function* streamRows(
  source: RowSource,
  dialect: Dialect,
  { signal, chunkRows = 5000, name, caps }: StreamOptions = {},
): AsyncGenerator<RowChunk, void, undefined> {
  if (source.kind === 'file' && source.picks !== undefined) {
    const file = { ...source, picks: source.picks };
    yield* streamParts(file, dialect, { signal, chunkRows, caps, name: name ?? basename(source.path) });
    return;
  }
  const reader = createRecordReader(dialect, dialect.columns);
  const pieces = source.kind === 'file' ? readFile(source, dialect, name ?? basename(source.path)) : readText(source);
  let bytesRead = 0;
  for await (const piece of pieces) {
    signal?.throwIfAborted();
    bytesRead = piece.bytesRead;
    yield* inChunks(piece.text === null ? reader.end() : reader.push(piece.text));
  }

  function* inChunks(rows: Row[]): Generator<RowChunk> {
    const below = skipHeader(rows, dialect.headerRow);
    for (let start = 0; start < below.length; start += chunkRows) {
      signal?.throwIfAborted();
      yield toChunk(
        reader,
        below.length <= chunkRows ? below : below.slice(start, start + chunkRows),
        bytesRead,
        source.bytes,
      );
    }
    if (below.length === 0) yield toChunk(reader, [], bytesRead, source.bytes);
  }
}

/** Of bytes that become no text, which are no garbage. */
const READ_PLAIN_BYTES = 262_144;

/** The rows of `streamRows`, for who takes plain lines of a file by itself. Throws as it does. */
export async function* streamPieces(
  source: RowSource,
  dialect: Dialect,
  options: Pick<StreamOptions, 'signal' | 'name'> & { readonly pieceBytes?: number },
): AsyncGenerator<RowPiece, void, undefined> {
  if (source.kind === 'text' || source.picks !== undefined) {
    for await (const { rows, bytesRead, totalBytes } of streamRows(source, dialect, options))
      yield { visit: (to) => rows.forEach((row) => to.row(row)), bytesRead, totalBytes };
    return;
  }
  const { signal, name = basename(source.path), pieceBytes = READ_PLAIN_BYTES } = options;
  const reader = createPieceReader(dialect);
  yield* whileUnchanged(source, name, signal, async function* read(handle): AsyncGenerator<RowPiece> {
    const totalBytes = source.bytes;
    const buffer = new Uint8Array(pieceBytes);
    for (let position = 0; position < totalBytes;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, totalBytes - position), position);
      if (bytesRead === 0) throw new ReadingError(refuseFile('changed', name));
      position += bytesRead;
      yield { visit: (to) => reader.push(buffer.subarray(0, bytesRead), to), bytesRead: position, totalBytes };
    }
    // The last rows are handed out only if the file that was read is still the one with that name.
    await assertSamePlace(handle, source, name);
    yield { visit: (to) => reader.end(to), bytesRead: totalBytes, totalBytes };
  });
}

/** A file of which a part is read: the file of an archive, the sheet of a workbook. */
export type PackedSource = RowSource & { readonly kind: 'file'; readonly picks: readonly string[] };

/** Streams the bytes of a packed text, unchanged. Throws as `streamRows` does. */
export async function* streamPackedBytes(
  source: PackedSource,
  { signal, name = basename(source.path), caps }: Omit<StreamOptions, 'chunkRows'>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* whileUnchanged(source, name, signal, (handle) =>
    streamContainerBytes({ handle, bytes: source.bytes, name, picks: source.picks, caps }, signal),
  );
}

/** Streams the rows of a workbook or an archive; `bytesRead` counts unpacked bytes. */
async function* streamParts(
  source: PackedSource,
  dialect: Dialect,
  { signal, chunkRows, name, caps }: StreamOptions & { readonly chunkRows: number; readonly name: string },
): AsyncGenerator<RowChunk, void, undefined> {
  yield* whileUnchanged(source, name, signal, async function* read(handle): AsyncGenerator<RowChunk> {
    const file = { handle, bytes: source.bytes, name, picks: source.picks, caps };
    for await (const { rows, blankLines, inflated } of streamContainer(file, dialect, chunkRows, signal))
      yield { rows, blankLines, bytesRead: inflated, totalBytes: null };
  });
}

/** Yields what `read` makes of a file, which must be the one that was opened, both before and after. */
async function* whileUnchanged<T>(
  source: FileSource,
  name: string,
  signal: AbortSignal | undefined,
  read: (handle: FileHandle) => AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await openToRead(source.path);
    await assertUnchanged(handle, source, name);
    yield* read(handle);
    await assertSamePlace(handle, source, name);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof ReadingError ? error : new ReadingError(refuseSystemError(error, name));
  } finally {
    await handle?.close();
  }
}

/** Text in order; null marks the end. */
interface Piece {
  readonly text: string | null;
  readonly bytesRead: number;
}

async function* readFile(source: RowSource & { kind: 'file' }, dialect: Dialect, name: string): AsyncGenerator<Piece> {
  let handle: FileHandle | undefined;
  try {
    handle = await openToRead(source.path);
    await assertUnchanged(handle, source, name);
    const decoder = new TextDecoder(dialect.encoding);
    const buffer = new Uint8Array(READ_BYTES);
    let position = 0;
    while (position < source.bytes) {
      const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, source.bytes - position), position);
      if (bytesRead === 0) throw new ReadingError(refuseFile('changed', name));
      position += bytesRead;
      yield { text: decoder.decode(buffer.subarray(0, bytesRead), { stream: true }), bytesRead: position };
    }
    yield { text: decoder.decode(), bytesRead: position };
    // Checked before the last rows are handed out: the file that was read must still be the one with that name.
    await assertSamePlace(handle, source, name);
    yield { text: null, bytesRead: position };
  } catch (error) {
    throw error instanceof ReadingError ? error : new ReadingError(refuseSystemError(error, name));
  } finally {
    await handle?.close();
  }
}

function* readText(source: RowSource & { kind: 'text' }): Generator<Piece> {
  const { text, bytes } = source;
  for (let start = 0; start < text.length; start += READ_BYTES) {
    const piece = text.slice(start, start + READ_BYTES);
    yield { text: piece, bytesRead: Math.round((bytes * Math.min(start + READ_BYTES, text.length)) / text.length) };
  }
  yield { text: null, bytesRead: bytes };
}

/** @throws ReadingError when the file is not as it was when opened */
export async function assertUnchanged(
  handle: FileHandle,
  source: RowSource & { kind: 'file' },
  name: string,
): Promise<void> {
  const { fingerprint } = await readFingerprint(handle);
  if (fingerprint !== source.fingerprint) throw new ReadingError(refuseFile('changed', name));
}

/**
 * Checks that the file is unchanged, and still the one with that name.
 * @throws ReadingError when it is another file
 */
export async function assertSamePlace(
  handle: FileHandle,
  source: RowSource & { kind: 'file' },
  name: string,
): Promise<void> {
  await assertUnchanged(handle, source, name);
  const { ino, dev } = await stat(source.path, { bigint: true });
  if (!source.fingerprint.startsWith(`${dev}:${ino}:`)) throw new ReadingError(refuseFile('changed', name));
}

function toChunk(reader: RecordReader, rows: readonly Row[], bytesRead: number, totalBytes: number): RowChunk {
  return { rows, blankLines: reader.blankLines, bytesRead, totalBytes };
}
