/**
 * Opens a file or pasted text for every part of the desk that reads one: located, described, with its rows to stream
 * and the proof that it is still the same. Any problem with it is one sentence.
 */
import type { FileFrom, FileFound, StoredFrom } from '../../../shared/contract/files.ts';
import type { FileLayout } from '../../../shared/domain/columns/columnLayout.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { type Answer, refuse } from '../answer.ts';
import { describeFile, type ReadPurpose } from './describe.ts';
import { locate, type LocatedFile, type LocatedText } from './locate.ts';
import { type FileSource, type OpenedRows, openRows, openText, openToRead, readFingerprint } from './openRows.ts';
import { ReadingError, refuseSystemError } from './readingError.ts';
import { type RowPiece, streamPieces, streamRows } from './streamRows.ts';
import type { Delimiter, Encoding, Row } from './text/dialect.ts';
import { openFileWords as say } from '../../../shared/words/core/files.ts';

/** What the person said about the file, which replaces the guess. */
export type ReadSettings = {
  readonly encoding?: Encoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  readonly hasHeader?: boolean | undefined;
  /** Names of the file of an archive and the sheet of a workbook to read, outermost first. */
  readonly parts?: readonly string[] | undefined;
  /** A sheet or file that is no list of numbers is opened too, with `refused`, if another can be chosen. */
  readonly letChoose?: boolean | undefined;
};

/** Where uploads are, which country helps to tell phone numbers, and what the file is read for (see `describeFile`). */
export type OpenContext = {
  readonly uploadsDir: string;
  readonly region: Region | undefined;
  readonly purpose: ReadPurpose;
};

/** Some rows with how far they are in the file, or why it cannot be read to its end. */
export type FileChunk =
  | { readonly ok: true; readonly rows: readonly Row[]; readonly bytesRead: number; readonly totalBytes: number | null }
  | { readonly ok: false; readonly message: string };

/** A piece of the file, to be visited before the next one is asked for, or why it cannot be read to its end. */
export type FilePiece = ({ readonly ok: true } & RowPiece) | { readonly ok: false; readonly message: string };

export type OpenedFile<Opened extends OpenedRows = OpenedRows> = {
  readonly found: FileFound;
  readonly layout: FileLayout;
  readonly opened: Opened;
  /**
   * Every row below the header. It ends with a failure when the file cannot be read to its end or is another one by
   * now.
   */
  readonly rows: (signal: AbortSignal) => AsyncGenerator<FileChunk>;
  /** The same, for who takes plain lines by itself: to be visited piece by piece. */
  readonly pieces: (signal: AbortSignal) => AsyncGenerator<FilePiece>;
  /** The facts to keep about the file, unless it is no longer the one that was opened. */
  readonly checkUnchanged: () => Promise<Answer<{ readonly sha256: string; readonly bytes: number }>>;
  /** Deletes what was uploaded for this. */
  readonly close: () => Promise<void>;
};

/** Opens a file on the disk, or pasted text. A refusal is one sentence. */
export function openFile(
  from: StoredFrom,
  settings: ReadSettings,
  context: OpenContext,
): Promise<Answer<OpenedFile<OpenedRows<FileSource>>>>;
export function openFile(from: FileFrom, settings: ReadSettings, context: OpenContext): Promise<Answer<OpenedFile>>;
/** Opens it, as above. */
export async function openFile(
  from: FileFrom,
  { parts: picks = [], ...dialect }: ReadSettings,
  context: OpenContext,
): Promise<Answer<OpenedFile>> {
  const located = locate(from, context.uploadsDir);
  if (!located.ok) return located;
  const file = located.value;
  const { name, close } = file;
  const { region } = context;
  const options = { ...dialect, picks, name, ...(region === undefined ? {} : { region }) };
  const opened = await openLocated(file, options);
  if (!opened.ok) return refuse(opened.message);
  return {
    ok: true,
    value: {
      ...describeFile(name, opened, context),
      opened,
      rows: (signal) => streamFile(opened, name, signal),
      pieces: (signal) => streamFilePieces(opened, name, signal),
      checkUnchanged: () => checkUnchanged(opened, name),
      close,
    },
  };
}

function openLocated(file: LocatedFile | LocatedText, options: Parameters<typeof openRows>[1]) {
  return file.kind === 'text' ? openText(file.text, options) : openRows(file.path, options);
}

async function* streamFile(
  { source, dialect }: OpenedRows,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<FileChunk> {
  try {
    for await (const { rows, bytesRead, totalBytes } of streamRows(source, dialect, { signal, name })) {
      yield { ok: true, rows, bytesRead, totalBytes };
    }
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    yield { ok: false, message: error.message };
  }
}

async function* streamFilePieces(
  { source, dialect }: OpenedRows,
  name: string,
  signal: AbortSignal,
): AsyncGenerator<FilePiece> {
  try {
    for await (const piece of streamPieces(source, dialect, { signal, name })) yield { ok: true, ...piece };
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    yield { ok: false, message: error.message };
  }
}

async function checkUnchanged({ source }: OpenedRows, name: string): ReturnType<OpenedFile['checkUnchanged']> {
  const facts = { sha256: source.sha256, bytes: source.bytes };
  if (source.kind === 'text') return { ok: true, value: facts };
  try {
    const handle = await openToRead(source.path);
    try {
      const { fingerprint } = await readFingerprint(handle);
      return fingerprint === source.fingerprint ? { ok: true, value: facts } : refuse(say.wasChangedAfterThe(name));
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refuse(refuseSystemError(error, name).message);
  }
}
