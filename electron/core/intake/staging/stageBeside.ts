/**
 * Stages a large workbook or archive in a worker (stagingWorker.ts). This side checks that the file stays the same, and
 * takes the columns.
 */
import { askWorker } from '../../files/packed/askWorker.ts';
import { readingCaps } from '../../files/packed/caps.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import { openToRead, type RowSource } from '../../files/openRows.ts';
import { ReadingError, refuseSystemError } from '../../files/readingError.ts';
import { assertSamePlace, assertUnchanged } from '../../files/streamRows.ts';
import type { StagedDoubt } from './doubts.ts';
import type { Noticed, StagerOptions } from './stageFile.ts';
import { createStaging, type LineDetails, type Reject, type Staging } from './staging.ts';
import type { FromStager, StagingTask } from './stagingMessages.ts';

/** The rows of a smaller file arrive here sooner than the worker can start. */
const leastBytes = 100_000;
/** The limit of the worker's heap, which holds only texts; the columns lie beside it. */
const heapMb = 2048;

const workerFile = { folder: import.meta.dirname, name: 'stagingWorker' };

/** A workbook or an archive, of which one part is picked to be read. */
export type ContainerSource = RowSource & { readonly kind: 'file'; readonly picks: readonly string[] };

/** The source, when it is a workbook or an archive so large that it is staged in a worker. */
export function asLargeContainer(source: RowSource): ContainerSource | undefined {
  if (source.kind !== 'file' || source.picks === undefined || source.bytes < leastBytes) return undefined;
  return { ...source, picks: source.picks };
}

export type StagedBeside = {
  readonly staging: Staging;
  readonly noticed: Noticed;
};

/**
 * Stages all rows of a file.
 * @throws ReadingError when the file cannot be read to its end, holds more than can be imported at once, or is no
 * longer the one that was opened; also the signal's reason
 * @param tell is called with the bytes unpacked and the lines found so far
 */
export async function stageBeside(
  file: { readonly source: ContainerSource; readonly dialect: Dialect; readonly name: string },
  options: StagerOptions,
  signal: AbortSignal,
  tell: (inflated: number, lines: number) => void,
): Promise<StagedBeside> {
  const { source, dialect, name } = file;
  const { bytes, picks } = source;
  const caps = { ...readingCaps, heapMb };
  const handle = await openToRead(source.path);
  try {
    await assertUnchanged(handle, source, name);
    const task: StagingTask = { fd: handle.fd, bytes, name, caps, picks, dialect, options };
    const details: (LineDetails | undefined)[] = [];
    const rejects: Reject[] = [];
    const doubts: StagedDoubt[] = [];
    const notes = new Map<number, string>();
    for await (const message of askWorker<FromStager>(workerFile, task, signal)) {
      if (message.type === 'alive') tell(message.inflated, message.lines);
      else if (message.type === 'texts') {
        for (const each of message.details) details.push(each);
        for (const each of message.rejects) rejects.push(each);
        for (const each of message.doubts) doubts.push(each);
        for (const [line, note] of message.notes) notes.set(line, note);
      } else {
        await assertSamePlace(handle, source, name);
        const { columns, noticed } = message;
        return { staging: createStaging(undefined, { ...columns, details, rejects, doubts, notes }), noticed };
      }
    }
    throw new Error('The staging worker ended without an answer.');
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ReadingError ? error : new ReadingError(refuseSystemError(error, name));
  } finally {
    await handle.close();
  }
}
