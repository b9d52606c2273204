/**
 * Workbooks and archives as rows, for the core: the worker reads the open file, and this side checks that the file
 * stays the same.
 */
import type { FileHandle } from 'node:fs/promises';
import type { Dialect } from '../text/dialect.ts';
import { ReadingError, type ReadingRefusal } from '../readingError.ts';
import { askWorker } from './askWorker.ts';
import { type ReadingCaps, readingCaps } from './caps.ts';
import {
  type DescribeChoices,
  type FromReader,
  type PartDescription,
  type ReadingTask,
  unpackRows,
} from './readingMessages.ts';

const workerFile = { folder: import.meta.dirname, name: 'readingWorker' };

/** Rows in one message: two copies of them are held at once. */
const rowsAtOnce = 2000;

export type ContainerFile = {
  readonly handle: FileHandle;
  readonly bytes: number;
  readonly name: string;
  /** Names of the file and the sheet to read, as far as the person chose. */
  readonly picks: readonly string[];
  readonly caps?: ReadingCaps | undefined;
};

/**
 * Looks into a container and describes the part of it that is to be read.
 * @throws ReadingError with what is wrong with the file
 */
export async function describeContainer(
  { handle, bytes, name, picks, caps = readingCaps }: ContainerFile,
  choices: DescribeChoices,
  signal: AbortSignal | undefined,
): Promise<{ readonly ok: true; readonly value: PartDescription } | ReadingRefusal> {
  const task: ReadingTask = { kind: 'describe', fd: handle.fd, bytes, name, picks, caps, choices };
  try {
    for await (const message of askWorker<FromReader>(workerFile, task, signal))
      if (message.type === 'described') return { ok: true, value: message.description };
  } catch (error) {
    if (error instanceof ReadingError) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
  throw new Error('The reading worker ended without an answer.');
}

/**
 * The bytes of that part, which has to be a text.
 * @throws ReadingError where it cannot be read to its end
 */
export async function* streamContainerBytes(
  { handle, bytes, name, picks, caps = readingCaps }: ContainerFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const task: ReadingTask = { kind: 'bytes', fd: handle.fd, bytes, name, picks, caps };
  for await (const message of askWorker<FromReader>(workerFile, task, signal)) {
    if (message.type === 'end') return;
    if (message.type === 'bytes') yield message.bytes;
  }
}

/**
 * The rows of that part below its header.
 * @throws ReadingError where it cannot be read to its end
 */
export async function* streamContainer(
  { handle, bytes, name, picks, caps = readingCaps }: ContainerFile,
  dialect: Dialect,
  chunkRows: number,
  signal: AbortSignal | undefined,
) {
  const task: ReadingTask = {
    kind: 'rows',
    fd: handle.fd,
    bytes,
    name,
    picks,
    caps,
    dialect,
    chunkRows: Math.min(chunkRows, rowsAtOnce),
  };
  for await (const message of askWorker<FromReader>(workerFile, task, signal)) {
    if (message.type === 'end') return;
    if (message.type !== 'rows') continue;
    const { rows, blankLines, inflated } = message;
    yield { rows: unpackRows(rows), blankLines, inflated };
  }
}
